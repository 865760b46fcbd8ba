internal import Finance

/// Which cells of a sum were written in another unit, so that they are ten thousand or a hundred
/// million times too large or too small.
struct UnitMistake {
    /// Ratios of 元, 万元 and 亿元.
    static let factors: [Int128] = [10_000, 100_000_000]

    /// The cells.
    var cells: [StatedAmount]
    /// What they must be multiplied by.
    var numerator: Int128
    /// What they must be divided by.
    var denominator: Int128

    /// Looks for cells that make the parts add up when their unit is corrected: the whole, one
    /// part, or all parts.
    ///
    /// - Parameters:
    ///   - parts: what should add up.
    ///   - whole: to what.
    /// - Returns: the mistake; nil where none explains the difference, or none alone.
    static func find(_ parts: [StatedAmount], _ whole: StatedAmount) -> UnitMistake? {
        let sum = parts.map(\.amount).sum
        for factor in factors {
            for (up, down) in [(factor, 1), (1, factor)] as [(Int128, Int128)] {
                let single = parts.filter { part in
                    let corrected = part.amount.times(up, over: down)
                    let slack =
                        parts.filter { $0 != part }.map(\.step).sum + whole.step
                        + part.step.times(up, over: down)
                    return hasDigits(part)
                        && (sum - part.amount + corrected - whole.amount).magnitude
                            <= slack.times(1, over: 2)
                }
                if single.count == 1 {
                    return UnitMistake(cells: single, numerator: up, denominator: down)
                }
                // The whole against all parts: one cell is likelier wrong than many.
                let slack = parts.map(\.step).sum + whole.step.times(up, over: down)
                if hasDigits(whole),
                    (sum - whole.amount.times(up, over: down)).magnitude <= slack.times(1, over: 2)
                {
                    return UnitMistake(cells: [whole], numerator: up, denominator: down)
                }
            }
        }
        return nil
    }

    /// Whether enough digits are printed that a match is no accident.
    private static func hasDigits(_ cell: StatedAmount) -> Bool {
        cell.amount.magnitude >= cell.step.times(100, over: 1) && cell.amount != .zero
    }

    /// What a cell should have been.
    func corrected(_ cell: StatedAmount) -> Amount {
        cell.amount.times(numerator, over: denominator)
    }

    /// The ratio as messages write it.
    var factorText: String { Self.text(max(numerator, denominator)) }

    /// `10,000`.
    static func text(_ factor: Int128) -> String { factor == 10_000 ? "10,000" : "100,000,000" }
}
