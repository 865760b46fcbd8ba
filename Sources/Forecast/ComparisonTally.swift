internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// What some consecutive replications came to.
struct ReplicationRows {
    /// `[row][replication]`.
    var cells: [Int32]
    /// Replications.
    var count: Int

    /// One result of all replications.
    func row(_ index: Int) -> ArraySlice<Int32> { cells[index * count..<(index + 1) * count] }
}

/// All that is counted of one scenario against its plan.
///
/// Results are matched by year and node, and by the names of milestones and targets.
struct ComparisonTally {
    var annual: [PlatesTally]
    var capacity: [PlatesTally]
    var milestones: [MilestoneTally]
    var targets: [TargetTally]

    /// Matches the results of two plans.
    init(_ plan: RampTables, _ scenario: RampTables) {
        let years = Set(plan.years).union(scenario.years).sorted()
        let nodes = Set(plan.nodes).union(scenario.nodes).sorted(by: >)
        annual =
            years.flatMap { year in
                ([nil] + nodes.map { $0 })
                    .map { node in
                        PlatesTally(
                            year: year,
                            node: node,
                            planRow: Self.outputRow(plan, year, node),
                            scenarioRow: Self.outputRow(scenario, year, node)
                        )
                    }
            }
            .filter { $0.planRow != nil || $0.scenarioRow != nil }
        capacity = years.map { year in
            func row(_ tables: RampTables) -> Int? {
                tables.years.firstIndex(of: year).map { tables.outcomes.capacity(year: $0) }
            }
            return PlatesTally(
                year: year,
                node: nil,
                planRow: row(plan),
                scenarioRow: row(scenario)
            )
        }
        milestones = Self.names(plan.milestones.map(\.name), scenario.milestones.map(\.name))
            .map { MilestoneTally(plan: .init(plan, $0), scenario: .init(scenario, $0)) }
        targets = Self.names(plan.targets.map(\.name), scenario.targets.map(\.name))
            .map { TargetTally(plan: .init(plan, $0), scenario: .init(scenario, $0)) }
    }

    /// The names of the plan, then those that only the scenario has.
    private static func names(_ plan: [String], _ scenario: [String]) -> [String] {
        let known = Set(plan)
        return plan + scenario.filter { !known.contains($0) }
    }

    private static func outputRow(_ tables: RampTables, _ year: Int, _ node: Int?) -> Int? {
        guard let year = tables.years.firstIndex(of: year) else { return nil }
        guard let node else { return tables.outcomes.output(year: year) }
        return tables.nodes.firstIndex(of: node)
            .map { tables.outcomes.output(year: year, node: $0) }
    }

    /// Counts some replications of both.
    mutating func add(plan: ReplicationRows, scenario: ReplicationRows) {
        for index in annual.indices { annual[index].add(plan, scenario) }
        for index in capacity.indices { capacity[index].add(plan, scenario) }
        for index in milestones.indices { milestones[index].add(plan, scenario) }
        for index in targets.indices { targets[index].add(plan, scenario) }
    }
}

/// Plates of a year and node, or of all nodes, in parts of a plate.
struct PlatesTally {
    var year: Int
    var node: Int?
    var planRow: Int?
    var scenarioRow: Int?
    private(set) var planSum: Int128 = 0
    private(set) var scenarioSum: Int128 = 0
    private(set) var differences = PairedDifferences(tolerance: Self.tolerance)

    /// Results less than half a plate apart count as equal: a month's plates are rounded to parts.
    static let tolerance = Int(RampTables.OutcomeLayout.plateParts) / 2 - 1

    init(year: Int, node: Int?, planRow: Int?, scenarioRow: Int?) {
        (self.year, self.node) = (year, node)
        (self.planRow, self.scenarioRow) = (planRow, scenarioRow)
    }

    mutating func add(_ plan: ReplicationRows, _ scenario: ReplicationRows) {
        let planCells = planRow.map { plan.row($0) } ?? []
        let scenarioCells = scenarioRow.map { scenario.row($0) } ?? []
        planSum += Int128(planCells.reduce(0) { $0 + Int($1) })
        scenarioSum += Int128(scenarioCells.reduce(0) { $0 + Int($1) })
        guard planRow != nil, scenarioRow != nil else { return }
        differences.add(zip(planCells, scenarioCells).map { Int($1) - Int($0) })
    }
}

