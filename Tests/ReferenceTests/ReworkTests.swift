import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Plates that go back, by hand and plate by plate.
struct ReworkTests {
    /// A step of the route, named by its group.
    private struct Step {
        var name: String
        var hours = 1.0
        var share: Double?
        var rework: Double?
        var back: String?

        var step: RouteStep {
            var step = RouteStep.hours(name, hours)
            step.name = name
            step.share = share.map { .all(.value($0, path: "route.\(name).share")) }
            step.rework = rework.map { .all(.value($0, path: "route.\(name).rework")) }
            step.backTo = back
            return step
        }
    }

    private func plan(_ steps: [Step]) -> Plan {
        .plain(
            nodes: [.plain(90)],
            groups: steps.map { .plain($0.name) },
            tools: steps.map { .plain("\($0.name)-1", group: $0.name) },
            route: steps.map(\.step),
            demand: [],
            monthCount: 12
        )
    }

    /// Mean times that each step is taken, as the plan model has it.
    private func times(_ plan: Plan) -> [Double] {
        plan.visits(of: plan.nodes[0]).timesTaken { $0.distribution.fixedValue ?? 0 }
    }

    /// The year's plates when a step alone limits: its group gets one tool, the others a hundred.
    private func capacity(_ plan: Plan, limitedBy name: String) throws -> Double {
        var plan = plan
        for tool in plan.tools.indices where plan.tools[tool].group != name {
            plan.tools[tool].count = 100
        }
        let draws = Draws(seed: KernelRun.seed, replication: 0)
        let exact = Double(RampReference(plan: plan).replication(draws).capacity[0]) / 256
        let kernel = Double(try KernelRun(plan).outcomes(count: 1)[0].capacity[0]) / 256
        #expect(abs(kernel - exact) < 0.05 + 1e-6 * exact)
        return kernel
    }

    private func expect(_ steps: [Step], _ expected: [Double]) throws {
        let plan = plan(steps)
        for (found, wanted) in zip(times(plan), expected) { #expect(abs(found - wanted) < 1e-12) }
        for (step, wanted) in zip(steps, expected) {
            let plates = try capacity(plan, limitedBy: step.name)
            let byHand = 8784 / (wanted * step.hours)
            #expect(
                abs(plates - byHand) < 0.05 + 2e-6 * byHand,
                "\(step.name): \(plates), \(byHand)"
            )
        }
    }

    @Test func aStepThatFailsIsTakenAgain() throws {
        // May fail again: 1/(1 − 0.2).
        try expect([Step(name: "a"), Step(name: "b", hours: 3, rework: 0.2)], [1, 1.25])
    }

    @Test func everyStepOfTheLoopIsTakenAgain() throws {
        try expect(
            [
                Step(name: "a"), Step(name: "b", hours: 2), Step(name: "c"),
                Step(name: "d", rework: 0.06, back: "b"), Step(name: "e", hours: 1.5),
            ],
            [1, 1 / 0.94, 1 / 0.94, 1 / 0.94, 1]
        )
    }

    @Test func nestedLoopsMultiply() throws {
        try expect(
            [
                Step(name: "a"), Step(name: "b"), Step(name: "c", rework: 0.1, back: "b"),
                Step(name: "d", rework: 0.3, back: "a"),
            ],
            [1 / 0.7, 1 / 0.63, 1 / 0.63, 1 / 0.7]
        )
    }

    @Test func loopsThatCrossAreTakenInFull() throws {
        // c sends back to a, d to b: a plate at c has come by 1/0.8 times through d, and again by
        // its own rework.
        let d = 1 / 0.8
        let c = d / 0.5
        try expect(
            [
                Step(name: "a"), Step(name: "b"), Step(name: "c", rework: 0.5, back: "a"),
                Step(name: "d", rework: 0.2, back: "b"),
            ],
            [1 + 0.5 * c, 1 + 0.2 * d + 0.5 * c, c, d]
        )
    }

    @Test func repairLoop() throws {
        // Of the plates inspected 40 % are repaired, all of which are inspected again.
        try expect(
            [
                Step(name: "inspection", hours: 4),
                Step(name: "repair", hours: 2, share: 0.4, rework: 1, back: "inspection"),
            ],
            [1 / 0.6, 0.4 / 0.6]
        )
        // The same written from the inspection's side: a repair that only plates sent to it take.
        try expect(
            [
                Step(name: "repair", hours: 2, share: 0),
                Step(name: "inspection", hours: 4, rework: 0.4, back: "repair"),
            ],
            [0.4 / 0.6, 1 / 0.6]
        )
        // Of the repairs 10 % fail and are repaired at once, before the next inspection.
        try expect(
            [
                Step(name: "inspection"), Step(name: "repair", share: 0.4, rework: 0.1),
            ],
            [1, 0.4 / 0.9]
        )
    }

