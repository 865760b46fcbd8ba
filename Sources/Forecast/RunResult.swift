public import MonteCarlo
public import PlanModel

/// A ramp forecast as it is published: the fields of `run --format json`.
///
/// Fields are only ever added.
public struct RunResult: Sendable, Codable {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications.
    public var replications: UInt64
    /// How months count plates.
    public var fidelity: Fidelity
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of the integer results: the same on every engine, thread count and shard count.
    public var digest: String
    /// Good plates made, by year, all nodes and each.
    public var annual: [AnnualRow]
    /// Plates that the open nodes' tools could make, by year, all nodes.
    public var capacity: [AnnualRow]
    /// Plates that the tools could make of each node, the mask sets that they are and the wafers that
    /// these serve, by year; nil when the plan says of no node what a set or a wafer takes.
    public var capacityByNode: [AnnualRow]?
    /// Plates begun and what became of them, by year and node; nil unless every plate is drawn.
    public var starts: [StartsRow]?
    /// What is made of each product, and could be, by year; nil when the plan makes plates.
    ///
    /// With products `annual` and `capacity`, which count plates, are empty.
    public var products: [ProductRow]?
    /// Published figures beside the forecast; nil when the plan has none.
    public var facts: [FactRow]?
    /// When each milestone falls.
    public var milestones: [MilestoneRow]
    /// The forecast against what happened after the as-of date; nil unless somebody looks back.
    public var backtest: Backtest?
    /// How probable each target is.
    public var targets: [TargetRow]
    /// What binds in each month, and how often [1]; groups that never bind are left out.
    public var bottlenecks: [BottleneckRow]
    /// Hours used over hours available, by month and group [1].
    public var utilisation: [UtilisationRow]
    /// Chance and ignorance.
    public var spread: Spread
    /// How precise the run was to be; nil when its number of replications was given.
    public var precision: PrecisionRow?
    /// Count of the plan's figures by origin.
    public var basis: BasisRow
    /// Who counted which replications, when shards were put together; nil for one run.
    public var shards: [ShardRow]?
    /// The command that repeats the run.
    public var command: String
    /// Which fabs the run folder holds to compare the plan with; nil when the plan names none.
    public var peers: PeerRow?
    /// How long it took.
    ///
    /// Never part of the digest.
    public var timing: Timing

    /// Peers of a run folder, in its folder `peers`.
    public struct PeerRow: Sendable, Codable, Equatable {
        /// The plan's own fab, by the name of its file; nil when none is.
        public var own: String?

        /// Names the plan's own fab.
        public init(own: String?) { self.own = own }

        enum CodingKeys: String, CodingKey { case own = "self" }
    }

    /// A plan by name and content.
    public struct PlanIdentity: Sendable, Codable, Equatable {
        /// Its name.
        public var name: String
        /// SHA-256 of the resolved plan.
        public var sha256: String