/// A milestone, in parts of a month.
struct MilestoneTally {
    /// A milestone of one plan.
    struct Side {
        var milestone: Milestone
        var row: Int
        /// First month, in parts of a month.
        var start: Int
        /// Months of the horizon, in parts of a month.
        var length: Int

        /// Finds a milestone by its name.
        init?(_ tables: RampTables, _ name: String) {
            guard let index = tables.milestones.firstIndex(where: { $0.name == name }) else {
                return nil
            }
            let parts = Int(RampTables.OutcomeLayout.monthParts)
            milestone = tables.milestones[index]
            row = tables.outcomes.milestone(index)
            start = tables.start.number * parts
            length = tables.monthCount * parts
        }

        /// The date; nil beyond the horizon.
        func date(_ cell: Int32) -> Int? { Int(cell) < length ? start + Int(cell) : nil }
    }

    var plan: Side?
    var scenario: Side?
    private(set) var planCount: UInt64 = 0
    private(set) var scenarioCount: UInt64 = 0
    private(set) var earlier: UInt64 = 0
    private(set) var later: UInt64 = 0
    private(set) var differences = PairedDifferences()

    /// Dates less than half a day apart count as the same.
    static let tolerance = Int(RampTables.OutcomeLayout.monthParts) / 64

    init(plan: Side?, scenario: Side?) {
        (self.plan, self.scenario) = (plan, scenario)
    }

    mutating func add(_ plan: ReplicationRows, _ scenario: ReplicationRows) {
        let planDates = self.plan.map { side in plan.row(side.row).map(side.date) }
        let scenarioDates = self.scenario.map { side in scenario.row(side.row).map(side.date) }
        planCount += UInt64(planDates?.count { $0 != nil } ?? 0)
        scenarioCount += UInt64(scenarioDates?.count { $0 != nil } ?? 0)
        guard let planDates, let scenarioDates else { return }
        var months: [Int] = []
        for (before, after) in zip(planDates, scenarioDates) {
            // What does not happen is later than all that does.
            let shift = (after ?? .max / 2) - (before ?? .max / 2)
            if shift < -Self.tolerance { earlier += 1 }
            if shift > Self.tolerance { later += 1 }
            if before != nil, after != nil { months.append(shift) }
        }
        differences.add(months)
    }
}

/// A target.
struct TargetTally {
    /// A target of one plan.
    struct Side {
        var target: Target
        var row: Int
        /// Years from the first that count.
        var yearCount: Int

        /// Finds a target by its name.
        init?(_ tables: RampTables, _ name: String) {
            guard let index = tables.targets.firstIndex(where: { $0.name == name }) else {
                return nil
            }
            target = tables.targets[index]
            row = tables.outcomes.target(index)
            let by = target.by?.last.month.year ?? .max
            yearCount = tables.years.count { $0 <= by }
        }

        /// Whether the first year that reaches it counts.
        func isReached(_ cell: Int32) -> Bool { Int(cell) < yearCount }
    }

    var plan: Side?
    var scenario: Side?
    private(set) var planCount: UInt64 = 0
    private(set) var scenarioCount: UInt64 = 0
    private(set) var pairs = PairedProportions()

    init(plan: Side?, scenario: Side?) {
        (self.plan, self.scenario) = (plan, scenario)
    }

    mutating func add(_ plan: ReplicationRows, _ scenario: ReplicationRows) {
        let planReached = self.plan.map { side in plan.row(side.row).map(side.isReached) }
        let scenarioReached = self.scenario.map { side in
            scenario.row(side.row).map(side.isReached)
        }
        planCount += UInt64(planReached?.count { $0 } ?? 0)
        scenarioCount += UInt64(scenarioReached?.count { $0 } ?? 0)
        guard let planReached, let scenarioReached else { return }
        for (before, after) in zip(planReached, scenarioReached) {
            pairs.add(first: before, second: after)
        }
    }
}
