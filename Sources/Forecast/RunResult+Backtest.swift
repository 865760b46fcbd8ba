extension RunResult {
    /// A forecast of an earlier day, held against what has happened since.
    public struct Backtest: Sendable, Codable {
        /// Replications that it counts.
        public var replications: UInt64
        /// Milestones that happened after the as-of date.
        public var milestones: [BacktestMilestone]
        /// Value of the tools that had arrived by some dates after the as-of date.
        public var arrivals: [BacktestArrival]
        /// Currency and unit of the values, such as `CNY 10,000`.
        public var money: BacktestMoney
    }

    /// The unit of values.
    public struct BacktestMoney: Sendable, Codable {
        /// ISO 4217 code.
        public var currency: String
        /// Currency units in one unit of a value.
        public var unit: Int
    }

    /// A milestone's forecast and its fact.
    public struct BacktestMilestone: Sendable, Codable {
        /// Its name in the plan.
        public var id: String
        /// What happens, to what.
        public var event: String
        /// When it happened: a day, or an interval that holds the day.
        public var happened: String
        /// Where the plan has the fact from.
        public var basis: String
        /// Share of the replications in which it falls within the horizon [1].
        public var probability: Double
        /// Month by which it has come with 5 %; nil when beyond the horizon.
        public var p05: String?
        /// With 50 %.
        public var p50: String?
        /// With 95 %.
        public var p95: String?
        /// Share of the replications in which it comes before the fact [1].
        public var earlier: Double
        /// Share in which it comes on the day, or in the interval, of the fact [1].
        public var within: Double
    }

    /// Value of the tools that have arrived by a day.
    public struct BacktestArrival: Sendable, Codable {
        /// The day, its end included: YYYY-MM-DD.
        public var date: String
        /// Value that had arrived at least, as the contracts state it.
        public var low: Double
        /// Value that had arrived at most; the same as `low` when they state it exactly.
        public var high: Double
        /// `disclosed` when all contracts' values are, else `derived` or `assumed`.
        public var basis: String
        /// Mean over the replications.
        public var mean: Double
        /// 5th percentile.
        public var p05: Double
        /// Median.
        public var p50: Double
        /// 95th percentile.
        public var p95: Double
        /// Share of the replications in which less has arrived than `low` [1].
        public var less: Double
        /// Share in which as much has arrived as from `low` to `high` [1].
        public var within: Double
    }
}
