public import Finance
public import MonteCarlo

/// A plan's money, as published: the fields of `finance --format json`.
///
/// Amounts are in the plan's money unit. Fields are only ever added.
public struct FinanceResult: Sendable, Encodable {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications.
    public var replications: UInt64
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of all spreads: the same on every engine.
    public var digest: String
    /// What amounts are.
    public var money: MoneyUnit
    /// What a reader should know, a sentence each.
    public var notes: [FinanceNote]
    /// Contracts as the plan states them, and their sum.
    public var contracts: [ContractRow]
    /// Rows of construction in progress that the plan states.
    public var constructionInProgress: [ConstructionRow]
    /// Classes of assets that the plan states.
    public var assets: [AssetRow]
    /// Lines by calendar year.
    public var annual: [AnnualRow]
    /// Cash by month.
    public var months: [MonthRow]
    /// Revenue, and cost of a good plate, by node and year.
    public var nodes: [NodeRow]
    /// Single numbers.
    public var measures: [MeasureRow]
    /// Single months.
    public var dates: [DateRow]
    /// The impairment test; nil when the plan asks for none.
    public var impairment: ImpairmentRow?
    /// Number of the plan's figures by basis.
    public var basis: RunResult.BasisRow
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, money, notes, contracts
        case assets, annual, months, nodes, measures, dates, impairment, basis, command, timing
        case asOf = "as_of"
        case constructionInProgress = "construction_in_progress"
    }
}

extension FinanceResult {
    /// What amounts are.
    public struct MoneyUnit: Sendable, Encodable {
        /// ISO 4217 code.
        public var currency: String
        /// Currency units in one unit of an amount.
        public var unit: Int
        /// Decimals.
        public var digits: Int
        /// What happens to digits that are cut off.
        public var rounding: String
    }

    /// How an amount is spread over the replications; all alike where nothing moves it.
    public struct Spread: Sendable, Encodable, Equatable {
        /// Mean of the replications that have one.
        public var mean: Amount?
        /// 10th percentile.
        public var p10: Amount?
        /// Median.
        public var p50: Amount?
        /// 90th percentile.
        public var p90: Amount?

        init(_ spread: AmountSpread) {
            mean = spread.mean
            p10 = spread.quantile(percent: 10)
            p50 = spread.quantile(percent: 50)
            p90 = spread.quantile(percent: 90)
        }
    }

    /// A contract, or the sum of all.
    public struct ContractRow: Sendable, Encodable {
        /// Its name; `all` for the sum, `equipment` for that of equipment.
        public var id: String
        /// Value.
        public var value: Amount
        /// Stated payments by the as-of date.
        public var paid: Amount
        /// What must have been paid after the last stated period.
        public var paidSince: Amount
        /// What is still to be paid.
        public var unpaid: Amount
        /// Value that has arrived, as stated.
        public var arrived: Amount

        enum CodingKeys: String, CodingKey {
            case id, value, paid, unpaid, arrived
            case paidSince = "paid_since"
        }
    }

    /// A row of construction in progress.
    public struct ConstructionRow: Sendable, Encodable {
        /// Its name.
        public var id: String
        /// What the project may cost.
        public var budget: Amount
        /// At the start of the period.
        public var opening: Amount
        /// Spent in the period.
        public var additions: Amount
        /// Moved to fixed assets.
        public var transfers: Amount
        /// Other decreases.
        public var other: Amount
        /// At the end.
        public var closing: Amount
        /// (Opening + additions) / budget in percent; nil for a budget of zero.
        public var shareOfBudget: String?

        enum CodingKeys: String, CodingKey {
            case id, budget, opening, additions, transfers, other, closing
            case shareOfBudget = "share_of_budget_percent"
        }
    }

    /// A class of assets.
    public struct AssetRow: Sendable, Encodable {
        /// Its name.
        public var id: String
        /// Life [months].
        public var lifeMonths: Int
        /// Written off a year, in percent of the cost.
        public var annualRate: String
        /// Cost of what the books hold; nil when not stated.
        public var cost: Amount?
        /// Written off of it.
        public var accumulated: Amount?
        /// How new it is in percent; nil without a cost.
        public var newness: String?

        enum CodingKeys: String, CodingKey {
            case id, cost, accumulated
            case lifeMonths = "life_months"
            case annualRate = "annual_rate_percent"
            case newness = "newness_percent"
        }
    }
}
