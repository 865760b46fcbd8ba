// A plan with everything that the kernel distinguishes.

import PlanModel

extension Plan {
    /// Four nodes; e-beam, laser, inspection and cleaning groups; every distribution; risks, an
    /// optional tool, known and promised dates on both sides of the as-of date.
    static let full: Plan = {
        var plan = Plan.empty("full", asOf: Day(year: 2026, month: 2, day: 14))
        plan.monthCount = 40
        plan.factors = Factors(
            shots: uncertain("factors.shots", .lognormal(median: 1, sigma: 0.3)),
            ebeamShare: uncertain("factors.ebeam_share", .uniform(low: 0.7, high: 1.4)),
            learning: uncertain("factors.learning", .pert(low: 0.6, mode: 1, high: 2)),
            delayCorrelation: uncertain("factors.correlation", .uniform(low: 0.1, high: 0.9))
        )
        plan.nodes = [.full(180), .full(130), .full(65), .full(28)]
        plan.writers = fullWriters
        plan.calendar.everyYear = ["01-01", "10-01/10-07"].compactMap { YearlyDays($0) }
        plan.groups = fullGroups
        plan.route = fullRoute
        plan.tools = fullTools
        plan.risks = fullRisks
        plan.demand = fullDemand
        plan.targets = [
            Target(name: "a", platesPerYear: value(3300), measure: .capacity, by: nil),
            Target(name: "b", platesPerYear: value(2500), measure: .output, by: nil),
            Target(name: "c", platesPerYear: value(500), measure: .output, by: nil),
        ]
        plan.milestones = fullMilestones
        plan.project = Project(
            installationCrews: 3,
            cleanRoom: plates(
                ("2025-07", value(200)),
                ("2026-Q4", uncertain("project.clean_room.2026-Q4", .uniform(low: 380, high: 450)))
            )
        )
        return plan
    }()
}

extension TechnologyNode {
    fileprivate static func full(_ node: Int) -> TechnologyNode {
        let path = "nodes.\(node)"
        var made = TechnologyNode.simple(
            node,
            mix: uncertain(
                "\(path).mix",
                .normal(mean: 0.3, standardDeviation: 0.1, low: 0.02, high: 0.6)
            )
        )
        made.layerClasses = LayerClass.full(path, isFine: node < 100)
        made.secondLevelShare = node < 100 ? value(0.4) : nil
        made.yieldStart = uncertain("\(path).yield_start", .uniform(low: 0.4, high: 0.8))
        made.yieldMature = uncertain(
            "\(path).yield_mature",
            .triangular(low: 0.7, mode: 0.9, high: 0.97)
        )
        made.yieldMatureAfter = uncertain("\(path).mature", .pert(low: 3, mode: 9, high: 20))
        made.qualification = random("\(path).qualification", .lognormal(median: 3, sigma: 0.7))
        made.sampling = random("\(path).sampling", .empirical([0.5, 1, 1, 2.5, 7]))
        made.verification = uncertain(
            "\(path).verification",
            .discrete([.init(value: 2, probability: 0.3), .init(value: 9, probability: 0.7)])
        )
        made.sampleFailure =
            node == 180
            ? nil : uncertain("\(path).sample_failure", .uniform(low: 0.1, high: 0.6))
        made.samplePlates = random("\(path).samples", .uniform(low: 0, high: 12))
        return made
    }
}

extension LayerClass {
    fileprivate static func full(_ path: String, isFine: Bool) -> [LayerClass] {
        func vsb(_ name: String, _ share: Double, _ shots: Figure) -> LayerClass {
            LayerClass(
                name: name,
                share: value(share),
                writerClass: .vsb,
                shotsPerPass: shots,
                dose: value(28),
                passes: value(2),
                density: uncertain("\(path).density", .uniform(low: 0.2, high: 0.6))
            )
        }
        let laser = LayerClass(
            name: "laser",
            share: value(isFine ? 0.3 : 0.7),
            writerClass: .raster,
            shotsPerPass: nil,
            dose: nil,
            passes: value(4),
            density: nil
        )
        let shots = random("\(path).shots", .lognormal(median: 6e9, sigma: 0.9))
        guard isFine else { return [vsb("ebeam", 0.3, value(1.5e9)), laser] }
        let curved = LayerClass(
            name: "curved",
            share: value(0.2),
            writerClass: .multibeam,
            shotsPerPass: nil,
            dose: value(110),
            passes: value(1),
            density: nil
        )
        return [vsb("critical", 0.5, shots), curved, laser]
    }
}

