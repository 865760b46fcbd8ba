public import MonteCarlo

/// Scenarios against their plan in the flow of plates: the fields of
/// `simulate --compare --format json`.
///
/// Fields are only ever added.
public struct FlowComparisonResult: Sendable, Codable, ShardedResult {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios that the plan itself has, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications of the plan and of each scenario.
    public var replications: UInt64
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of the digests of the plan and of the scenarios.
    public var digest: String
    /// What the plan does not say.
    public var terms: FlowResult.Terms
    /// What each scenario changes.
    public var scenarios: [Scenario]
    /// What a reader should know.
    public var notes: [String]
    /// How many figures of the plan are disclosed, derived and assumed.
    public var basis: RunResult.BasisRow
    /// Who simulated which replications, when shards were put together; nil for one run.
    public var shards: [RunResult.ShardRow]?
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// A scenario.
    public struct Scenario: Sendable, Codable {
        /// A letter.
        public var id: String
        /// Its name.
        public var name: String
        /// Its file.
        public var file: String
        /// SHA-256 of the plan with it.
        public var planSHA256: String
        /// Where it differs from the plan.
        public var changes: [ComparisonResult.Change]
        /// Digest of its own simulation.
        public var digest: String
        /// Differences by year and node.
        public var rows: [Row]

        enum CodingKeys: String, CodingKey {
            case id, name, file, changes, digest, rows
            case planSHA256 = "plan_sha256"
        }
    }

    /// A node in a year.
    public struct Row: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The node, or `all`.
        public var node: String
        /// Plates finished in the year.
        public var finished: Difference
        /// From order to end of these [days].
        public var cycleDays: Difference
        /// Share of these that came by their due date [1].
        public var onTime: Difference
        /// Whether orders outrun what is made on either side, so that times have no steady mean.
        public var isGrowing: Bool

        enum CodingKeys: String, CodingKey {
            case year, node, finished
            case cycleDays = "cycle_days"
            case onTime = "on_time"
            case isGrowing = "is_growing"
        }
    }

    /// A figure on both sides.
    public struct Difference: Sendable, Codable {
        /// Of the plan; nil where no plate was finished.
        public var plan: Double?
        /// Of the scenario.
        public var scenario: Double?
        /// Scenario minus plan.
        public var difference: Double?
        /// Half of its 95 % interval over the pairs of replications.
        public var halfWidth: Double?

        enum CodingKeys: String, CodingKey {
            case plan, scenario, difference
            case halfWidth = "half_width"
        }
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, terms, scenarios
        case notes, basis, shards, command, timing
        case asOf = "as_of"
    }
}

extension FlowComparisonResult {
    init(_ plan: FlowResult, scenarios: [Scenario], timing: RunResult.Timing) {
        var notes = Array(plan.notes.prefix(1))
        if scenarios.contains(where: { $0.rows.contains(where: \.isGrowing) }) {
            notes.append(
                "in years that are marked as growing, orders outrun the tools of the plan or of the "
                    + "scenario: their times have no steady mean, and so differences have none"
            )
        }
        let digests = ([plan.digest] + scenarios.map(\.digest)).joined(separator: "\n")
        self.init(
            maskramp: plan.maskramp,
            plan: plan.plan,
            scenario: plan.scenario,
            seed: plan.seed,
            replications: plan.replications,
            engine: plan.engine,
            asOf: plan.asOf,
            digest: SHA256.hexadecimal(of: "maskramp flow comparison 1\n" + digests),
            terms: plan.terms,
            scenarios: scenarios,
            notes: notes,
            basis: plan.basis,
            command: plan.command,
            timing: timing
        )
    }
}
