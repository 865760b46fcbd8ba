internal import Charts
internal import Forecast

/// Scenarios against each other, with the same luck.
struct ScenarioSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let (title, short) = (t("Scenarios", "情景对比"), t("Scenarios", "情景"))
        guard let result = contents.comparison.result else {
            return ReportSection(
                "scenarios",
                title,
                short: short,
                missing: contents.comparison.reason(t)
            )
        }
        let names = result.scenarios.map { "\($0.id): \($0.name)" }
        return ReportSection(
            "scenarios",
            title,
            short: short,
            [
                t(
                    "Each scenario is run with the plan's own luck, \(ReportContents.count(result.replications)) "
                        + "replications, so that a difference is what the scenario changes. "
                        + "Differences are scenario minus plan.",
                    "各情景与计划使用相同随机数（\(ReportContents.count(result.replications)) 次抽样），差值仅来自情景改动；"
                        + "差值 = 情景 − 计划。"
                )
            ] + names,
            figures: [chart(result)],
            tables: [milestones(result), changes(result)].filter { !$0.rows.isEmpty }
        )
    }

    private func chart(_ result: ComparisonResult) -> ReportFigure {
        let title = t("difference in good plates a year", "年产量差值（片/年）")
        let bars = result.scenarios.flatMap { scenario in
            rows(scenario)
                .compactMap { row -> DifferenceChart.Bar? in
                    guard let difference = row.difference else { return nil }
                    return .init(
                        year: row.year,
                        name: scenario.id,
                        mean: difference.mean,
                        low: difference.low ?? difference.mean,
                        high: difference.high ?? difference.mean
                    )
                }
        }
        let chart = DifferenceChart(
            description: t(
                "Mean difference in good plates a year between each scenario and the plan.",
                "各情景与计划的年产量平均差值。"
            ),
            title: title,
            names: result.scenarios.map(\.id),
            bars: bars
        )
        return ReportFigure(
            t("What scenarios change in output", "情景对产量的影响"),
            caption: t(
                "Mean difference in good plates a year; lines are 95 % intervals of the mean.",
                "年产量平均差值（片/年），线段为均值的 95 % 置信区间。"
            ),
            panels: [.init(chart.spec)],
            tables: [table(result)]
        )
    }

    private func rows(_ scenario: ComparisonResult.ScenarioRow) -> [ComparisonResult.PlatesRow] {
        scenario.annual.filter {
            $0.node == "all" && $0.missing == nil && contents.years.contains($0.year)
        }
    }

    private func table(_ result: ComparisonResult) -> ReportTable {
        ReportTable(
            "scenarios",
            t("Scenarios: good plates a year", "情景对比：年产量"),
            [
                .init(t("scenario", "情景"), .text), .init(t("year", "年份"), .year),
                .init(t("plan, mean [plates]", "计划均值 [片]"), .number(decimals: 1)),
                .init(t("scenario, mean [plates]", "情景均值 [片]"), .number(decimals: 1)),
                .init(t("difference [plates]", "差值 [片]"), .number(decimals: 1)),
                .init(t("95 % from", "95 % 下限"), .number(decimals: 1)),
                .init(t("95 % to", "95 % 上限"), .number(decimals: 1)),
            ],
            result.scenarios.flatMap { scenario in
                rows(scenario)
                    .map { row in
                        [
                            .text(scenario.name), .init(row.year), .init(row.plan),
                            .init(row.scenario), .init(row.difference?.mean),
                            .init(row.difference?.low), .init(row.difference?.high),
                        ]
                    }
            }
        )
    }

    private func milestones(_ result: ComparisonResult) -> ReportTable {
        ReportTable(
            "scenario_milestones",
            t("Scenarios: months that milestones come later", "情景对比：里程碑推迟月数"),
            [
                .init(t("scenario", "情景"), .text), .init(t("milestone", "里程碑"), .text),
                .init("P10", .number(decimals: 1)), .init("P50", .number(decimals: 1)),
                .init("P90", .number(decimals: 1)),
                .init(t("later or never", "推迟或不发生"), .share),
            ],
            result.scenarios.flatMap { scenario in
                scenario.milestones.filter { ($0.later ?? 0) > 0 || ($0.earlier ?? 0) > 0 }
                    .map { row in
                        [
                            .text(scenario.name), .text(t.event(row.event)),
                            .init(row.months?.p10), .init(row.months?.p50),
                            .init(row.months?.p90), .init(row.later),
                        ]
                    }
            }
        )
    }

    private func changes(_ result: ComparisonResult) -> ReportTable {
        func value(_ text: String?, _ basis: String?) -> ReportTable.Cell {
            .init(text.map { $0 + t.mark(basis) })
        }
        return ReportTable(
            "scenario_changes",
            t("What scenarios change in the plan", "情景对计划的改动"),
            [
                .init(t("scenario", "情景"), .text), .init(t("path", "路径"), .text),
                .init(t("plan", "计划"), .text), .init(t("scenario's value", "情景取值"), .text),
            ],
            result.scenarios.flatMap { scenario in
                scenario.changes.map {
                    [
                        .text(scenario.name), .text($0.path), value($0.plan, $0.planBasis),
                        value($0.scenario, $0.scenarioBasis),
                    ]
                }
            }
        )
    }
}
