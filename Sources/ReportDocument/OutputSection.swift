internal import Charts
internal import Forecast
internal import PlanModel

/// Plates a year and a month, by node.
struct OutputSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        ReportSection(
            "output",
            t("Good plates", "合格掩模版产量"),
            short: t("Output", "产量"),
            [
                t(
                    "Plates are counted when they are good and customers take them. Monthly "
                        + "figures are of the run's first \(ReportContents.count(contents.course.replications)) "
                        + "replications, yearly ones of all \(ReportContents.count(contents.run.replications)).",
                    "仅统计合格且客户接收的掩模版。月度数据取自本次预测的前 "
                        + "\(ReportContents.count(contents.course.replications)) 次抽样，年度数据取自全部 "
                        + "\(ReportContents.count(contents.run.replications)) 次抽样。"
                )
            ],
            figures: [year, month, mix] + nodeYears + nodeMonths
        )
    }

    /// Nodes that make any plate, coarse to fine.
    private var nodes: [String] {
        contents.plan.nodes.map { String($0.node) }
            .filter { node in contents.run.annual.contains { $0.node == node && $0.p95 > 0 } }
    }

    private var plates: String { t("good plates a year", "合格掩模版（片/年）") }
    private var monthly: String { t("good plates a month", "合格掩模版（片/月）") }

    static func keys(_ t: ReportLanguage) -> [ReportFigure.Key] {
        [
            .init("line", t("P50: half of all courses are at or below", "P50：半数情形不超过此值")),
            .init("narrow", t("P25 to P75: half of all courses", "P25–P75：半数情形")),
            .init("wide", t("P10 to P90: four of five courses", "P10–P90：五分之四的情形")),
        ]
    }

    private func annual(_ node: String) -> [FanChart.Point] {
        contents.run.annual.filter { $0.node == node && contents.years.contains($0.year) }
            .map {
                .init(
                    time: Double($0.year),
                    label: String($0.year),
                    p10: Double($0.p10),
                    p25: Double($0.p25),
                    p50: Double($0.p50),
                    p75: Double($0.p75),
                    p90: Double($0.p90)
                )
            }
    }

    private func months(_ node: String) -> [FanChart.Point] {
        let first = contents.years.first.map(String.init) ?? ""
        return contents.course.months.filter { $0.node == node && $0.month >= first }
            .map {
                .init(
                    time: ChartTime.milliseconds($0.month) ?? 0,
                    label: $0.month,
                    p10: $0.p10,
                    p25: $0.p25,
                    p50: $0.p50,
                    p75: $0.p75,
                    p90: $0.p90
                )
            }
    }

    private var year: ReportFigure {
        let points = annual("all")
        let words = points.last.map { "\(Int($0.p50))" } ?? "0"
        let chart = FanChart(
            description: t(
                "Fan chart of good plates a year, all nodes; the median ends at \(words) plates.",
                "全部节点年产量扇形图；期末中位数 \(words) 片。"
            ),
            title: plates,
            points: points,
            isByYear: true
        )
        return ReportFigure(
            t("Plates a year, all nodes", "年产量（全部节点）"),
            caption: t("Good plates a year.", "单位：片/年。"),
            panels: [.init(chart.spec)],
            keys: Self.keys(t),
            tables: [annualTable("annual", isByNode: false)]
        )
    }

    private var month: ReportFigure {
        let asOf = contents.asOf(t)
        let chart = FanChart(
            description: t(
                "Fan chart of good plates a month, all nodes.",
                "全部节点月产量扇形图。"
            ),
            title: monthly,
            points: months("all"),
            isByYear: false,
            asOf: ChartTime.milliseconds(asOf.day).map { .init(at: $0, label: asOf.label) }
        )
        return ReportFigure(
            t("Plates a month, all nodes", "月产量（全部节点）"),
            caption: t("Good plates a month.", "单位：片/月。"),
            panels: [.init(chart.spec)],
            keys: Self.keys(t) + [.init("dash", asOf.label)],
            tables: [monthTable("months", isByNode: false)]
        )
    }

    private func panels(
        _ points: (String) -> [FanChart.Point],
        isByYear: Bool
    ) -> [ReportFigure.Panel] {
        nodes.reversed()
            .map { node in
                let chart = FanChart(
                    description: t(
                        "Fan chart of \(isByYear ? plates : monthly) at \(node) nm.",
                        "\(node) nm \(isByYear ? "年" : "月")产量扇形图。"
                    ),
                    title: isByYear ? plates : monthly,
                    points: points(node),
                    isByYear: isByYear,
                    isSmall: true
                )
                return .init(t.node(node), chart.spec)
            }
    }

    private var nodeYears: [ReportFigure] {
        guard nodes.count > 1 else { return [] }
        return [
            ReportFigure(
                t("Plates a year by node", "各节点年产量"),
                caption: t(
                    "Good plates a year, finest node first; scales differ from panel to panel.",
                    "单位：片/年；由先进节点到成熟节点排列，各图纵轴刻度不同。"
                ),
                panels: panels(annual, isByYear: true),
                keys: Self.keys(t),
                tables: [annualTable("annual_nodes", isByNode: true)]
            )
        ]
    }

    private var nodeMonths: [ReportFigure] {
        guard nodes.count > 1 else { return [] }
        return [
            ReportFigure(
                t("Plates a month by node", "各节点月产量"),
                caption: t(
                    "Good plates a month, finest node first; scales differ from panel to panel.",
                    "单位：片/月；由先进节点到成熟节点排列，各图纵轴刻度不同。"
                ),
                panels: panels(months, isByYear: false),
                keys: Self.keys(t),
                tables: [monthTable("months_nodes", isByNode: true)]
            )
        ]
    }

    private var mix: ReportFigure {
        let rows = contents.run.annual.filter {
            nodes.contains($0.node) && contents.years.contains($0.year)
        }
        let chart = StackChart(
            description: t(
                "Stacked columns of mean good plates a year by node, the finest on top.",
                "各节点平均年产量堆叠柱形图，最先进节点在上。"
            ),
            title: plates,
            legend: t("node", "节点"),
            names: nodes.map(t.node),
            parts: rows.map { .init(year: $0.year, name: t.node($0.node), value: $0.mean) }
        )
        return ReportFigure(
            t("Node mix", "节点结构"),
            caption: t(
                "Mean good plates a year by node; the finest node is on top.",
                "单位：片/年，均值；最先进节点在最上方。"
            ),
            panels: [.init(chart.spec)],
            tables: [mixTable]
        )
    }

    // MARK: Tables

    private func annualTable(_ id: String, isByNode: Bool) -> ReportTable {
        let rows = contents.run.annual.filter {
            contents.years.contains($0.year)
                && (isByNode ? nodes.contains($0.node) : $0.node == "all")
        }
        return ReportTable(
            id,
            isByNode
                ? t("Good plates a year by node", "各节点年产量")
                : t("Good plates a year", "年产量"),
            [
                .init(t("year", "年份"), .year), .init(t("node", "节点"), .text),
                .init(t("mean [plates]", "均值 [片]"), .number(decimals: 1)),
            ] + ["P10", "P25", "P50", "P75", "P90"].map { .init($0, .number(decimals: 0)) },
            rows.map { row in
                [.init(row.year), .text(t.node(row.node)), .number(row.mean)]
                    + [row.p10, row.p25, row.p50, row.p75, row.p90].map { .init($0) }
            },
            chart: isByNode ? nil : .init(kind: .lines, columns: [3, 5, 7], unit: plates)
        )
    }

    private func monthTable(_ id: String, isByNode: Bool) -> ReportTable {
        let first = contents.years.first.map(String.init) ?? ""
        let rows = contents.course.months.filter { $0.month >= first }
            .filter { isByNode ? nodes.contains($0.node) : $0.node == "all" }
        return ReportTable(
            id,
            isByNode
                ? t("Good plates a month by node", "各节点月产量")
                : t("Good plates a month", "月产量"),
            [
                .init(t("month", "月份"), .text), .init(t("node", "节点"), .text),
                .init(t("mean [plates]", "均值 [片]"), .number(decimals: 1)),
            ] + ["P10", "P25", "P50", "P75", "P90"].map { .init($0, .number(decimals: 1)) },
            rows.map { row in
                [.text(row.month), .text(t.node(row.node)), .number(row.mean)]
                    + [row.p10, row.p25, row.p50, row.p75, row.p90].map { .number($0) }
            },
            chart: isByNode ? nil : .init(kind: .lines, columns: [3, 5, 7], unit: monthly)
        )
    }

    private var mixTable: ReportTable {
        ReportTable(
            "mix",
            t("Mean good plates by node", "各节点平均年产量"),
            [.init(t("year", "年份"), .year)]
                + nodes.map { .init("\($0) nm [\(t("plates", "片"))]", .number(decimals: 1)) },
            contents.years.map { year in
                [.init(year)]
                    + nodes.map { node in
                        let row = contents.run.annual.first { $0.year == year && $0.node == node }
                        return .init(row?.mean)
                    }
            },
            chart: .init(kind: .stack, columns: Array(1...max(1, nodes.count)), unit: plates)
        )
    }
}
