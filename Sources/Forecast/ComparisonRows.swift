internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// Reads what was counted of a comparison as the rows of its result.
struct ComparisonRows {
    let tally: ComparisonTally
    let replications: UInt64

    private func share(_ count: UInt64) -> Double { Double(count) / Double(replications) }

    func annual() -> [ComparisonResult.PlatesRow] { tally.annual.map(plates) }

    func capacity() -> [ComparisonResult.PlatesRow] { tally.capacity.map(plates) }

    private func plates(_ tally: PlatesTally) -> ComparisonResult.PlatesRow {
        let parts = Double(RampTables.OutcomeLayout.plateParts)
        func mean(_ sum: Int128) -> Double {
            rounded(Double(sum) / parts / Double(replications), 4)
        }
        let isCompared = tally.planRow != nil && tally.scenarioRow != nil
        return .init(
            year: tally.year,
            node: tally.node.map(String.init) ?? "all",
            unit: "plates",
            missing: lack(tally.planRow, tally.scenarioRow),
            plan: tally.planRow.map { _ in mean(tally.planSum) },
            scenario: tally.scenarioRow.map { _ in mean(tally.scenarioSum) },
            difference: difference(tally.differences, parts: parts),
            greater: isCompared ? share(tally.differences.greater) : nil,
            equal: isCompared ? share(tally.differences.equal) : nil,
            less: isCompared ? share(tally.differences.less) : nil
        )
    }

    func milestones() -> [ComparisonResult.MilestoneRow] {
        tally.milestones.compactMap { tally in
            guard let milestone = (tally.plan ?? tally.scenario)?.milestone else { return nil }
            let isCompared = tally.plan != nil && tally.scenario != nil
            var row = ComparisonResult.MilestoneRow(
                id: milestone.name,
                event: TallyRows.describe(milestone),
                missing: lack(tally.plan, tally.scenario),
                plan: tally.plan.map { _ in share(tally.planCount) },
                scenario: tally.scenario.map { _ in share(tally.scenarioCount) }
            )
            switch milestone.subject {
            case .node(let node): row.node = node
            case .tool(let tool): row.tool = tool
            }
            guard isCompared else { return row }
            row.both = share(tally.differences.count)
            row.months = difference(
                tally.differences,
                parts: Double(RampTables.OutcomeLayout.monthParts)
            )
            row.earlier = share(tally.earlier)
            row.equal = share(replications - tally.earlier - tally.later)
            row.later = share(tally.later)
            return row
        }
    }

    func targets() -> [ComparisonResult.TargetRow] {
        tally.targets.compactMap { tally in
            guard let target = (tally.plan ?? tally.scenario)?.target else { return nil }
            let isCompared = tally.plan != nil && tally.scenario != nil
            let interval = isCompared ? tally.pairs.interval : nil
            return .init(
                id: target.name,
                value: target.platesPerYear.distribution.moments.mean,
                measure: target.measure.rawValue,
                by: target.by?.last.month.year,
                missing: lack(tally.plan, tally.scenario),
                plan: tally.plan.map { _ in share(tally.planCount) },
                scenario: tally.scenario.map { _ in share(tally.scenarioCount) },
                difference: isCompared ? tally.pairs.difference : nil,
                low: interval.map { rounded($0.lowerBound, 6) },
                high: interval.map { rounded($0.upperBound, 6) }
            )
        }
    }

    private func lack<Side>(_ plan: Side?, _ scenario: Side?) -> ComparisonResult.Lack? {
        plan == nil ? .plan : scenario == nil ? .scenario : nil
    }

    /// A difference in whole units; nil when nothing was compared.
    private func difference(
        _ pairs: PairedDifferences,
        parts: Double
    ) -> ComparisonResult.Difference? {
        guard let mean = pairs.mean else { return nil }
        // Adding 0 takes the sign from a rounded 0.
        func whole(_ value: Double) -> Double { rounded(value / parts, 4) + 0 }
        func quantile(_ p: Double) -> Double { whole(Double(pairs.quantile(p) ?? 0)) }
        let interval = pairs.interval
        return .init(
            mean: whole(mean),
            low: interval.map { whole($0.lowerBound) },
            high: interval.map { whole($0.upperBound) },
            p10: quantile(0.1),
            p50: quantile(0.5),
            p90: quantile(0.9)
        )
    }
}
