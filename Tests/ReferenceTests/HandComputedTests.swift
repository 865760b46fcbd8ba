import Foundation
import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Fabs small enough to reckon by hand.
struct HandComputedTests {
    /// 1/256 plate a node and month, and float32.
    private func expectPlates(_ parts: Int, _ plates: Double, months: Double = 12) {
        #expect(abs(Double(parts) / 256 - plates) <= months / 512 + 1e-6 * plates)
    }

    @Test func oneToolOneNode() throws {
        var node = TechnologyNode.plain(90)
        node.yieldMature = .value(0.75, path: "nodes.90.yield.mature")
        node.yieldStart = node.yieldMature
        let plan = Plan.plain(
            nodes: [node],
            groups: [.plain("etch", availability: 0.8)],
            tools: [.plain("etch-1", group: "etch")],
            route: [.hours("etch", 2)],
            demand: [.steady(220)],
            monthCount: 12
        )
        let outcome = try KernelRun(plan).outcomes(count: 1)[0]
        // 2024 has 8784 hours.
        expectPlates(outcome.capacity[0], 8784 * 0.8 / 2 * 0.75)
        // 223.2 plates in a month of 31 days, of which 220 are wanted; 216 in one of 30; 208.8 in
        // February.
        expectPlates(outcome.output[0], 7 * 220 + 4 * 216 + 208.8)
        let counters = try KernelRun(plan).counters(count: 1)
        let (march, april) = (counters.use(month: 2, group: 0), counters.use(month: 3, group: 0))
        #expect(april.sum == 4096 && april.replications == 1)
        #expect(march.sum == UInt64((4096 * 220 / 223.2).rounded()))
        // Nothing binds in March, the group does in April.
        #expect(counters.binding(month: 2).onlyBin == 1)
        #expect(counters.binding(month: 3).onlyBin == 0)
    }

    @Test func startsPerGoodPlateAreOneOverYield() throws {
        // Survey yield of all plates: 94.2 %, so 1.062 starts a good plate.
        #expect(abs(1 / 0.942 - 1.062) < 0.0005)
        var node = TechnologyNode.plain(90)
        let group = ToolGroup.plain("etch")
        func capacity() throws -> Int {
            try KernelRun(
                .plain(
                    nodes: [node],
                    groups: [group],
                    tools: [.plain("etch-1", group: "etch")],
                    route: [.hours("etch", 1)],
                    demand: [],
                    monthCount: 12
                )
            )
            .outcomes(count: 1)[0]
            .capacity[0]
        }
        let all = try capacity()
        node.yieldMature = .value(0.942, path: "nodes.90.yield.mature")
        let good = try capacity()
        #expect(abs(Double(all) / Double(good) - 1.0616) < 1e-4)
    }

    @Test func geometricAttemptsHaveMeanOneOverYield() {
        // Attempts until the first good plate at yield 0.8, drawn plate by plate.
        let count = 20_000
        var attempts = 0
        for plate in 0..<count {
            var word = 0
            repeat {
                let draws = Draws(seed: 5, replication: UInt64(plate))
                word += 1
                attempts += 1
                if draws.share(.figure, "attempt \(word)") < 0.8 { break }
            } while true
        }
        let error = (0.2 / 0.64 / Double(count)).squareRoot()
        #expect(abs(Double(attempts) / Double(count) - 1.25) < 4 * error)
    }

    @Test(arguments: [WriterClass.vsb, .multibeam])
    func writesLostToFailuresTakeHours(writerClass: WriterClass) throws {
        // 40 h with mean shots, 30 h of them by shots on a vsb writer, none on a multibeam one.
        // Shots of 1 µC/cm² at 10⁻⁵ A/cm² take 0.1 s each; the rest is overhead.
        let hours = 30.0
        let sigma = 0.7
        let mean = hours * 3600 / 0.1
        let isVSB = writerClass == .vsb
        let values: [WriterField: Double] = [
            .currentDensity: 1e-5, .stripeWidth: 1e9, .stageSpeed: 1e9, .beamCurrent: 1e12,
            .overhead: isVSB ? 10 : 40,
        ]
        let layerClass = LayerClass(
            name: "critical",
            share: .value(1, path: "share"),
            writerClass: .vsb,
            shotsPerPass: .random(
                .lognormal(median: mean / exp(sigma * sigma / 2), sigma: sigma),
                path: "shots"
            ),
            dose: .value(1, path: "dose"),
            passes: .value(1, path: "passes"),
            density: nil
        )
        var group = ToolGroup.plain("write", writes: [.vsb, .multibeam])
        group.mtbf = .value(150, path: "groups.write.mtbf")
        var plan = Plan.plain(
            nodes: [.plain(90, classes: [layerClass])],
            groups: [group],
            tools: [.plain("writer", group: "write", model: "model")],
            route: [.write],
            demand: [],
            monthCount: 12
        )
        plan.writers = [
            Writer(
                name: "model",
                writerClass: writerClass,
                figures: values.reduce(into: [:]) {
                    $0[$1.key] = .value($1.value, path: "writers.model.\($1.key.rawValue)")
                },
                finestNode: 28
            )
        ]
        let spread = isVSB ? expm1(sigma * sigma) * hours * hours : 0
        let square = 40 * 40 + spread
        let taken = 40 + square / (2 * 150) + 40 * square / (6 * 150 * 150)
        let capacity = try KernelRun(plan).outcomes(count: 1)[0].capacity[0]
        // 1/256 plate a month, and float32.
        #expect(abs(Double(capacity) / 256 - 8784 / taken) <= 12 / 512 + 1e-5 * 8784 / taken)
    }

