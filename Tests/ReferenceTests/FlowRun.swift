// Fabs for tests of the flow simulation, and what their replications come to.

import CPUEngine
import MonteCarlo
import Testing

/// Replications of a fab.
///
/// A second of the simulation stands for a thousandth of a unit of time where
/// a test compares with a closed form, so that whole seconds are fine enough.
struct FlowRun {
    static let unit = 1000.0

    let tables: FlowTables
    let outcomes: FlowOutcomes
    let count: Int

    init(_ fab: FlowFab, count: Int = 1, seed: UInt64 = 20_261_122) throws {
        tables = try FlowTables(fab)
        self.count = count
        let session = try CPUEngine(threadCount: 2).flow(tables)
        let course = FlowTables.course(of: fab)
        outcomes = try session.advance(
            FlowLaunch(seed: seed, first: 0, count: count),
            course: { _ in course }
        )
    }

    /// A sum of a replication; of the last period unless told otherwise.
    func sum(_ row: Int, _ replication: Int = 0, period: Int? = nil) -> UInt64 {
        let period = period ?? tables.periodCount - 1
        return outcomes.sums[
            replication * tables.sumCount + period * tables.rowCount + row
        ]
    }

    func node(_ row: FlowTables.NodeRow, node: Int = 0, _ replication: Int = 0) -> UInt64 {
        sum(tables.row(row, node: node), replication)
    }

    func group(_ row: FlowTables.GroupRow, group: Int = 0, _ replication: Int = 0) -> UInt64 {
        sum(tables.row(row, group: group), replication)
    }

    /// Length of the last period [s].
    var seconds: Double {
        let ends = tables.fab.periods
        return Double(ends[ends.count - 1] - (ends.count > 1 ? ends[ends.count - 2] : 0))
    }
}

/// What a closed form is compared with.
enum FlowMeasure {
    case wait, cycle(node: Int), wip, queue(group: Int), productive, down, released

    func value(_ run: FlowRun, _ replication: Int) -> Double {
        func node(_ row: FlowTables.NodeRow, _ node: Int = 0) -> Double {
            Double(run.node(row, node: node, replication))
        }
        func group(_ row: FlowTables.GroupRow, _ group: Int = 0) -> Double {
            Double(run.group(row, group: group, replication))
        }
        let tools = run.seconds * Double(run.tables.fab.groups[0].tools.count)
        switch self {
        case .wait:
            let row = run.tables.startsRow(step: 0)
            return Double(run.sum(row + 1, replication)) / Double(run.sum(row, replication))
                / FlowRun.unit
        case .cycle(let number):
            return node(.cycle, number) / node(.finished, number) / FlowRun.unit
        case .wip: return node(.wip) / run.seconds
        case .queue(let number): return group(.queue, number) / run.seconds
        case .productive: return group(.productive) / tools
        case .down: return group(.down) / tools
        case .released: return node(.released)
        }
    }
}

extension FlowFab {
    /// A group of equal tools.
    static func group(_ count: Int = 1, _ name: String = "tool") -> Group {
        Group(tools: (0..<count).map { Tool(name: "\(name)-\($0)") })
    }

    /// Poisson orders at a rate [1/unit], or regular ones.
    static func source(
        _ rate: Double,
        product: Int = 0,
        isRegular: Bool = false,
        name: String = "orders"
    ) -> Source {
        Source(
            name: "\(name)-\(product)",
            gaps: isRegular ? nil : .exponential,
            firstProduct: product,
            lead: 1e6,
            rates: [(longest, FlowRun.unit / rate)]
        )
    }

    /// A step of exponential time, mean [unit].
    static func step(_ mean: Double = 1, group: Int = 0, number: Int = 0) -> Step {
        let seconds = mean * FlowRun.unit
        return Step(
            number: number,
            group: group,
            time: .sampled(mean: seconds, .exponential),
            expected: seconds
        )
    }

    /// A step of constant time [s].
    static func stated(_ seconds: Double, group: Int = 0, number: Int = 0) -> Step {
        Step(number: number, group: group, time: .stated(seconds), expected: seconds)
    }

    /// One queue before some tools, over two thousand units after a warm-up of a tenth.
    static func queue(rate: Double, tools: Int = 1, steps: [Step] = [step()]) -> FlowFab {
        FlowFab(
            sources: [source(rate)],
            products: [Product(steps: steps)],
            groups: [group(tools)],
            periods: [1_000_000, 11_000_000]
        )
    }
}
