/// Differences of pairs of integer results that share their luck: second minus first.
///
/// All sums are exact integers, so no order of adding changes a result, and memory does not grow
/// with the number of pairs.
public struct PairedDifferences: Sendable, Equatable {
    /// The 97.5 % quantile of the standard normal distribution.
    public static let normalQuantile = 1.959_963_984_540_054

    /// Pairs whose second result is greater, by more than the tolerance.
    public private(set) var greater: UInt64 = 0
    /// Pairs whose second result is less, by more than the tolerance.
    public private(set) var less: UInt64 = 0
    /// Results that differ by no more count as equal.
    public let tolerance: Int
    private var exact = ExactMean()
    private var histogram = WideningHistogram()

    /// Makes an empty count.
    ///
    /// - Parameter tolerance: what counts as equal; means and quantiles know no tolerance.
    public init(tolerance: Int = 0) {
        self.tolerance = tolerance
    }

    /// Number of pairs.
    public var count: UInt64 { histogram.total }
    /// Pairs whose results are equal or differ by no more than the tolerance.
    public var equal: UInt64 { count - greater - less }

    /// Counts differences of less than 2³³ each.
    public mutating func add(_ differences: [Int]) {
        var (greater, less) = (0, 0)
        for difference in differences {
            greater += difference > tolerance ? 1 : 0
            less += difference < -tolerance ? 1 : 0
        }
        exact.add(differences)
        self.greater += UInt64(greater)
        self.less += UInt64(less)
        histogram.add(differences)
    }

    /// Mean difference; nil without pairs.
    public var mean: Double? { exact.value }

    /// Standard error of the mean, from the variance of the differences with divisor n − 1; nil for
    /// fewer than two pairs.
    public var standardError: Double? { exact.standardError }

    /// Encloses the true mean difference with a chance of about 95 %: 1.96 standard errors to
    /// either side; nil for fewer than two pairs.
    public var interval: ClosedRange<Double>? { exact.interval }

    /// A quantile of the differences: exact while they span fewer than 8,192 integers, else the
    /// start of a bin of at most 1/4,096 of the span.
    ///
    /// - Parameter p: from 0 to 1.
    /// - Returns: the quantile; nil without pairs.
    public func quantile(_ p: Double) -> Int? { histogram.quantile(p) }
}
