/// A loan month by month.
public struct LoanSchedule: Sendable, Equatable {
    /// Drawn in each month.
    public var drawn: [Amount]
    /// Repaid in each month.
    public var repaid: [Amount]
    /// Interest paid in each month.
    public var interest: [Amount]
    /// What is owed at the end of each month.
    public var balance: [Amount]

    /// Works a loan out.
    ///
    /// A month's interest is a twelfth of the year's rate on what was owed when it began, and is
    /// paid in that month.
    ///
    /// - Parameters:
    ///   - opening: what is owed when the first month begins.
    ///   - drawn: in each month.
    ///   - repaid: in each month, as far as so much is owed.
    ///   - interest: a year [1].
    ///   - rounding: of the interest.
    public init(
        opening: Amount,
        drawn: [Amount],
        repaid: [Amount],
        interest: Ratio,
        _ rounding: Rounding
    ) {
        precondition(drawn.count == repaid.count, "a loan's months are those of its horizon")
        self.drawn = drawn
        var owed = opening
        var (back, cost, left): ([Amount], [Amount], [Amount]) = ([], [], [])
        for month in drawn.indices {
            cost.append(owed.times(interest * Ratio(1, over: 12), rounding))
            let payment = min(repaid[month], owed + drawn[month])
            owed += drawn[month] - payment
            back.append(payment)
            left.append(owed)
        }
        (self.repaid, self.interest, balance) = (back, cost, left)
    }
}
