/// The ratio of two means over replications, such as time over plates.
///
/// All sums are exact integers, so no order of adding changes a result.
public struct RatioOfMeans: Sendable, Equatable {
    /// Number of replications.
    private var count = 0
    private var (x, y): (UInt128, UInt128) = (0, 0)
    private var (xx, xy, yy): (UInt128, UInt128, UInt128) = (0, 0, 0)

    /// Of nothing yet.
    public init() {}

    /// Adds a replication.
    ///
    /// - Parameters:
    ///   - numerator: its part above.
    ///   - denominator: its part below.
    public mutating func add(_ numerator: UInt64, _ denominator: UInt64) {
        let (numerator, denominator) = (UInt128(numerator), UInt128(denominator))
        count += 1
        x += numerator
        y += denominator
        xx += numerator * numerator
        xy += numerator * denominator
        yy += denominator * denominator
    }

    /// Number of its sums.
    public static let sumCount = 5

    /// All that it holds, to be added to that of other replications.
    public var sums: [UInt128] { [x, y, xx, xy, yy] }

    /// From sums over replications.
    ///
    /// - Parameters:
    ///   - sums: as `sums` gives them.
    ///   - count: of how many replications.
    public init(sums: ArraySlice<UInt128>, count: UInt64) {
        precondition(sums.count == Self.sumCount, "there are \(Self.sumCount) sums")
        let first = sums.startIndex
        self.count = Int(count)
        (x, y) = (sums[first], sums[first + 1])
        (xx, xy, yy) = (sums[first + 2], sums[first + 3], sums[first + 4])
    }

    /// The ratio; nil where all denominators are zero.
    public var value: Double? { y > 0 ? Double(x) / Double(y) : nil }

    /// Its standard error; nil for fewer than two replications.
    ///
    /// - Source: Cochran, Sampling Techniques (1977), section 2.11.
    public var standardError: Double? {
        guard let ratio = value, count > 1 else { return nil }
        let squares = max(
            0,
            Double(xx) - 2 * ratio * Double(xy) + ratio * ratio * Double(yy)
        )
        return (squares * Double(count) / Double(count - 1)).squareRoot() / Double(y)
    }

    /// Half of the ratio's 95 % interval over replications, by Student's t; nil for fewer than two.
    public var halfWidth: Double? {
        standardError.map { $0 * StudentDistribution.upperQuantile(degrees: count - 1) }
    }
}
