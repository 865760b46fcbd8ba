public import MonteCarlo

/// Consecutive replications of a study, counted.
public struct RunPart: Sendable, Equatable {
    /// Number of the first replication.
    public var first: UInt64
    /// How many.
    public var replications: UInt64
    /// What they came to.
    public var counts: PartCounts
    /// Who counted them.
    public var engine: EngineIdentity
    /// How long that took [s].
    public var seconds: Double

    /// Makes a part.
    public init(
        first: UInt64,
        replications: UInt64,
        counts: PartCounts,
        engine: EngineIdentity,
        seconds: Double
    ) {
        (self.first, self.replications, self.counts) = (first, replications, counts)
        (self.engine, self.seconds) = (engine, seconds)
    }

    /// Numbers of its replications.
    public var range: Range<UInt64> { first..<first + replications }

    /// Whether both counted the same replications to the same end.
    ///
    /// - Parameter other: from another machine, say.
    /// - Returns: false when one of them is wrong, or they are of different replications.
    public func agrees(with other: RunPart) -> Bool {
        range == other.range && counts == other.counts
    }

    /// Two parts that do not agree, or overlap in some of their replications.
    public struct Overlap: Error, Equatable, Sendable {
        /// Replications that are in both.
        public var range: Range<UInt64>
    }

    /// Ranges of replications that no part covers, in order.
    ///
    /// - Parameters:
    ///   - whole: what should be covered.
    ///   - parts: their replications, in any order.
    /// - Returns: what is left.
    public static func missing(
        _ whole: Range<UInt64>,
        _ parts: [Range<UInt64>]
    ) -> [Range<UInt64>] {
        var gaps: [Range<UInt64>] = []
        var end = whole.lowerBound
        for range in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > end { gaps.append(end..<min(range.lowerBound, whole.upperBound)) }
            end = max(end, range.upperBound)
        }
        if end < whole.upperBound { gaps.append(end..<whole.upperBound) }
        return gaps
    }

    /// Parts put together.
    ///
    /// - Parameter parts: with no gap between them, in any order; the same one may be there twice.
    /// - Returns: all their replications, with the first one's engine; nil for no parts.
    /// - Throws: `Overlap`.
    public static func sum(_ parts: [RunPart]) throws(Overlap) -> RunPart? {
        var sum = RunSum()
        for part in parts.sorted(by: {
            ($0.first, $0.range.upperBound) < ($1.first, $1.range.upperBound)
        }) {
            try sum.add(part)
        }
        return sum.whole
    }
}

/// Parts put together one by one, so that no more than two are held.
public struct RunSum: Sendable {
    /// All replications so far, with the first part's engine; nil for no parts.
    public private(set) var whole: RunPart?
    private var last: RunPart?

    /// Of no parts.
    public init() {}

    /// Adds a part.
    ///
    /// - Parameter part: begins where those before it end, or is the last one again.
    /// - Throws: `RunPart.Overlap`.
    public mutating func add(_ part: RunPart) throws(RunPart.Overlap) {
        if let last, part.first < last.range.upperBound {
            guard part.agrees(with: last) else {
                throw RunPart.Overlap(
                    range: part.first..<min(part.range.upperBound, last.range.upperBound)
                )
            }
            return
        }
        last = part
        guard whole != nil else {
            whole = part
            return
        }
        whole?.replications += part.replications
        whole?.counts.add(part.counts)
        whole?.seconds += part.seconds
    }
}
