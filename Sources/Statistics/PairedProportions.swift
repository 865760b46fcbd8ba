/// How often something happens in each of two cases that share their luck.
public struct PairedProportions: Sendable, Equatable {
    /// Pairs in which it happens in both.
    public private(set) var both: UInt64 = 0
    /// In the first alone.
    public private(set) var firstAlone: UInt64 = 0
    /// In the second alone.
    public private(set) var secondAlone: UInt64 = 0
    /// In neither.
    public private(set) var neither: UInt64 = 0

    /// Makes an empty count.
    public init() {}

    /// Counts one pair.
    public mutating func add(first: Bool, second: Bool) {
        switch (first, second) {
        case (true, true): both += 1
        case (true, false): firstAlone += 1
        case (false, true): secondAlone += 1
        case (false, false): neither += 1
        }
    }

    /// Number of pairs.
    public var count: UInt64 { both + firstAlone + secondAlone + neither }
    /// Share of the pairs in which it happens in the first [1].
    public var first: Double { share(both + firstAlone) }
    /// Share in which it happens in the second [1].
    public var second: Double { share(both + secondAlone) }
    /// Second minus first [1].
    public var difference: Double {
        count > 0 ? (Double(secondAlone) - Double(firstAlone)) / Double(count) : 0
    }

    private func share(_ part: UInt64) -> Double {
        count > 0 ? Double(part) / Double(count) : 0
    }

    /// Encloses a probability with a chance of about 95 %, also where it is near 0 or 1.
    ///
    /// - Parameters:
    ///   - successes: how often it happened.
    ///   - count: of how many, at least 1.
    /// - Returns: the interval, within 0 and 1.
    /// - Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    public static func wilson(_ successes: UInt64, of count: UInt64) -> ClosedRange<Double> {
        let (n, z) = (Double(count), PairedDifferences.normalQuantile)
        let share = Double(successes) / n
        let center = share + z * z / (2 * n)
        let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        let low = successes == 0 ? 0 : max(0, (center - reach) / scale)
        return low...(successes == count ? 1 : min(1, (center + reach) / scale))
    }

    /// Encloses the true difference with a chance of about 95 %; nil without pairs.
    ///
    /// It is made of both Wilson intervals and the correlation of the pairs, so it has a width even
    /// when nothing was ever different.
    ///
    /// - Source: Newcombe 1998, method 10, Statistics in Medicine 17, 2635–2650.
    public var interval: ClosedRange<Double>? {
        guard count > 0 else { return nil }
        let a = Self.wilson(both + firstAlone, of: count)
        let b = Self.wilson(both + secondAlone, of: count)
        let phi = correlation
        func reach(_ one: Double, _ other: Double) -> Double {
            max(0, one * one - 2 * phi * one * other + other * other).squareRoot()
        }
        let below = reach(second - b.lowerBound, a.upperBound - first)
        let above = reach(b.upperBound - second, first - a.lowerBound)
        return max(-1, difference - below)...min(1, difference + above)
    }

    /// Correlation of the pairs, a positive one corrected for continuity; 0 when one of the two
    /// never varies.
    private var correlation: Double {
        let (a, b) = (Double(both), Double(firstAlone))
        let (c, d) = (Double(secondAlone), Double(neither))
        let product = (a + b) * (c + d) * (a + c) * (b + d)
        guard product > 0 else { return 0 }
        let excess = a * d - b * c
        let corrected = excess > 0 ? max(excess - (a + b + c + d) / 2, 0) : excess
        return corrected / product.squareRoot()
    }
}
