import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// First samples that fail: docs/model.md, "Dates of a node".
struct SampleFailureTests {
    /// A node that runs through at the start of 2024, or on a known day.
    private func plan(
        _ failure: Double?,
        sampling: Figure = .value(2, path: "nodes.90.sampling"),
        runThrough: String? = nil
    ) -> Plan {
        var node = TechnologyNode.plain(90)
        node.sampling = sampling
        node.sampleFailure = failure.map { .value($0, path: "nodes.90.sample_failure") }
        var plan = Plan.plain(
            nodes: [node],
            groups: [.plain("etch")],
            tools: [.plain("etch", group: "etch", promised: "2024-03-01")],
            route: [.hours("etch", 2)],
            demand: [.steady(10)],
            monthCount: 120
        )
        plan.milestones = [
            .of(.node(90), .runThrough, happened: runThrough), .of(.node(90), .delivery),
        ]
        return plan
    }

    private func lags(_ plan: Plan, count: Int) throws -> [Double] {
        let dates = try KernelRun(plan).milestones(count: count)
        return zip(dates[0], dates[1]).map { $1 - $0 }
    }

    @Test func roundsAreGeometric() throws {
        let (count, failure) = (40_000, 0.6)
        let rounds = try lags(plan(failure), count: count).map { Int(($0 / 2).rounded()) }
        var expected = 1 - failure
        for round in 1...15 {
            let found = Double(rounds.count { $0 == round }) / Double(count)
            let error = (expected * (1 - expected) / Double(count)).squareRoot()
            #expect(abs(found - expected) < 4 * error, "round \(round)")
            expected *= failure
        }
        // The sixteenth passes, whoever has failed fifteen times.
        #expect(rounds.max() == 16)
    }

    @Test func noFailureIsNoKey() throws {
        let none = try KernelRun(plan(nil)).counters(count: 300).counts
        #expect(try KernelRun(plan(0)).counters(count: 300).counts == none)
    }

    /// Eight months after run-through, lags of 3 months have failed twice and are in their third.
    @Test func roundsThatHavePassedAreKnown() throws {
        let three = Figure.value(3, path: "nodes.90.sampling")
        let overdue = plan(0.5, sampling: three, runThrough: "2023-05-01")
        let found = try lags(overdue, count: 8_000).map { Int(($0 / 3).rounded()) }
        #expect(found.min() == 3)
        for (round, expected) in [(3, 0.5), (4, 0.25), (5, 0.125)] {
            let share = Double(found.count { $0 == round }) / 8_000
            let error = (expected * (1 - expected) / 8_000).squareRoot()
            #expect(abs(share - expected) < 4 * error, "round \(round)")
        }
    }

    /// Against rejection: draw rounds and a lag until both together are longer than what has passed.
    @Test func whatHasPassedWeighsRoundsAndLag() throws {
        let spread = Distribution.triangular(low: 0.5, mode: 1.5, high: 4)
        let sampling = Figure.random(spread, path: "nodes.90.sampling")
        let overdue = plan(0.4, sampling: sampling, runThrough: "2023-10-01")
        let count = 20_000
        let found = try lags(overdue, count: count).sorted()
        let form = ClosedForm(spread)
        var wanted: [Double] = []
        var replication: UInt64 = 0
        while wanted.count < count {
            let draws = Draws(seed: 8, replication: replication)
            replication += 1
            var rounds = 1
            while rounds < 16, draws.share(.rounds, "round \(rounds)") < 0.4 { rounds += 1 }
            let lag = Double(rounds) * form.value(word: draws.word(.figure, "lag"))
            if lag > 3 { wanted.append(lag) }
        }
        wanted.sort()
        // The day of the run-through is one of the first of October: 1/31 month. Four standard
        // errors of a quantile at a density of 0.1 a month, and both samples vary.
        for share in [0.1, 0.25, 0.5, 0.75, 0.9] {
            let at = Int(share * Double(count))
            #expect(abs(found[at] - wanted[at]) < 0.02 + 0.04 * wanted[at], "\(share)")
        }
    }

    @Test func knownDeliveryNeedsNoRounds() throws {
        var known = plan(0.5, runThrough: "2023-05-01")
        known.milestones[1].happened = .at("2023-08-15")
        var sure = known
        sure.nodes[0].sampleFailure = nil
        #expect(
            try KernelRun(known).counters(count: 200).counts
                == KernelRun(sure).counters(count: 200).counts
        )
        #expect(try KernelRun(known).tables.inputs.allSatisfy { $0.kind != .rounds })
    }

    @Test func moreFailuresNeverBringADeliveryEarlier() throws {
        var before = try lags(plan(nil), count: 500)
        for failure in [0.1, 0.3, 0.8] {
            let after = try lags(plan(failure), count: 500)
            #expect(zip(before, after).allSatisfy { $0 <= $1 + 0.01 })
            before = after
        }
    }
}
