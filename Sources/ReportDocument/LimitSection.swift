internal import Charts
internal import Forecast

/// What limits output, and how busy tools are.
struct LimitSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        guard !contents.run.bottlenecks.isEmpty else {
            return ReportSection(
                "limits",
                t("What limits output", "瓶颈与利用率"),
                short: t("Bottlenecks", "瓶颈"),
                missing: t("No plates are made, so nothing binds.", "没有产出，因此没有瓶颈。")
            )
        }
        return ReportSection(
            "limits",
            t("What limits output", "瓶颈与利用率"),
            short: t("Bottlenecks", "瓶颈"),
            [
                t(
                    "A group binds in a month when its tools, or the customers' verification, or "
                        + "demand, hold output back most.",
                    "某月对产出限制最大的设备组、客户验证或需求，即为当月瓶颈。"
                )
            ],
            figures: [heat, utilisation]
        )
    }

    /// `2026-05` is of `2026 Q2`.
    private static func quarter(_ month: String) -> String {
        let parts = month.split(separator: "-")
        let number = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
        return "\(parts.first ?? "") Q\((number + 2) / 3)"
    }

    private var quarters: [String] {
        var found: [String] = []
        let first = contents.years.first.map(String.init) ?? ""
        for row in contents.run.bottlenecks where row.month >= first {
            let quarter = Self.quarter(row.month)
            if !found.contains(quarter) { found.append(quarter) }
        }
        return found.sorted()
    }

    /// Mean share of a quarter's months; groups that bind most come first.
    private var cells: (groups: [String], cells: [HeatChart.Cell]) {
        var sums: [String: [String: Double]] = [:]
        var months: [String: Set<String>] = [:]
        for row in contents.run.bottlenecks {
            let quarter = Self.quarter(row.month)
            sums[row.group, default: [:]][quarter, default: 0] += row.share
            months[quarter, default: []].insert(row.month)
        }
        let groups = sums.keys.sorted { left, right in
            let weights = [left, right].map { sums[$0]?.values.reduce(0, +) ?? 0 }
            return (weights[1], left) < (weights[0], right)
        }
        let cells = groups.flatMap { group in
            quarters.map { quarter in
                HeatChart.Cell(
                    column: quarter,
                    row: t.group(group),
                    share: (sums[group]?[quarter] ?? 0) / Double(months[quarter]?.count ?? 1)
                )
            }
        }
        return (groups.map(t.group), cells)
    }

    private var heat: ReportFigure {
        let (groups, cells) = cells
        let chart = HeatChart(
            description: t(
                "Heat map: share of each quarter's months in which a group binds.",
                "瓶颈热力图：各设备组在各季度成为瓶颈的比例。"
            ),
            columns: quarters,
            rows: groups,
            cells: cells
        )
        return ReportFigure(
            t("Bottlenecks by quarter", "季度瓶颈热力图"),
            caption: t(
                "Percent of the quarter's months, mean over the replications; darker or brighter "
                    + "means more often.",
                "占该季度月份的百分比（抽样均值），颜色越深（暗色模式下越亮）越常成为瓶颈。"
            ),
            panels: [.init(chart.spec)],
            tables: [
                ReportTable(
                    "bottlenecks",
                    t("Bottlenecks by quarter", "季度瓶颈"),
                    [.init(t("quarter", "季度"), .text)] + groups.map { .init($0, .share) },
                    quarters.map { quarter in
                        [.text(quarter)]
                            + groups.map { group in
                                .init(
                                    cells.first { $0.column == quarter && $0.row == group }?.share
                                )
                            }
                    },
                    chart: .init(
                        kind: .stack,
                        columns: Array(1...max(1, groups.count)),
                        unit: t("share of months", "占月份比例")
                    )
                )
            ]
        )
    }

    // MARK: Utilisation

    private var used: [(group: String, mean: Double)] {
        var sums: [String: (sum: Double, count: Double)] = [:]
        for row in contents.run.utilisation {
            let (sum, count) = sums[row.group] ?? (0, 0)
            sums[row.group] = (sum + row.mean, count + 1)
        }
        return sums.map { ($0.key, $0.value.sum / $0.value.count) }
            .sorted { ($1.mean, $0.group) < ($0.mean, $1.group) }
    }

    private var utilisation: ReportFigure {
        let groups = used.map(\.group)
        let asOf = ChartTime.milliseconds(contents.run.asOf)
        let panels = groups.map { group in
            let rows = contents.run.utilisation.filter { $0.group == group }
            return ReportFigure.Panel(
                t.group(group),
                LevelChart(
                    description: t(
                        "Utilisation of \(group) by month.",
                        "\(t.group(group))月度利用率。"
                    ),
                    points: rows.map {
                        .init(time: ChartTime.milliseconds($0.month) ?? 0, share: $0.mean)
                    },
                    asOf: asOf
                )
                .spec
            )
        }
        return ReportFigure(
            t("Utilisation of available hours", "可用工时利用率"),
            caption: t(
                "Hours used over the available hours of the tools that are there, in percent, mean "
                    + "over the replications; the busiest group first.",
                "已用工时 ÷ 在位设备可用工时（%），抽样均值；由忙到闲排列。"
            ),
            panels: panels,
            tables: [table(groups)]
        )
    }

    private func table(_ groups: [String]) -> ReportTable {
        let months = Set(contents.run.utilisation.map(\.month)).sorted()
        var means: [String: Double] = [:]
        for row in contents.run.utilisation { means[row.month + row.group] = row.mean }
        return ReportTable(
            "utilisation",
            t("Utilisation of available hours", "可用工时利用率"),
            [.init(t("month", "月份"), .text)] + groups.map { .init(t.group($0), .share) },
            months.map { month in [.text(month)] + groups.map { .init(means[month + $0]) } },
            chart: .init(
                kind: .lines,
                columns: Array(1...max(1, groups.count)),
                unit: t("share of available hours", "占可用工时比例")
            )
        )
    }
}
