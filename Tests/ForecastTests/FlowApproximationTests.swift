import CPUEngine
import Foundation
import MonteCarlo
import Testing

@testable import Forecast

/// The approximation of Factory Physics against closed forms and hand calculation.
///
/// A thousandth of a unit of time is a second.
struct FlowApproximationTests {
    private static let unit = 1000.0

    private func fab(
        rate: Double,
        tools: Int = 1,
        _ spread: FlowFab.Spread = .exponential
    ) -> FlowFab {
        FlowFab(
            sources: [
                .init(
                    name: "orders",
                    gaps: .exponential,
                    firstProduct: 0,
                    lead: 1e6,
                    rates: [(FlowFab.longest, Self.unit / rate)]
                )
            ],
            products: [.init(steps: [step(0, spread)])],
            groups: [group(tools, "first")],
            periods: [1_000_000, 41_000_000]
        )
    }

    private func group(_ count: Int, _ name: String) -> FlowFab.Group {
        .init(tools: (0..<count).map { .init(name: "\(name)-\($0)") })
    }

    private func step(
        _ number: Int,
        mean: Double = 1,
        _ spread: FlowFab.Spread = .exponential
    ) -> FlowFab.Step {
        .init(
            number: number,
            group: number,
            time: .sampled(mean: mean * Self.unit, spread),
            expected: mean * Self.unit
        )
    }

    /// Approximate and simulated waits by group over all replications, in units of time.
    private func waits(_ fab: FlowFab, count: Int = 20) throws -> [(Double, Double)?] {
        let tables = try FlowTables(fab)
        let course = FlowTables.course(of: fab)
        let outcomes = try CPUEngine(threadCount: 2).flow(tables)
            .advance(
                FlowLaunch(seed: 20_261_122, first: 0, count: count),
                course: { _ in course }
            )
        let approximation = FlowApproximation(tables)
        var sums = [(approximate: Double, simulated: Double, plates: Double)?](
            repeating: (0, 0, 0),
            count: fab.groups.count
        )
        for replication in 0..<count {
            let first = replication * tables.sumCount + tables.rowCount
            let queues = approximation.queues(1..<2) { row, _ in outcomes.sums[first + row] }
            for (group, queue) in queues.enumerated() {
                guard let queue else {
                    sums[group] = nil
                    continue
                }
                sums[group]?.approximate += queue.wait * Double(queue.starts)
                sums[group]?.simulated += Double(queue.waited)
                sums[group]?.plates += Double(queue.starts)
            }
        }
        return sums.map { sum in
            sum.map {
                ($0.approximate / $0.plates / Self.unit, $0.simulated / $0.plates / Self.unit)
            }
        }
    }

