/// The difference of two ratios of means over replications that share their luck: second minus
/// first.
///
/// All sums are exact integers, so no order of adding changes a result.
public struct PairedRatios: Sendable, Equatable {
    private var count = 0
    private var totals = [UInt128](repeating: 0, count: 4)
    private var products = [UInt128](repeating: 0, count: 16)

    /// Of nothing yet.
    public init() {}

    /// Adds a replication.
    ///
    /// - Parameters:
    ///   - first: numerator and denominator, such as time and plates.
    ///   - second: those of the other side.
    public mutating func add(_ first: (UInt64, UInt64), _ second: (UInt64, UInt64)) {
        let parts = [first.0, first.1, second.0, second.1].map { UInt128($0) }
        count += 1
        for row in 0..<4 {
            totals[row] += parts[row]
            for column in 0..<4 { products[4 * row + column] += parts[row] * parts[column] }
        }
    }

    /// Number of its sums.
    public static let sumCount = 20

    /// All that it holds, to be added to that of other replications.
    public var sums: [UInt128] { totals + products }

    /// From sums over replications.
    ///
    /// - Parameters:
    ///   - sums: as `sums` gives them.
    ///   - count: of how many replications.
    public init(sums: ArraySlice<UInt128>, count: UInt64) {
        precondition(sums.count == Self.sumCount, "there are \(Self.sumCount) sums")
        self.count = Int(count)
        totals = Array(sums.prefix(4))
        products = Array(sums.dropFirst(4))
    }

    private func ratio(_ numerator: Int) -> Double? {
        let below = totals[numerator + 1]
        return below > 0 ? Double(totals[numerator]) / Double(below) : nil
    }

    /// The ratio of the first side; nil where its denominators are zero.
    public var first: Double? { ratio(0) }
    /// The ratio of the second side.
    public var second: Double? { ratio(2) }
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
        let (own, other) = (Double(totals[1]), Double(totals[3]))
        let weights = [-1 / own, first / own, 1 / other, -second / other]
        var squares = 0.0
        for row in 0..<4 {
            for column in 0..<4 {
                squares += weights[row] * weights[column] * Double(products[4 * row + column])
            }
        }
        // The squares of rounding may be below zero where both sides are the same.
        let least = 1e-13 * (Double(products[0]) * weights[0] * weights[0])
        let error = squares > least ? (squares * Double(count) / Double(count - 1)).squareRoot() : 0
        return error * StudentDistribution.upperQuantile(degrees: count - 1)
    }
}
