public import Finance

/// An amount of money as a table states it, in the unit that all are brought to.
public struct StatedAmount: Sendable, Equatable {
    /// The amount, exact.
    public var amount: Amount
    /// One step of its last printed decimal: what is printed is within half of it.
    public var step: Amount
    /// As written.
    public var text: String
    /// Row of the table.
    public var row: Int
    /// Column, from 1.
    public var column: Int

    /// The same with another factor, for the test whether a unit was mistaken.
    func times(_ factor: Int128) -> Amount { amount.times(factor, over: 1) }
}

/// A number as a cell holds it: decimal text, and what stands beside it.
struct NumberCell: Equatable {
    /// Digits with a sign and a point if there is one.
    var decimal: String
    /// The text around it, such as a unit; empty for none.
    var rest: String

    /// Marks of a cell that holds nothing.
    static let blanks: Set<String> = [
        "", "-", "--", "–", "—", "——", "―", "/", "n/a", "na", "nil", "none", "无", "不适用", "未披露",
    ]

    // Made once: a literal is parsed anew wherever it stands. Not \d, which takes 万 for a digit.
    private nonisolated(unsafe) static let expression =
        #/^([^0-9.+\-]*?)\s*([+\-]?)([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e([+\-]?[0-9]{1,2}))?\s*([^0-9.,%]*)$/#

    /// Reads a cell; nil for what is no number.
    ///
    /// - Parameter text: digits, groups of three by commas, a sign or brackets for less than zero.
    init?(_ text: String) {
        var cell = folded(text)
        var isNegative = false
        if cell.hasPrefix("("), cell.hasSuffix(")") {
            cell = trimmed(String(cell.dropFirst().dropLast()))
            isNegative = true
        }
        guard hasDigit(cell) else { return nil }
        guard let found = cell.wholeMatch(of: Self.expression) else { return nil }
        let sign = found.2 == "-" ? "-" : ""
        let digits = found.3.replacing(",", with: "")
        let exponent = found.4.map { "e" + $0 } ?? ""
        guard let plain = plainDecimal((digits.hasPrefix(".") ? "0" : "") + digits + exponent)
        else { return nil }
        let isZero = plain.allSatisfy { $0 == "0" || $0 == "." }
        decimal = (isNegative != (sign == "-") && !isZero ? "-" : "") + plain
        rest = trimmed(found.1 + " " + found.5)
    }

    /// Decimals after the point.
    var places: Int { decimal.split(separator: ".").dropFirst().first?.count ?? 0 }
}

/// Whether there is a digit, of those that numbers and dates are written with.
func hasDigit(_ text: String) -> Bool { text.utf8.contains { (0x30...0x39).contains($0) } }

/// A decimal such as `6.83e+3` without its exponent; nil for what is none or has over 40 digits.
func plainDecimal(_ text: String) -> String? {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return parts.count == 1 ? text : nil }
    guard let exponent = Int(parts[1]), abs(exponent) <= 20 else { return nil }
    let isNegative = parts[0].hasPrefix("-")
    let halves = parts[0].drop { $0 == "-" || $0 == "+" }
        .split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count) else { return nil }
    let fraction = halves.count == 2 ? String(halves[1]) : ""
    var digits = String(halves[0]) + fraction
    var point = halves[0].count + exponent
    if point <= 0 {
        digits = String(repeating: "0", count: 1 - point) + digits
        point = 1
    }
    if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
    let split = digits.index(digits.startIndex, offsetBy: point)
    let whole = String(digits[..<split].drop { $0 == "0" })
    let sign = isNegative ? "-" : ""
    let tail = digits[split...]
    return sign + (whole.isEmpty ? "0" : whole) + (tail.isEmpty ? "" : "." + tail)
}

extension Amount {
    /// The amount with the decimals that it needs, two at least.
    public var plain: String {
        var text = self.text(Rounding(digits: Self.decimals))
        while text.hasSuffix("0"), text.split(separator: ".").last?.count ?? 0 > 2 {
            text.removeLast()
        }
        return text
    }

    /// Without its sign.
    var magnitude: Amount { self < .zero ? -self : self }
}
