internal import CKernels
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
    /// Parts of each node's unit as which the kernel counts it; 1 but for products.
    public var scales: [Int]
    /// What the nodes are, where they are products.
    public var products: [Product]
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

    /// What is drawn, each under its own name.
    public var inputs: [RampInput]

    /// What a replication comes to, row by row.
    public var outcomes: OutcomeLayout {
        OutcomeLayout(
            years: years.count,
            nodes: nodes.count,
            milestones: milestones.count,
            targets: targets.count
        )
    }

    /// The same plan with other draws of some inputs: the second set under the same addresses.
    ///
    /// - Parameter isWanted: whether an input is drawn again.
    /// - Returns: the tables, of the same layout.
    public func drawingAgain(_ isWanted: (RampInput) -> Bool) -> RampTables {
        var tables = self
        for input in inputs where isWanted(input) { tables.integers[input.place] = .min }
        return tables
    }

    /// The same plan with draws that are a name's own, for some inputs.
    ///
    /// Good for replications below 2^32, whose numbers leave the bits free that tell sets apart.
    ///
    /// - Parameters:
    ///   - name: whose draws they are; the empty name has the plan's.
    ///   - isWanted: whether an input is drawn apart.
    /// - Returns: the tables, of the same layout.
    public func drawing(
        apart name: String,
        _ isWanted: (RampInput) -> Bool
    ) -> RampTables {
        var tables = self
        let set = Int32(Self.set(of: name))
        for input in inputs where isWanted(input) { tables.integers[input.place] = set }
        return tables
    }

    /// The set of draws that is a name's own: two names with the same one share their luck.
    public static func set(of name: String) -> UInt32 {
        name.isEmpty ? 0 : EntityNames.hash(name) & 0x7FFF_FFFF
    }

    /// Rows of what a replication comes to.
    ///
    /// Plates are in 1/256 plate, dates in 1/256 month from the start of the horizon, first years
    /// of targets indices of `years`.
    public struct OutcomeLayout: Sendable, Equatable {
        private let (years, nodes, milestones, targets): (Int, Int, Int, Int)

        init(years: Int, nodes: Int, milestones: Int, targets: Int) {
            (self.years, self.nodes, self.milestones, self.targets) =
                (years, nodes, milestones, targets)
        }

        /// Rows of one replication.
        public var rowCount: Int { years * (nodes + 2) + milestones + targets }
        /// Good plates of a year, of all nodes.
        public func output(year: Int) -> Int { year * (nodes + 2) }
        /// Plates that the open nodes could have made in a year.
        public func capacity(year: Int) -> Int { year * (nodes + 2) + 1 }
        /// Good plates of a year and node.
        public func output(year: Int, node: Int) -> Int { year * (nodes + 2) + 2 + node }
        /// When a milestone falls; `never` or later if it does not.
        public func milestone(_ index: Int) -> Int { years * (nodes + 2) + index }
        /// The first year that reaches a target; the number of years if none does.
        public func target(_ index: Int) -> Int { years * (nodes + 2) + milestones + index }
        /// The date of what never happens.
        public static let never = Int32(MR_NEVER) * Int32(MR_MONTH_PARTS)
        /// Parts of a plate.
        public static let plateParts = Int32(MR_PLATE_PARTS)
        /// Parts of a month.
        public static let monthParts = Int32(MR_MONTH_PARTS)
    }

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
        /// `[year][node][started, good, scrapped, in process][low, high]`, a count being low +
        /// 1024·high; nil unless plates are drawn one by one.
        public var starts: Int?
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
