public import MonteCarlo
public import PlanModel

/// A plan beside other fabs, as published: the fields of `peers --format json`.
///
/// Fields are only ever added. Money is in the plan's unit.
public struct PeersResult: Sendable, Codable {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications of each fab.
    public var replications: UInt64
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of all integer results: the same on every engine.
    public var digest: String
    /// Currency and unit of money.
    public var money: Unit
    /// The fabs as they are published.
    public var peers: [Fab]
    /// Makers that are named without figures.
    public var named: [NamedMaker]
    /// The fabs under this plan's tools and risks.
    public var model: Model
    /// Planned against actual dates.
    public var referenceClass: ReferenceClass
    /// The plan's own planned milestones.
    public var milestones: [OwnMilestone]
    /// The command that repeats it.
    public var command: String
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: RunResult.Timing

    /// Currency and unit.
    public struct Unit: Sendable, Codable, Equatable {
        /// ISO 4217 code.
        public var currency: String
        /// Currency units in one money unit.
        public var unit: Int
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, money, peers, named
        case model, milestones, command, timing
        case asOf = "as_of"
        case referenceClass = "reference_class"
    }
}

// MARK: As published

extension PeersResult {
    /// A figure, or why there is none.
    public struct Cell: Sendable, Codable, Equatable {
        /// The figure; its mean when it is spread.
        public var value: Double?
        /// Where it comes from.
        public var basis: String?
        /// The citation.
        public var source: String?
        /// Why there is none.
        public var missing: String?
        /// What to mind.
        public var remark: String?
    }

    /// A fab.
    public struct Fab: Sendable, Codable {
        /// Name in tables.
        public var id: String
        /// Company.
        public var company: String
        /// Stock code.
        public var code: String?
        /// Name of the project.
        public var project: String?
        /// Whether it is the plan's own.
        public var isOwn: Bool
        /// Nodes as written.
        public var nodes: String?
        /// Planned investment [money unit].
        public var investment: Cell
        /// Planned construction [months].
        public var construction: Cell
        /// Planned plates a year [plates].
        public var platesPerYear: Cell
        /// Investment for each plate a year [money unit].
        public var investmentPerPlate: Cell
        /// Investment for each month of construction [money unit].
        public var investmentPerMonth: Cell
        /// Planned plates a month [plates].
        public var platesPerMonth: Cell
        /// Finest node [nm].
        public var finestNode: Cell
        /// Ground-breaking as published.
        public var groundBreaking: String?
        /// What was last said of its state.
        public var state: String?
        /// When.
        public var stateDate: String?
        /// Why something other than a figure is missing, or what to mind about it, by key.
        public var remarks: [String: String]
        /// Dated events.
        public var milestones: [Event]

        enum CodingKeys: String, CodingKey {
            case id, company, code, project, nodes, investment, construction, state, remarks
            case milestones
            case isOwn = "is_plan"
            case platesPerYear = "plates_per_year"
            case investmentPerPlate = "investment_per_annual_plate"
            case investmentPerMonth = "investment_per_month"
            case platesPerMonth = "plates_per_month"
            case finestNode = "finest_node"
            case groundBreaking = "ground_breaking"
            case stateDate = "state_date"
        }
    }

    /// A dated event of a fab.
    public struct Event: Sendable, Codable {
        /// Name.
        public var id: String
        /// What happens.
        public var event: String
        /// The nodes as written.
        public var node: String?
        /// Those of them that the plan has [nm].
        public var planNodes: [Int]
        /// When it was planned.
        public var planned: String?
        /// When it is expected since.
        public var expected: String?
        /// When it happened.
        public var happened: String?
        /// Months from ground-breaking to the planned date.
        public var plannedMonths: Months?
        /// Months from ground-breaking to when it happened.
        public var happenedMonths: Months?
        /// Where the dates come from.
        public var basis: String
        /// The citation.
        public var source: String?

        enum CodingKeys: String, CodingKey {
            case id, event, node, planned, expected, happened, basis, source
            case planNodes = "plan_nodes"
            case plannedMonths = "planned_months"
            case happenedMonths = "happened_months"
        }
    }

    /// Months between two dates that are known to a day, a month, a quarter or a year.
    public struct Months: Sendable, Codable, Equatable {
        /// Least.
        public var from: Double
        /// Most.
        public var to: Double
    }
}

// MARK: Planned and actual

extension PeersResult {
    /// How far dates slipped.
    public struct ReferenceClass: Sendable, Codable {
        /// The milestones with a planned date and one that happened, or was announced since.
        public var slips: [Slip]
        /// Least, middle and most slip [months]; nil without a slip.
        public var low: Double?
        /// Middle slip [months].
        public var median: Double?
        /// Most slip [months].
        public var high: Double?
        /// `range` of few slips, `quantiles` (P10, P50, P90) of ten and more, `none`.
        public var rule: String
        /// Milestones that were overdue when they were last looked at; they are not counted.
        public var overdue: [Slip]
    }

    /// A slip of one milestone.
    public struct Slip: Sendable, Codable {
        /// The fab.
        public var peer: String
        /// The milestone.
        public var id: String
        /// When it was planned.
        public var planned: String
        /// When it happened, is expected or was last looked at.
        public var actual: String
        /// Whether it has happened.
        public var hasHappened: Bool
        /// Beyond the planned interval; minus when before it [months].
        public var months: Double
        /// Where the dates come from.
        public var basis: String

        enum CodingKeys: String, CodingKey {
            case peer, id, planned, actual, months, basis
            case hasHappened = "has_happened"
        }
    }

    /// A planned milestone of the plan.
    public struct OwnMilestone: Sendable, Codable {
        /// Its name.
        public var id: String
        /// When it is planned.
        public var planned: String
        /// The planned date after the least, the middle and the most slip, YYYY-MM.
        public var low: String?
        /// After the middle slip.
        public var median: String?
        /// After the most slip.
        public var high: String?
        /// The model's own dates, as in `run`.
        public var model: Dates
    }

    /// Quantiles of a date.
    public struct Dates: Sendable, Codable {
        /// Probability that it falls within the horizon.
        public var probability: Double
        /// YYYY-MM; nil beyond the horizon.
        public var p10: String?
        /// Middle.
        public var p50: String?
        /// Late.
        public var p90: String?
    }
}
