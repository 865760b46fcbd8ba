// Plans put together in code, for tests that need exact control over every figure.

import PlanModel

extension Figure {
    /// A random figure: chance.
    static func random(_ distribution: Distribution, path: String) -> Figure {
        Figure(kind: .random, distribution: distribution, path: path)
    }

    /// An uncertain figure: ignorance.
    static func uncertain(_ distribution: Distribution, path: String) -> Figure {
        Figure(kind: .uncertain, distribution: distribution, path: path)
    }
}

extension NodeFigure {
    /// The same figure for all nodes.
    static func all(_ figure: Figure) -> NodeFigure {
        NodeFigure(entries: [Entry(finest: 1, coarsest: .max, figure: figure)])
    }
}

extension DateInterval {
    /// An interval from its text; a far future where the text is no date.
    static func at(_ text: String) -> DateInterval {
        let never = Day(number: 0)
        return DateInterval(text) ?? DateInterval(first: never, last: never, text: text)
    }
}

extension TechnologyNode {
    /// A node with yield 1 that opens as soon as its tools are there.
    static func plain(_ node: Int, mix: Double = 1, classes: [LayerClass] = []) -> TechnologyNode {
        func value(_ name: String, _ number: Double) -> Figure {
            .value(number, path: "nodes.\(node).\(name)")
        }
        return TechnologyNode(
            node: node,
            mix: value("mix", mix),
            platesPerSet: nil,
            layerClasses: classes,
            secondLevelShare: nil,
            yieldStart: value("yield.start", 1),
            yieldMature: value("yield.mature", 1),
            yieldMatureAfter: value("yield.mature_after", 0),
            qualification: value("qualification", 0),
            sampling: value("sampling", 0),
            verification: value("verification", 0),
            samplePlates: value("sample_plates", 0),
            price: nil
        )
    }
}

extension ToolGroup {
    /// A group that is always available.
    static func plain(
        _ name: String,
        availability: Double = 1,
        writes: [WriterClass] = []
    ) -> ToolGroup {
        func value(_ field: String, _ number: Double) -> Figure {
            .value(number, path: "groups.\(name).\(field)")
        }
        return ToolGroup(
            name: name,
            writes: writes,
            availability: value("availability", availability),
            usable: value("usable", 1),
            learningStart: value("learning.start", 1),
            learningMonths: value("learning.months", 0),
            hoursPerWeek: value("hours_per_week", 168),
            mtbf: nil,
            mttr: nil
        )
    }
}

extension Tool {
    /// A tool that has long been there, or is promised, and is ready when it comes.
    static func plain(
        _ name: String,
        group: String,
        promised: String? = nil,
        count: Int = 1,
        finestNode: Int = 0,
        model: String? = nil
    ) -> Tool {
        Tool(
            name: name,
            group: group,
            model: model,
            contract: nil,
            shareOfContract: nil,
            count: count,
            finestNode: finestNode,
            probability: nil,
            delivered: promised == nil ? [.at("2023-06")] : [],
            promised: promised.map { [.at($0)] } ?? [],
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

extension RouteStep {
    /// A step of stated hours.
    static func hours(_ group: String, _ hours: Double) -> RouteStep {
        RouteStep(
            name: "\(group) step",
            work: .hours,
            group: group,
            hoursPerPlate: .all(.value(hours, path: "route.\(group).hours_per_plate")),
            passes: nil,
            share: nil
        )
    }

    /// The first write.
    static let write = RouteStep(
        name: "write",
        work: .write,
        group: nil,
        hoursPerPlate: nil,
        passes: nil,
        share: nil
    )
}

extension Milestone {
    /// A milestone, by default one that has not happened.
    static func of(
        _ subject: Subject,
        _ event: Event,
        happened: String? = nil
    ) -> Milestone {
        Milestone(
            name: "\(subject) \(event.rawValue)",
            subject: subject,
            event: event,
            planned: nil,
            happened: happened.map { .at($0) },
            basis: nil,
            source: nil
        )
    }
}

extension DemandLine {
    /// The same number of plates every month.
    static func steady(_ plates: Double, node: Int? = nil) -> DemandLine {
        let path = "demand.\(node ?? 0)"
        return DemandLine(
            node: node,
            platesPerMonth: [
                YearFigure(period: .at("2023"), figure: .value(plates, path: path))
            ]
        )
    }
}

extension Plan {
    /// A plan over 2024 and 2025, known up to the end of 2023; mean plates, to be reckoned by hand.
    static func plain(
        nodes: [TechnologyNode],
        groups: [ToolGroup],
        tools: [Tool],
        route: [RouteStep],
        demand: [DemandLine],
        monthCount: Int = 24
    ) -> Plan {
        var plan = Plan(
            name: "test",
            money: Money(currency: "CNY", unit: 10_000),
            start: Month(year: 2024, month: 1),
            monthCount: monthCount,
            asOf: DateInterval.at("2023-12-31").first,
            sources: [],
            project: Project(),
            factors: Factors(),
            nodes: nodes,
            writers: [],
            groups: groups,
            route: route,
            tools: tools,
            contracts: [],
            risks: [],
            demand: demand,
            targets: [],
            milestones: [],
            economics: Economics(),
            basisCounts: [:]
        )
        plan.fidelity = .means
        return plan
    }
}
