internal import Finance

/// Amounts as a person reads them: commas between thousands.
enum AmountText {
    /// An amount with some decimals; a dash for none.
    static func text(_ amount: Amount?, digits: Int) -> String {
        guard let amount else { return "–" }
        let plain = amount.text(Rounding(digits: digits))
        let halves = plain.split(separator: ".", omittingEmptySubsequences: false)
        let sign = plain.hasPrefix("-") ? "-" : ""
        let whole = halves[0].drop { $0 == "-" }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        // What rounds to nothing has no sign.
        let isZero = plain.allSatisfy { "-0.".contains($0) }
        return (isZero ? "" : sign) + grouped + (halves.count > 1 ? "." + halves[1] : "")
    }
}
