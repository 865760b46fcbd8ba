import CPUEngine
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// What is said of plates that flow: intervals, the steady state, cycle time against load, and
/// scenarios against their plan.
struct FlowStatisticsTests {
    /// One laser of constant hours and random orders: an M/D/1 queue, here of a month's `demand`.
    private func shop(_ demand: Int) throws -> Plan { try Plans.fab(demand: "2025-01: \(demand)") }

    /// Days on the laser: 104 mm × 132 mm at 100 nm and 3.2·10⁹ pixels a second, and half an hour.
    private static let time = (0.5 + 13_728e6 * 100 / 3.2e9 / 3600) / 24

    private static var terms: FlowTerms {
        var terms = FlowTerms()
        terms.isBySet = false
        return terms
    }

    private func result(
        _ plan: Plan,
        seed: UInt64 = 1,
        _ replications: UInt64,
        warmUp: FlowWarmUp = .none
    ) throws -> FlowResult {
        try FlowStudy(
            Plans.request(plan, seed: seed, replications),
            terms: Self.terms,
            warmUp: warmUp,
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
    }

    /// Cycle time and flow factor of M/D/1 are 1 + ρ/(2(1 − ρ)) times the time on the tool
    /// (Pollaczek, Khinchine); beyond ρ = 1 there is none.
    @Test func curveIsThatOfAQueue() throws {
        let loads = [0.4, 0.8, 1.2, 1.6, 2.2]
        let curve = try FlowCurve(
            Plans.request(shop(600), 40),
            terms: Self.terms,
            loads: loads,
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
        #expect(curve.points.map(\.load) == loads)
        var before = 0.0
        for point in curve.points {
            let row = try #require(point.nodes.first { $0.node == "all" })
            let use = 7200.0 / 365 * Self.time * point.load
            #expect(row.isGrowing == (use > 1), "load \(point.load)")
            guard use < 1 else { continue }
            let factor = try #require(row.flowFactor)
            let half = try #require(row.flowFactorHalfWidth)
            let wait = use / 2 / (1 - use)
            // Two half widths, four standard errors, and 3 % for months of 28 to 31 days.
            #expect(
                abs(factor - 1 - wait) < 2 * half + 0.03 * wait,
                "load \(point.load): \(factor), \(1 + wait)"
            )
            #expect(abs(try #require(point.busy) - use) < 0.01)
            // The same luck: more orders are never sooner.
            #expect(factor > before)
            before = factor
        }
    }

    /// One load of a curve is the simulation at that load, to the last bit.
    @Test func aLoadOfTheCurveIsThatSimulation() throws {
        let curve = try FlowCurve(
            Plans.request(shop(600), 3),
            terms: Self.terms,
            loads: [1, 0.5],
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
        #expect(curve.points.map(\.load) == [0.5, 1])
        #expect(curve.points[1].digest == (try result(shop(600), 3)).digest)
    }

    @Test func aLoadWithoutRoomIsSaidAndOthersGoOn() throws {
        var terms = Self.terms
        terms.mostPlates = 200
        let curve = try FlowCurve(
            Plans.request(shop(600), 3),
            terms: terms,
            loads: [0.5, 4],
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
        #expect(curve.points.map(\.isFull) == [false, true])
        #expect(curve.points[0].nodes.count == 2 && curve.points[1].nodes.isEmpty)
    }

    /// 95 % intervals of the mean and of P95 hold what twenty times the replications say, for
    /// about 95 of 100 seeds.
    @Test func intervalsHoldTheTruth() throws {
        let plan = try shop(700)
        let truth = try result(plan, seed: 999, 240)
        func row(_ result: FlowResult) throws -> (FlowResult.PlateRow, FlowResult.TimeRow) {
            let year = 2026
            return (
                try #require(result.plates.first { $0.year == year && $0.node == "all" }),
                try #require(result.times.first { $0.year == year && $0.unit == "plates" })
            )
        }
        let (mean, quantiles) = try row(truth)
        var (means, tails) = (0, 0)
        for seed in 1...30 {
            let (own, times) = try row(result(plan, seed: UInt64(seed), 12))
            let distance = abs(try #require(own.cycleDays) - (try #require(mean.cycleDays)))
            if distance <= (try #require(own.cycleHalfWidth)) { means += 1 }
            let tail = abs(times.p95 - quantiles.p95)
            // Times are said to a hundredth of a day.
            if tail <= (try #require(times.p95HalfWidth)) + 0.01 { tails += 1 }
        }
        // Fewer than 25 of 30 have a chance of 1 in 150 where each has 95 %.
        #expect(means >= 25, "\(means) of 30")
        #expect(tails >= 25, "\(tails) of 30")
    }

    @Test func partsAddUpToTheYear() throws {
        let result = try result(shop(600), 5)
        for year in result.plates where year.node == "all" {
            let months = result.months.filter {
                $0.node == "all" && $0.month.hasPrefix("\(year.year)-")
            }
            #expect(abs(months.reduce(0) { $0 + $1.finished } - year.finished) < 0.1)
            let group = try #require(result.groups.first { $0.year == year.year })
            // One step: every plate that is done has made one move.
            #expect(abs(group.moves - year.finished) < 0.02)
            let quarters = result.quarters.filter { $0.quarter.hasPrefix("\(year.year)-Q") }
            #expect(quarters.count == 4)
            let waiting = quarters.reduce(0) { $0 + $1.waiting } / 4
            #expect(abs(waiting - group.waiting) < 0.02 * group.waiting + 0.02)
            // Little's law: plates that wait are orders a day times days waited.
            let wait = try #require(group.waitHours) / 24 * year.finished / 365
            #expect(abs(wait - group.waiting) < 0.02 * group.waiting + 0.02)
            let factor = try #require(year.cycleDays) / (try #require(year.processDays))
            // Days are said to four decimals.
            #expect(abs(try #require(year.flowFactor) - factor) < 0.01)
        }
    }

    /// Orders begin with February of 2025, so that one month is empty.
    @Test func aWarmUpIsLeftOut() throws {
        let plan = try shop(600)
        let found = try #require(try result(plan, 20, warmUp: .found).steady)
        let months = try #require(found.warmUpMonths)
        #expect((1...3).contains(months))
        let all = try #require(found.rows.first { $0.node == "all" })
        let use = 7200.0 / 365 * Self.time
        let cycle = Self.time * (1 + use / 2 / (1 - use))
        let half = try #require(all.cycleHalfWidth)
        #expect(abs(try #require(all.cycleDays) - cycle) < 2 * half + 0.01 * cycle)
        #expect(abs(all.inProcess - 7200.0 / 365 * cycle) < 0.03 * all.inProcess)
        #expect(abs(all.finishedAYear - 7200) < 40)
        let given = try #require(try result(plan, 3, warmUp: .months(24)).steady)
        #expect(given.from == "2027-01" && given.warmUpMonths == 24)
        let overloaded = try result(shop(1500), 3, warmUp: .found)
        #expect(overloaded.steady?.rows.isEmpty == true)
        #expect(overloaded.notes.contains { $0.hasPrefix("no warm-up was found") })
        #expect(try result(plan, 3).steady == nil)
        #expect(throws: PackError.self) { try result(plan, 3, warmUp: .months(36)) }
    }

    /// A second laser, against the plan and against M/D/2 by a simulation of its own; and a
    /// scenario that changes nothing differs by nothing.
    @Test func scenariosDifferByWhatTheyChange() throws {
        let plan = try shop(800)
        let more = try Plans.fab(
            demand: "2025-01: 800",
            tool: "laser-1: {group: laser, model: laser, delivered: 2024-12, count: 2}"
        )
        func side(_ plan: Plan, _ name: String) -> Comparison.Scenario {
            .init(plan: plan, planSHA256: "", name: name, file: "", changes: [])
        }
        let result = try FlowComparison(
            Plans.request(plan, 10),
            terms: Self.terms,
            scenarios: [side(plan, "none"), side(more, "two")],
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
        #expect(result.scenarios.map(\.id) == ["A", "B"])
        for row in result.scenarios[0].rows {
            for part in [row.cycleDays, row.onTime, row.finished] {
                #expect(part.difference == 0 && part.halfWidth == 0)
            }
        }
        let own = try self.result(plan, 10)
        let two = try self.result(more, 10)
        for row in result.scenarios[1].rows where row.year > 2025 {
            func cycle(_ result: FlowResult) throws -> Double {
                let found = result.plates.first { $0.year == row.year && $0.node == row.node }
                return try #require(found?.cycleDays)
            }
            let difference = try #require(row.cycleDays.difference)
            #expect(abs(difference - (try cycle(two) - (try cycle(own)))) < 0.0002)
            #expect(difference < 0)
            #expect(try #require(row.cycleDays.halfWidth) < -difference / 4)
        }
        #expect(result.scenarios[1].digest == two.digest)
    }
}
