public import Finance
public import PlanModel

/// A contract table, read and brought to one unit.
public struct ContractTable: Sendable {
    /// A column that is understood.
    public struct Column: Sendable {
        /// Its place, from 1.
        public var number: Int
        /// As the table calls it.
        public var heading: String
        /// What it holds.
        public var column: ContractColumn
        /// The unit of its heading.
        public var unit: MoneyUnit?
        /// Up to when its figures are.
        public var asOf: DateInterval?
    }

    /// A row of sums.
    struct Total {
        var row: Int
        /// Whether it sums the rows since the last such row alone.
        var isPartial: Bool
        /// Contracts above it that are read.
        var count: Int
        var amounts: [(column: Column, amount: StatedAmount)]
    }

    /// The file, with the sheet where there are several.
    public var file: String
    /// The unit of all amounts.
    public var unit: MoneyUnit
    /// Columns in their order.
    public var columns: [Column]
    /// Contracts in their order.
    public var contracts: [StatedContract]
    /// Rows of sums.
    var totals: [Total]
    /// What was noticed, in the order found.
    public var findings: [ImportFinding]
}

/// How a table is read where it does not say itself.
public struct ContractTableOptions: Sendable {
    /// The unit of amounts that state none.
    public var unit: MoneyUnit?
    /// The unit that all are brought to; nil for the table's own.
    public var target: MoneyUnit?
    /// What one unit of another currency is in the target's, in thousand-millionths.
    public var rates: [String: Amount]
    /// Origin of contracts that state none.
    public var basis: Basis?
    /// Source of contracts that state none.
    public var source: String?

    /// Makes options.
    public init(
        unit: MoneyUnit? = nil,
        target: MoneyUnit? = nil,
        rates: [String: Amount] = [:],
        basis: Basis? = nil,
        source: String? = nil
    ) {
        (self.unit, self.target, self.rates) = (unit, target, rates)
        (self.basis, self.source) = (basis, source)
    }
}
