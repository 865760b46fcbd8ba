/// Counts of integers whose range is not known beforehand, in bounded memory.
///
/// All bins have one width, a power of two, and one of them starts at 0. While the values span
/// fewer than `binLimit` integers each has a bin of its own; then bins join in pairs. Which bins
/// there are depends on the least and greatest value alone, so no order of adding changes a result.
public struct WideningHistogram: Sendable, Equatable {
    /// Most bins.
    public static let binLimit = 8192

    /// Number of values.
    public private(set) var total: UInt64 = 0
    /// Integers to a bin.
    public var width: Int { 1 << shift }

    private var shift = 0
    /// Number of the first bin; bin b holds the integers from b·width up to (b + 1)·width.
    private var first = 0
    private var counts: [UInt64] = []

    /// Makes an empty histogram.
    public init() {}

    /// Makes a histogram whose bins stay as they are.
    ///
    /// - Parameter range: the integers that have bins; `addHeld` counts others with the nearest.
    public init(_ range: ClosedRange<Int>) { cover(range.lowerBound, range.upperBound) }

    /// Counts of the bins.
    public var bins: [UInt64] {
        get { counts }
        set {
            precondition(newValue.count == counts.count, "a histogram keeps its bins")
            counts = newValue
            total = counts.reduce(0, +)
        }
    }

    /// Counts values; those beyond the bins are counted in the first or the last.
    public mutating func addHeld(_ values: ArraySlice<Int32>) {
        total += UInt64(values.count)
        for value in values {
            counts[min(counts.count - 1, max(0, (Int(value) >> shift) - first))] += 1
        }
    }

    /// Counts values.
    public mutating func add(_ values: [Int]) {
        guard let least = values.min(), let greatest = values.max() else { return }
        cover(least, greatest)
        total += UInt64(values.count)
        let (shift, first) = (shift, first)
        counts.withUnsafeMutableBufferPointer { counts in
            for value in values { counts[(value >> shift) - first] += 1 }
        }
    }

    /// The smallest value that at least the share `p` of the values does not exceed, by its bin's
    /// first integer; nil when there are none.
    ///
    /// - Parameter p: from 0 to 1.
    /// - Returns: the quantile.
    /// - Source: Hyndman, Fan 1996, definition 1, doi:10.1080/00031305.1996.10473566.
    /// - Complexity: O(bins).
    public func quantile(_ p: Double) -> Int? {
        guard total > 0 else { return nil }
        let needed = max(1, UInt64((p * Double(total)).rounded(.up)))
        var seen: UInt64 = 0
        for (bin, count) in counts.enumerated() {
            seen += count
            if seen >= needed { return (first + bin) << shift }
        }
        return (first + counts.count - 1) << shift
    }

    /// Makes room for the integers from one to another, those that are counted included.
    private mutating func cover(_ least: Int, _ greatest: Int) {
        var (low, high) = (least >> shift, greatest >> shift)
        if !counts.isEmpty {
            (low, high) = (min(low, first), max(high, first + counts.count - 1))
        }
        while high - low >= Self.binLimit {
            join()
            (low, high) = (low >> 1, high >> 1)
        }
        guard !counts.isEmpty else {
            (first, counts) = (low, [UInt64](repeating: 0, count: high - low + 1))
            return
        }
        let last = first + counts.count - 1
        guard low < first || high > last else { return }
        counts =
            [UInt64](repeating: 0, count: first - low) + counts
            + [UInt64](repeating: 0, count: high - last)
        first = low
    }

    /// Doubles the width.
    private mutating func join() {
        var joined: [UInt64] = []
        for (bin, count) in counts.enumerated() {
            let place = ((first + bin) >> 1) - (first >> 1)
            if place == joined.count { joined.append(0) }
            joined[place] += count
        }
        (counts, first, shift) = (joined, first >> 1, shift + 1)
    }
}
