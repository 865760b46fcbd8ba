/// The ratio of two means over replications, such as time over plates.
///
/// Sums are added in the order of the replications, so that a result repeats to the last bit.
public struct RatioOfMeans: Sendable, Equatable {
    private var count = 0.0
    private var (x, y) = (0.0, 0.0)
    private var (xx, xy, yy) = (0.0, 0.0, 0.0)

    /// Of nothing yet.
    public init() {}

    /// Adds a replication.
    ///
    /// - Parameters:
    ///   - numerator: its part above.
    ///   - denominator: its part below.
    public mutating func add(_ numerator: Double, _ denominator: Double) {
        count += 1
        x += numerator
        y += denominator
        xx += numerator * numerator
        xy += numerator * denominator
        yy += denominator * denominator
    }

    /// The ratio; nil where all denominators are zero.
    public var value: Double? { y > 0 ? x / y : nil }

    /// Its standard error; nil for fewer than two replications.
    ///
    /// - Source: Cochran, Sampling Techniques (1977), section 2.11.
    public var standardError: Double? {
        guard let ratio = value, count > 1 else { return nil }
        let squares = max(0, xx - 2 * ratio * xy + ratio * ratio * yy)
        return (squares * count / (count - 1)).squareRoot() / y
    }

    /// Half of the ratio's 95 % interval over replications, by Student's t; nil for fewer than two.
    public var halfWidth: Double? {
        standardError.map { $0 * StudentDistribution.upperQuantile(degrees: Int(count) - 1) }
    }
}
