public import MonteCarlo

/// One replication of a flow simulation through a week, tool by tool: the fields of
/// `simulate --gantt --format json`.
///
/// Fields are only ever added.
public struct FlowGanttResult: Sendable, Codable {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of the replication, from 0.
    public var replication: UInt64
    /// Who drew the dates; plates flow on the CPU.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of all bars: the same on every engine.
    public var digest: String
    /// What the plan does not say.
    public var terms: FlowResult.Terms
    /// First day, and the day after the last, YYYY-MM-DD.
    public var from, until: String
    /// Tools that are there in that week.
    public var tools: [ToolRow]
    /// What they do, by tool and time.
    public var bars: [Bar]
    /// What a reader should know.
    public var notes: [String]
    /// How many figures are disclosed, derived and assumed.
    public var basis: RunResult.BasisRow
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// A tool through the week.
    public struct ToolRow: Sendable, Codable {
        /// Its name in the plan, and the number of the unit where there are several.
        public var tool: String
        /// Its group.
        public var group: String
        /// Hours by state of SEMI E10.
        public var productive, setup, down, maintenance, closed, standby: Double
        /// Plates that it worked on.
        public var plates: Int
    }

    /// A tool in one state, with the same plates.
    public struct Bar: Sendable, Codable {
        /// As in the row of the tool.
        public var tool: String
        /// As in the row of the tool.
        public var group: String
        /// `productive`, `setup`, `down`, `maintenance`, `closed` or `standby`.
        public var state: String
        /// YYYY-MM-DDThh:mm:ss; what begins before the week or ends after it is cut.
        public var start, end: String
        /// Between these.
        public var seconds: Int
        /// What is in the tool, through failures and closed hours too.
        public var plates: [Plate]
    }

    /// A plate in a tool.
    public struct Plate: Sendable, Codable {
        /// Its node [nm].
        public var node: String
        /// Who ordered it; nil where the plan tells nobody apart.
        public var customer: String?
        /// Whether it goes first everywhere.
        public var isHot: Bool
        /// Number of its order among those of that customer and node, and of the plate in it, from 1.
        public var order, plate: Int
        /// Its step.
        public var step: String
        /// How often it was sent back or begun again before.
        public var round: Int

        enum CodingKeys: String, CodingKey {
            case node, customer, order, plate, step, round
            case isHot = "is_hot"
        }
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replication, engine, digest, terms, from, until, tools
        case bars, notes, basis, command, timing
        case asOf = "as_of"
    }
}
