internal import Finance
public import PlanModel

/// A contract as a table states it.
public struct StatedContract: Sendable {
    /// Row of the table.
    public var row: Int
    /// Its own name; nil where the table has none.
    public var name: String?
    /// Supplier, as this table calls it.
    public var supplier: String?
    /// What is bought.
    public var what: String?
    /// Value.
    public var value: StatedAmount
    /// Signing.
    public var signed: DateInterval?
    /// Due by contract.
    public var due: DateInterval?
    /// When it arrived.
    public var arrived: [DateInterval] = []
    /// Value that has arrived.
    public var arrivedValue: StatedAmount?
    /// Payments by period.
    public var paid: [(period: DateInterval, amount: StatedAmount)] = []
    /// All payments, as stated beside those by period.
    public var paidInAll: StatedAmount?
    /// Unpaid.
    public var unpaid: StatedAmount?
    /// Origin; nil where neither the table nor the command says.
    public var basis: Basis?
    /// Key of the plan's sources.
    public var source: String?

    /// What the table calls it: its own name, else its supplier, else what is bought.
    public var label: String { name ?? supplier ?? what ?? "row \(row)" }

    /// Stated payments: by period, else in all.
    var payments: Amount {
        paid.isEmpty ? paidInAll?.amount ?? .zero : paid.map(\.amount.amount).sum
    }
}
