public import PlanModel

/// A plan, how it is run, and what its results name: the part that every question has in common.
public struct PlanRequest: Sendable {
    /// Most replications of a run: weeks of the fastest machine, and no counter overflows.
    public static let mostReplications: UInt64 = 1 << 40

    /// The plan.
    public var plan: Plan
    /// SHA-256 of the resolved plan.
    public var planSHA256: String
    /// Names of the scenarios applied.
    public var scenarioNames: [String]
    /// Key of all draws.
    public var seed: UInt64
    /// Number of replications, at least 1: of a run, or of each run when a question takes many.
    public var replications: UInt64
    /// What is asked beside the plan, as `RunIdentity` has it.
    public var question: [String]?
    /// The command that repeats it.
    public var command: String
    /// Version of the program.
    public var version: String

    /// Makes a request.
    public init(
        plan: Plan,
        planSHA256: String,
        scenarioNames: [String] = [],
        seed: UInt64,
        replications: UInt64,
        question: [String]? = nil,
        command: String,
        version: String
    ) {
        self.plan = plan
        self.planSHA256 = planSHA256
        self.scenarioNames = scenarioNames
        self.seed = seed
        self.replications = replications
        self.question = question
        self.command = command
        self.version = version
    }

    /// The plan as results name it.
    public var identity: RunResult.PlanIdentity { .init(name: plan.name, sha256: planSHA256) }

    /// The seed as results name it.
    public var seedText: String { "0x" + String(seed, radix: 16) }
}
