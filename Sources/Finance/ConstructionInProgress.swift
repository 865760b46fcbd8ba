/// A row of construction in progress over one period.
public struct ConstructionInProgress: Sendable, Equatable {
    /// What the project may cost.
    public var budget: Amount
    /// At the start of the period.
    public var opening: Amount
    /// Spent in the period.
    public var additions: Amount
    /// Put in service: moved to fixed assets.
    public var transfers: Amount
    /// Other decreases.
    public var other: Amount

    /// Makes a row.
    public init(
        budget: Amount,
        opening: Amount,
        additions: Amount,
        transfers: Amount,
        other: Amount
    ) {
        (self.budget, self.opening, self.additions) = (budget, opening, additions)
        (self.transfers, self.other) = (transfers, other)
    }

    /// At the end of the period: opening + additions − transfers − other decreases.
    public var closing: Amount { opening + additions - transfers - other }

    /// Spent so far as a share of the budget: (opening + additions) / budget; nil for a budget of
    /// zero.
    public var shareOfBudget: Ratio? { (opening + additions).share(of: budget) }
}
