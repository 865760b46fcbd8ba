internal import MonteCarlo
internal import PlanModel

/// A plan once its ramp is over: every tool that is bought is there, every node is open, yields and
/// availabilities are mature.
///
/// Who buys an optional tool, and every uncertain figure, is drawn as in the plan itself, so both
/// have the same luck. Risks delay and refuse nothing any more.
struct SteadyState {
    /// A horizon of one year, and of the month before it, in which everything comes.
    let plan: Plan
    /// The year.
    let year: Int
    /// The day on which all tools come.
    private let firstDay: Day

    /// Plates that are wanted in a month: more than any group with tools of its own makes.
    static let platesPerMonth = 50_000.0

    /// - Parameters:
    ///   - plan: the plan with its ramp.
    ///   - year: the year whose length counts.
    init(_ plan: Plan, year: Int) {
        self.year = year
        let start = Month(year: year - 1, month: 12)
        firstDay = start.firstDay
        let before = Day(number: firstDay.number - 1)
        var steady = plan
        steady.start = start
        steady.monthCount = 13
        steady.asOf = before
        steady.risks = []
        steady.project.installationCrews = nil
        steady.project.cleanRoom = []
        steady.targets = []
        // Hours and the plates that they are enough for, not a year's luck.
        steady.fidelity = .means
        steady.openEverything(on: before)
        steady.tools = plan.tools.map { tool in
            var present = tool.present(tool.count, name: tool.name, from: start.firstDay)
            let isHere = tool.delivered.contains { $0.first <= plan.asOf }
            present.probability = isHere ? nil : tool.probability
            return present
        }
        self.plan = steady
    }

    /// The plan in which one group alone limits: all others have hours without end.
    ///
    /// - Parameters:
    ///   - group: the group; nil for a plan in which nothing limits but demand.
    ///   - further: tools that it has besides the plan's.
    /// - Returns: the plan.
    func limited(by group: String?, further: [(tool: Tool, count: Int)] = []) -> Plan {
        var limited = plan
        for index in plan.groups.indices where plan.groups[index].name != group {
            limited.groups[index].worksOnHolidays = true
            limited.groups[index].shutdowns = []
            limited.groups[index].maintenance = nil
        }
        limited.tools = plan.groups.flatMap { other in
            let own = plan.tools.filter { $0.group == other.name }
            if other.name == group { return own + further.map(present) }
            // The finest kind stands for all, at a speed beyond any need.
            guard let finest = own.min(by: { $0.finestNode < $1.finestNode }) else { return own }
            var endless = finest.present(1, name: finest.name, from: firstDay)
            endless.speed = .value(1e5, path: "tools.\(finest.name).speed")
            endless.finestNode = plan.nodes.last?.node ?? finest.finestNode
            return [endless]
        }
        return limited
    }

    private func present(_ further: (tool: Tool, count: Int)) -> Tool {
        further.tool.present(
            further.count,
            name: "further \(further.tool.name)",
            from: firstDay
        )
    }

    /// The row of the year's capacity among a plan's outcomes.
    func capacityRow(_ tables: RampTables) -> Int { tables.outcomes.capacity(year: 1) }

    /// The rows of the year's plates by node.
    func nodeRows(_ tables: RampTables) -> [Int] {
        tables.nodes.indices.map { tables.outcomes.output(year: 1, node: $0) }
    }

    /// Mean hours that a group offers in the year [h], and mean number of its tools.
    func offered(by group: ToolGroup, further: Int = 0) -> (hours: Double, tools: Double) {
        let tools = plan.tools.filter { $0.group == group.name }
            .reduce(Double(further)) { sum, tool in
                sum + Double(tool.count) * (tool.probability?.distribution.moments.mean ?? 1)
            }
        // The month before the year is not part of it.
        let hours = 24 * plan.openDays(of: group).dropFirst().reduce(0, +)
        let level = [group.availability, group.usable]
            .reduce(1.0) { $0 * $1.distribution.moments.mean }
        let staffed = group.hoursPerWeek.distribution.moments.mean / 168
        let kept = max(0, staffed - (group.maintenance?.meanShare ?? 0))
        return (tools * Double(hours) * level * kept, tools)
    }
}

extension Plan {
    /// Opens all nodes on a day, matures yields and availabilities, and wants more plates than any
    /// group makes.
    fileprivate mutating func openEverything(on day: Day) {
        let moment = DateInterval(first: day, last: day, text: day.text)
        let endless = Figure.value(SteadyState.platesPerMonth, path: "demand.endless")
        demand = [
            DemandLine(node: nil, platesPerMonth: [YearFigure(period: moment, figure: endless)])
        ]
        milestones = nodes.flatMap { node in
            [Milestone.Event.runThrough, .delivery, .volume]
                .map { event in
                    Milestone(
                        name: "\(event.rawValue)-\(node.node)",
                        subject: .node(node.node),
                        event: event,
                        planned: nil,
                        happened: moment,
                        basis: nil,
                        source: nil
                    )
                }
        }
        for index in nodes.indices {
            nodes[index].yieldStart = nodes[index].yieldMature
            nodes[index].samplePlates = .value(0, path: nodes[index].samplePlates.path)
        }
        for index in groups.indices {
            groups[index].learningStart = .value(1, path: groups[index].learningStart.path)
        }
    }
}
