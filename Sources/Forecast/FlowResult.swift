public import MonteCarlo

/// A flow simulation: the fields of `simulate --format json`.
///
/// Fields are only ever added.
public struct FlowResult: Sendable, Codable {
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
    /// Cycle times of the last year by node.
    public var times: [TimeRow]
    /// Tools by year and group.
    public var groups: [GroupRow]
    /// Waiting in the last year by step.
    public var steps: [StepRow]
    /// What a reader should know.
    public var notes: [String]
    /// The work of the simulation.
    public var work: Work
    /// How many figures are disclosed, derived and assumed.
    public var basis: RunResult.BasisRow
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// What the plan does not say: assumed.
    public struct Terms: Sendable, Codable {
        /// Order of dispatch.
        public var rule: String
        /// From an order to when it is due [days].
        public var leadDays: Double
        /// Whether plates are ordered by the set.
        public var bySet: Bool
        /// Factor on all orders [1].
        public var load: Double

        enum CodingKeys: String, CodingKey {
            case rule, load
            case leadDays = "lead_days"
            case bySet = "by_set"
        }
    }

    /// Plates of a node in a year; means over the replications.
    public struct PlateRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The node, or `all`.
        public var node: String
        /// Plates ordered.
        public var ordered: Double
        /// Plates finished.
        public var finished: Double
        /// Plates lost, for each of which another was begun.
        public var lost: Double
        /// Plates in process, over the year.
        public var inProcess: Double
        /// Plates in process at its end.
        public var inProcessAtEnd: Double
        /// Share of the finished that came by their due date [1]; nil where none was finished.
        public var onTime: Double?
        /// From order to end of the finished [days].
        public var cycleDays: Double?
        /// Standard error of that [days].
        public var standardError: Double?
        /// Time of these on tools [days].
        public var processDays: Double?
        /// Mask sets finished.
        public var sets: Double
        /// From order to their last plate [days].
        public var setDays: Double?
        /// Whether orders outrun what is made, so that times have no steady mean.
        public var isGrowing: Bool

        enum CodingKeys: String, CodingKey {
            case year, node, ordered, finished, lost, sets
            case inProcess = "in_process"
            case inProcessAtEnd = "in_process_at_end"
            case onTime = "on_time"
            case cycleDays = "cycle_days"
            case standardError = "standard_error"
            case processDays = "process_days"
            case setDays = "set_days"
            case isGrowing = "is_growing"
        }
    }

    /// Cycle times of plates or sets that were finished in the last year [days].
    public struct TimeRow: Sendable, Codable {
        /// The node.
        public var node: String
        /// `plates` or `sets`.
        public var unit: String
        /// Quantiles.
        public var p10, p50, p90, p95, p99: Double
    }

    /// Tools of a group in a year: shares of the hours of all tools that are there.
    public struct GroupRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The group.
        public var group: String
        /// Tools that are there.
        public var tools: Double
        /// Shares by state of SEMI E10, which add up to 1.
        public var productive, setup, down, maintenance, closed, standby: Double
        /// Plates that wait, over the year.
        public var waiting: Double
    }

    /// Plates of all nodes at a step in the last year.
    public struct StepRow: Sendable, Codable {
        /// The step.
        public var step: String
        /// Plates that started it, again after rework.
        public var starts: Double
        /// How long they waited for it [h].
        public var waitHours: Double

        enum CodingKeys: String, CodingKey {
            case step, starts
            case waitHours = "wait_hours"
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
        case groups, steps, notes, work, basis, command, timing
        case asOf = "as_of"
    }
}
