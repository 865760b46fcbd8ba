internal import Charts
internal import Forecast

/// When milestones come.
struct MilestoneSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let curves = contents.course.milestones
        return ReportSection(
            "milestones",
            t("Milestones", "里程碑"),
            short: t("Milestones", "里程碑"),
            figures: curves.isEmpty ? [] : [chart(curves)],
            tables: [open, past].filter { !$0.rows.isEmpty }
                + [targets].filter { !$0.rows.isEmpty },
            missing: curves.isEmpty
                ? t("No milestone of the plan is still to come.", "计划中没有尚未发生的里程碑。") : nil
        )
    }

    private func chart(_ curves: [CourseForecast.CurveRow]) -> ReportFigure {
        let asOf = contents.asOf(t)
        let chart = CurveChart(
            description: t(
                "S-curves: probability that each milestone has come, by month.",
                "里程碑累计达成概率曲线（S 曲线），按月。"
            ),
            title: t("probability that it has come", "累计达成概率"),
            curves: curves.prefix(8)
                .map { curve in
                    CurveChart.Curve(
                        name: t.event(curve.event),
                        // A probability at a month's end stands at the next one's start.
                        points: curve.months.map { point in
                            .init(
                                time: (ChartTime.milliseconds(point.month) ?? 0) + 30.4
                                    * 86_400_000,
                                probability: point.probability
                            )
                        }
                    )
                },
            asOf: ChartTime.milliseconds(asOf.day).map { .init(at: $0, label: asOf.label) }
        )
        let left = curves.count > 8 ? t(" The first eight are drawn.", "图中仅绘前八项。") : ""
        return ReportFigure(
            t("S-curves of milestones", "里程碑 S 曲线"),
            caption: t(
                "Share of the first \(ReportContents.count(contents.course.replications)) replications in which it has "
                    + "come by the end of the month.",
                "前 \(ReportContents.count(contents.course.replications)) 次抽样中，截至当月末已达成的比例。"
            ) + left,
            panels: [.init(chart.spec)],
            tables: [curveTable(curves)]
        )
    }

    private func curveTable(_ curves: [CourseForecast.CurveRow]) -> ReportTable {
        let months = curves.first?.months.map(\.month) ?? []
        return ReportTable(
            "milestone_curves",
            t("Probability that a milestone has come", "里程碑累计达成概率"),
            [.init(t("month", "月份"), .text)] + curves.map { .init(t.event($0.event), .share) },
            months.indices.map { index in
                [.text(months[index])]
                    + curves.map { .number($0.months[index].probability) }
            },
            chart: .init(
                kind: .lines,
                columns: Array(1...max(1, curves.count)),
                unit: t("probability", "概率")
            )
        )
    }

    private var open: ReportTable {
        ReportTable(
            "milestones",
            t("Milestones to come", "待达成里程碑"),
            [
                .init(t("milestone", "里程碑"), .text), .init(t("event", "事件"), .text),
                .init(t("within the horizon", "预测期内概率"), .share), .init("P10", .text),
                .init("P50", .text), .init("P90", .text), .init(t("planned", "计划"), .text),
                .init(t("plan is", "计划来源"), .text),
            ],
            contents.run.milestones.filter { $0.happened == nil }
                .map { row in
                    let later = t("later", "更晚")
                    return [
                        .text(row.id), .text(t.event(row.event)), .number(row.probability),
                        .text(row.p10 ?? later), .text(row.p50 ?? later), .text(row.p90 ?? later),
                        .init(row.planned),
                        row.planned == nil ? .none : .text(t.basis(row.basis)),
                    ]
                }
        )
    }

    private var past: ReportTable {
        ReportTable(
            "milestones_past",
            t("Milestones that have come", "已达成里程碑"),
            [
                .init(t("date", "日期"), .text), .init(t("event", "事件"), .text),
                .init(t("date is", "日期来源"), .text),
            ],
            contents.run.milestones.filter { $0.happened != nil }
                .sorted { ($0.happened ?? "", $0.id) < ($1.happened ?? "", $1.id) }
                .map { [.init($0.happened), .text(t.event($0.event)), .text(t.basis($0.basis))] }
        )
    }

    private var targets: ReportTable {
        ReportTable(
            "targets",
            t("Probability that a target is reached by the end of a year", "各年底前目标达成概率"),
            [
                .init(t("target", "目标"), .text), .init(t("measure", "口径"), .text),
                .init(t("plates a year", "片/年"), .number(decimals: 0)),
                .init(t("year", "年份"), .year), .init(t("probability", "概率"), .share),
            ],
            contents.run.targets.flatMap { target in
                target.byYear.filter { contents.years.contains($0.year) }
                    .map { row in
                        [
                            .text(target.id), .text(t.measure(target.measure)),
                            .number(target.value), .init(row.year), .number(row.probability),
                        ]
                    }
            }
        )
    }
}