    @Test func aNodeThatSkipsTheStepGoesOnFromThere() throws {
        var plan = plan([
            Step(name: "a"), Step(name: "b"), Step(name: "c", rework: 0.5, back: "a"),
        ])
        plan.route[0].hoursPerPlate = NodeFigure(entries: [
            .init(finest: 130, coarsest: .max, figure: .value(1, path: "route.a.hours_per_plate"))
        ])
        #expect(times(plan) == [2, 2])
        #expect(abs(try capacity(plan, limitedBy: "b") - 8784 / 2) < 0.05)
    }

    @Test func writesAndSecondWritesAreTakenAgain() throws {
        // Half of the plates have a second write; rework of the inspection goes back to the write,
        // and only the plates that have one take the second write again.
        var node = TechnologyNode.plain(90)
        node.secondLevelShare = .value(0.5, path: "nodes.90.second_level")
        var second = RouteStep.hours("second", 1)
        second.work = .secondLevel
        for (back, wanted) in [("write", [1.25, 0.625, 1.25]), ("second step", [1, 0.625, 1.25])] {
            var inspection = RouteStep.hours("inspection", 1)
            inspection.rework = .all(.value(0.2, path: "route.inspection.rework"))
            inspection.backTo = back
            var plan = plan([])
            plan.nodes = [node]
            plan.route = [.write, second, inspection]
            #expect(times(plan) == wanted)
            plan.groups = [.plain("inspection"), .plain("second")]
            plan.tools = [.plain("i", group: "inspection"), .plain("s", group: "second")]
            for (group, times) in [("second", wanted[1]), ("inspection", wanted[2])] {
                #expect(abs(try capacity(plan, limitedBy: group) - 8784 / times) < 0.05)
            }
        }
    }

    @Test(arguments: UInt64(700)..<712)
    func meanTimesAreThoseOfPlatesOneByOne(seed: UInt64) {
        let plan = RandomPlans.plan(seed: seed)
        let visits = plan.visits(of: plan.nodes[0])
        func value(_ figure: Figure) -> Double {
            min(0.9, max(0, figure.distribution.fixedValue ?? 0.15))
        }
        let expected = visits.timesTaken(value)
        var taken = [Double](repeating: 0, count: visits.count)
        var squares = taken
        let count = 4_000
        var word = 0
        func draw() -> Double {
            word += 1
            return Draws(seed: seed, replication: UInt64(word)).share(.figure, "rework")
        }
        for _ in 0..<count {
            var times = [Double](repeating: 0, count: visits.count)
            let hasSecond = draw()
            var (index, isSent) = (0, false)
            while index < visits.count {
                let visit = visits[index]
                let share = visit.share.map(value) ?? 1
                let takes = visit.isOfPlate ? hasSecond < share : isSent || draw() < share
                isSent = false
                if takes {
                    times[index] += 1
                    if draw() < visit.rework.map(value) ?? 0 {
                        (index, isSent) = (visit.back, true)
                        continue
                    }
                }
                index += 1
            }
            for step in visits.indices {
                taken[step] += times[step]
                squares[step] += times[step] * times[step]
            }
        }
        for step in visits.indices {
            let mean = taken[step] / Double(count)
            let variance = squares[step] / Double(count) - mean * mean
            // Five standard errors: with 60 means, one in a hundred thousand runs would be out.
            let bound = 5 * (variance / Double(count)).squareRoot() + 1e-9
            #expect(abs(mean - expected[step]) <= bound, "step \(step): \(mean), \(expected[step])")
        }
    }

    /// More rework, maintenance or closed days never make more plates.
    @Test(arguments: UInt64(720)..<728)
    func lessWorkNeverMakesFewerPlates(seed: UInt64) throws {
        let plan = RandomPlans.plan(seed: seed)
        var less = plan
        less.calendar = FabCalendar()
        for index in less.groups.indices {
            less.groups[index].maintenance = nil
            less.groups[index].shutdowns = []
        }
        for index in less.route.indices { less.route[index].rework = nil }
        let (low, high) = (
            try KernelRun(plan).outcomes(count: 24), try KernelRun(less).outcomes(count: 24)
        )
        for (low, high) in zip(low, high) {
            for (small, large) in zip(low.capacity + low.output, high.capacity + high.output) {
                #expect(small <= large + 12 + large / 20_000)
            }
        }
    }
}
