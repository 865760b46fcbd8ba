public import MonteCarlo
internal import PlanModel

/// A result of a plan that is asked about, one number a replication.
public struct PlanMetric: Sendable, Equatable {
    /// What its numbers count.
    public enum Unit: String, Sendable, Codable {
        /// Good plates, or plates that could be made.
        case plates
        /// Months from the start of the horizon.
        case months
        /// Whether something happens: 1 or 0, so that the mean is its probability.
        case probability
    }

    /// A name that stands for no result of the plan.
    public struct Unknown: Error, Sendable {
        /// The name.
        public var name: String
        /// Whether a result that is counted in plates was expected.
        public var isOfPlates = false
    }

    /// As written on the command line, such as `output.2029.28`.
    public let name: String
    /// What its numbers count.
    public let unit: Unit
    /// Its row among the outcomes of a replication.
    let row: Int
    /// Of months the end of the horizon, of a probability the years that count; in the row's unit.
    private let limit: Int32

    private init(_ name: String, _ unit: Unit, row: Int, limit: Int32 = 0) {
        (self.name, self.unit, self.row, self.limit) = (name, unit, row, limit)
    }

    /// Finds a result by its name.
    ///
    /// - Parameters:
    ///   - name: one of `all`.
    ///   - tables: the plan.
    /// - Throws: `Unknown` when the plan has no such result.
    public init(_ name: String, in tables: RampTables) throws(Unknown) {
        guard let found = Self.all(in: tables).first(where: { $0.name == name }) else {
            throw Unknown(name: name)
        }
        self = found
    }

    /// Every result of a plan that can be asked about.
    ///
    /// - Parameter tables: the plan.
    /// - Returns: outputs, then capacities, milestones, targets.
    public static func all(in tables: RampTables) -> [PlanMetric] {
        let layout = tables.outcomes
        var found: [PlanMetric] = []
        for (index, year) in tables.years.enumerated() {
            found.append(.init("output.\(year)", .plates, row: layout.output(year: index)))
        }
        for (index, year) in tables.years.enumerated() {
            for (node, name) in tables.nodes.enumerated() {
                let row = layout.output(year: index, node: node)
                found.append(.init("output.\(year).\(name)", .plates, row: row))
            }
        }
        for (index, year) in tables.years.enumerated() {
            found.append(.init("capacity.\(year)", .plates, row: layout.capacity(year: index)))
        }
        let end = Int32(tables.monthCount) * RampTables.OutcomeLayout.monthParts
        for (index, milestone) in tables.milestones.enumerated() {
            let name = "milestone.\(milestone.name)"
            found.append(.init(name, .months, row: layout.milestone(index), limit: end))
        }
        for (index, target) in tables.targets.enumerated() {
            let last = target.by?.last.month.year ?? .max
            let years = Int32(tables.years.count { $0 <= last })
            let name = "target.\(target.name)"
            found.append(.init(name, .probability, row: layout.target(index), limit: years))
        }
        return found
    }

    /// The chief result: capacity or output in the year of the first target, else output of the
    /// last year.
    ///
    /// - Parameter tables: the plan.
    /// - Returns: the result.
    public static func chief(of tables: RampTables) -> PlanMetric {
        let chief = ChiefResult(tables)
        let name = "\(chief.isCapacity ? "capacity" : "output").\(chief.year)"
        guard let found = all(in: tables).first(where: { $0.name == name }) else {
            preconditionFailure("the chief result is one of the plan's")
        }
        return found
    }

    /// What a whole unit is in integers: parts of a plate or month.
    var parts: Double {
        switch unit {
        case .plates: Double(RampTables.OutcomeLayout.plateParts)
        case .months: Double(RampTables.OutcomeLayout.monthParts)
        case .probability: 1
        }
    }

    /// The metric of some replications, in parts.
    ///
    /// What does not fall within the horizon counts as if it fell at its end.
    func values(_ replications: ReplicationRows) -> [Int32] {
        let cells = replications.row(row)
        switch unit {
        case .plates: return Array(cells)
        case .months: return cells.map { min($0, limit) }
        case .probability: return cells.map { $0 < limit ? 1 : 0 }
        }
    }

    /// The metric of each replication of a launch, in whole units.
    ///
    /// - Parameters:
    ///   - outcomes: what the launch returned.
    ///   - count: its replications.
    /// - Returns: one number each.
    public func values(outcomes: [Int32], of count: Int) -> [Double] {
        values(ReplicationRows(cells: outcomes, count: count)).map { Double($0) / parts }
    }
}