    /// Within a part of a closed form: what is left comes from the chance of 20 × 40,000 units.
    private func expect(
        _ fab: FlowFab,
        _ wanted: Double,
        within part: Double,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (approximate, simulated) = try #require(try waits(fab)[0])
        #expect(
            abs(approximate - wanted) < part * wanted,
            "approximation \(approximate), closed form \(wanted)",
            sourceLocation: sourceLocation
        )
        #expect(
            abs(simulated - wanted) < 0.03 * wanted,
            "simulated \(simulated), closed form \(wanted)",
            sourceLocation: sourceLocation
        )
    }

    /// M/M/1 and M/G/1: the approximation is exact (Pollaczek, Khinchine).
    @Test func oneTool() throws {
        try expect(fab(rate: 0.8), 4, within: 0.02)
        try expect(fab(rate: 0.8, .uniform(width: 1)), 0.8 * (4.0 / 3) / 2 / 0.2, within: 0.02)
        try expect(fab(rate: 0.7, .lognormal(sigma: 0.5)), 0.7 * exp(0.25) / 2 / 0.3, within: 0.02)
    }

    /// M/M/c: Erlang's formula for three servers at an offered load of 2.4, which the approximation
    /// meets to some percent.
    @Test func severalTools() throws {
        let term = pow(2.4, 3) / 6 / 0.2
        let waits = term / (1 + 2.4 + 2.88 + term)
        try expect(fab(rate: 2.4, tools: 3), waits / 0.6, within: 0.05)
    }

    /// A plate's time with the failures in it is that of an M/G/1 queue, as in `FlowQueueTests`: for
    /// exponential times the formula of Hopp and Spearman is its exact variance.
    @Test func failures() throws {
        var fab = fab(rate: 0.6)
        fab.groups[0].failures = .init(
            byCalendar: false,
            up: (10_000, .exponential),
            down: (3000, .exponential)
        )
        let square = 2 * 1.3 * 1.3 + 0.1 * 18
        try expect(fab, 0.6 * square / 2 / (1 - 0.6 * 1.3), within: 0.03)
    }

    /// Burke: Poisson again behind a queue, here behind that of three tools; regular times make gaps
    /// more even, by u²/√m.
    @Test func variabilityGoesOnToTheNextGroup() throws {
        var fab = fab(rate: 0.8)
        fab.groups.append(group(1, "second"))
        fab.products[0].steps.append(step(1))
        let exponential = try #require(try waits(fab)[1])
        #expect(abs(exponential.0 - 4) < 0.1 && abs(exponential.1 - 4) < 0.2)
        fab.products[0].steps[0].time = .stated(Self.unit)
        let even = try #require(try waits(fab)[1])
        // ca² = 1 − 0.8², so ((0.36 + 1)/2)·4.
        #expect(abs(even.0 - 2.72) < 0.06, "\(even)")
        #expect(abs(even.1 - 2.72) < 0.4, "\(even)")
    }

    /// Sets of five at once, M^[5]/M/1: (ρ + 2)/(1 − ρ) times the mean on the tool.
    @Test func platesComeBySet() throws {
        var fab = fab(rate: 0.14)
        fab.sources[0].setSize = 5
        fab.setBound = 4096
        try expect(fab, 2.7 / 0.3, within: 0.04)
    }

    @Test func whatItDoesNotHoldFor() throws {
        #expect(try waits(fab(rate: 0.9)).allSatisfy { $0 != nil })
        var full = fab(rate: 1.02)
        full.plateBound = 65_536
        #expect(try waits(full)[0] == nil)
        var batches = fab(rate: 0.8)
        batches.groups[0].batch = .init(least: 1, most: 2)
        #expect(try waits(batches)[0] == nil)
        var limited = fab(rate: 0.8)
        limited.groups.append(group(1, "second"))
        limited.products[0].steps.append(step(1))
        limited.products[0].steps[1].limit = 1e7
        let queues = try waits(limited)
        #expect(queues[0] != nil && queues[1] == nil)
        #expect(try waits(fab(rate: 1e-9))[0] == nil)
    }

    /// Set-ups of 7 s before each second plate of 10 s, and 100 s between orders, by hand.
    @Test func squaresHoldSetUps() throws {
        var fab = fab(rate: 1)
        fab.sources[0].gaps = nil
        fab.sources[0].rates = [(FlowFab.longest, 100)]
        fab.groups[0].setup = 7
        fab.products[0].steps = [10.0, 20].enumerated()
            .map { number, seconds in
                var step = FlowFab.Step(
                    number: number,
                    group: 0,
                    time: .stated(seconds),
                    expected: seconds
                )
                step.family = number
                return step
            }
        fab.periods = [1_000_000]
        let tables = try FlowTables(fab)
        let course = FlowTables.course(of: fab)
        let outcomes = try CPUEngine(threadCount: 1).flow(tables)
            .advance(FlowLaunch(seed: 1, first: 0, count: 1)) { _ in course }
        let plates = outcomes.sums[tables.row(.finished, node: 0)]
        #expect(plates == 9999)
        // The tool comes set up for the first plate.
        let squares = plates * (17 * 17 + 27 * 27) - 17 * 17 + 100
        #expect(
            outcomes.sums[tables.row(.squares, group: 0)]
                == squares / UInt64(FlowTables.squareUnit)
        )
        #expect(outcomes.sums[tables.row(.arrivals, group: 0)] == 2 * plates)
    }
}
