internal import Charts
internal import Forecast
internal import PlanModel
internal import Reporting

/// Single plates on their way: cycle times, queues, what tools do with their hours.
struct FlowSection {
    let contents: ReportContents
    let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let title = t("Cycle times and queues", "生产周期与排队")
        let short = t("Cycle times", "生产周期")
        guard let parts = contents.flow.result else {
            return ReportSection(
                "flow",
                title,
                short: short,
                missing: contents.flow.reason(t)
            )
        }
        var section = ReportSection("flow", title, short: short, paragraphs(parts))
        section.notes = notes(parts)
        if let flow = parts.flow {
            section.figures += [times(flow), inProcess(flow), queues(flow), states(flow)]
        }
        if let curve = parts.curve { section.figures += [self.curve(curve)] }
        if let gantt = parts.gantt { section.figures += [self.gantt(gantt)] }
        return section
    }

    private func paragraphs(_ parts: ReportContents.Flow) -> [String] {
        guard let flow = parts.flow else {
            guard let curve = parts.curve else { return [] }
            let count = ReportContents.count(curve.replications)
            return [
                t(
                    "Single plates are sent through the fab at several loads, \(count) replications "
                        + "of each with the same luck.",
                    "在多个负荷下逐片模拟掩模版流转，每个负荷 \(count) 次抽样，随机情形相同。"
                )
            ]
        }
        let count = ReportContents.count(flow.replications)
        var paragraphs = [
            t(
                "Single plates are sent through the fab, \(count) replications. Cycle time is from "
                    + "order to end; the flow factor is that over the time on tools.",
                "逐片模拟掩模版流转，共 \(count) 次抽样。生产周期自下单至完工计算；流动系数为生产周期 ÷ 设备上加工时间。"
            )
        ]
        let year = flow.plates.map(\.year).max() ?? 0
        if let all = flow.plates.first(where: { $0.year == year && $0.node == "all" }),
            let days = all.cycleDays
        {
            let number = NumberText.decimal(days, decimals: 1)
            let half = NumberText.decimal(all.cycleHalfWidth ?? 0, decimals: 1)
            let onTime = NumberText.percent(all.onTime ?? 0)
            let lead = NumberText.decimal(flow.terms.leadDays, decimals: 0)
            paragraphs.append(
                t(
                    "In \(year) a plate takes \(number) ± \(half) days on average; \(onTime) come "
                        + "within \(lead) days (assumed where the plan states no due date).",
                    "\(year) 年平均生产周期 \(number) ± \(half) 天；\(onTime) 在 \(lead) 天内交付（计划未给出交期时为假设）。"
                )
            )
        }
        return paragraphs
    }

    // MARK: Figures

    /// Nodes that make any plate, coarse to fine.
    private func nodes(_ flow: FlowResult) -> [String] {
        contents.plan.nodes.map { String($0.node) }
            .filter { node in flow.times.contains { $0.node == node } }
    }

    private func times(_ flow: FlowResult) -> ReportFigure {
        let unit = t("days from order to end", "自下单至完工（天）")
        let panels = nodes(flow).reversed()
            .map { node in
                let rows = flow.times.filter { $0.node == node && $0.unit == "plates" }
                let chart = FanChart(
                    description: t(
                        "Fan chart of cycle times at \(node) nm by year.",
                        "\(node) nm 生产周期扇形图（按年）。"
                    ),
                    title: unit,
                    points: rows.map {
                        .init(
                            time: Double($0.year),
                            label: String($0.year),
                            p10: $0.p10,
                            p25: nil,
                            p50: $0.p50,
                            p75: nil,
                            p90: $0.p90
                        )
                    },
                    isByYear: true,
                    isSmall: true
                )
                return ReportFigure.Panel(t.node(node), chart.spec)
            }
        return ReportFigure(
            t("Cycle time by node", "各节点生产周期"),
            caption: t(
                "Days from order to end of the plates finished in a year, finest node first; "
                    + "scales differ from panel to panel.",
                "当年完工掩模版自下单至完工的天数；由先进节点到成熟节点排列，各图纵轴刻度不同。"
            ),
            panels: panels,
            keys: [
                .init("line", t("P50: half of all plates are at or below", "P50：半数掩模版不超过此值")),
                .init("wide", t("P10 to P90: four of five plates", "P10–P90：五分之四的掩模版")),
            ],
            tables: [timeTable(flow)]
        )
    }

    private func timeTable(_ flow: FlowResult) -> ReportTable {
        let columns: [ReportTable.Column] = [
            .init(t("year", "年份"), .year), .init(t("node [nm]", "节点（nm）"), .text),
            .init(t("finished plates", "完工（片）"), .number(decimals: 0)),
            .init(t("mean [days]", "平均（天）"), .number(decimals: 2)),
            .init("±", .number(decimals: 2)),
            .init("P50", .number(decimals: 2)), .init("P90", .number(decimals: 2)),
            .init("P95", .number(decimals: 2)), .init("P99", .number(decimals: 2)),
            .init(t("on tools [days]", "设备上（天）"), .number(decimals: 2)),
            .init(t("flow factor", "流动系数"), .number(decimals: 1)),
            .init(t("on time", "准时率"), .share),
        ]
        let rows = flow.plates.filter { $0.node != "all" && $0.finished > 0 }
            .map { row -> [ReportTable.Cell] in
                let times = flow.times.first {
                    $0.year == row.year && $0.node == row.node && $0.unit == "plates"
                }
                return [
                    .init(row.year), .text(row.node), .number(row.finished), .init(row.cycleDays),
                    .init(row.cycleHalfWidth), .init(times?.p50), .init(times?.p90),
                    .init(times?.p95), .init(times?.p99), .init(row.processDays),
                    .init(row.flowFactor), .init(row.onTime),
                ]
            }
        return ReportTable("cycle-times", t("Cycle time by node", "各节点生产周期"), columns, rows)
    }

    private func inProcess(_ flow: FlowResult) -> ReportFigure {
        let nodes = nodes(flow)
        let rows = flow.plates.filter { nodes.contains($0.node) }
        let years = Set(rows.filter { $0.inProcess > 0 }.map(\.year)).sorted()
        let chart = StackChart(
            description: t(
                "Plates in process by year and node, one on another.",
                "各节点在制品数量（按年堆叠）。"
            ),
            title: t("plates in process", "在制品（片）"),
            legend: t("node [nm]", "节点（nm）"),
            names: nodes,
            parts: rows.filter { years.contains($0.year) }
                .map { .init(year: $0.year, name: $0.node, value: $0.inProcess) }
        )
        return ReportFigure(
            t("Plates in process", "在制品"),
            caption: t(
                "Mean over each year and the replications.",
                "各年时间加权平均，并对抽样取均值。"
            ),
            panels: [.init(chart.spec)],
            tables: [
                ReportTable(
                    "in-process",
                    t("Plates in process by month", "各月在制品（片）"),
                    [.init(t("month", "月份"), .text)]
                        + nodes.map { .init(t.node($0), .number(decimals: 1)) },
                    Set(flow.months.map(\.month)).sorted()
                        .map { month in
                            [.text(month)]
                                + nodes.map { node in
                                    .init(
                                        flow.months.first {
                                            $0.month == month && $0.node == node
                                        }?
                                        .inProcess
                                    )
                                }
                        },
                    chart: .init(
                        kind: .lines,
                        columns: Array(1...max(1, nodes.count)),
                        unit: t("plates in process", "在制品（片）")
                    )
                )
            ]
        )
    }

    /// Groups, those before which plates wait longest first.
    private func groups(_ flow: FlowResult) -> [String] {
        var waits: [String: Double] = [:]
        for row in flow.groups { waits[row.group, default: 0] += row.waiting }
        return waits.keys.sorted { (waits[$1] ?? 0, $0) < (waits[$0] ?? 0, $1) }
    }

    private func queues(_ flow: FlowResult) -> ReportFigure {
        let busy = flow.quarters.filter { $0.waitHours != nil }
        let quarters = Set(busy.map(\.quarter)).sorted()
        let groups = groups(flow)
        let chart = HeatChart(
            description: t(
                "Heat map: mean hours that plates wait before each group, by quarter.",
                "排队热力图：各设备组各季度的平均等待小时数。"
            ),
            columns: quarters.map { $0.replacing("-", with: " ") },
            rows: groups.map(t.group),
            cells: busy.map {
                .init(
                    column: $0.quarter.replacing("-", with: " "),
                    row: t.group($0.group),
                    share: $0.waitHours ?? 0
                )
            },
            numberSteps: [0.5, 2, 8, 24, 72]
        )
        return ReportFigure(
            t("Where plates wait", "排队位置"),
            caption: t(
                "Mean hours that a plate waits before a group, by quarter; darker or brighter means "
                    + "longer.",
                "掩模版在各设备组前的平均等待时间（小时，按季度），颜色越深（暗色模式下越亮）等待越久。"
            ),
            panels: [.init(chart.spec)],
            tables: [
                ReportTable(
                    "queues",
                    t("Mean wait before each group [h]", "各设备组平均等待（小时）"),
                    [.init(t("quarter", "季度"), .text)]
                        + groups.map { .init(t.group($0), .number(decimals: 1)) },
                    quarters.map { quarter in
                        [.text(quarter)]
                            + groups.map { group in
                                .init(
                                    busy.first { $0.quarter == quarter && $0.group == group }?
                                        .waitHours
                                )
                            }
                    }
                )
            ] + approximation(flow)
        )
    }

    private func states(_ flow: FlowResult) -> ReportFigure {
        let year = flow.groups.map(\.year).max() ?? 0
        let rows = flow.groups.filter { $0.year == year }.sorted { $0.standby < $1.standby }
        let states: [(String, (FlowResult.GroupRow) -> Double)] = [
            (t("productive", "生产"), \.productive), (t("set-up", "换型"), \.setup),
            (t("down", "故障"), \.down), (t("maintenance", "保养"), \.maintenance),
            (t("closed", "停工"), \.closed), (t("standby", "待机"), \.standby),
        ]
        let chart = HeatChart(
            description: t(
                "Heat map: share of each group's tool hours by state in \(year).",
                "\(year) 年各设备组工时状态占比热力图。"
            ),
            columns: states.map(\.0),
            rows: rows.map { t.group($0.group) },
            cells: rows.flatMap { row in
                states.map {
                    .init(column: $0.0, row: t.group(row.group), share: $0.1(row))
                }
            }
        )
        return ReportFigure(
            t("What tools do with their hours in \(year)", "\(year) 年设备工时状态"),
            caption: t(
                "Percent of the hours of the tools that are there, by state (SEMI E10); the busiest "
                    + "group first.",
                "占在位设备总工时的百分比（SEMI E10 状态），由忙到闲排列。"
            ),
            panels: [.init(chart.spec)],
            tables: [
                ReportTable(
                    "tool-states",
                    t("Tool hours by state in \(year)", "\(year) 年设备工时状态"),
                    [
                        .init(t("group", "设备组"), .text),
                        .init(t("tools", "台数"), .number(decimals: 1)),
                    ] + states.map { .init($0.0, .share) } + [
                        .init(t("moves", "完成工步（次）"), .number(decimals: 0))
                    ],
                    rows.map { row in
                        [.text(t.group(row.group)), .number(row.tools)]
                            + states.map { .number($0.1(row)) } + [.number(row.moves)]
                    }
                )
            ]
        )
    }
}
