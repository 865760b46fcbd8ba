public import PlanModel

/// A plan packed for the ramp kernel, with the names that its counters stand for.
///
/// `integers` and `floats` are laid out by `Kernels/ramp_layout.h`.
public struct RampTables: Sendable {
    /// Header, records and offsets.
    public var integers: [Int32]
    /// Constants, quantile tables, discrete entries.
    public var floats: [Float]
    /// Counters of a run.
    public var counterCount: Int
    /// Float scratch of one replication.
    public var floatSlots: Int
    /// Integer scratch of one replication.
    public var integerSlots: Int
    /// Where each kind of counter lies.
    public var layout: CounterLayout
    /// Tool groups, in counter order.
    public var groups: [String]
    /// Nodes, coarsest first [nm].
    public var nodes: [Int]
    /// First month.
    public var start: Month
    /// Number of months.
    public var monthCount: Int
    /// Calendar years that the horizon touches.
    public var years: [Int]
    /// Milestones, in counter order.
    public var milestones: [Milestone]
    /// Targets, in counter order.
    public var targets: [Target]

    /// Where each kind of counter lies among `counterCount`.
    public struct CounterLayout: Sendable, Equatable {
        /// `[year][all, node…][bin]` good plates made.
        public var output = 0
        /// Bins of an output histogram.
        public var outputBins = 0
        /// A bin is 2 to this many plates wide.
        public var outputShift = 0
        /// `[year][bin]` plates that could be made.
        public var capacity = 0
        /// Bins of a capacity histogram.
        public var capacityBins = 0
        /// A bin is 2 to this many plates wide.
        public var capacityShift = 0
        /// `[milestone][month…, never]`.
        public var milestones = 0
        /// `[target][first year…, never]`.
        public var targets = 0
        /// `[month][group…, demand, qualification]`.
        public var binding = 0
        /// `[month][group][sum, replications]`; a sum of 4096 is utilisation 1.
        public var use = 0
    }

    /// Memory of the counters on one engine thread or device [bytes].
    public var counterBytes: Int { counterCount * 4 }
}

/// Counters of a ramp run: all that its results are made of.
public struct RampTally: Sendable, Equatable {
    /// Laid out by `RampTables.layout`.
    public var counts: [UInt64]
    /// Replications counted.
    public var replications: UInt64

    /// Makes a tally.
    public init(counts: [UInt64], replications: UInt64) {
        self.counts = counts
        self.replications = replications
    }

    /// SHA-256 over the number of replications and every counter: the same on every engine.
    public var digest: String {
        var hash = SHA256()
        hash.add("maskramp ramp 1\n")
        hash.add([replications])
        hash.add(counts)
        return hash.hexadecimal()
    }

    /// Adds another tally of the same tables.
    public mutating func merge(_ other: RampTally) {
        precondition(counts.count == other.counts.count, "tallies of one plan have one layout")
        replications += other.replications
        for index in counts.indices { counts[index] += other.counts[index] }
    }
}
