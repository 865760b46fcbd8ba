internal import MonteCarlo
internal import Statistics

/// What all replications of a flow simulation come to.
struct FlowTally {
    private let tables: FlowTables
    /// Parts of the horizon that are summed up for themselves, as months.
    let windows: [Range<Int>]
    /// Replications.
    private(set) var count: UInt64 = 0
    /// `[month][FlowTables.rowCount]`, of all replications.
    private(set) var sums: [UInt64]
    /// Ratios over replications, `[window][node…, all]`.
    private(set) var ratios: [FlowRatios]
    /// Waits beside the approximation of Factory Physics, `[year][group][FlowComparedWait]`.
    private(set) var waits: [UInt64]
    /// Events of all replications.
    private(set) var events: UInt64 = 0
    /// Most plates in process at once.
    private(set) var peak = 0
    /// Histograms by section, as `FlowSession` gives them.
    var times: [UInt64] = []

    private let approximation: FlowApproximation
    private let years: [Range<Int>]

    init(_ tables: FlowTables, windows: FlowWindows) {
        (self.tables, self.windows) = (tables, windows.all)
        years = windows.byYear.map(\.months)
        approximation = FlowApproximation(tables)
        waits = [UInt64](
            repeating: 0,
            count: years.count * tables.fab.groups.count * FlowComparedWait.allCases.count
        )
        sums = [UInt64](repeating: 0, count: tables.sumCount)
        let cells = self.windows.count * (tables.fab.nodeCount + 1)
        ratios = [FlowRatios](repeating: FlowRatios(), count: cells)
    }

    /// The integers of `counts`.
    static func shape(_ tables: FlowTables, windows: FlowWindows) -> PartCounts.Shape {
        let none = FlowTally(tables, windows: windows)
        return .init(
            sums: none.counts.sums.count + tables.counterCount * FlowTables.sectionCount,
            wide: none.ratios.count * FlowRatios.sumCount,
            peaks: 1
        )
    }

    /// All that it holds, to be added to that of other replications.
    var counts: PartCounts {
        var counts = PartCounts()
        counts.sums = [events] + sums + waits + times
        counts.wide = ratios.flatMap(\.sums)
        counts.peaks = [UInt64(peak)]
        return counts
    }

    /// Of counted replications.
    ///
    /// - Parameters:
    ///   - tables: the fab.
    ///   - windows: parts of the horizon.
    ///   - counts: as `counts` gives them.
    ///   - count: of how many replications.
    init(_ tables: FlowTables, windows: FlowWindows, _ counts: PartCounts, count: UInt64) {
        self.init(tables, windows: windows)
        var rest = counts.sums[...]
        func next(_ count: Int) -> [UInt64] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        self.count = count
        events = next(1)[0]
        sums = next(sums.count)
        waits = next(waits.count)
        times = Array(rest)
        ratios = stride(from: 0, to: counts.wide.count, by: FlowRatios.sumCount)
            .map { FlowRatios(counts.wide[$0..<$0 + FlowRatios.sumCount], count: count) }
        peak = Int(counts.peaks[0])
    }

    /// Adds replications in their order.
    ///
    /// - Parameters:
    ///   - outcomes: what they came to.
    ///   - count: how many.
    ///   - each: is given each one's plates, by window and node, all nodes last.
    mutating func add(_ outcomes: FlowOutcomes, count: Int, each: ([FlowPlates]) -> Void = { _ in })
    {
        let size = tables.sumCount
        for replication in 0..<count {
            let own = outcomes.sums[replication * size..<(replication + 1) * size]
            for (index, sum) in own.enumerated() { sums[index] += sum }
            let plates = plates(own)
            for (index, part) in plates.enumerated() { ratios[index].add(part) }
            compare(own)
            each(plates)
        }
        self.count += UInt64(count)
        events += outcomes.events
        peak = max(peak, outcomes.peak)
    }

    /// A replication's plates in each window, by node and of all.
    private func plates(_ own: ArraySlice<UInt64>) -> [FlowPlates] {
        let nodes = tables.fab.nodeCount
        // Sums up to each month, so that a window is a difference.
        var upTo = [FlowPlates](repeating: FlowPlates(), count: nodes + 1)
        for period in 0..<tables.periodCount {
            let first = own.startIndex + period * tables.rowCount
            let before = period * (nodes + 1)
            var all = FlowPlates()
            for node in 0..<nodes {
                var part = FlowPlates { own[first + tables.row($0, node: node)] }
                all += part
                part += upTo[before + node]
                upTo.append(part)
            }
            all += upTo[before + nodes]
            upTo.append(all)
        }
        return windows.flatMap { window in
            (0...nodes)
                .map {
                    upTo[window.upperBound * (nodes + 1) + $0]
                        - upTo[window.lowerBound * (nodes + 1) + $0]
                }
        }
    }

