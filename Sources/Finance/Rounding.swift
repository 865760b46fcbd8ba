/// How amounts of money are rounded.
public struct Rounding: Sendable, Equatable {
    /// What happens to digits that are cut off.
    public enum Rule: String, Sendable, CaseIterable {
        /// To the nearest; halves away from zero.
        case halfAwayFromZero = "half-away-from-zero"
        /// To the nearest; halves to the even digit.
        case halfEven = "half-even"
        /// Towards zero.
        case down
    }

    /// What happens to digits that are cut off.
    public let rule: Rule
    /// Decimals that stay, 0 to `Amount.decimals`.
    public let digits: Int
    /// Parts of an amount in one step of the last decimal.
    let step: Int128

    /// Makes a rule.
    ///
    /// - Parameters:
    ///   - rule: what happens to digits that are cut off.
    ///   - digits: decimals that stay, 0 to `Amount.decimals`.
    public init(_ rule: Rule = .halfAwayFromZero, digits: Int = 2) {
        precondition((0...Amount.decimals).contains(digits), "an amount has up to nine decimals")
        (self.rule, self.digits) = (rule, digits)
        step = powerOfTen(Amount.decimals - digits)
    }

    /// What intermediate amounts are rounded to: the last decimal that an amount has.
    public static let finest = Rounding(digits: Amount.decimals)
}

extension Rounding.Rule {
    /// a · b / c to a whole number, exact until this one rounding.
    func quotient(_ a: Int128, _ b: Int128, over c: Int128) -> Int128 {
        precondition(c != 0, "an amount is divided by zero")
        let isNegative = ((a < 0) != (b < 0)) != (c < 0)
        let divisor = c.magnitude
        let (short, overflows) = a.magnitude.multipliedReportingOverflow(by: b.magnitude)
        var (whole, rest): (UInt128, UInt128)
        if overflows {
            let full = a.magnitude.multipliedFullWidth(by: b.magnitude)
            precondition(full.high < divisor, "an amount is beyond 10^29")
            (whole, rest) = divisor.dividingFullWidth(full)
        } else {
            (whole, rest) = short.quotientAndRemainder(dividingBy: divisor)
        }
        // Twice the rest could overflow; the rest's distance to the divisor cannot.
        let other = divisor - rest
        switch self {
        case .down: break
        case .halfAwayFromZero: if rest >= other { whole += 1 }
        case .halfEven: if rest > other || (rest == other && whole % 2 == 1) { whole += 1 }
        }
        return isNegative ? -Int128(whole) : Int128(whole)
    }
}

/// 10 to a power from 0 to 38.
func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
}
