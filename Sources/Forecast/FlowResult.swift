public import MonteCarlo
internal import PlanModel

/// A flow simulation: the fields of `simulate --format json`.
///
/// Fields are only ever added.
public struct FlowResult: Sendable, Codable, ShardedResult {
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
    /// SHA-256 of all integer results: the same on every engine.
    public var digest: String
    /// What the plan does not say.
    public var terms: Terms
    /// Plates by year and node.
    public var plates: [PlateRow]
    /// Quantiles of cycle times by year and node.
    public var times: [TimeRow]
    /// Orders by year, customer and node; nil for a plan without customers.
    public var customers: [CustomerRow]?
    /// Tools by year and group.
    public var groups: [GroupRow]
    /// Waiting in the last year by step.
    public var steps: [StepRow]
    /// Plates by month and node.
    public var months: [MonthRow]
    /// Queues by quarter and group.
    public var quarters: [QuarterRow]
    /// What follows a warm-up; nil unless it was asked for.
    public var steady: Steady?
    /// What a reader should know.
    public var notes: [String]
    /// The work of the simulation.
    public var work: Work
    /// How many figures are disclosed, derived and assumed.
    public var basis: RunResult.BasisRow
    /// Who simulated which replications, when shards were put together; nil for one run.
    public var shards: [RunResult.ShardRow]?
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// What holds where the plan does not say: assumed.
    public struct Terms: Sendable, Codable {
        /// Order of dispatch.
        public var rule: String
        /// From an order to when it is due [days].
        public var leadDays: Double
        /// Whether plates are ordered by the set.
        public var bySet: Bool
        /// Factor on all orders [1].
        public var load: Double

        init(_ terms: FlowTerms) {
            (rule, leadDays) = (terms.rule.rawValue, terms.lead)
            (bySet, load) = (terms.isBySet, terms.load)
        }

        enum CodingKeys: String, CodingKey {
            case rule, load
            case leadDays = "lead_days"
            case bySet = "by_set"
        }
    }

    /// The work of the simulation.
    public struct Work: Sendable, Codable {
        /// Events of all replications.
        public var events: UInt64
        /// Most plates in process at once in any replication.
        public var mostPlates: Int
        /// Memory of one replication [bytes].
        public var bytesPerReplication: Int

        enum CodingKeys: String, CodingKey {
            case events
            case mostPlates = "most_plates"
            case bytesPerReplication = "bytes_per_replication"
        }
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, terms, plates, times
        case customers, groups, steps, months, quarters, steady, notes, work, basis
        case shards, command, timing
        case asOf = "as_of"
    }
}