    /// Adds a replication's waits, where its queues allow the approximation.
    private mutating func compare(_ own: ArraySlice<UInt64>) {
        var cell = 0
        for months in years {
            let queues = approximation.queues(months) { row, months in
                months.reduce(0) { $0 + own[own.startIndex + $1 * tables.rowCount + row] }
            }
            for queue in queues {
                if let queue {
                    // Far above any true one, and 2^24 of them fit into the sum.
                    let approximate = min(queue.wait * Double(queue.starts), 1e12)
                    waits[cell + FlowComparedWait.replications.rawValue] += 1
                    waits[cell + FlowComparedWait.starts.rawValue] += queue.starts
                    waits[cell + FlowComparedWait.simulated.rawValue] += queue.waited
                    waits[cell + FlowComparedWait.approximate.rawValue] += UInt64(approximate)
                }
                cell += FlowComparedWait.allCases.count
            }
        }
    }

    /// A sum of a year's waits over the replications that are compared.
    func wait(_ part: FlowComparedWait, year: Int, group: Int) -> Double {
        let cell = (year * tables.fab.groups.count + group) * FlowComparedWait.allCases.count
        return Double(waits[cell + part.rawValue])
    }

    /// A sum of all replications over some months.
    func sum(_ row: Int, _ months: Range<Int>) -> Double {
        Double(months.reduce(UInt64(0)) { $0 + sums[$1 * tables.rowCount + row] })
    }

    /// SHA-256 over every count and sum, in a fixed order.
    var digest: String {
        var hash = SHA256()
        hash.add("maskramp flow 2\n")
        hash.add([count])
        hash.add(sums)
        hash.add(times)
        return hash.hexadecimal()
    }
}

/// What is compared with the approximation of Factory Physics: replications, and of these plates that
/// were started and plate seconds of waiting, whole so that they add up in any order.
enum FlowComparedWait: Int, CaseIterable { case replications, starts, simulated, approximate }

/// Plates of a replication in a part of the horizon.
struct FlowPlates {
    /// Finished; of these by their due date; their seconds from order to end, and on tools; plate
    /// seconds in process.
    var finished, onTime, cycle, raw, wip: UInt64

    init() { (finished, onTime, cycle, raw, wip) = (0, 0, 0, 0, 0) }
    init(_ sum: (FlowTables.NodeRow) -> UInt64) {
        (finished, onTime) = (sum(.finished), sum(.onTime))
        (cycle, raw, wip) = (sum(.cycle), sum(.raw), sum(.wip))
    }

    static func += (left: inout FlowPlates, right: FlowPlates) {
        left.finished += right.finished
        left.onTime += right.onTime
        left.cycle += right.cycle
        left.raw += right.raw
        left.wip += right.wip
    }
    static func - (left: FlowPlates, right: FlowPlates) -> FlowPlates {
        var difference = FlowPlates()
        difference.finished = left.finished - right.finished
        difference.onTime = left.onTime - right.onTime
        difference.cycle = left.cycle - right.cycle
        difference.raw = left.raw - right.raw
        difference.wip = left.wip - right.wip
        return difference
    }
}

/// Ratios of a window over replications, with what they may be off by.
struct FlowRatios {
    /// Seconds from order to end of a finished plate; that over its seconds on tools; whether it is
    /// on time; plate seconds in process and finished plates of a replication.
    private(set) var cycle = RatioOfMeans()
    private(set) var factor = RatioOfMeans()
    private(set) var onTime = RatioOfMeans()
    private(set) var wip = RatioOfMeans()
    private(set) var finished = RatioOfMeans()

    init() {}

    mutating func add(_ plates: FlowPlates) {
        cycle.add(plates.cycle, plates.finished)
        factor.add(plates.cycle, plates.raw)
        onTime.add(plates.onTime, plates.finished)
        wip.add(plates.wip, 1)
        finished.add(plates.finished, 1)
    }

    /// Number of its sums.
    static let sumCount = 5 * RatioOfMeans.sumCount

    /// All that it holds, to be added to that of other replications.
    var sums: [UInt128] { [cycle, factor, onTime, wip, finished].flatMap(\.sums) }

    /// From sums over so many replications.
    init(_ sums: ArraySlice<UInt128>, count: UInt64) {
        var rest = sums
        func next() -> RatioOfMeans {
            let own = rest.prefix(RatioOfMeans.sumCount)
            rest = rest.dropFirst(RatioOfMeans.sumCount)
            return RatioOfMeans(sums: own, count: count)
        }
        (cycle, factor, onTime, wip, finished) = (next(), next(), next(), next(), next())
    }
}
