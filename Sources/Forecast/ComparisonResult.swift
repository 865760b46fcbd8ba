public import MonteCarlo
public import PlanModel

/// Scenarios compared with their plan, as published: the fields of `compare --format json`.
///
/// Fields are only ever added. `plan` means the plan as it stands, `scenario` the same with one
/// scenario applied. Every difference is scenario minus plan in the same replication.
public struct ComparisonResult: Sendable, Codable {
    /// Version of the program.
    public var maskramp: String
    /// The plan that all are compared with.
    public var plan: RunResult.PlanIdentity
    /// SHA-256 of the plan's own counters, as `run` gives it.
    public var planDigest: String
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications of the plan and of each scenario.
    public var replications: UInt64
    /// How months count plates.
    public var fidelity: Fidelity
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 over the digests of the plan and of all scenarios in order.
    public var digest: String
    /// The scenarios in the order given.
    public var scenarios: [ScenarioRow]
    /// Each against each in the chief result.
    public var matrix: Matrix
    /// The command that repeats the comparison.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// One scenario against the plan.
    public struct ScenarioRow: Sendable, Codable {
        /// Letter that stands for it in tables.
        public var id: String
        /// Its name.
        public var name: String
        /// Its file, as given.
        public var file: String
        /// SHA-256 of the resolved plan with it.
        public var planSHA256: String
        /// SHA-256 of its counters, as `run --scenario` gives it.
        public var digest: String
        /// Where the plan with it differs from the plan.
        public var changes: [Change]
        /// Good plates made, by year, all nodes and each.
        public var annual: [PlatesRow]
        /// Plates that the open nodes' tools could make, by year, all nodes.
        public var capacity: [PlatesRow]
        /// When each milestone falls.
        public var milestones: [MilestoneRow]
        /// How probable each target is.
        public var targets: [TargetRow]

        enum CodingKeys: String, CodingKey {
            case id, name, file, digest, changes, annual, capacity, milestones, targets
            case planSHA256 = "plan_sha256"
        }
    }

    /// A value that a scenario changes.
    public struct Change: Sendable, Codable, Equatable {
        /// Dotted path in the plan.
        public var path: String
        /// The plan's value; nil where it has none.
        public var plan: String?
        /// The scenario's value; nil where it has none.
        public var scenario: String?
        /// Basis of the plan's value, when it is a figure.
        public var planBasis: String?
        /// Basis of the scenario's value.
        public var scenarioBasis: String?

        /// Makes a change.
        public init(
            path: String,
            plan: String?,
            scenario: String?,
            planBasis: String?,
            scenarioBasis: String?
        ) {
            self.path = path
            self.plan = plan
            self.scenario = scenario
            self.planBasis = planBasis
            self.scenarioBasis = scenarioBasis
        }

        enum CodingKeys: String, CodingKey {
            case path, plan, scenario
            case planBasis = "plan_basis"
            case scenarioBasis = "scenario_basis"
        }
    }

    /// The chief result of every one against that of every other.
    public struct Matrix: Sendable, Codable {
        /// Which result.
        public var metric: String
        /// `plan`, then the scenarios' letters: names of rows and columns.
        public var names: [String]
        /// Share of the replications in which the row's result is greater than the column's by
        /// half a plate or more; nil where one of them lacks it [1].
        public var greater: [[Double?]]
        /// Share in which they are less than half a plate apart [1].
        public var equal: [[Double?]]
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, seed, replications, engine, digest, scenarios, matrix, command, timing
        case fidelity
        case planDigest = "plan_digest"
        case asOf = "as_of"
    }
}
