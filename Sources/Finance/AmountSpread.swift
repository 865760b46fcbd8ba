/// How an amount is spread over replications, in memory that does not grow with their number.
///
/// Counts in bins of the last decimal, of which neighbours are put together, two and two, when
/// there are more than `mostBins`. How wide bins end up depends on the amounts alone, so every
/// order of adding gives the same.
public struct AmountSpread: Sendable, Equatable {
    /// Bins that are kept at most.
    public static let mostBins = 4096

    /// What amounts are rounded to.
    public let rounding: Rounding
    /// Observations.
    public private(set) var count: UInt64 = 0
    /// Their sum.
    public private(set) var sum = Amount.zero
    /// The least.
    public private(set) var least: Amount?
    /// The greatest.
    public private(set) var greatest: Amount?
    /// A bin is two to this many last decimals wide.
    public private(set) var shift = 0
    /// Observations by bin.
    public private(set) var bins: [Int128: UInt64] = [:]

    /// Makes an empty one.
    ///
    /// - Parameter rounding: what amounts are rounded to.
    public init(_ rounding: Rounding) { self.rounding = rounding }

    /// Adds an observation.
    ///
    /// - Parameter amount: what was observed.
    public mutating func add(_ amount: Amount) {
        let rounded = amount.rounded(rounding)
        count += 1
        sum += rounded
        least = least.map { min($0, rounded) } ?? rounded
        greatest = greatest.map { max($0, rounded) } ?? rounded
        bins[(rounded.parts / rounding.step) >> Int128(shift), default: 0] += 1
        while bins.count > Self.mostBins { widen(by: 1) }
    }

    /// Adds all observations of another one.
    ///
    /// - Parameter other: of amounts that are rounded alike.
    public mutating func add(_ other: AmountSpread) {
        precondition(other.rounding == rounding, "amounts are rounded alike")
        guard let low = other.least, let high = other.greatest else { return }
        count += other.count
        sum += other.sum
        least = least.map { min($0, low) } ?? low
        greatest = greatest.map { max($0, high) } ?? high
        widen(by: max(0, other.shift - shift))
        for (bin, count) in other.bins {
            bins[bin >> Int128(shift - other.shift), default: 0] += count
        }
        while bins.count > Self.mostBins { widen(by: 1) }
    }

    private mutating func widen(by doublings: Int) {
        guard doublings > 0 else { return }
        shift += doublings
        var wider: [Int128: UInt64] = [:]
        for (bin, count) in bins { wider[bin >> Int128(doublings), default: 0] += count }
        bins = wider
    }

    /// Whether all observations are one amount.
    public var isExact: Bool { count > 0 && least == greatest }

    /// The mean, rounded; nil without observations.
    public var mean: Amount? {
        count == 0 ? nil : sum.times(1, over: Int128(count), rounding)
    }

    /// The smallest amount that at least a share of the observations does not exceed, by the start
    /// of its bin; nil without observations.
    ///
    /// - Parameter percent: the share, 1 to 100 [%].
    /// - Returns: the quantile, never below the least observation.
    public func quantile(percent: UInt64) -> Amount? {
        guard count > 0, let least else { return nil }
        let needed = max(1, (count * percent + 99) / 100)
        var seen: UInt64 = 0
        for (bin, observed) in sortedBins {
            seen += observed
            if seen >= needed {
                return max(least, Amount(parts: (bin << Int128(shift)) * rounding.step))
            }
        }
        return greatest
    }

    /// Bins with their observations, in order.
    public var sortedBins: [(bin: Int128, count: UInt64)] {
        bins.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }
}
