// Plans made in code. Their figures are arbitrary: they are there to reach every branch of the
// kernel.

import MonteCarlo
import PlanModel
import Testing

/// A plan under a name for messages.
struct PlanCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let packed: Result<RampTables, any Error>

    static let tiny = PlanCase("tiny plan", .tiny)
    static let full = PlanCase("full plan", .full)
    /// The full plan, every plate drawn.
    static let drawn = PlanCase("drawn plan", .full, .plates)
    static let all = [tiny, full]

    private init(_ name: String, _ plan: Plan, _ fidelity: Fidelity = .moments) {
        testDescription = name
        var plan = plan
        plan.fidelity = fidelity
        packed = Result { try RampTables(plan: plan) }
    }

    func tables() throws -> RampTables { try packed.get() }
}

func value(_ number: Double) -> Figure { .value(number, path: "") }

func random(_ path: String, _ distribution: Distribution) -> Figure {
    Figure(kind: .random, distribution: distribution, path: path)
}

func uncertain(_ path: String, _ distribution: Distribution) -> Figure {
    Figure(kind: .uncertain, distribution: distribution, path: path)
}

func dates(_ text: String) -> [DateInterval] { DateInterval(text).map { [$0] } ?? [] }

func plates(_ rows: (from: String, figure: Figure)...) -> [YearFigure] {
    rows.flatMap { row in dates(row.from).map { YearFigure(period: $0, figure: row.figure) } }
}

extension Plan {
    /// An empty shop of two years.
    static func empty(_ name: String, asOf: Day?) -> Plan {
        Plan(
            name: name,
            money: Money(currency: "CNY", unit: 10_000),
            start: Month(year: 2025, month: 7),
            monthCount: 18,
            asOf: asOf ?? Day(number: 0),
            sources: [],
            project: Project(),
            factors: Factors(),
            nodes: [],
            writers: [],
            groups: [],
            route: [],
            tools: [],
            contracts: [],
            risks: [],
            demand: [],
            targets: [],
            milestones: [],
            economics: Economics(),
            basisCounts: [:]
        )
    }

    /// One node, one group, one tool, one figure that is drawn.
    static let tiny: Plan = {
        var plan = Plan.empty("tiny", asOf: Day(year: 2025, month: 6, day: 30))
        plan.nodes = [.simple(130)]
        plan.groups = [.simple("clean")]
        plan.route = [.hours("clean", group: "clean", value(2))]
        plan.tools = [.simple("bench", group: "clean", promised: "2025-09")]
        plan.tools[0].slip = random("tools.bench.slip", .triangular(low: -1, mode: 0, high: 6))
        plan.demand = [DemandLine(node: nil, platesPerMonth: plates(("2025-07", value(100))))]
        return plan
    }()
}

extension TechnologyNode {
    /// A node that opens at once, with perfect yield.
    static func simple(_ node: Int, mix: Figure = value(1)) -> TechnologyNode {
        TechnologyNode(
            node: node,
            mix: mix,
            platesPerSet: nil,
            layerClasses: [],
            secondLevelShare: nil,
            yieldStart: value(1),
            yieldMature: value(1),
            yieldMatureAfter: value(0),
            qualification: value(0),
            sampling: value(0),
            verification: value(0),
            samplePlates: value(0),
            price: nil
        )
    }
}

extension ToolGroup {
    /// A group that works all hours.
    static func simple(_ name: String, writes: [WriterClass] = []) -> ToolGroup {
        ToolGroup(
            name: name,
            writes: writes,
            availability: value(1),
            usable: value(1),
            learningStart: value(1),
            learningMonths: value(0),
            hoursPerWeek: value(168),
            mtbf: nil,
            mttr: nil
        )
    }
}

extension RouteStep {
    /// A step that takes the same hours for every node.
    static func hours(_ name: String, group: String, _ figure: Figure) -> RouteStep {
        RouteStep(
            name: name,
            work: .hours,
            group: group,
            hoursPerPlate: .everywhere(figure),
            passes: nil,
            share: nil
        )
    }
}

extension NodeFigure {
    static func everywhere(_ figure: Figure) -> NodeFigure {
        NodeFigure(entries: [Entry(finest: 0, coarsest: .max, figure: figure)])
    }
}

extension Tool {
    /// A tool that works from its promised date on.
    static func simple(
        _ name: String,
        group: String,
        promised: String,
        model: String? = nil
    ) -> Tool {
        Tool(
            name: name,
            group: group,
            model: model,
            contract: nil,
            shareOfContract: nil,
            count: 1,
            finestNode: 0,
            probability: nil,
            delivered: [],
            promised: dates(promised),
            slip: nil,
            installation: nil,
            acceptance: nil,
            qualification: nil,
            accepted: [],
            speed: nil,
            settings: [:]
        )
    }
}
