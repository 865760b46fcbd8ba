internal import Foundation

/// A discount rate a year, built up from parts, with its factors.
public struct DiscountRate: Sendable {
    /// Decimals of a factor.
    public static let digits = 15

    /// The rate a year [1].
    public let rate: Ratio
    /// (1 + rate) to the power of 1/24: half a month.
    private let halfMonth: Decimal
    /// Factors of the first half months from now on, so that they are worked out once.
    private var table: [Ratio] = []

    /// Adds up a rate: risk-free, then premiums.
    ///
    /// - Parameters:
    ///   - parts: what the rate is built up from [1]; together not negative.
    ///   - halfMonths: how far ahead factors are worked out at once, in 24ths of a year.
    public init(parts: [Ratio], halfMonths: Int = 0) {
        rate = parts.reduce(.zero, +)
        precondition(rate >= .zero, "a discount rate is not negative")
        halfMonth = Self.root(24, of: 1 + Decimal(string: rate.text(digits: 18)).unwrapped)
        var power = Decimal(1)
        for _ in 0..<max(0, halfMonths) {
            table.append(Self.rounded(1 / power))
            power *= halfMonth
        }
    }

    /// A rate as it stands.
    ///
    /// - Parameter rate: a year [1].
    public init(_ rate: Ratio) { self.init(parts: [rate]) }

    /// What one money unit after some time is worth now: (1 + rate) to the power of −time.
    ///
    /// - Parameter halfMonths: time from now, in 24ths of a year; before now when negative.
    /// - Returns: the factor, to `digits` decimals.
    public func factor(halfMonths: Int) -> Ratio {
        if table.indices.contains(halfMonths) { return table[halfMonths] }
        let power = Self.power(halfMonth, abs(halfMonths))
        return Self.rounded(halfMonths < 0 ? power : 1 / power)
    }

    private static func rounded(_ factor: Decimal) -> Ratio {
        var (factor, rounded) = (factor, Decimal())
        NSDecimalRound(&rounded, &factor, digits, .plain)
        let scaled = rounded * Decimal(sign: .plus, exponent: digits, significand: 1)
        return Ratio(Int128(scaled.description) ?? 0, over: powerOfTen(digits))
    }

    /// The factors of months from now on, each in its middle.
    ///
    /// - Parameter count: how many months.
    /// - Returns: a factor each.
    public func monthFactors(_ count: Int) -> [Ratio] {
        (0..<max(0, count)).map { factor(halfMonths: 2 * $0 + 1) }
    }

    /// A root by Newton's method, from above; it doubles its digits each time.
    private static func root(_ degree: Int, of number: Decimal) -> Decimal {
        var root = 1 + (number - 1) / Decimal(degree)
        for _ in 0..<200 {
            let lower = power(root, degree - 1)
            let step = (lower * root - number) / (Decimal(degree) * lower)
            // The last digits of a Decimal's 38 are rounding alone.
            if abs(step) < Decimal(sign: .plus, exponent: -35, significand: 1) { break }
            root -= step
        }
        return root
    }

    private static func power(_ base: Decimal, _ exponent: Int) -> Decimal {
        var (result, square, rest) = (Decimal(1), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            rest >>= 1
            if rest > 0 { square *= square }
        }
        return result
    }
}

extension Decimal? {
    fileprivate var unwrapped: Decimal {
        guard let self else { preconditionFailure("a ratio's text is a decimal") }
        return self
    }
}
