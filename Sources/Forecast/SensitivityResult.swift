public import MonteCarlo
public import PlanModel
internal import Statistics

/// What moves a forecast, as published: the fields of `sensitivity --format json`.
///
/// Fields are only ever added.
public struct SensitivityResult: Sendable, Codable, ShardedResult {
    /// Version of the program.
    public var maskramp: String
    /// The plan.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Replications of each run of the indices.
    public var replications: UInt64
    /// Replications of each bar of the tornado, and of each event.
    public var tornadoReplications: UInt64
    /// How months count plates.
    public var fidelity: Fidelity
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of all integer results: the same on every engine and thread count.
    public var digest: String
    /// How inputs are taken together.
    public var groupBy: InputGrouping
    /// The results asked about, in order.
    public var metrics: [MetricRow]
    /// The first target of the plan; nil without one.
    public var target: TargetRow?
    /// Who ran which replications, when shards were put together; nil for one run.
    public var shards: [RunResult.ShardRow]?
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// One result.
    public struct MetricRow: Sendable, Codable {
        /// Its name on the command line.
        public var metric: String
        /// What it is in.
        public var unit: PlanMetric.Unit
        /// Mean over the replications.
        public var mean: Double
        /// Standard error of the mean.
        public var standardError: Double
        /// 10th percentile.
        public var p10: Double
        /// Median.
        public var p50: Double
        /// 90th percentile.
        public var p90: Double
        /// Share of the variance that is chance; nil when nothing varies or replications are few.
        public var chance: Share?
        /// Share of the variance that is ignorance.
        public var ignorance: Share?
        /// Groups of inputs, by total index.
        public var groups: [GroupRow]
        /// One figure at a time, by swing.
        public var tornado: [TornadoRow]
        /// Risks and purchases.
        public var events: [EventRow]
        /// What finding out each uncertain figure would take off the interdecile range.
        public var knowing: [ReductionRow]

        enum CodingKeys: String, CodingKey {
            case metric, unit, mean, p10, p50, p90, chance, ignorance, groups, tornado, events
            case knowing
            case standardError = "standard_error"
        }
    }

    /// An estimated share.
    public struct Share: Sendable, Codable, Equatable {
        /// The estimate [1].
        public var value: Double
        /// Its standard error [1].
        public var standardError: Double
        /// Lower end of its 95 % interval [1].
        public var low: Double
        /// Upper end [1].
        public var high: Double

        /// What is left of 1.
        var rest: Share {
            Share(
                value: rounded(1 - value, 6),
                standardError: standardError,
                low: rounded(1 - high, 6),
                high: rounded(1 - low, 6)
            )
        }

        enum CodingKeys: String, CodingKey {
            case value, low, high
            case standardError = "standard_error"
        }
    }

    /// A group of inputs.
    public struct GroupRow: Sendable, Codable {
        /// What they have in common.
        public var group: String
        /// Whether they are ignorance, not chance.
        public var isUncertain: Bool
        /// Number of inputs.
        public var inputs: Int
        /// Share of the variance that goes when the group alone is known.
        public var first: Share
        /// Share that stays when all else is known.
        public var total: Share

        enum CodingKeys: String, CodingKey {
            case group, inputs, first, total
            case isUncertain = "is_ignorance"
        }
    }

    /// One figure at its P10 and at its P90, all else drawn.
    public struct TornadoRow: Sendable, Codable {
        /// Path of the figure in the plan.
        public var input: String
        /// Whether it is ignorance, not chance.
        public var isUncertain: Bool
        /// Its P10, in the unit of `validate --resolved`; of a day, months from the horizon's start.
        public var low: Double
        /// Its P90.
        public var high: Double
        /// Month of the P10 of a day.
        public var lowDate: String?
        /// Month of its P90.
        public var highDate: String?
        /// Mean of the result with the figure at its P10.
        public var meanAtLow: Double
        /// Mean with the figure at its P90.
        public var meanAtHigh: Double
        /// The second minus the first.
        public var swing: MeanDifference

        /// Whether it differs in any replication.
        var moves: Bool { swing.mean != 0 || swing.low != swing.high }

        enum CodingKeys: String, CodingKey {
            case input, low, high, swing
            case isUncertain = "is_ignorance"
            case lowDate = "low_date"
            case highDate = "high_date"
            case meanAtLow = "mean_at_low"
            case meanAtHigh = "mean_at_high"
        }
    }

    /// A mean of paired differences.
    public struct MeanDifference: Sendable, Codable {
        /// Mean.
        public var mean: Double
        /// Lower end of its 95 % interval; nil for a single replication.
        public var low: Double?
        /// Upper end.
        public var high: Double?
    }

    /// A risk or purchase that is certain, or ruled out.
    public struct EventRow: Sendable, Codable {
        /// Path of the risk or tool.
        public var name: String
        /// `never`, `outcomes[0]` and so on, or `bought`.
        public var outcome: String
        /// In words, such as `writer-2 refused`.
        public var what: String
        /// Its probability in the plan, mean where that is uncertain [1].
        public var probability: Double
        /// Mean of the result.
        public var mean: Double
        /// Against the plan as it stands.
        public var difference: MeanDifference
    }

    /// How much narrower a result would be if one figure were known.
    public struct ReductionRow: Sendable, Codable {
        /// Path of the figure.
        public var input: String
        /// Expected share of the interdecile range that goes.
        public var reduction: Share
    }

    /// A target that is reached or not.
    public struct TargetRow: Sendable, Codable {
        /// Its name.
        public var id: String
        /// Probability [1].
        public var probability: Double
        /// How far finding out each uncertain figure would move it.
        public var knowing: [ShiftRow]
    }

    /// How far the probability of a target would move if one figure were known.
    public struct ShiftRow: Sendable, Codable {
        /// Path of the figure.
        public var input: String
        /// Root mean square of the move [1].
        public var shift: Double
        /// Lower end of its 95 % interval [1].
        public var low: Double
        /// Upper end [1].
        public var high: Double
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, metrics, target
        case shards, command
        case fidelity, timing
        case tornadoReplications = "tornado_replications"
        case asOf = "as_of"
        case groupBy = "group_by"
    }
}

extension SensitivityResult.Share {
    /// As published: six decimals.
    init(_ estimate: Estimate) {
        self.init(
            value: rounded(estimate.value, 6),
            standardError: rounded(estimate.standardError, 6),
            low: rounded(estimate.interval.lowerBound, 6),
            high: rounded(estimate.interval.upperBound, 6)
        )
    }
}
