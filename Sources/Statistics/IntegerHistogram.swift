/// Counts of integer values in bins of equal width.
///
/// Sums are exact integers until the last division, so no order of adding changes a result.
public struct IntegerHistogram: Sendable, Equatable {
    /// Counts; bin b holds the values from b·width up to, but not including, (b + 1)·width.
    public var counts: [UInt64]
    /// Values to a bin.
    public var width: Int

    /// Makes a histogram.
    public init(counts: [UInt64], width: Int = 1) {
        precondition(width >= 1, "a bin holds at least one value")
        self.counts = counts
        self.width = width
    }

    /// Number of observations.
    public var total: UInt64 { counts.reduce(0, +) }

    /// The smallest value that at least the share `p` of the observations does not exceed, by its
    /// bin's first value; nil when there are none.
    ///
    /// - Parameter p: from 0 to 1.
    /// - Returns: the quantile.
    /// - Source: Hyndman, Fan 1996, definition 1, doi:10.1080/00031305.1996.10473566.
    /// - Complexity: O(bins).
    public func quantile(_ p: Double) -> Int? {
        let total = total
        guard total > 0 else { return nil }
        let needed = max(1, UInt64((p * Double(total)).rounded(.up)))
        var seen: UInt64 = 0
        for (bin, count) in counts.enumerated() {
            seen += count
            if seen >= needed { return bin * width }
        }
        return (counts.count - 1) * width
    }

    /// The quantile of a continuous value, in values, on the assumption that a bin's observations
    /// lie evenly in it; nil when there are none.
    ///
    /// - Parameter p: from 0 to 1.
    /// - Returns: a number of values, with a fraction.
    /// - Complexity: O(bins).
    public func interpolated(_ p: Double) -> Double? {
        let needed = p * Double(total)
        var seen = 0.0
        var found: Double?
        for (bin, count) in counts.enumerated() where count > 0 {
            let part = min(1, max(0, (needed - seen) / Double(count)))
            found = (Double(bin) + part) * Double(width)
            seen += Double(count)
            if seen >= needed { break }
        }
        return found
    }

    /// Mean; 0 when there are no observations, and wide bins at their middle.
    public var mean: Double {
        let total = total
        guard total > 0 else { return 0 }
        var sum = 0.0
        for (bin, count) in counts.enumerated() where count > 0 {
            sum += Double(count) * center(bin)
        }
        return sum / Double(total)
    }

    /// Variance with divisor n − 1; 0 for fewer than two observations.
    public var variance: Double {
        let total = total
        guard total > 1 else { return 0 }
        let mean = mean
        var sum = 0.0
        for (bin, count) in counts.enumerated() where count > 0 {
            let distance = center(bin) - mean
            sum += Double(count) * distance * distance
        }
        return sum / Double(total - 1)
    }

    /// Standard error of the mean.
    public var standardError: Double {
        let total = total
        return total > 0 ? (variance / Double(total)).squareRoot() : 0
    }

    private func center(_ bin: Int) -> Double {
        Double(bin * width) + Double(width - 1) / 2
    }
}
