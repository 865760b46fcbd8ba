internal import CKernels

/// A fab packed for the flow kernel, by `Kernels/flow_layout.h`.
public struct FlowTables: Sendable {
    /// What all replications share.
    public private(set) var integers: [Int32]
    /// Likewise.
    public private(set) var floats: [Float]
    /// Names of the parts, for results.
    public let fab: FlowFab
    /// Numbers of the course of one replication.
    public let courseSize: Int

    /// Packs a fab.
    ///
    /// - Parameter fab: the fab; its times are those of a course of its own, `course(of: fab)`.
    /// - Throws: `PackError` when the fab is beyond what the kernel can hold.
    public init(_ fab: FlowFab) throws(PackError) {
        var packer = FlowPacker()
        try FlowPacker.check(fab)
        try packer.pack(fab)
        integers = packer.integers
        floats = packer.floats
        courseSize = packer.course.count
        self.fab = fab
    }

    /// The course of a replication.
    ///
    /// - Parameter fab: the fab of that replication, with the parts of this one.
    /// - Returns: `courseSize` numbers.
    public static func course(of fab: FlowFab) -> [Float] {
        var packer = FlowPacker()
        packer.packCourse(fab)
        return packer.course
    }

    func header(_ entry: mr_flow_header) -> Int { Int(integers[Int(entry.rawValue)]) }

    /// Words of a replication's state.
    public var stateSize: Int { header(MR_FH_STATE_SIZE) }
    /// Words of the state before those of plates.
    public var stateSizeWithoutPlates: Int { header(MR_FH_STATE_PLATES) }
    /// Sums of a period.
    public var rowCount: Int { header(MR_FH_ROW_COUNT) }
    /// Periods.
    public var periodCount: Int { fab.periods.count }
    /// Length of some periods [s].
    public func seconds(of periods: Range<Int>) -> Double {
        let start = periods.lowerBound > 0 ? fab.periods[periods.lowerBound - 1] : 0
        return Double(fab.periods[periods.upperBound - 1] - start)
    }
    /// Sums of a replication.
    public var sumCount: Int { rowCount * periodCount }
    /// Bins of a histogram of times.
    public static let binCount = Int(MR_FLOW_BINS)
    /// Bins of all histograms of a section.
    public var counterCount: Int { header(MR_FH_COUNTER_COUNT) }
    /// Sections: replications in turn, so that they say how sure a quantile is.
    public static let sectionCount = Int(MR_FLOW_SECTIONS)

    /// Where the bins of a histogram begin in its section.
    ///
    /// - Parameters:
    ///   - histogram: by `FlowFab.histograms`.
    ///   - node: kind of plates.
    ///   - isOfSets: whether mask sets are counted, not plates.
    /// - Returns: of `binCount` bins the first.
    public func firstBin(histogram: Int, node: Int, isOfSets: Bool) -> Int {
        ((2 * histogram + (isOfSets ? 1 : 0)) * fab.nodeCount + node) * Self.binCount
    }

    /// The times that a bin holds [s].
    ///
    /// - Parameter bin: number of the bin.
    /// - Returns: from the first second to the one after the last.
    public static func seconds(ofBin bin: Int) -> Range<Int> {
        let octave = Int(MR_FLOW_OCTAVE)
        guard bin >= 2 * octave else { return bin..<bin + 1 }
        let shift = bin / octave - 1
        let first = (bin - shift * octave) << shift
        return first..<first + 1 << shift
    }

    /// Unit of sums of squares [s²].
    public static let squareUnit = Double(1 << MR_FLOW_SQUARE)

    // --- Where sums lie in a period -----------------------------------------------------------

    /// A sum of a node.
    public enum NodeRow: Int, Sendable, CaseIterable {
        /// Plates ordered, finished, finished by their due date; cycle times [s] and times in
        /// process [s] of the finished; plate seconds in process; plates scrapped and sent back;
        /// sets finished, by their due date, and their cycle times [s].
        case released, finished, onTime, cycle, raw, wip, scrapped, sentBack, sets, setsOnTime
        /// Cycle times of the finished sets [s].
        case setCycle
    }

    /// A sum of a group: tool seconds in a state of SEMI E10, or what is counted.
    public enum GroupRow: Int, Sendable, CaseIterable {
        /// States, which add up to the seconds of all tools that are there.
        case standby, productive, setup, down, maintenance, closed
        /// Plate seconds of all that wait.
        case queue
        /// Loads of tools that take batches, and failures.
        case loads, failures
        /// Plates started, seconds that they have waited, and plates done, again after rework.
        case starts, wait, moves
        /// Plates that came, and squares of tool seconds for a load, set-up included, in units of
        /// `squareUnit`.
        case arrivals, squares
        /// The states.
        public static let states = Array(allCases.prefix(6))
    }

    /// A sum of a source whose orders are counted apart, as by node.
    public enum OrderRow: Int, Sendable, CaseIterable {
        /// Plates ordered, finished and finished by their due date; cycle times of the finished [s].
        case released, finished, onTime, cycle
        /// Sets finished, by their due date, and their cycle times [s].
        case sets, setsOnTime, setCycle
    }

    /// Where a node's sum lies.
    public func row(_ row: NodeRow, node: Int) -> Int {
        node * Int(MR_FLOW_NODE_ROWS.rawValue) + row.rawValue
    }
    /// Where a group's sum lies.
    public func row(_ row: GroupRow, group: Int) -> Int {
        header(MR_FH_GROUP_ROWS) + group * Int(MR_FLOW_GROUP_ROWS.rawValue) + row.rawValue
    }
    /// Where a sum of a source with a customer lies.
    public func row(_ row: OrderRow, source: Int) -> Int {
        let before = fab.sources.prefix(source).count { $0.customer != nil }
        return header(MR_FH_SOURCE_ROWS) + before * Int(MR_FLOW_ORDER_ROWS.rawValue) + row.rawValue
    }
    /// Where the plates that have started a step are counted; the seconds that they have waited for
    /// it follow.
    public func startsRow(step: Int) -> Int {
        header(MR_FH_STEP_ROWS) + step * Int(MR_FLOW_STEP_ROWS.rawValue)
    }
}