private let fullWriters = [
    Writer(
        name: "coarse",
        writerClass: .vsb,
        figures: [
            .currentDensity: value(40), .settling: value(120), .subField: value(64),
            .subFieldSettling: value(30), .stripeWidth: value(900), .stageSpeed: value(30),
            .stripeTurn: value(1.5), .backscatter: value(0.5), .calibration: value(0.05),
            .overhead: value(1.2),
        ],
        finestNode: 65
    ),
    Writer(
        name: "fine",
        writerClass: .vsb,
        figures: [
            .currentDensity: uncertain("writers.fine.current", .uniform(low: 200, high: 600)),
            .settling: value(60), .stripeWidth: value(80), .stageSpeed: value(50),
            .stripeTurn: value(0.3), .backscatter: value(0.6), .calibration: value(0.08),
            .overhead: random("writers.fine.overhead", .pert(low: 0.8, mode: 1, high: 3)),
        ],
        finestNode: 14
    ),
    Writer(
        name: "laser",
        writerClass: .raster,
        figures: [
            .pixel: value(80), .pixelRate: value(5e7), .beams: value(32), .duty: value(0.6),
            .calibration: value(0.02), .overhead: value(0.7),
        ],
        finestNode: 28
    ),
    Writer(
        name: "many",
        writerClass: .multibeam,
        figures: [
            .stripeWidth: value(82), .stageSpeed: value(20), .stripeTurn: value(0.2),
            .duty: value(0.7), .beamCurrent: value(500), .calibration: value(0.03),
            .overhead: value(1),
        ],
        finestNode: 7
    ),
]

private let fullGroups: [ToolGroup] = {
    var ebeam = ToolGroup.simple("ebeam", writes: [.vsb, .multibeam])
    ebeam.availability = uncertain("groups.ebeam.availability", .uniform(low: 0.7, high: 0.92))
    ebeam.mtbf = uncertain("groups.ebeam.mtbf", .lognormal(median: 250, sigma: 0.4))
    ebeam.learningStart = value(0.5)
    ebeam.learningMonths = random("groups.ebeam.learning", .uniform(low: 2, high: 10))
    var inspection = ToolGroup.simple("inspection")
    inspection.usable = value(0.9)
    inspection.hoursPerWeek = value(120)
    inspection.learningStart = value(0.6)
    inspection.learningMonths = value(4)
    inspection.maintenance = Maintenance(
        hours: random("groups.inspection.maintenance.hours", .uniform(low: 2, high: 12)),
        every: value(0.5)
    )
    ebeam.worksOnHolidays = true
    ebeam.shutdowns = [DateInterval("2027-08"), DateInterval("2028-02-29")].compactMap { $0 }
    return [.simple("clean"), ebeam, inspection, .simple("laser", writes: [.raster])]
}()

private let fullRoute: [RouteStep] = [
    RouteStep(
        name: "write",
        work: .write,
        group: nil,
        hoursPerPlate: nil,
        passes: nil,
        share: nil,
        rework: .everywhere(value(0.01))
    ),
    RouteStep(
        name: "second write",
        work: .secondLevel,
        group: "laser",
        hoursPerPlate: .everywhere(value(3)),
        passes: nil,
        share: nil
    ),
    .hours("clean", group: "clean", random("route.clean.hours", .uniform(low: 0.5, high: 40))),
    RouteStep(
        name: "inspect",
        work: .hours,
        group: "inspection",
        hoursPerPlate: NodeFigure(entries: [
            .init(finest: 100, coarsest: .max, figure: value(2)),
            .init(
                finest: 0,
                coarsest: 99,
                figure: uncertain("route.inspect.hours", .triangular(low: 3, mode: 5, high: 12))
            ),
        ]),
        passes: .everywhere(uncertain("route.inspect.passes", .uniform(low: 1, high: 3))),
        share: .everywhere(value(0.9)),
        rework: .everywhere(uncertain("route.inspect.rework", .uniform(low: 0.02, high: 0.12))),
        backTo: "clean"
    ),
]

