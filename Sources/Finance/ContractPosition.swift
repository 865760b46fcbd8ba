/// What a contract has come to by a day.
public struct ContractPosition: Sendable, Equatable {
    /// Name.
    public var name: String
    /// Whether equipment is bought; else construction or the like.
    public var isEquipment: Bool
    /// Value.
    public var value: Amount
    /// Payments that are stated, by period.
    public var paid: [Amount]
    /// What is stated as unpaid; nil where nothing is said.
    public var statedUnpaid: Amount?
    /// Value of what has arrived.
    public var arrived: Amount

    /// Makes a position.
    public init(
        name: String,
        isEquipment: Bool,
        value: Amount,
        paid: [Amount],
        statedUnpaid: Amount?,
        arrived: Amount
    ) {
        (self.name, self.isEquipment, self.value) = (name, isEquipment, value)
        (self.paid, self.statedUnpaid, self.arrived) = (paid, statedUnpaid, arrived)
    }

    /// All stated payments.
    public var paidInAll: Amount { paid.sum }

    /// Whether more is paid than the contract is worth.
    public var isOverpaid: Bool { paidInAll > value }

    /// What is still to be paid: as stated, else the value less payments; zero for a contract that
    /// is paid above its value.
    public var rest: Amount { max(.zero, statedUnpaid ?? (value - paidInAll)) }

    /// What must have been paid after the last stated period: the value less stated payments and
    /// rest; zero where the source leaves nothing or states less.
    public var paidSince: Amount { max(.zero, value - paidInAll - rest) }

    /// Value of what has yet to arrive.
    public var toArrive: Amount { max(.zero, value - arrived) }
}

/// Sums over contracts.
public struct ContractTotals: Sendable, Equatable {
    /// Values.
    public var value = Amount.zero
    /// Stated payments, by period, in the order of the contracts' own.
    public var paid: [Amount] = []
    /// Stated payments of all periods.
    public var paidInAll = Amount.zero
    /// What is stated as unpaid.
    public var statedUnpaid = Amount.zero
    /// What is still to be paid.
    public var rest = Amount.zero
    /// Value of what has arrived.
    public var arrived = Amount.zero

    /// Adds up positions.
    ///
    /// - Parameter positions: contracts with payments of the same periods.
    public init(_ positions: [ContractPosition]) {
        value = positions.map(\.value).sum
        let periods = positions.map(\.paid.count).max() ?? 0
        paid = (0..<periods)
            .map { period in
                positions.compactMap { period < $0.paid.count ? $0.paid[period] : nil }.sum
            }
        paidInAll = positions.map(\.paidInAll).sum
        statedUnpaid = positions.compactMap(\.statedUnpaid).sum
        rest = positions.map(\.rest).sum
        arrived = positions.map(\.arrived).sum
    }
}
