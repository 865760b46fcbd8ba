import PlanModel

/// Plans of all kinds, drawn with a fixed seed.
struct RandomPlans {
    private var state: UInt64
    private var nodeSizes: [Int] = []
    private var groupCount = 0

    /// The plan of a seed: 1 to 6 nodes, 1 to 6 groups of 1 to 3 lines each.
    ///
    /// Without limits on installations, which let one tool delay another.
    static func plan(seed: UInt64) -> Plan {
        var plans = RandomPlans(seed: seed)
        var plan = plans.makePlan()
        plans.addDeliveries(to: &plan)
        plans.addWork(to: &plan)
        return plan
    }

    /// The same with crews or clean room, or both, for fewer tools than there are.
    static func limitedPlan(seed: UInt64) -> Plan {
        var plans = RandomPlans(seed: seed)
        var plan = plans.makePlan()
        plans.addDeliveries(to: &plan)
        plans.addWork(to: &plan)
        plans.addLimits(to: &plan)
        return plan
    }

    private init(seed: UInt64) {
        state = seed
        let sizes = [350, 250, 180, 130, 90, 65, 55, 45, 28]
        let count = below(6) + 1
        let first = below(sizes.count - count + 1)
        nodeSizes = Array(sizes[first..<first + count])
        groupCount = below(6) + 1
    }

