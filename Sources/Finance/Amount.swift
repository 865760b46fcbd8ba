public import Foundation

/// An exact amount of money, in the plan's unit.
///
/// A whole number of thousand-millionths, so that sums are exact in every order and each product is
/// rounded once, by a rule that is named. Foundation's `Decimal` does the same some thousand times
/// slower, which a table for each of ten thousand replications does not bear; amounts leave as
/// `Decimal`.
public struct Amount: Sendable, Hashable, Comparable, AdditiveArithmetic {
    /// Decimals that an amount has.
    public static let decimals = 9
    /// Parts of the money unit.
    static let scale = powerOfTen(decimals)

    /// Thousand-millionths of the money unit.
    public let parts: Int128

    /// Makes an amount of thousand-millionths.
    ///
    /// - Parameter parts: how many.
    public init(parts: Int128) { self.parts = parts }

    /// Makes an amount of whole money units.
    ///
    /// - Parameter whole: how many.
    public init(_ whole: Int) { parts = Int128(whole) * Self.scale }

    /// The amount that was written for a figure of a plan, to nine decimals.
    ///
    /// - Parameter figure: a finite number of at most 10^20.
    public init(figure: Double) {
        self = Amount(1).times(Ratio(figure: figure))
    }

    /// Reads a plain decimal such as `129332.57`; nil for what is none or has more than nine
    /// decimals.
    ///
    /// - Parameter text: digits, with a sign and a point if wanted.
    public init?(_ text: String) {
        let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let places = halves.count == 2 ? halves[1].count : 0
        guard places <= Self.decimals, halves.allSatisfy({ !$0.isEmpty }),
            halves.count == 1 || halves[1].allSatisfy(\.isWholeNumber),
            let digits = Int128(halves.joined())
        else { return nil }
        let (parts, overflows) =
            digits.multipliedReportingOverflow(by: powerOfTen(Self.decimals - places))
        guard !overflows else { return nil }
        self.parts = parts
    }

    /// Nothing.
    public static let zero = Amount(parts: 0)
    /// Sum.
    public static func + (left: Amount, right: Amount) -> Amount {
        Amount(parts: left.parts + right.parts)
    }
    /// Difference.
    public static func - (left: Amount, right: Amount) -> Amount {
        Amount(parts: left.parts - right.parts)
    }
    /// The same owed the other way.
    public static prefix func - (amount: Amount) -> Amount { Amount(parts: -amount.parts) }
    /// Less before more.
    public static func < (left: Amount, right: Amount) -> Bool { left.parts < right.parts }

    /// The amount times a number, rounded once.
    ///
    /// - Parameters:
    ///   - ratio: the number.
    ///   - rounding: to which decimal, and how.
    /// - Returns: the product.
    public func times(_ ratio: Ratio, _ rounding: Rounding = .finest) -> Amount {
        times(ratio.numerator, over: ratio.denominator, rounding)
    }

    /// The amount times a fraction, rounded once.
    ///
    /// - Parameters:
    ///   - numerator: above the line.
    ///   - denominator: below the line, not zero.
    ///   - rounding: to which decimal, and how.
    /// - Returns: the product.
    public func times(
        _ numerator: Int128,
        over denominator: Int128,
        _ rounding: Rounding = .finest
    ) -> Amount {
        let step = rounding.step
        return Amount(
            parts: rounding.rule.quotient(parts, numerator, over: denominator * step) * step
        )
    }

    /// The amount rounded.
    ///
    /// - Parameter rounding: to which decimal, and how.
    /// - Returns: the amount.
    public func rounded(_ rounding: Rounding) -> Amount { times(1, over: 1, rounding) }

    /// The amount as a share of another; nil when that is zero.
    ///
    /// - Parameter whole: the other amount.
    /// - Returns: the share.
    public func share(of whole: Amount) -> Ratio? {
        whole.parts == 0 ? nil : Ratio(parts, over: whole.parts)
    }

    /// The amount in nearly equal parts whose sum it is: each is the growth of the rounded total.
    ///
    /// - Parameters:
    ///   - count: how many; none for 0 or fewer.
    ///   - rounding: to which decimal parts are rounded, and how; the last one takes what is finer.
    /// - Returns: the parts, in order.
    public func split(into count: Int, _ rounding: Rounding) -> [Amount] {
        var before = Amount.zero
        return (0..<max(0, count))
            .map { index in
                let isLast = index + 1 == count
                let total = isLast ? self : times(Int128(index + 1), over: Int128(count), rounding)
                defer { before = total }
                return total - before
            }
    }

    /// The amount with some decimals, such as `129332.57`.
    ///
    /// - Parameter rounding: how many, and how the rest is cut off.
    /// - Returns: digits, without separators of thousands.
    public func text(_ rounding: Rounding) -> String {
        decimalText(rounded(rounding).parts / rounding.step, rounding.digits)
    }

    /// The same number as Foundation writes it, exactly.
    public var decimal: Decimal {
        Decimal(string: decimalText(parts, Self.decimals), locale: nil) ?? .nan
    }
}

extension Sequence<Amount> {
    /// Their sum.
    public var sum: Amount { reduce(.zero, +) }
}

extension Amount: Encodable {
    /// Encodes the number exactly.
    ///
    /// - Parameter encoder: where to.
    /// - Throws: the encoder's error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(decimal)
    }
}
