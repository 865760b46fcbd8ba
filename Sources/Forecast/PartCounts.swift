/// What consecutive replications of a study came to, as integers: those of neighbours add up to
/// those of all.
public struct PartCounts: Sendable, Equatable {
    /// How many integers there are of each sort.
    public struct Shape: Sendable, Equatable {
        /// Counters and sums.
        public var sums = 0
        /// Sums that 64 bits may not hold.
        public var wide = 0
        /// Of which the greatest counts.
        public var peaks = 0
        /// So many of a study's first replications have a row each.
        public var rows: UInt64 = 0

        /// Makes a shape.
        public init(sums: Int = 0, wide: Int = 0, peaks: Int = 0, rows: UInt64 = 0) {
            (self.sums, self.wide, self.peaks, self.rows) = (sums, wide, peaks, rows)
        }

        /// All of both, one after the other.
        static func + (left: Shape, right: Shape) -> Shape {
            Shape(
                sums: left.sums + right.sums,
                wide: left.wide + right.wide,
                peaks: left.peaks + right.peaks,
                rows: max(left.rows, right.rows)
            )
        }

        /// Most bytes that they take in a file.
        public var largest: Int { 21 * (sums + wide + peaks) + 4 * Int(clamping: rows) }

        /// Rows of some replications.
        ///
        /// - Parameter range: their numbers.
        /// - Returns: how many of them have one.
        public func rows(of range: Range<UInt64>) -> Int {
            Int(max(range.lowerBound, min(range.upperBound, rows)) - range.lowerBound)
        }
    }

    /// Counters and sums.
    public var sums: [UInt64] = []
    /// Sums that 64 bits may not hold; negative ones modulo 2¹²⁸.
    public var wide: [UInt128] = []
    /// Of which the greatest counts.
    public var peaks: [UInt64] = []
    /// One for each replication, in their order, of those that have one.
    public var rows: [Int32] = []

    /// Of nothing.
    public init() {}

    /// Zeros.
    public init(_ shape: Shape) {
        sums = [UInt64](repeating: 0, count: shape.sums)
        wide = [UInt128](repeating: 0, count: shape.wide)
        peaks = [UInt64](repeating: 0, count: shape.peaks)
    }

    /// Adds the replications that follow.
    ///
    /// - Parameter next: of the same study.
    public mutating func add(_ next: PartCounts) {
        for index in sums.indices { sums[index] += next.sums[index] }
        for index in wide.indices { wide[index] &+= next.wide[index] }
        for index in peaks.indices { peaks[index] = max(peaks[index], next.peaks[index]) }
        rows += next.rows
    }

    /// Puts those of another study of the same replications behind these.
    mutating func append(_ other: PartCounts) {
        sums += other.sums
        wide += other.wide
        peaks += other.peaks
    }

    /// Takes the first of a shape away, as `append` put them together.
    mutating func take(_ shape: Shape) -> PartCounts {
        var taken = PartCounts()
        taken.sums = Array(sums.prefix(shape.sums))
        taken.wide = Array(wide.prefix(shape.wide))
        taken.peaks = Array(peaks.prefix(shape.peaks))
        sums.removeFirst(shape.sums)
        wide.removeFirst(shape.wide)
        peaks.removeFirst(shape.peaks)
        return taken
    }
}
