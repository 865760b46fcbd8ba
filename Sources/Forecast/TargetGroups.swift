internal import MonteCarlo
internal import PlanModel

/// What each tool group could carry alone once the ramp is over, and which tools are missing.
struct TargetGroups {
    private let steady: SteadyState
    private let target: Target
    private let evaluator: TargetEvaluator
    private let kinds: [String: Tool]
    /// Groups that any plate needs, in the plan's order.
    private var groups: [ToolGroup]
    /// Plates of a year by group, in parts of a plate, replication by replication.
    private var carried: [[Int32]]
    private var further: [Int]
    /// Plates by node that are made where nothing limits, as `[node][replication]`.
    private let unlimited: [[Int32]]

    /// Runs every group alone.
    init(_ steady: SteadyState, _ target: Target, _ evaluator: TargetEvaluator) throws {
        self.steady = steady
        self.target = target
        self.evaluator = evaluator
        // The last kind of a group has the finest reach and the highest speed.
        kinds = Dictionary(
            steady.plan.toolKinds.map { ($0.tool.group, $0.tool) },
            uniquingKeysWith: { $1 }
        )
        let free = try RampTables(plan: steady.limited(by: nil))
        unlimited = try evaluator.cells(free, steady.nodeRows(free))
        groups = []
        carried = []
        further = []
        for group in steady.plan.groups {
            // A group that nothing uses limits nothing.
            guard let plates = try plates(group, further: []) else { continue }
            groups.append(group)
            carried.append(plates)
            further.append(0)
        }
    }

    /// Plates of the mix that a group could carry alone; nil when no node uses it.
    ///
    /// They are the plates of the nodes that use it, over the share of these in the mix.
    private func plates(
        _ group: ToolGroup,
        further: [(tool: Tool, count: Int)]
    ) throws -> [Int32]? {
        let tables = try RampTables(plan: steady.limited(by: group.name, further: further))
        let made = try evaluator.cells(tables, steady.nodeRows(tables))
        let users = made.indices.filter { node in
            // A thousandth is more than the rounding of twelve months.
            zip(made[node], unlimited[node]).contains { Double($0) < 0.999 * Double($1) }
        }
        guard !users.isEmpty else { return nil }
        let wanted =
            12 * SteadyState.platesPerMonth * Double(RampTables.OutcomeLayout.plateParts)
        return unlimited[0].indices
            .map { replication in
                let own = users.reduce(0.0) { $0 + Double(made[$1][replication]) }
                let all = users.reduce(0.0) { $0 + Double(unlimited[$1][replication]) }
                return all > 0 ? Int32((wanted * own / all).rounded()) : 0
            }
    }

    /// A row for each group, the scarcest first.
    func rows() -> [TargetAnswer.GroupRow] {
        let least = (carried.first ?? []).indices
            .map { replication in carried.map { $0[replication] }.min() ?? 0 }
        return groups.indices
            .map { row(groups[$0], carried[$0], least) }
            .sorted { ($0.carries.mean, $0.group) < ($1.carries.mean, $1.group) }
    }

    private func row(
        _ group: ToolGroup,
        _ plates: [Int32],
        _ least: [Int32]
    ) -> TargetAnswer.GroupRow {
        let carries = TargetAnswer.PlateRange(parts: plates, target: target.parts)
        let (hours, tools) = steady.offered(by: group)
        let load = carries.mean > 0 ? hours / carries.mean : nil
        let needed = load.map { $0 * target.platesPerYear.distribution.moments.mean }
        let binding = zip(plates, least).count { $0 == $1 }
        return TargetAnswer.GroupRow(
            group: group.name,
            tools: rounded(tools, 3),
            hoursPerPlate: load.map { rounded($0, 4) },
            hoursNeeded: needed.map { rounded($0, 1) },
            hours: rounded(hours, 1),
            hoursMissing: needed.map { rounded(max(0, $0 - hours), 1) },
            carries: carries,
            binding: Double(binding) / Double(max(1, plates.count))
        )
    }

    // MARK: Together

    /// Share of the replications in which every group carries the target.
    private var share: Double {
        let count = carried.first?.count ?? 0
        let met = (0..<count).count { index in carried.allSatisfy { $0[index] >= target.parts } }
        return count > 0 ? Double(met) / Double(count) : 0
    }

    /// Adds tools of the finest kind to the group that falls short most often, one after the other,
    /// until all groups carry the target in a share of the replications.
    ///
    /// - Parameters:
    ///   - level: the share.
    ///   - most: tools added at most.
    /// - Returns: the tools and the share reached; nil when that many tools do not suffice.
    /// - Throws: `PackError`, `RampForecast.Cancelled`, or the engine's own error.
    mutating func add(
        until level: Double,
        most: Int
    ) throws -> (tools: [TargetAnswer.FurtherTools], share: Double)? {
        while share < level {
            let short = carried.map { plates in plates.count { $0 < target.parts } }
            let candidates = groups.indices.filter { kinds[groups[$0].name] != nil }
            guard further.reduce(0, +) < most,
                let scarcest = candidates.max(by: { short[$0] < short[$1] }), short[scarcest] > 0,
                let tool = kinds[groups[scarcest].name]
            else { return nil }
            further[scarcest] += 1
            let added = [(tool: tool, count: further[scarcest])]
            // With enough tools it limits nothing any more.
            carried[scarcest] =
                try plates(groups[scarcest], further: added)
                ?? carried[scarcest].map { _ in .max }
        }
        let tools = groups.indices.filter { further[$0] > 0 }
            .compactMap { index in
                kinds[groups[index].name]
                    .map {
                        TargetAnswer.FurtherTools(
                            like: $0.name,
                            group: groups[index].name,
                            count: further[index]
                        )
                    }
            }
        return (tools, share)
    }

    /// The plan with further tools, in production from the day after its as-of date.
    static func adding(_ tools: [TargetAnswer.FurtherTools], to plan: Plan) -> Plan {
        let day = Day(number: plan.asOf.number + 1)
        return tools.reduce(plan) { changed, further in
            guard let tool = plan.tools.first(where: { $0.name == further.like }) else {
                return changed
            }
            return changed.adding(further.count, like: tool, on: day)
        }
    }
}
