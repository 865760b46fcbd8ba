/// A mean of integers with its error, from exact sums: no order of adding changes it.
public struct ExactMean: Sendable, Equatable {
    /// Number of values.
    public private(set) var count: UInt64 = 0
    /// Their sum.
    public private(set) var sum: Int128 = 0
    /// Sum of their squares.
    public private(set) var squares: Int128 = 0

    /// Of nothing yet.
    public init() {}

    /// From sums.
    public init(count: UInt64, sum: Int128, squares: Int128) {
        (self.count, self.sum, self.squares) = (count, sum, squares)
    }

    /// Adds values of less than 2³³ each.
    public mutating func add(_ values: [Int]) {
        var (sum, squares) = (Int128(0), Int128(0))
        for value in values {
            sum += Int128(value)
            squares += Int128(value) * Int128(value)
        }
        count += UInt64(values.count)
        self.sum += sum
        self.squares += squares
    }

    /// The mean; nil without values.
    public var value: Double? { count > 0 ? Double(sum) / Double(count) : nil }

    /// Standard error of the mean, from the variance of the values with divisor n − 1; nil for fewer
    /// than two values.
    public var standardError: Double? {
        guard count > 1 else { return nil }
        let n = Int128(count)
        let (square, overflows) = n.multipliedReportingOverflow(by: squares)
        let (product, overflowsToo) = sum.multipliedReportingOverflow(by: sum)
        // n² times the variance with divisor n: exactly 0 when all values are equal.
        let scaled =
            overflows || overflowsToo
            ? max(0, Double(n) * Double(squares) - Double(sum) * Double(sum))
            : Double(square - product)
        let count = Double(count)
        return (scaled / (count * count * (count - 1))).squareRoot()
    }

    /// Encloses the true mean with a chance of about 95 %: 1.96 standard errors to either side; nil
    /// for fewer than two values.
    public var interval: ClosedRange<Double>? {
        guard let value, let standardError else { return nil }
        let reach = PairedDifferences.normalQuantile * standardError
        return value - reach...value + reach
    }
}