    @Test func nodesThatAreNotOpenKeepTheirShare() throws {
        // Half of the hours go to 90 nm from the start; 28 nm opens after six months.
        var late = TechnologyNode.plain(28)
        late.qualification = .value(6, path: "nodes.28.qualification")
        let plan = Plan.plain(
            nodes: [.plain(90), late],
            groups: [.plain("etch")],
            tools: [.plain("etch-1", group: "etch", promised: "2023-12-31")],
            route: [.hours("etch", 4)],
            demand: [.steady(400)],
            monthCount: 12
        )
        let outcome = try KernelRun(plan).outcomes(count: 1)[0]
        let hours = (1...12).map { Double(24 * Month(year: 2024, month: $0).dayCount) }
        let firstHalf = hours.prefix(6).reduce(0, +)
        let secondHalf = hours.suffix(6).reduce(0, +)
        // The tool came some day before the as-of date; it is taken as ready at that date's end.
        expectPlates(outcome.capacity[0], firstHalf / 8 + secondHalf / 4, months: 24)
        expectPlates(outcome.output[0], firstHalf / 8 + secondHalf / 4, months: 24)
    }

    @Test func availabilityAndYieldClimbInStraightLines() throws {
        var node = TechnologyNode.plain(90)
        node.yieldStart = .value(0.5, path: "nodes.90.yield.start")
        node.yieldMatureAfter = .value(10, path: "nodes.90.yield.mature_after")
        var group = ToolGroup.plain("etch")
        group.learningStart = .value(0.6, path: "groups.etch.learning.start")
        group.learningMonths = .value(4, path: "groups.etch.learning.months")
        let plan = Plan.plain(
            nodes: [node],
            groups: [group],
            tools: [.plain("etch-1", group: "etch", promised: "2023-12-30")],
            route: [.hours("etch", 1)],
            demand: [],
            monthCount: 12
        )
        // Ready at 0: a month's middle has climbed month + 1/2 of the way.
        var wanted = 0.0
        for month in 0..<12 {
            let hours = Double(24 * Month(year: 2024, month: month + 1).dayCount)
            let skill = 0.6 + 0.4 * min(1, (Double(month) + 0.5) / 4)
            let yield = 0.5 + 0.5 * min(1, (Double(month) + 0.5) / 10)
            wanted += hours * skill * yield
        }
        expectPlates(try KernelRun(plan).outcomes(count: 1)[0].capacity[0], wanted)
    }

    @Test func promisedDayIsWeighedWithWhatTheSlipAllows() {
        // Promised for 2023-H2, not there by its end; the slip is 0 to 12 months, all alike. From
        // a day d months before the as-of date it has a chance of 1 − d/12: the density falls in a
        // straight line towards July. Many cells agree with few.
        var tool = Tool.plain("etch-1", group: "etch", promised: "2023-H2")
        tool.slip = .random(.uniform(low: 0, high: 12), path: "tools.etch-1.slip")
        let plan = Plan.plain(
            nodes: [.plain(90)],
            groups: [.plain("etch")],
            tools: [tool],
            route: [.hours("etch", 1)],
            demand: []
        )
        let (coarse, fine) = (
            RampReference(plan: plan), RampReference(plan: plan, promiseCells: 8192)
        )
        for number in UInt64(0)..<50 {
            let draws = Draws(seed: 3, replication: number)
            let (a, b) = (coarse.replication(draws), fine.replication(draws))
            #expect(abs(a.nodes[0].ready - b.nodes[0].ready) < 0.001)
            #expect(b.nodes[0].ready >= 0)
        }
    }

    @Test func chainStartsWhenToolsAreReadyEvenBeforeTheHorizon() throws {
        // Tools ready since mid-2023, qualification 9 months from then: open in 2024, not October.
        var node = TechnologyNode.plain(90)
        node.qualification = .value(9, path: "nodes.90.qualification")
        var plan = Plan.plain(
            nodes: [node],
            groups: [.plain("etch")],
            tools: [.plain("etch-1", group: "etch")],
            route: [.hours("etch", 1)],
            demand: []
        )
        plan.milestones = [
            Milestone(
                name: "open",
                subject: .node(90),
                event: .runThrough,
                planned: nil,
                happened: nil,
                basis: nil,
                source: nil
            )
        ]
        let month = try KernelRun(plan).counters(count: 8).milestone(0)
        #expect(month[month.startIndex + 2] + month[month.startIndex + 3] == 8)
    }

    @Test func knownAcceptanceIsNotAfterTheAsOfDate() throws {
        var tool = Tool.plain("etch-1", group: "etch")
        tool.accepted = [.at("2023")]
        var plan = Plan.plain(
            nodes: [.plain(90)],
            groups: [.plain("etch")],
            tools: [tool],
            route: [.hours("etch", 1)],
            demand: []
        )
        plan.start = Month(year: 2023, month: 1)
        plan.asOf = DateInterval.at("2023-03-31").first
        plan.milestones = [
            Milestone(
                name: "accepted",
                subject: .tool("etch-1"),
                event: .accepted,
                planned: nil,
                happened: nil,
                basis: nil,
                source: nil
            )
        ]
        let months = Array(try KernelRun(plan).counters(count: 300).milestone(0))
        #expect(months.prefix(3).allSatisfy { $0 > 70 } && months.prefix(3).reduce(0, +) == 300)
    }
}
