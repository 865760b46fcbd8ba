internal import PlanModel

/// The hours of one group in one month, and who got them.
public struct AllocationCase: Sendable, Codable {
    /// Hours of each line, least capable first.
    public var openHours: [Double]
    /// Nodes that each line can work on, from the coarsest.
    public var reach: [Int]
    /// Hours that one multiple of the mix takes, `[line][node][task]`; no tasks, or 0, where the
    /// group has no work.
    ///
    /// Each task may go to a line of its own.
    public var loads: [[[Double]]]
    /// Multiple of the mix that each node gets; nil where the group has no work for it.
    public var multiples: [Double?]
}

extension RampReference {
    /// How the groups' hours of some months go to the nodes in one replication.
    ///
    /// - Parameters:
    ///   - draws: of the replication.
    ///   - months: indices of months.
    /// - Returns: a case for each group and month in which the group has hours and work.
    public func allocations(_ draws: Draws, months: [Int]) -> [AllocationCase] {
        let draws = DrawnFigures(draws)
        let units = drawUnits(draws)
        let dates = drawNodes(units, draws)
        let hours = hours(mix(draws), draws)
        var cases: [AllocationCase] = []
        for month in months where month < plan.monthCount {
            let shares = groupShares(
                month: month,
                units: units,
                dates: dates,
                hours: hours,
                draws
            )
            for (group, share) in shares.enumerated() {
                let found = AllocationCase(
                    openHours: share.openHours,
                    reach: lines[group].map(\.reach),
                    loads: share.loads,
                    multiples: share.multiples.map { $0 == .infinity ? nil : $0 }
                )
                let hasWork = found.multiples.contains { $0 != nil }
                if hasWork, found.openHours.contains(where: { $0 > 0 }) { cases.append(found) }
            }
        }
        return cases
    }
}
