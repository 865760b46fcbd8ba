public import Finance

extension FinanceResult {
    /// A line in a year.
    public struct AnnualRow: Sendable, Encodable {
        /// The calendar year.
        public var year: Int
        /// Which line.
        public var line: FinanceLine
        /// Its spread.
        public var spread: Spread
    }

    /// A line in a month.
    public struct MonthRow: Sendable, Encodable {
        /// The month, YYYY-MM.
        public var month: String
        /// Which line.
        public var line: FinanceLine
        /// Its spread.
        public var spread: Spread
    }

    /// A number of a node in a year.
    public struct NodeRow: Sendable, Encodable {
        /// The calendar year.
        public var year: Int
        /// The node [nm], or `all`.
        public var node: String
        /// `revenue` or `cost_per_plate`.
        public var measure: String
        /// Share of the replications that have one [1].
        public var probability: Double
        /// Its spread over those.
        public var spread: Spread
        /// Why there is none; nil when there is one.
        public var reason: String?
    }

    /// A single number.
    public struct MeasureRow: Sendable, Encodable {
        /// What it is.
        public var id: String
        /// Share of the replications that have one [1].
        public var probability: Double
        /// Its spread over those.
        public var spread: Spread
        /// Why there is none; nil when there is one.
        public var reason: String?
    }

    /// A single month.
    public struct DateRow: Sendable, Encodable {
        /// What happens.
        public var id: String
        /// Share of the replications in which it happens within the horizon [1].
        public var probability: Double
        /// Month by which it has happened with 10 %; nil when that is beyond the horizon.
        public var p10: String?
        /// With 50 %.
        public var p50: String?
        /// With 90 %.
        public var p90: String?
    }

    /// An impairment test.
    public struct ImpairmentRow: Sendable, Encodable {
        /// A named part of a rate.
        public struct Part: Sendable, Encodable {
            /// Its name.
            public var id: String
            /// How much, in percent.
            public var percent: String
        }

        /// A quote and what it comes to.
        public struct Quote: Sendable, Encodable {
            /// Its name.
            public var id: String
            /// Price.
            public var price: Amount
            /// After discount and age.
            public var adjusted: Amount
        }

        /// What the discount rate is built up from.
        public var rates: [Part]
        /// The discount rate in percent; nil when none is stated.
        public var rate: String?
        /// Quotes.
        public var quotes: [Quote]
        /// Mean of the adjusted quotes; nil without quotes.
        public var fairValue: Amount?
        /// That less costs of disposal.
        public var fairValueLessDisposal: Amount?
        /// What the asset stands at.
        public var carrying: Spread
        /// Present value of what it brings.
        public var valueInUse: Spread
        /// The higher of the two.
        public var recoverable: Spread
        /// What must be written off.
        public var loss: Spread
        /// Why a value is missing; nil when none is.
        public var reason: String?

        enum CodingKeys: String, CodingKey {
            case rates, rate, quotes, carrying, recoverable, loss, reason
            case fairValue = "fair_value"
            case fairValueLessDisposal = "fair_value_less_disposal"
            case valueInUse = "value_in_use"
        }
    }
}
