/// The course of a ramp in detail: plates by month, dates of tools, and milestones by month.
///
/// Quantiles are of the replications; fields are only ever added.
public struct CourseForecast: Sendable, Codable {
    /// Number of replications: the first of the run.
    public var replications: UInt64
    /// Good plates a month, all nodes and each.
    public var months: [MonthRow]
    /// Tools, each unit by itself.
    public var deliveries: [DeliveryRow]
    /// Milestones that have not happened by the as-of date.
    public var milestones: [CurveRow]

    /// Good plates of one month.
    public struct MonthRow: Sendable, Codable, Equatable {
        /// YYYY-MM.
        public var month: String
        /// `all`, or the node [nm].
        public var node: String
        /// Mean over the replications [plates].
        public var mean: Double
        /// 10th percentile [plates].
        public var p10: Double
        /// 25th percentile.
        public var p25: Double
        /// Median.
        public var p50: Double
        /// 75th percentile.
        public var p75: Double
        /// 90th percentile.
        public var p90: Double
    }

    /// One unit of a tool.
    public struct DeliveryRow: Sendable, Codable, Equatable {
        /// The tool; with its number where the tool has several units.
        public var tool: String
        /// Its group.
        public var group: String
        /// As promised; nil where nothing is.
        public var promised: String?
        /// Share of the replications in which it arrives within the horizon [1].
        public var probability: Double
        /// When it arrives, of the replications in which it does.
        public var delivered: Dates?
        /// When it is accepted.
        public var accepted: Dates?
    }

    /// Quantiles of a date, in months from the start of the horizon [months].
    public struct Dates: Sendable, Codable, Equatable {
        /// Early.
        public var p10: Double
        /// Middle.
        public var p50: Double
        /// Late.
        public var p90: Double
        /// Whether it has happened by the as-of date; then the spread is that of the date as known.
        public var isKnown: Bool

        enum CodingKeys: String, CodingKey {
            case p10, p50, p90
            case isKnown = "is_known"
        }
    }

    /// One milestone.
    public struct CurveRow: Sendable, Codable, Equatable {
        /// Its name in the plan.
        public var id: String
        /// What happens, to what.
        public var event: String
        /// Months and the probability that it has come by their end.
        public var months: [Point]
    }

    /// A probability at the end of a month.
    public struct Point: Sendable, Codable, Equatable {
        /// YYYY-MM.
        public var month: String
        /// From 0 to 1.
        public var probability: Double
    }
}
