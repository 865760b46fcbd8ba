internal import Finance

/// Reads amounts in whatever unit they are stated and brings them to one, exactly.
struct MoneyReader {
    /// What a cell comes to.
    enum Outcome {
        case nothing
        case amount(StatedAmount, isRounded: Bool)
        case problem(expected: String, message: String)
    }

    /// The unit that amounts are brought to.
    let target: MoneyUnit
    /// The target's currency for one unit of another.
    let rates: [String: Amount]
    /// The unit of amounts whose cell, row and heading state none; nil for the target.
    var unit: MoneyUnit?
    private var rated: Set<Int> = []

    init(target: MoneyUnit, rates: [String: Amount]) {
        (self.target, self.rates) = (target, rates)
    }

    /// Whether an amount of the row was converted by a rate.
    func usedRate(row: Int) -> Bool { rated.contains(row) }

    /// Reads a cell.
    ///
    /// - Parameters:
    ///   - text: the cell.
    ///   - heading: the unit of its heading.
    ///   - rowUnit: what the row says in a column of units.
    ///   - rowCurrency: what the row says in a column of currencies.
    ///   - row: its place.
    ///   - column: its place.
    /// - Returns: the amount in the target unit.
    mutating func read(
        _ text: String,
        heading: MoneyUnit?,
        rowUnit: String,
        rowCurrency: String,
        row: Int,
        column: Int
    ) -> Outcome {
        if NumberCell.blanks.contains(folded(text)) { return .nothing }
        guard let number = NumberCell(text) else {
            let expected = "a number such as 1,234.56"
            return .problem(
                expected: expected,
                message: "'\(short(text))' is not an amount; expected \(expected)"
            )
        }
        var stated = heading ?? unit
        for words in [rowUnit, number.rest] where !NumberCell.blanks.contains(folded(words)) {
            guard let unit = MoneyUnit(words) else {
                let expected = "a unit such as 万元, 元, USD or 10000 CNY"
                return .problem(
                    expected: expected,
                    message: "'\(short(words))' is not a unit of money; expected \(expected)"
                )
            }
            stated = unit
        }
        if !NumberCell.blanks.contains(folded(rowCurrency)) {
            guard let code = MoneyUnit(rowCurrency)?.currency ?? Self.yuan(rowCurrency) else {
                return .problem(
                    expected: "a currency such as CNY or 美元",
                    message: "'\(short(rowCurrency))' is not a currency; expected such as CNY, USD "
                        + "or 美元"
                )
            }
            if stated?.currency == nil {
                stated = MoneyUnit(size: stated?.size ?? target.size, currency: code)
            }
        }
        return converted(number, text, from: stated ?? target, row: row, column: column)
    }

    /// Sums of some thousand amounts, a mistaken unit too, stay within 128 bits below it.
    private static let limit = 1e15

    private static func yuan(_ text: String) -> String? { folded(text) == "元" ? "CNY" : nil }

    private mutating func converted(
        _ number: NumberCell,
        _ text: String,
        from unit: MoneyUnit,
        row: Int,
        column: Int
    ) -> Outcome {
        let places = number.places
        guard places <= Amount.decimals, number.decimal.count - places <= 18,
            let amount = Amount(number.decimal)
        else {
            let expected = "at most 16 digits before the point and nine after it"
            return .problem(
                expected: expected,
                message: "'\(short(text))' has too many digits; expected \(expected)"
            )
        }
        let (own, wanted) = (unit.currency ?? "CNY", target.currency ?? "CNY")
        var (numerator, denominator) = (unit.size, target.size)
        if own != wanted {
            guard let rate = rates[own] else {
                let expected = "--rate \(own)=RATE"
                return .problem(
                    expected: expected,
                    message: "\(short(text)) is in \(own), the result in \(wanted); give "
                        + "\(expected), the \(wanted) for one \(own)"
                )
            }
            rated.insert(row)
            numerator *= rate.parts
            denominator *= Amount(1).parts
        }
        let size = Double(amount.parts) * Double(numerator) / Double(denominator)
        guard size.magnitude < Self.limit * Double(Amount(1).parts) else {
            return .problem(
                expected: "an amount below 10^15",
                message: "'\(short(text))' is too large; expected an amount below 10^15"
            )
        }
        var step = Amount(1)
        for _ in 0..<places { step = step.times(1, over: 10) }
        let stated = StatedAmount(
            amount: amount.times(numerator, over: denominator),
            step: step.times(numerator, over: denominator),
            text: text,
            row: row,
            column: column
        )
        let isExact = stated.amount.times(denominator, over: numerator) == amount
        return .amount(stated, isRounded: !isExact && own == wanted)
    }
}
