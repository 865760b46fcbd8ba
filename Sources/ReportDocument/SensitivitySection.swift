internal import Charts
internal import Forecast
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// What moves the chief result.
struct SensitivitySection {
    private let contents: ReportContents
    private let t: ReportLanguage
    /// Bars of the chart.
    private static let most = 14

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let (title, short) = (t("What moves the result", "敏感性分析"), t("Tornado", "敏感性"))
        guard let result = contents.sensitivity.result, let metric = result.metrics.first,
            !metric.tornado.isEmpty
        else {
            return ReportSection(
                "tornado",
                title,
                short: short,
                missing: contents.sensitivity.reason(t)
                    ?? t("No figure of the plan is spread.", "计划中没有带分布的参数。")
            )
        }
        return ReportSection(
            "tornado",
            title,
            short: short,
            [
                t(
                    "Each figure is held at its P10 and at its P90 while all else is drawn as "
                        + "before; \(ReportContents.count(result.tornadoReplications)) replications a bar. Every bar "
                        + "is a figure of the plan that is spread; most of these are assumed.",
                    "逐一将参数固定在 P10 和 P90，其余照常抽样；每条 \(ReportContents.count(result.tornadoReplications)) 次抽样。"
                        + "图中均为带分布的计划参数，多数为假设。"
                )
            ],
            figures: [figure(metric)],
            tables: [events(metric)].filter { !$0.rows.isEmpty }
        )
    }

    private func unit(_ unit: String) -> String {
        switch unit {
        case "plates": t("plates", "片")
        case "months": t("months", "月")
        default: t("probability", "概率")
        }
    }

    private func name(_ metric: SensitivityResult.MetricRow) -> String { t.metric(metric.metric) }

    private func value(_ number: Double, _ date: String?) -> String {
        if let date { return date }
        let decimals = abs(number) >= 100 ? 0 : abs(number) >= 10 ? 1 : abs(number) >= 0.1 ? 2 : 3
        return NumberText.decimal(number, decimals: decimals)
    }

    private func basis(_ path: String) -> String? {
        contents.figures.first { $0.path == path }?.basis.rawValue
    }

    private func figure(_ metric: SensitivityResult.MetricRow) -> ReportFigure {
        let unit = unit(metric.unit.rawValue)
        let title = "\(name(metric)) [\(unit)]"
        let chart = TornadoChart(
            description: t(
                "Tornado chart of \(name(metric)): how far its mean moves with each figure.",
                "\(name(metric))龙卷风图：各参数变动引起的均值变化。"
            ),
            title: t("mean of ", "均值：") + title,
            mean: metric.mean,
            bars: metric.tornado.prefix(Self.most)
                .map {
                    .init(
                        name: $0.input + (basis($0.input) == "assumed" ? " *" : ""),
                        atLow: $0.meanAtLow,
                        atHigh: $0.meanAtHigh,
                        low: value($0.low, $0.lowDate),
                        high: value($0.high, $0.highDate)
                    )
                },
            ends: (t("figure at its P10", "参数取 P10"), t("figure at its P90", "参数取 P90"))
        )
        return ReportFigure(
            t("Tornado: \(name(metric))", "龙卷风图：\(name(metric))"),
            caption: t(
                "Mean of \(title) with one figure at its P10 and P90; the line is the mean as the "
                    + "plan stands. Numbers beside the bars are the figure's own. * assumed",
                "单个参数取 P10 与 P90 时 \(title) 的均值，竖线为现计划均值；条旁数字为参数取值。* 假设"
            ),
            panels: [.init(chart.spec)],
            tables: [table(metric, unit)]
        )
    }

    private func table(_ metric: SensitivityResult.MetricRow, _ unit: String) -> ReportTable {
        ReportTable(
            "tornado",
            t("Tornado", "龙卷风图"),
            [
                .init(t("figure", "参数"), .text), .init(t("basis", "来源"), .text),
                .init(t("nature", "性质"), .text), .init(t("its P10", "参数 P10"), .text),
                .init(t("its P90", "参数 P90"), .text),
                .init(t("mean at P10", "取 P10 时均值") + " [\(unit)]", .number(decimals: 1)),
                .init(t("mean at P90", "取 P90 时均值") + " [\(unit)]", .number(decimals: 1)),
                .init(t("swing", "变动") + " [\(unit)]", .number(decimals: 1)),
            ],
            metric.tornado.map { row in
                [
                    .text(row.input), .init(basis(row.input).map(t.basis)),
                    .text(row.isUncertain ? t("ignorance", "信息不足") : t("chance", "随机")),
                    .text(value(row.low, row.lowDate)), .text(value(row.high, row.highDate)),
                    .number(row.meanAtLow), .number(row.meanAtHigh), .number(row.swing.mean),
                ]
            },
            chart: .init(kind: .bars, columns: [7], unit: unit)
        )
    }

    private func events(_ metric: SensitivityResult.MetricRow) -> ReportTable {
        let unit = unit(metric.unit.rawValue)
        return ReportTable(
            "events",
            t("Risks and purchases that are certain, or ruled out", "风险与采购确定发生或排除时"),
            [
                .init(t("event", "事件"), .text), .init(t("what", "情形"), .text),
                .init(t("in the plan", "计划中概率"), .share),
                .init(t("mean", "均值") + " [\(unit)]", .number(decimals: 1)),
                .init(t("change", "变化") + " [\(unit)]", .number(decimals: 1)),
            ],
            metric.events.map {
                [
                    .text($0.name), .text(t.outcome($0.what)), .number($0.probability),
                    .number($0.mean),
                    .number($0.difference.mean),
                ]
            }
        )
    }
}
