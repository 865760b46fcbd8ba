/// The difference of two ratios of means over replications that share their luck: second minus
/// first.
///
/// Sums are added in the order of the replications, so that a result repeats to the last bit.
public struct PairedRatios: Sendable, Equatable {
    private var count = 0.0
    private var sums = [Double](repeating: 0, count: 4)
    private var products = [Double](repeating: 0, count: 16)

    /// Of nothing yet.
    public init() {}

    /// Adds a replication.
    ///
    /// - Parameters:
    ///   - first: numerator and denominator, such as time and plates.
    ///   - second: those of the other side.
    public mutating func add(_ first: (Double, Double), _ second: (Double, Double)) {
        let parts = [first.0, first.1, second.0, second.1]
        count += 1
        for row in 0..<4 {
            sums[row] += parts[row]
            for column in 0..<4 { products[4 * row + column] += parts[row] * parts[column] }
        }
    }

    /// The ratio of the first side; nil where its denominators are zero.
    public var first: Double? { sums[1] > 0 ? sums[0] / sums[1] : nil }
    /// The ratio of the second side.
    public var second: Double? { sums[3] > 0 ? sums[2] / sums[3] : nil }
    /// Second minus first; nil where a side has none.
    public var difference: Double? {
        guard let first, let second else { return nil }
        return second - first
    }

    /// Half of the difference's 95 % interval, by Student's t; nil for fewer than two pairs.
    ///
    /// Each ratio is taken as linear about its own value, as `RatioOfMeans` does; what is left of
    /// both in a replication is one number, so what they have in common cancels.
    ///
    /// - Source: Cochran, Sampling Techniques (1977), sections 2.11 and 6.11.
    public var halfWidth: Double? {
        guard let first, let second, count > 1 else { return nil }
        let weights = [
            -1 / sums[1], first / sums[1], 1 / sums[3], -second / sums[3],
        ]
        var squares = 0.0
        for row in 0..<4 {
            for column in 0..<4 {
                squares += weights[row] * weights[column] * products[4 * row + column]
            }
        }
        // The squares of rounding may be below zero where both sides are the same.
        let least = 1e-13 * (products[0] * weights[0] * weights[0])
        let error = squares > least ? (squares * count / (count - 1)).squareRoot() : 0
        return error * StudentDistribution.upperQuantile(degrees: Int(count) - 1)
    }
}
