internal import Foundation

/// An exact number without a unit: a share, a rate, a price's factor.
///
/// A fraction in lowest terms.
public struct Ratio: Sendable, Hashable, Comparable {
    /// Above the line.
    public let numerator: Int128
    /// Below the line, positive.
    public let denominator: Int128

    /// Makes a fraction.
    ///
    /// - Parameters:
    ///   - numerator: above the line.
    ///   - denominator: below the line, not zero.
    public init(_ numerator: Int128, over denominator: Int128 = 1) {
        precondition(denominator != 0, "a fraction has something below the line")
        var (a, b) = (numerator.magnitude, denominator.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = Int128(max(1, a)) * (denominator < 0 ? -1 : 1)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// The decimal that was written for a figure of a plan.
    ///
    /// A double holds any decimal of 15 significant digits so that it can be told from the next,
    /// also after one multiplication by a unit's size; the decimal of 15 digits next to it is
    /// therefore the one that stands in the plan.
    ///
    /// - Parameter figure: a finite number of at most 10^20; what is below 10^-20 counts as 0.
    public init(figure: Double) {
        precondition(figure.isFinite && abs(figure) <= 1e20, "a figure of a plan is finite")
        // The quotient of two whole doubles is rounded once, so it finds a short decimal exactly.
        var power = 1.0
        for _ in 0...6 where abs(figure * power) < 1e15 {
            let digits = (figure * power).rounded()
            if digits / power == figure {
                self.init(Int128(digits), over: Int128(power))
                return
            }
            power *= 10
        }
        let parts = String(format: "%.14e", figure).split(separator: "e")
        let digits = Int128(parts[0].replacing(".", with: "")) ?? 0
        let exponent = (Int(parts[1]) ?? 0) - 14
        if exponent < -34 {
            self.init(0)
        } else if exponent < 0 {
            self.init(digits, over: powerOfTen(-exponent))
        } else {
            self.init(digits * powerOfTen(exponent))
        }
    }

    /// Nothing.
    public static let zero = Ratio(0)
    /// The whole.
    public static let one = Ratio(1)

    /// Sum.
    public static func + (left: Ratio, right: Ratio) -> Ratio {
        Ratio(
            left.numerator * right.denominator + right.numerator * left.denominator,
            over: left.denominator * right.denominator
        )
    }
    /// Difference.
    public static func - (left: Ratio, right: Ratio) -> Ratio {
        left + Ratio(-right.numerator, over: right.denominator)
    }
    /// Product.
    public static func * (left: Ratio, right: Ratio) -> Ratio {
        // Reduced crosswise first, so that only what stays can overflow.
        let a = Ratio(left.numerator, over: right.denominator)
        let b = Ratio(right.numerator, over: left.denominator)
        return Ratio(a.numerator * b.numerator, over: a.denominator * b.denominator)
    }
    /// Quotient; nil when the divisor is zero.
    public static func / (left: Ratio, right: Ratio) -> Ratio? {
        right.numerator == 0 ? nil : left * Ratio(right.denominator, over: right.numerator)
    }
    /// Smaller before greater.
    public static func < (left: Ratio, right: Ratio) -> Bool {
        let a = left.numerator.multipliedFullWidth(by: right.denominator)
        let b = right.numerator.multipliedFullWidth(by: left.denominator)
        return (a.high, a.low) < (b.high, b.low)
    }

    /// The number in decimals.
    ///
    /// - Parameters:
    ///   - digits: decimals, 0 to 18.
    ///   - rule: how the rest is cut off.
    /// - Returns: such as `0.0806`.
    public func text(digits: Int, _ rule: Rounding.Rule = .halfAwayFromZero) -> String {
        decimalText(rule.quotient(numerator, powerOfTen(digits), over: denominator), digits)
    }

    /// The number in percent, without the sign.
    ///
    /// - Parameters:
    ///   - digits: decimals.
    ///   - rule: how the rest is cut off.
    /// - Returns: such as `8.06`.
    public func percent(digits: Int = 2, _ rule: Rounding.Rule = .halfAwayFromZero) -> String {
        decimalText(rule.quotient(numerator, powerOfTen(digits + 2), over: denominator), digits)
    }
}

/// A whole number of the last of some decimals, as text.
func decimalText(_ value: Int128, _ digits: Int) -> String {
    let text = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    let sign = value < 0 ? "-" : ""
    guard digits > 0 else { return sign + padded }
    return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
}
