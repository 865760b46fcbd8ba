internal import MonteCarlo
internal import Statistics

/// What all replications of a flow simulation come to.
struct FlowTally {
    private let tables: FlowTables
    /// Replications.
    private(set) var count: UInt64 = 0
    /// `[period][FlowTables.rowCount]`, of all replications.
    private(set) var sums: [UInt64]
    /// Cycle times over finished plates, `[period][node…, all]`.
    private(set) var cycles: [RatioOfMeans]
    /// Events of all replications.
    private(set) var events: UInt64 = 0
    /// Most plates in process at once.
    private(set) var peak = 0
    /// Histograms of the last period, by `FlowTables.counterCount`.
    var times: [UInt64] = []

    init(_ tables: FlowTables) {
        self.tables = tables
        sums = [UInt64](repeating: 0, count: tables.sumCount)
        let cells = tables.periodCount * (tables.fab.nodeCount + 1)
        cycles = [RatioOfMeans](repeating: RatioOfMeans(), count: cells)
    }

    /// Adds replications in their order.
    mutating func add(_ outcomes: FlowOutcomes, count: Int) {
        let (size, nodes) = (tables.sumCount, tables.fab.nodeCount)
        for replication in 0..<count {
            let own = outcomes.sums[replication * size..<(replication + 1) * size]
            for (index, sum) in own.enumerated() { sums[index] += sum }
            for period in 0..<tables.periodCount {
                let first = own.startIndex + period * tables.rowCount
                var (all, plates) = (0.0, 0.0)
                for node in 0..<nodes {
                    let time = Double(own[first + tables.row(.cycle, node: node)])
                    let finished = Double(own[first + tables.row(.finished, node: node)])
                    cycles[period * (nodes + 1) + node].add(time, finished)
                    all += time
                    plates += finished
                }
                cycles[period * (nodes + 1) + nodes].add(all, plates)
            }
        }
        self.count += UInt64(count)
        events += outcomes.events
        peak = max(peak, outcomes.peak)
    }

    /// A sum of all replications.
    func sum(_ row: Int, period: Int) -> UInt64 { sums[period * tables.rowCount + row] }

    /// SHA-256 over every count and sum, in a fixed order.
    var digest: String {
        var hash = SHA256()
        hash.add("maskramp flow 1\n")
        hash.add([count])
        hash.add(sums)
        hash.add(times)
        return hash.hexadecimal()
    }
}
