internal import MonteCarlo
internal import PlanModel

extension FlowSummary {
    /// Tools of a group over some months; nil before there are any.
    private func tools(_ group: Int, _ months: Range<Int>) -> FlowTools? {
        FlowTools { tally.sum(tables.row($0, group: group), months) }
    }

    var groupRows: [FlowResult.GroupRow] {
        windows.byYear.enumerated()
            .flatMap { window, part -> [FlowResult.GroupRow] in
                let (year, months) = part
                return request.plan.groups.enumerated()
                    .compactMap { group, entry -> FlowResult.GroupRow? in
                        guard let own = tools(group, months) else { return nil }
                        return .init(
                            year: year,
                            group: entry.name,
                            tools: rounded(own.all / count / seconds(months), 2),
                            productive: own.share(.productive),
                            setup: own.share(.setup),
                            down: own.share(.down),
                            maintenance: own.share(.maintenance),
                            closed: own.share(.closed),
                            standby: own.share(.standby),
                            waiting: rounded(own.sum(.queue) / count / seconds(months), 2),
                            waitHours: own.waitHours,
                            moves: rounded(own.sum(.moves) / count, 2),
                            failures: rounded(own.sum(.failures) / count, 2),
                            approximation: approximation(window, group)
                        )
                    }
            }
    }

    /// A group's wait beside the approximation of Factory Physics; nil where no replication allows it.
    private func approximation(_ year: Int, _ group: Int) -> FlowResult.Approximation? {
        let starts = tally.wait(.starts, year: year, group: group)
        guard starts > 0 else { return nil }
        func hours(_ part: FlowComparedWait) -> Double {
            rounded(tally.wait(part, year: year, group: group) / starts / 3600, 3)
        }
        return .init(
            waitHours: hours(.approximate),
            simulatedWaitHours: hours(.simulated),
            share: rounded(tally.wait(.replications, year: year, group: group) / count, 4),
            unequalTools: tables.fab.products
                .contains { $0.steps.contains { $0.group == group && $0.firstTool > 0 } }
        )
    }

    var quarterRows: [FlowResult.QuarterRow] {
        windows.byQuarter.flatMap { quarter, months -> [FlowResult.QuarterRow] in
            request.plan.groups.enumerated()
                .compactMap { group, entry -> FlowResult.QuarterRow? in
                    guard let own = tools(group, months) else { return nil }
                    return .init(
                        quarter: quarter,
                        group: entry.name,
                        tools: rounded(own.all / count / seconds(months), 2),
                        productive: own.share(.productive),
                        waiting: rounded(own.sum(.queue) / count / seconds(months), 2),
                        waitHours: own.waitHours
                    )
                }
        }
    }

    var stepRows: [FlowResult.StepRow] {
        let plan = request.plan
        guard let last = windows.byYear.last?.months else { return [] }
        return plan.route.enumerated()
            .compactMap { number, step -> FlowResult.StepRow? in
                let rows = plan.nodes.indices.map {
                    tables.startsRow(step: number * plan.nodes.count + $0)
                }
                let starts = rows.reduce(0) { $0 + tally.sum($1, last) }
                let waits = rows.reduce(0) { $0 + tally.sum($1 + 1, last) }
                guard starts > 0 else { return nil }
                return .init(
                    step: step.name,
                    starts: rounded(starts / count, 2),
                    waitHours: rounded(waits / starts / 3600, 2)
                )
            }
    }
}

/// Sums of a group's tools.
private struct FlowTools {
    let sum: (FlowTables.GroupRow) -> Double
    /// Seconds of all tools that are there.
    let all: Double

    /// Nil where there is no tool.
    init?(_ sum: @escaping (FlowTables.GroupRow) -> Double) {
        all = FlowTables.GroupRow.states.reduce(0) { $0 + sum($1) }
        guard all > 0 else { return nil }
        self.sum = sum
    }

    func share(_ row: FlowTables.GroupRow) -> Double { rounded(sum(row) / all, 4) }
    /// Mean wait of a plate that was started [h].
    var waitHours: Double? {
        sum(.starts) > 0 ? rounded(sum(.wait) / sum(.starts) / 3600, 3) : nil
    }
}
