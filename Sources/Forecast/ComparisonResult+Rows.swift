extension ComparisonResult {
    /// A difference over the replications.
    public struct Difference: Sendable, Codable {
        /// Mean.
        public var mean: Double
        /// Lower end of the 95 % interval of the mean; nil for a single replication.
        public var low: Double?
        /// Its upper end.
        public var high: Double?
        /// 10th percentile over the replications.
        public var p10: Double
        /// Median.
        public var p50: Double
        /// 90th percentile.
        public var p90: Double
    }

    /// Who lacks a result.
    public enum Lack: String, Sendable, Codable {
        /// The plan has no such year, node, milestone or target.
        case plan
        /// The scenario has none.
        case scenario
    }

    /// Plates of one year.
    public struct PlatesRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// `all`, or the node [nm].
        public var node: String
        /// `plates`.
        public var unit: String
        /// Who lacks it; then nothing is compared.
        public var missing: Lack?
        /// Mean of the plan.
        public var plan: Double?
        /// Mean of the scenario.
        public var scenario: Double?
        /// Scenario minus plan.
        public var difference: Difference?
        /// Share of the replications in which the scenario has at least half a plate more [1].
        public var greater: Double?
        /// Share in which they are less than half a plate apart [1].
        public var equal: Double?
        /// Share in which the scenario has at least half a plate less [1].
        public var less: Double?
    }

    /// One milestone.
    public struct MilestoneRow: Sendable, Codable {
        /// Its name in the plan.
        public var id: String
        /// What happens, to what: `volume, 28 nm`.
        public var event: String
        /// The node that it is about [nm].
        public var node: Int?
        /// The tool that it is about.
        public var tool: String?
        /// Who lacks it; then nothing is compared.
        public var missing: Lack?
        /// Probability that it falls within the plan's horizon [1].
        public var plan: Double?
        /// Probability that it falls within the scenario's horizon [1].
        public var scenario: Double?
        /// Share of the replications in which it does in both [1].
        public var both: Double?
        /// Months that it comes later with the scenario, over the replications in which it falls
        /// within both horizons; nil when there are none.
        public var months: Difference?
        /// Share in which it comes earlier with the scenario, or with it alone [1].
        public var earlier: Double?
        /// Share in which it comes at the same time, to half a day, or in neither [1].
        public var equal: Double?
        /// Share in which it comes later with the scenario, or not at all [1].
        public var later: Double?
    }

    /// One target.
    public struct TargetRow: Sendable, Codable {
        /// Its name in the plan.
        public var id: String
        /// Plates a year.
        public var value: Double
        /// `capacity` or `output`.
        public var measure: String
        /// Last year that counts; nil for the whole horizon.
        public var by: Int?
        /// Who lacks it; then nothing is compared.
        public var missing: Lack?
        /// Probability with the plan [1].
        public var plan: Double?
        /// Probability with the scenario [1].
        public var scenario: Double?
        /// Scenario minus plan [1].
        public var difference: Double?
        /// Lower end of the 95 % interval of the difference [1].
        public var low: Double?
        /// Its upper end [1].
        public var high: Double?
    }
}
