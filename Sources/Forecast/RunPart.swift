public import MonteCarlo

/// Consecutive replications of a run, counted.
public struct RunPart: Sendable, Equatable {
    /// Number of the first replication.
    public var first: UInt64
    /// Their counters.
    public var tally: RampTally
    /// What the chief result of each came to, of those whose numbers are below
    /// `RampForecast.spreadPairs`.
    public var chief: [Int32]
    /// Who counted them.
    public var engine: EngineIdentity
    /// How long that took [s].
    public var seconds: Double

    /// Makes a part.
    public init(
        first: UInt64,
        tally: RampTally,
        chief: [Int32],
        engine: EngineIdentity,
        seconds: Double
    ) {
        (self.first, self.tally, self.chief) = (first, tally, chief)
        (self.engine, self.seconds) = (engine, seconds)
    }

    /// Numbers of its replications.
    public var range: Range<UInt64> { first..<first + tally.replications }

    /// Whether both counted the same replications to the same end.
    ///
    /// - Parameter other: from another machine, say.
    /// - Returns: false when one of them is wrong, or they are of different replications.
    public func agrees(with other: RunPart) -> Bool {
        first == other.first && tally == other.tally && chief == other.chief
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
    ///   - parts: in any order.
    /// - Returns: what is left.
    public static func missing(_ whole: Range<UInt64>, _ parts: [RunPart]) -> [Range<UInt64>] {
        var gaps: [Range<UInt64>] = []
        var end = whole.lowerBound
        for range in parts.map(\.range).sorted(by: { $0.lowerBound < $1.lowerBound }) {
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
        var sum: RunPart?
        var last: RunPart?
        for part in parts.sorted(by: {
            ($0.first, $0.range.upperBound) < ($1.first, $1.range.upperBound)
        }) {
            if let last, part.first < last.range.upperBound {
                guard part.agrees(with: last) else {
                    throw Overlap(
                        range: part.first..<min(part.range.upperBound, last.range.upperBound)
                    )
                }
                continue
            }
            if sum == nil {
                sum = part
            } else {
                sum?.tally.merge(part.tally)
                sum?.chief += part.chief
                sum?.seconds += part.seconds
            }
            last = part
        }
        return sum
    }
}