private let fullTools: [Tool] = {
    func tool(
        _ name: String,
        _ group: String,
        _ promised: String,
        _ model: String? = nil,
        change: (inout Tool) -> Void = { _ in }
    ) -> Tool {
        var tool = Tool.simple(name, group: group, promised: promised, model: model)
        tool.slip = random("tools.\(name).slip", .lognormal(median: 2, sigma: 0.8))
        tool.installation = random(
            "tools.\(name).installation",
            .triangular(low: 1, mode: 2, high: 5)
        )
        tool.acceptance = uncertain("tools.\(name).acceptance", .uniform(low: 0.5, high: 2))
        tool.qualification = value(1)
        tool.supplier = group == "clean" ? nil : "supplier of \(group)"
        tool.area = group == "clean" ? nil : value(30)
        change(&tool)
        return tool
    }
    return [
        tool("clean-1", "clean", "2025-08") {
            $0.count = 3
            $0.delivered = dates("2025-Q4")
        },
        tool("ebeam-1", "ebeam", "2025-09", "coarse") { $0.delivered = dates("2025-10-05") },
        tool("ebeam-2", "ebeam", "2025-H2", "fine"),  // promised before the as-of date
        tool("ebeam-3", "ebeam", "2026-Q3", "fine") {
            $0.settings = [.currentDensity: value(800)]
            $0.probability = uncertain("tools.ebeam-3.probability", .uniform(low: 0.2, high: 0.9))
        },
        tool("ebeam-4", "ebeam", "2026-12", "many") {
            $0.slip = uncertain(
                "tools.ebeam-4.slip",
                .discrete([.init(value: 0, probability: 0.5), .init(value: 8, probability: 0.5)])
            )
        },
        tool("inspect-1", "inspection", "2025-08") {
            $0.finestNode = 130
            $0.delivered = dates("2025-08")
            $0.accepted = dates("2025-12")
        },
        tool("inspect-2", "inspection", "2026-01") {
            $0.finestNode = 65
            $0.slip = random("tools.inspect-2.slip", .empirical([0, 1, 4, 4, 11]))
        },
        tool("inspect-3", "inspection", "2026-Q2") {
            $0.finestNode = 28
            $0.count = 2
            $0.speed = uncertain("tools.inspect-3.speed", .uniform(low: 0.8, high: 2))
        },
        tool("laser-1", "laser", "2025-11", "laser") { $0.slip = nil },
        tool("laser-2", "laser", "2026-10", "laser"),
    ]
}()

private let fullRisks = [
    Risk(
        name: "licence",
        outcomes: [
            RiskOutcome(
                probability: uncertain("risks.licence.0", .uniform(low: 0.1, high: 0.4)),
                delays: ["ebeam-2", "ebeam-4"],
                by: random("risks.licence.0.by", .uniform(low: 3, high: 12)),
                refused: [],
                replacedAfter: nil
            ),
            RiskOutcome(
                probability: value(0.15),
                delays: [],
                by: nil,
                refused: ["ebeam-4", "inspect-3"],
                replacedAfter: nil
            ),
        ]
    ),
    Risk(
        name: "damage",
        outcomes: [
            RiskOutcome(
                probability: value(0.1),
                delays: [],
                by: nil,
                refused: ["laser-2", "ebeam-3"],
                replacedAfter: random("risks.damage.after", .lognormal(median: 8, sigma: 0.3))
            ),
            RiskOutcome(
                probability: value(0.3),
                delays: ["inspect-2"],
                by: value(2),
                refused: [],
                replacedAfter: nil,
                cancelled: ["laser-1"],
                reorderedAfter: random("risks.damage.again", .uniform(low: 4, high: 9)),
                renegotiated: ["ebeam-2", "inspect-3"],
                to: DateInterval("2026-H2")
            ),
        ]
    ),
]

private let fullDemand = [
    DemandLine(
        node: nil,
        platesPerMonth: plates(
            ("2025-11", uncertain("demand.all.0", .uniform(low: 20, high: 120))),
            ("2027", uncertain("demand.all.1", .lognormal(median: 250, sigma: 0.5)))
        )
    ),
    DemandLine(
        node: 28,
        platesPerMonth: plates(("2026-07", random("demand.28.0", .uniform(low: 5, high: 40))))
    ),
]

private let fullMilestones: [Milestone] = {
    func milestone(
        _ subject: Milestone.Subject,
        _ event: Milestone.Event,
        happened: String? = nil
    ) -> Milestone {
        Milestone(
            name: "\(subject) \(event.rawValue)",
            subject: subject,
            event: event,
            planned: nil,
            happened: happened.flatMap { DateInterval($0) },
            basis: nil,
            source: nil
        )
    }
    return [
        milestone(.tool("ebeam-2"), .delivered), milestone(.tool("ebeam-4"), .accepted),
        milestone(.node(180), .runThrough, happened: "2026-01"),
        milestone(.node(130), .ready), milestone(.node(65), .delivery),
        milestone(.node(28), .volume), milestone(.node(28), .runThrough),
    ]
}()
