// One queue before one tool (M/M/1) through the flow kernel of the CPU engine, for Benchmarks/single_queue.py.
//
//     FlowBenchmark LOAD UNITS REPLICATIONS THREADS
//
// Orders come at random, LOAD of them in the mean time of a service, for UNITS such times. Prints the
// customers served, their mean time from order to end in mean services, and the seconds that it took.
import CPUEngine
import Dispatch
import Foundation
import MonteCarlo

let words = CommandLine.arguments.dropFirst().compactMap { Double($0) }
guard words.count == 4 else {
    FileHandle.standardError.write(
        Data("usage: FlowBenchmark LOAD UNITS REPLICATIONS THREADS\n".utf8)
    )
    exit(64)
}
let (load, units, count, threads) = (words[0], words[1], Int(words[2]), Int(words[3]))

// Whole seconds are fine enough when a thousand of them are a mean service.
let unit = 1000.0
let step = FlowFab.Step(
    number: 0,
    group: 0,
    time: .sampled(mean: unit, .exponential),
    expected: unit
)
let fab = FlowFab(
    sources: [
        FlowFab.Source(
            name: "orders",
            gaps: .exponential,
            firstProduct: 0,
            lead: 0,
            rates: [(FlowFab.longest, unit / load)]
        )
    ],
    products: [FlowFab.Product(steps: [step])],
    groups: [FlowFab.Group(tools: [FlowFab.Tool(name: "tool")])],
    periods: [Int(units * unit)]
)

let tables = try FlowTables(fab)
let session = try CPUEngine(threadCount: threads).flow(tables)
let course = FlowTables.course(of: fab)
@MainActor func run(_ seed: UInt64) throws -> FlowOutcomes {
    try session.advance(FlowLaunch(seed: seed, first: 0, count: count), course: { _ in course })
}
_ = try run(1)  // threads and memory are there then
let begun = DispatchTime.now().uptimeNanoseconds
let outcomes = try run(2)
let seconds = Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9
func sum(_ row: FlowTables.NodeRow) -> UInt64 {
    (0..<count).reduce(0) { $0 + outcomes.sums[$1 * tables.sumCount + tables.row(row, node: 0)] }
}
let served = sum(.finished)
print("\(served) \(Double(sum(.cycle)) / Double(served) / unit) \(seconds)")
