// The flow simulation against closed forms of queueing theory.
//
// A mean of 60 replications must lie within 3.5 standard errors of the closed form: by chance one of
// two thousand does not, and seeds are fixed. Sources: Gross, Shortle, Thompson, Harris,
// "Fundamentals of Queueing Theory" (2008); Buzacott, Shanthikumar, "Stochastic Models of
// Manufacturing Systems" (1993).

import Foundation
import MonteCarlo
import PlanModel
import Testing

struct FlowQueueTests {
    private func expect(
        _ fab: FlowFab,
        _ measure: FlowMeasure,
        _ wanted: Double,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let run = try FlowRun(fab, count: 60)
        let values = (0..<run.count).map { measure.value(run, $0) }
        let mean = values.reduce(0, +) / Double(run.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(run.count * (run.count - 1))).squareRoot()
        #expect(
            abs(mean - wanted) < 3.5 * error && error < 0.05 * wanted,
            "mean \(mean) ± \(error), closed form \(wanted)",
            sourceLocation: sourceLocation
        )
    }

    /// Probability of waiting before c servers at an offered load a (Erlang's C formula).
    private func erlang(_ servers: Int, _ load: Double) -> Double {
        var (term, sum) = (1.0, 0.0)
        for number in 0..<servers {
            sum += term
            term *= load / Double(number + 1)
        }
        let waits = term / (1 - load / Double(servers))
        return waits / (sum + waits)
    }

    @Test func oneTool() throws {
        let fab = FlowFab.queue(rate: 0.8)
        try expect(fab, .wait, 4)
        try expect(fab, .queue(group: 0), 3.2)
        try expect(fab, .wip, 4)
        try expect(fab, .productive, 0.8)
    }

    @Test(arguments: [(3, 2.4), (20, 18)])
    func severalTools(tools: Int, rate: Double) throws {
        let wait = erlang(tools, rate) / (Double(tools) - rate)
        try expect(.queue(rate: rate, tools: tools), .wait, wait)
    }

    /// Pollaczek and Khinchine: λ·E[S²]/(2(1 − ρ)).
    @Test func timesOfAnyDistribution() throws {
        try expect(.queue(rate: 0.8, steps: [FlowFab.stated(1000)]), .wait, 2)
        var step = FlowFab.step()
        step.time = .sampled(mean: 1000, .uniform(width: 1))
        try expect(.queue(rate: 0.8, steps: [step]), .wait, 0.8 * (4.0 / 3) / 2 / 0.2)
        step.time = .sampled(mean: 1000, .lognormal(sigma: 0.5))
        try expect(.queue(rate: 0.8, steps: [step]), .wait, 0.8 * exp(0.25) / 2 / 0.2)
    }

    /// Full batches come like Erlang gaps to one exponential server (GI/M/1); their plates wait for
    /// one another before.
    @Test func fullBatches() throws {
        var fab = FlowFab.queue(rate: 3.2)
        fab.groups[0].batch = .init(least: 4, most: 4)
        var root = 0.5
        for _ in 0..<1000 { root = pow(3.2 / (3.2 + 1 - root), 4) }
        try expect(fab, .wait, root / (1 - root) + 1.5 / 3.2)
    }

    /// Bulk service of up to four: with r the root below 1 of r⁵ − 4.2·r + 3.2, queues are geometric.
    @Test func batchesOfWhatIsThere() throws {
        var fab = FlowFab.queue(rate: 3.2)
        fab.groups[0].batch = .init(least: 1, most: 4)
        var root = 0.5
        for _ in 0..<10_000 { root = (3.2 + pow(root, 5)) / 4.2 }
        let scale = 1 / (1 / (1 - root) + 1 / 3.2)
        try expect(fab, .queue(group: 0), scale * root / ((1 - root) * (1 - root)))
    }

    /// A plate's time with the failures in it is that of an M/G/1 queue.
    ///
    /// By the calendar, a plate may also find an idle tool that is down (Avi-Itzhak, Naor 1963).
    @Test(arguments: [false, true]) func failures(byCalendar: Bool) throws {
        var fab = FlowFab.queue(rate: 0.6)
        fab.groups[0].failures = .init(
            byCalendar: byCalendar,
            up: (10_000, .exponential),
            down: (3000, .exponential)
        )
        let mean = 1.3
        let square = 2 * mean * mean + 0.1 * 18
        let idle = byCalendar ? 0.1 * 18 / 2 / 1.3 : 0
        try expect(fab, .cycle(node: 0), mean + 0.6 * square / 2 / (1 - 0.6 * mean) + idle)
        if byCalendar { try expect(fab, .down, 3 / 13.0) }
    }

    /// Burke: what leaves the first queue is Poisson again.
    @Test func tandem() throws {
        var fab = FlowFab.queue(rate: 0.8)
        fab.groups.append(FlowFab.group(2, "second"))
        fab.products[0].steps.append(FlowFab.step(1.5, group: 1, number: 1))
        fab.stepRowCount = 2
        fab.products[0].steps[1].row = 1
        let second = 1.5 + 1.5 * erlang(2, 1.2) / (2 - 1.2)
        try expect(fab, .cycle(node: 0), 5 + second)
    }

    /// Cobham: W₀/(1 − ρ₁) and W₀/((1 − ρ₁)(1 − ρ₁ − ρ₂)), for hot plates and for shorter steps.
    @Test func hotPlatesAndShorterStepsGoFirst() throws {
        var fab = FlowFab.queue(rate: 0.3)
        fab.nodeCount = 2
        fab.products.append(.init(node: 1, steps: [FlowFab.step()]))
        fab.sources.append(FlowFab.source(0.5, product: 1))
        fab.sources[0].priority = 0
        try expect(fab, .cycle(node: 0), 1 + 0.8 / 0.7)
        try expect(fab, .cycle(node: 1), 1 + 0.8 / 0.7 / 0.2)
        fab.sources = [FlowFab.source(0.6), FlowFab.source(0.25, product: 1)]
        fab.products[0].steps = [FlowFab.stated(500)]
        fab.products[1].steps = [FlowFab.stated(2000)]
        fab.groups[0].rule = .shortest
        let begun = 0.6 * 0.25 / 2 + 0.25 * 4 / 2
        try expect(fab, .cycle(node: 0), 0.5 + begun / 0.7)
        try expect(fab, .cycle(node: 1), 2 + begun / 0.7 / 0.2)
    }

    /// Jackson: feedback, new blanks and sampling change the rate alone.
    @Test func reworkScrapAndSampling() throws {
        var step = FlowFab.step()
        step.rework = 0.25
        try expect(.queue(rate: 0.6, steps: [step]), .wip, 4)
        step.rework = nil
        step.scrap = .init(start: 0.25, end: 0.25)
        var fab = FlowFab.queue(rate: 0.6, steps: [step])
        fab.products[0].restartPriority = 1
        try expect(fab, .wip, 4)
        step.scrap = nil
        step.share = 0.5
        try expect(.queue(rate: 1.6, steps: [step]), .wip, 4)
    }

    /// Machine repair, M/M/1//6: six plates go round between six machines and one repairer.
    @Test func machineRepair() throws {
        var repair = FlowFab.step(1, group: 1, number: 1)
        (repair.rework, repair.back) = (1, 0)
        var fab = FlowFab.queue(rate: 1, tools: 6, steps: [FlowFab.step(5), repair])
        fab.groups.append(FlowFab.group(1, "repair"))
        fab.sources[0].gaps = nil
        fab.sources[0].setSize = 6
        fab.sources[0].rates = [(2, 1)]
        var (empty, term) = (0.0, 1.0)
        for down in 0...6 {
            empty += term
            term *= Double(6 - down) * 0.2
        }
        try expect(fab, .productive, (1 - 1 / empty) / 0.2 / 6)
    }

    @Test func ordersFollowTheirRates() throws {
        var fab = FlowFab.queue(rate: 1, steps: [FlowFab.stated(10)])
        fab.sources[0].rates = [(1_000_000, .infinity), (6_000_000, 2000), (11_000_000, 500)]
        try expect(fab, .released, 2500 + 10_000)
    }
}
