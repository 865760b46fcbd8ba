/// Sums and turning points of a line of monthly cash.
public struct CashLine: Sendable, Equatable {
    /// In at more than zero, out at less, by month.
    public var months: [Amount]

    /// Makes a line.
    ///
    /// - Parameter months: in at more than zero, out at less, by month.
    public init(_ months: [Amount]) { self.months = months }

    /// What there is at the end of each month.
    ///
    /// - Parameter opening: what there is at the start.
    /// - Returns: an amount a month.
    public func balance(opening: Amount = .zero) -> [Amount] {
        var sum = opening
        return months.map {
            sum += $0
            return sum
        }
    }

    /// The least there is at the end of a month, and the first month with so little; nil when it
    /// never falls below what there is at the start.
    ///
    /// - Parameter opening: what there is at the start.
    /// - Returns: month, from 0, and amount.
    public func lowPoint(opening: Amount = .zero) -> (month: Int, amount: Amount)? {
        let balance = balance(opening: opening)
        guard let least = balance.min(), least < opening,
            let month = balance.firstIndex(of: least)
        else { return nil }
        return (month, least)
    }

    /// The first month at whose end all that went out has come back, and stays; nil when nothing
    /// went out or it does not come back.
    public var payback: Int? {
        let balance = balance()
        guard balance.contains(where: { $0 < .zero }),
            let last = balance.lastIndex(where: { $0 < .zero }), last + 1 < balance.count
        else { return nil }
        return last + 1
    }

    /// What the line is worth at the start of a month.
    ///
    /// - Parameters:
    ///   - factors: of the months from that one on, each in its middle.
    ///   - from: the month.
    ///   - rounding: of the sum.
    /// - Returns: the present value of that month and all later ones.
    public func presentValue(
        _ factors: [Ratio],
        from: Int = 0,
        _ rounding: Rounding
    ) -> Amount {
        guard from < months.count else { return .zero }
        return zip(months[max(0, from)...], factors)
            .map { $0.times($1) }.sum.rounded(rounding)
    }
}
