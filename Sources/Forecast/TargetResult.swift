public import MonteCarlo
public import PlanModel

/// Whether targets add up, as published: the fields of `target --format json`.
///
/// Fields are only ever added.
public struct TargetResult: Sendable, Codable {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications of each evaluation.
    public var replications: UInt64
    /// Plans that were run: the plan itself, and each change of it.
    public var evaluations: Int
    /// How months count plates.
    public var fidelity: Fidelity
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of all integer results, in the order of the search: the same on every engine.
    public var digest: String
    /// The planned investment, when the plan states it.
    public var investment: Investment?
    /// One answer for each target asked about.
    public var targets: [TargetAnswer]
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// A planned investment.
    public struct Investment: Sendable, Codable {
        /// Its mean [money unit].
        public var value: Double
        /// ISO 4217 code.
        public var currency: String
        /// Currency units in one money unit.
        public var unit: Int
        /// Where it is from.
        public var basis: String
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, evaluations, engine, digest, investment
        case targets, fidelity, command, timing
        case asOf = "as_of"
    }
}

/// Whether one target adds up.
public struct TargetAnswer: Sendable, Codable {
    /// Its name in the plan.
    public var id: String
    /// Plates a year.
    public var value: Double
    /// `capacity` or `output`.
    public var measure: String
    /// Last calendar year that counts; nil for the whole horizon.
    public var by: Int?
    /// Last year of the horizon.
    public var last: Int
    /// Probability that some calendar year up to then reaches it, for every year.
    public var byYear: [RunResult.YearProbability]
    /// Plates of the last year, all nodes, in the target's measure.
    public var lastYear: PlateRange
    /// Month whose last twelve months come to the target for the first time.
    public var firstMet: FirstMet
    /// Plates of a year once every tool is there, every node open and every yield mature.
    public var steady: PlateRange
    /// What each tool group could carry alone then; the scarcest first.
    public var groups: [GroupRow]
    /// Single changes, and how much of each meets the target.
    public var changes: [ChangeRow]
    /// Tools that meet it together.
    public var together: [TogetherRow]

    /// Plates of a year.
    public struct PlateRange: Sendable, Codable {
        /// Mean over the replications.
        public var mean: Double
        /// 10th percentile.
        public var p10: Int
        /// Median.
        public var p50: Int
        /// 90th percentile.
        public var p90: Int
        /// Share of the replications that come to the target [1].
        public var probability: Double
    }

    /// When a target is first met by twelve months in a row.
    public struct FirstMet: Sendable, Codable {
        /// Share of the replications in which that is within the horizon [1].
        public var probability: Double
        /// Month by which it is met with 10 %; nil when beyond the horizon.
        public var p10: String?
        /// With 50 %.
        public var p50: String?
        /// With 90 %.
        public var p90: String?
    }

    /// A tool group once the ramp is over, with mean hours.
    public struct GroupRow: Sendable, Codable {
        /// The group.
        public var group: String
        /// Mean number of tools.
        public var tools: Double
        /// Hours that a good plate of the mix takes; nil when the group carries none [h].
        public var hoursPerPlate: Double?
        /// Available hours that the target takes in a year [h].
        public var hoursNeeded: Double?
        /// Available hours in a year [h].
        public var hours: Double
        /// Hours that are missing in a year; 0 when there are enough [h].
        public var hoursMissing: Double?
        /// Plates a year that it could carry if no other group limited.
        public var carries: PlateRange
        /// Share of the replications in which no group carries less [1].
        public var binding: Double

        enum CodingKeys: String, CodingKey {
            case group, tools, hours, carries, binding
            case hoursPerPlate = "hours_per_plate"
            case hoursNeeded = "hours_needed"
            case hoursMissing = "hours_missing"
        }
    }

    /// A single change of the plan, and how much of it meets the target.
    public struct ChangeRow: Sendable, Codable {
        /// `tool`, `deliveries`, `yield`, `coarser`, `finer` or `demand`.
        public var change: String
        /// The tool that further ones are like.
        public var like: String?
        /// Its group.
        public var group: String?
        /// What an amount counts: `tools`, `months`, `points` or `percent`.
        public var unit: String
        /// The greatest amount tried.
        public var most: Int
        /// By the target's own year; nil when it names none before the last.
        public var by: Reach?
        /// By the end of the horizon.
        public var end: Reach
    }

    /// What a change reaches by some year.
    public struct Reach: Sendable, Codable {
        /// Probability with the greatest amount [1].
        public var probability: Double
        /// Smallest amount that meets the target with 50 %; nil when none tried does.
        public var p50: Int?
        /// With 90 %.
        public var p90: Int?
    }

    /// Tools that meet the target together once the ramp is over, and what they do in the ramp.
    public struct TogetherRow: Sendable, Codable {
        /// Probability aimed at [1].
        public var level: Double
        /// Further tools by kind.
        public var tools: [FurtherTools]
        /// Share of the replications in which every group carries the target then [1].
        public var steady: Double
        /// Probability by the target's own year with these tools [1].
        public var by: Double?
        /// Probability by the end of the horizon [1].
        public var end: Double
    }

    /// Further tools of a kind.
    public struct FurtherTools: Sendable, Codable {
        /// The tool that they are like.
        public var like: String
        /// Its group.
        public var group: String
        /// How many.
        public var count: Int
    }

    enum CodingKeys: String, CodingKey {
        case id, value, measure, by, last, steady, groups, changes, together
        case byYear = "by_year"
        case lastYear = "last_year"
        case firstMet = "first_met"
    }
}