        /// Makes an identity.
        public init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }
    }

    /// Plates, mask sets or wafers of one year.
    public struct AnnualRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// `all`, or the node [nm].
        public var node: String
        /// `plates`, `sets` or `wafers`.
        public var unit: String
        /// Mean over the replications.
        public var mean: Double
        /// 5th percentile.
        public var p05: Int
        /// 10th percentile.
        public var p10: Int
        /// 25th percentile.
        public var p25: Int
        /// Median.
        public var p50: Int
        /// 75th percentile.
        public var p75: Int
        /// 90th percentile.
        public var p90: Int
        /// 95th percentile.
        public var p95: Int
        /// Standard error of the mean.
        public var standardError: Double
        /// Ends of the 95 % interval of the 10th percentile; nil with too few replications.
        public var p10Interval: [Int]?
        /// Of the median.
        public var p50Interval: [Int]?
        /// Of the 90th percentile.
        public var p90Interval: [Int]?

        enum CodingKeys: String, CodingKey {
            case year, node, unit, mean, p05, p10, p25, p50, p75, p90, p95
            case standardError = "standard_error"
            case p10Interval = "p10_interval"
            case p50Interval = "p50_interval"
            case p90Interval = "p90_interval"
        }
    }

    /// Plates of one year and node, each a mean over the replications.
    ///
    /// What was in process at the end of the year before and what is started is good, scrapped or
    /// still in process.
    public struct StartsRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The node [nm].
        public var node: String
        /// Plates begun: blanks used.
        public var started: Double
        /// Good plates that customers take.
        public var good: Double
        /// Plates that fail.
        public var scrapped: Double
        /// Plates begun and not finished at the year's end.
        public var inProcess: Double

        enum CodingKeys: String, CodingKey {
            case year, node, started, good, scrapped
            case inProcess = "in_process"
        }
    }

    /// How precise a run was to be, and was.
    public struct PrecisionRow: Sendable, Codable, Equatable {
        /// As asked: `1%` of the median, or a number of plates.
        public var requested: String
        /// Results that were to be so precise.
        public var metrics: [String]
        /// Whether they are.
        public var isReached: Bool
        /// Of all intervals of P10, P50 and P90 the one that is widest for what was asked.
        public var widest: WidestInterval?

        enum CodingKeys: String, CodingKey {
            case requested, metrics, widest
            case isReached = "reached"
        }
    }

    /// An interval that decides when a run stops.
    public struct WidestInterval: Sendable, Codable, Equatable {
        /// The result.
        public var metric: String
        /// `P10`, `P50` or `P90`.
        public var quantile: String
        /// Plates from end to end.
        public var plates: Int
        /// Plates that were asked for.
        public var requested: Double
    }

    /// One milestone.
    public struct MilestoneRow: Sendable, Codable {
        /// Its name in the plan.
        public var id: String
        /// What happens, to what: `volume, 28 nm`.
        public var event: String
        /// Probability that it falls within the horizon [1].
        public var probability: Double
        /// Month by which it has come with 10 %; nil when beyond the horizon.
        public var p10: String?
        /// With 50 %.
        public var p50: String?
        /// With 90 %.
        public var p90: String?
        /// As planned.
        public var planned: String?
        /// As it happened, when it has by the as-of date.
        public var happened: String?
        /// Where the plan has it from: `disclosed`, `derived` or `assumed`.
        public var basis: String
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
        /// Probability that some year up to then reaches it [1].
        public var probability: Double
        /// The same for every year as the last.
        public var byYear: [YearProbability]

        enum CodingKeys: String, CodingKey {
            case id, value, measure, by, probability
            case byYear = "by_year"
        }
    }

    /// A probability of one year.
    public struct YearProbability: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// Probability [1].
        public var probability: Double
    }

    /// How often a group binds in a month.
    public struct BottleneckRow: Sendable, Codable {
        /// YYYY-MM.
        public var month: String
        /// The group; `demand` when all that is wanted is made; `qualification` when a node waits
        /// for its process or its customers.
        public var group: String
        /// Share of the replications [1].
        public var share: Double
    }

    /// Utilisation of a group in a month.
    public struct UtilisationRow: Sendable, Codable {
        /// YYYY-MM.
        public var month: String
        /// The group.
        public var group: String
        /// What the used hours are divided by.
        public var denominator: String
        /// Mean over the replications in which the group has hours [1].
        public var mean: Double
    }

    /// What the spread of the chief result is made of.
    public struct Spread: Sendable, Codable {
        /// Which result.
        public var metric: String
        /// Share of its variance that is chance [1].
        public var chance: Double
        /// Share that is ignorance [1].
        public var ignorance: Double
        /// Standard error of the shares [1].
        public var standardError: Double

        enum CodingKeys: String, CodingKey {
            case metric, chance, ignorance
            case standardError = "standard_error"
        }
    }

    /// Count of figures by origin.
    public struct BasisRow: Sendable, Codable {
        /// Printed in a published document.
        public var disclosed: Int
        /// Arithmetic on disclosed figures.
        public var derived: Int
        /// Judgement.
        public var assumed: Int

        init(_ plan: Plan) {
            func count(_ basis: Basis) -> Int { plan.basisCounts[basis] ?? 0 }
            disclosed = count(.disclosed)
            derived = count(.derived)
            assumed = count(.assumed)
        }
    }

    /// Time taken.
    public struct Timing: Sendable, Codable {
        /// Of all launches [s].
        public var seconds: Double
        /// Replications a second; those for chance and ignorance, backtest and nodes included.
        public var replicationsPerSecond: Double

        init(seconds: Double, replications: Double) {
            self.seconds = rounded(seconds, 3)
            replicationsPerSecond = rounded(replications / max(seconds, 1e-9), 1)
        }

        enum CodingKeys: String, CodingKey {
            case seconds
            case replicationsPerSecond = "replications_per_second"
        }
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, annual, capacity
        case products, facts
        case milestones, backtest, targets, bottlenecks, utilisation, spread, precision, basis
        case fidelity, starts, shards, command, timing, peers
        case asOf = "as_of"
        case capacityByNode = "capacity_by_node"
    }
}