    // SplitMix64: Steele, Lea, Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() >> 33) % count }
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }
    mutating func chance(_ probability: Double) -> Bool { share() < probability }
    mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * share()
    }

    /// A figure whose values lie about within `low` and `high`, of any kind of distribution.
    mutating func figure(_ low: Double, _ high: Double, _ path: String) -> Figure {
        let middle = between(low, high)
        if chance(0.35) { return .value(middle, path: path) }
        let distribution: Distribution
        switch below(7) {
        case 0: distribution = .uniform(low: low, high: high)
        case 1: distribution = .triangular(low: low, mode: middle, high: high)
        case 2: distribution = .pert(low: low, mode: middle, high: high)
        case 3:
            distribution = .normal(
                mean: middle,
                standardDeviation: (high - low) / 3,
                low: low,
                high: chance(0.5) ? high : 2 * high
            )
        case 4: distribution = .lognormal(median: max(middle, 0.05), sigma: between(0.1, 0.8))
        case 5:
            distribution = .discrete([
                .init(value: low, probability: 0.25), .init(value: middle, probability: 0.5),
                .init(value: high, probability: 0.25),
            ])
        default: distribution = .empirical([middle, low, high, (low + high) / 2])
        }
        return chance(0.5)
            ? .random(distribution, path: path) : .uncertain(distribution, path: path)
    }

    /// The same, but never above 1: a share.
    mutating func shareFigure(_ low: Double, _ high: Double, _ path: String) -> Figure {
        let middle = between(low, high)
        switch below(3) {
        case 0: return .value(middle, path: path)
        case 1: return .uncertain(.triangular(low: low, mode: middle, high: high), path: path)
        default: return .random(.pert(low: low, mode: middle, high: high), path: path)
        }
    }

    private mutating func makePlan() -> Plan {
        var plan = Plan.plain(
            nodes: nodeSizes.map { makeNode($0) },
            groups: [],
            tools: [],
            route: [],
            demand: [],
            monthCount: 30 + below(40)
        )
        let asOf = Month(number: plan.start.number + below(20))
        plan.asOf = Day(number: asOf.firstDay.number + below(28) - 1)
        plan.writers = [
            Self.writer("vsb", .vsb), Self.writer("vsb-old", .vsb, currentDensity: 20),
            Self.writer("laser", .raster), Self.writer("multi", .multibeam),
        ]
        let groups = ["write", "laser", "etch", "inspect", "repair", "clean"].prefix(groupCount)
            .sorted()
        for name in groups { plan.groups.append(makeGroup(name)) }
        plan.route = makeRoute(Array(groups))
        for group in groups { plan.tools += makeTools(group, asOf: asOf) }
        plan.tools.sort { $0.name < $1.name }
        plan.risks = makeRisks(plan.tools.map(\.name))
        plan.demand = makeDemand()
        plan.milestones = makeMilestones(plan, asOf: asOf)
        plan.targets = [
            Target(
                name: "capacity",
                platesPerYear: .value(between(50, 1500), path: "targets.capacity"),
                measure: .capacity,
                by: nil
            ),
            Target(
                name: "output",
                platesPerYear: .value(between(20, 600), path: "targets.output"),
                measure: .output,
                by: nil
            ),
        ]
        if chance(0.5) { plan.factors.shots = figure(0.6, 1.6, "factors.shots") }
        if chance(0.5) { plan.factors.ebeamShare = figure(0.7, 1.4, "factors.ebeam_share") }
        if chance(0.5) { plan.factors.learning = figure(0.7, 1.5, "factors.learning") }
        return plan
    }

    private mutating func makeNode(_ size: Int) -> TechnologyNode {
        var node = TechnologyNode.plain(size)
        let path = "nodes.\(size)"
        node.mix = figure(0.1, 0.5, "\(path).mix")
        node.yieldStart = shareFigure(0.4, 0.7, "\(path).yield.start")
        node.yieldMature = shareFigure(0.65, 0.95, "\(path).yield.mature")
        node.yieldMatureAfter = figure(3, 24, "\(path).yield.mature_after")
        node.qualification = figure(0.5, 9, "\(path).qualification")
        node.sampling = figure(0.2, 4, "\(path).sampling")
        node.verification = figure(0.5, 9, "\(path).verification")
        node.samplePlates = figure(0, 3, "\(path).sample_plates")
        node.secondLevelShare = shareFigure(0, 0.5, "\(path).second_level")
        let shots = between(5e9, 60e9)
        node.layerClasses = [
            LayerClass(
                name: "critical",
                share: .value(0.2, path: "\(path).critical.share"),
                writerClass: .vsb,
                shotsPerPass: .random(
                    .lognormal(median: shots, sigma: 0.7),
                    path: "\(path).critical.shots_per_pass"
                ),
                dose: figure(9, 22, "\(path).critical.dose"),
                passes: .value(2, path: "\(path).critical.passes"),
                density: figure(0.1, 0.6, "\(path).critical.density")
            ),
            LayerClass(
                name: "standard",
                share: .value(0.1, path: "\(path).standard.share"),
                writerClass: .vsb,
                shotsPerPass: .value(shots / 8, path: "\(path).standard.shots_per_pass"),
                dose: .value(12, path: "\(path).standard.dose"),
                passes: .value(2, path: "\(path).standard.passes"),
                density: .value(0.3, path: "\(path).standard.density")
            ),
            LayerClass(
                name: "relaxed",
                share: .value(0.7, path: "\(path).relaxed.share"),
                writerClass: .raster,
                shotsPerPass: nil,
                dose: nil,
                passes: figure(1, 4, "\(path).relaxed.passes"),
                density: nil
            ),
        ]
        return node
    }

    private static func writer(
        _ name: String,
        _ writerClass: WriterClass,
        currentDensity: Double = 200
    ) -> Writer {
        let values: [WriterField: Double] = [
            .currentDensity: currentDensity, .settling: 120, .subField: 10, .subFieldSettling: 2,
            .stripeWidth: 500, .stageSpeed: 40, .stripeTurn: 0.5, .backscatter: 0.55,
            .calibration: 0.04, .overhead: 0.7, .pixel: 80, .pixelRate: 50e6, .beams: 32,
            .duty: 0.7, .beamCurrent: 1000,
        ]
        let figures = values.map { field, value in
            (field, Figure.value(value, path: "writers.\(name).\(field.rawValue)"))
        }
        return Writer(
            name: name,
            writerClass: writerClass,
            figures: Dictionary(uniqueKeysWithValues: figures),
            finestNode: name == "vsb-old" ? 90 : 28
        )
    }

    private mutating func makeGroup(_ name: String) -> ToolGroup {
        let writes: [WriterClass] =
            name == "write" ? [.vsb, .multibeam] : name == "laser" ? [.raster] : []
        var group = ToolGroup.plain(name, writes: writes)
        let path = "groups.\(name)"
        group.availability = shareFigure(0.7, 0.95, "\(path).availability")
        group.usable = shareFigure(0.8, 1, "\(path).usable")
        group.learningStart = shareFigure(0.4, 0.9, "\(path).learning.start")
        group.learningMonths = figure(1, 9, "\(path).learning.months")
        group.hoursPerWeek = .value(chance(0.5) ? 168 : 120, path: "\(path).hours_per_week")
        if name == "write" { group.mtbf = figure(150, 400, "\(path).mtbf") }
        return group
    }

    private mutating func makeRoute(_ groups: [String]) -> [RouteStep] {
        var route = [RouteStep.write]
        for name in groups where name != "write" && name != "laser" {
            let path = "route.\(name)"
            var step = RouteStep.hours(name, 1)
            step.hoursPerPlate =
                chance(0.5)
                ? .all(figure(1, 8, "\(path).hours_per_plate"))
                : NodeFigure(entries: [
                    .init(finest: 90, coarsest: .max, figure: figure(1, 3, "\(path).hours.coarse")),
                    .init(finest: 1, coarsest: 65, figure: figure(3, 8, "\(path).hours.fine")),
                ])
            if chance(0.5) { step.passes = .all(figure(1, 2, "\(path).passes")) }
            if chance(0.5) { step.share = .all(shareFigure(0.1, 0.9, "\(path).share")) }
            route.append(step)
        }
        if groups.contains("laser") {
            var step = RouteStep.hours("laser", 1.4)
            step.work = .secondLevel
            route.append(step)
        }
        return route
    }

    private mutating func makeTools(_ group: String, asOf: Month) -> [Tool] {
        (0..<below(3) + 1)
            .map { index in
                let name = "\(group)-\(index)"
                var tool = Tool.plain(name, group: group, promised: "2024")
                if group == "write" { tool.model = ["vsb", "vsb-old", "multi"][below(3)] }
                if group == "laser" { tool.model = "laser" }
                tool.count = below(2) + 1
                tool.finestNode = index == 0 ? 0 : nodeSizes[below(nodeSizes.count)]
                tool.promised = [interval(around: asOf, -9, 18)]
                let path = "tools.\(name)"
                if chance(0.8) { tool.slip = figure(0, 9, "\(path).slip") }
                tool.installation = figure(0.5, 5, "\(path).installation")
                tool.acceptance = figure(0.2, 3, "\(path).acceptance")
                if chance(0.4) { tool.qualification = figure(0.2, 2, "\(path).qualification") }
                if chance(0.3) { tool.delivered = [interval(around: asOf, -14, 4)] }
                if chance(0.2), let day = tool.delivered.first, day.last < asOf.firstDay {
                    tool.accepted = [interval(around: asOf, -2, 0)]
                }
                if chance(0.2) { tool.probability = shareFigure(0.3, 0.9, "\(path).probability") }
                if chance(0.3) { tool.speed = figure(0.6, 1.8, "\(path).speed") }
                if group == "write", chance(0.4) {
                    tool.settings[.settling] = figure(80, 200, "\(path).settings.settling")
                }
                return tool
            }
    }

    /// A month, quarter, half or year that begins some months from the as-of date.
    mutating func interval(around asOf: Month, _ from: Int, _ to: Int) -> DateInterval {
        let month = Month(number: asOf.number + from + below(to - from + 1))
        let year = month.year
        let text =
            switch below(4) {
            case 0: "\(year)-Q\((month.monthOfYear + 2) / 3)"
            case 1: "\(year)-H\((month.monthOfYear + 5) / 6)"
            case 2: "\(year)"
            default: month.text
            }
        return .at(text)
    }

    private mutating func makeRisks(_ tools: [String]) -> [Risk] {
        (0..<below(3))
            .map { index in
                let path = "risks.risk-\(index).outcomes"
                let tool = tools[below(tools.count)]
                return Risk(
                    name: "risk-\(index)",
                    outcomes: [
                        RiskOutcome(
                            probability: shareFigure(0.1, 0.4, "\(path)[0].probability"),
                            delays: [tool, tools[0]],
                            by: figure(2, 9, "\(path)[0].by"),
                            refused: [],
                            replacedAfter: nil
                        ),
                        RiskOutcome(
                            probability: shareFigure(0.1, 0.4, "\(path)[1].probability"),
                            delays: [],
                            by: nil,
                            refused: [tool],
                            replacedAfter: chance(0.5)
                                ? figure(6, 18, "\(path)[1].replaced_after") : nil
                        ),
                    ]
                )
            }
    }

    private mutating func makeDemand() -> [DemandLine] {
        func line(_ node: Int?, _ figures: [Figure]) -> DemandLine {
            DemandLine(
                node: node,
                platesPerMonth: figures.enumerated()
                    .map { YearFigure(period: .at("\(2024 + 2 * $0)"), figure: $1) }
            )
        }
        var lines = [
            line(
                nil,
                (0..<3).map { figure(5, 30 * Double($0 + 1), "demand[0].plates_per_month.\($0)") }
            )
        ]
        if chance(0.5) {
            lines.append(line(nodeSizes[0], [figure(1, 10, "demand[1].plates_per_month.2024")]))
        }
        return lines
    }

    private mutating func makeMilestones(_ plan: Plan, asOf: Month) -> [Milestone] {
        var milestones: [Milestone] = []
        func milestone(
            _ name: String,
            _ subject: Milestone.Subject,
            _ event: Milestone.Event
        ) -> Milestone {
            Milestone(
                name: name,
                subject: subject,
                event: event,
                planned: nil,
                happened: nil,
                basis: nil,
                source: nil
            )
        }
        for node in nodeSizes {
            for event in [Milestone.Event.ready, .runThrough, .delivery, .volume] {
                milestones.append(milestone("\(event.rawValue)-\(node)nm", .node(node), event))
            }
            if chance(0.3) {
                milestones[milestones.count - 1 - below(3)].happened = interval(around: asOf, -8, 3)
            }
        }
        for tool in plan.tools {
            milestones.append(milestone("\(tool.name)-arrives", .tool(tool.name), .delivered))
            milestones.append(milestone("\(tool.name)-accepted", .tool(tool.name), .accepted))
        }
        return milestones
    }
}
