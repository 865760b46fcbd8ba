public import MonteCarlo

/// Cycle times against orders: the fields of `simulate --curve --format json`.
///
/// Fields are only ever added.
public struct FlowCurveResult: Sendable, Codable, ShardedResult {
    /// Version of the program.
    public var maskramp: String
    /// What was run.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied, in order.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Number of replications of each load.
    public var replications: UInt64
    /// Who ran it.
    public var engine: EngineIdentity
    /// The day up to which facts are known, YYYY-MM-DD.
    public var asOf: String
    /// SHA-256 of the digests of all loads.
    public var digest: String
    /// What the plan does not say; the load is that of each point.
    public var terms: FlowResult.Terms
    /// The months that count, such as `2031` or `2027-03 to 2031-12`.
    public var months: String
    /// Loads, rising.
    public var points: [Point]
    /// What a reader should know.
    public var notes: [String]
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

    /// A load.
    public struct Point: Sendable, Codable {
        /// Factor on all orders [1].
        public var load: Double
        /// Whether more plates were in process than there was room for: then there is nothing else.
        public var isFull: Bool
        /// Digest of the load's own simulation.
        public var digest: String?
        /// The group that stands by least.
        public var busiest: String?
        /// Share of its open hours in which it does not stand by [1].
        public var busy: Double?
        /// Plates by node, all nodes last.
        public var nodes: [NodeRow]

        enum CodingKeys: String, CodingKey {
            case load, digest, busiest, busy, nodes
            case isFull = "is_full"
        }
    }

    /// Plates of a node at a load.
    public struct NodeRow: Sendable, Codable {
        /// The node, or `all`.
        public var node: String
        /// Plates finished a year.
        public var finished: Double
        /// Plates in process.
        public var inProcess: Double
        /// From order to end of the finished [days].
        public var cycleDays: Double?
        /// Half of its 95 % interval over replications [days].
        public var cycleHalfWidth: Double?
        /// Flow factor: that over the time on tools [1].
        public var flowFactor: Double?
        /// Half of its 95 % interval [1].
        public var flowFactorHalfWidth: Double?
        /// Quantiles of the last year [days]; nil where the months after a warm-up count.
        public var p50, p95: Double?
        /// Share of the finished that came by their due date [1].
        public var onTime: Double?
        /// Whether orders outrun what is made, so that times have no steady mean: plates in process
        /// grow through the year, or were more than a tenth of what it finishes when it began.
        public var isGrowing: Bool

        enum CodingKeys: String, CodingKey {
            case node, finished, p50, p95
            case inProcess = "in_process"
            case cycleDays = "cycle_days"
            case cycleHalfWidth = "cycle_half_width"
            case flowFactor = "flow_factor"
            case flowFactorHalfWidth = "flow_factor_half_width"
            case onTime = "on_time"
            case isGrowing = "is_growing"
        }
    }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, engine, digest, terms, months, points
        case notes, basis, shards, command, timing
        case asOf = "as_of"
    }
}

extension FlowCurveResult {
    init(_ last: FlowResult, points: [Point], digest: String, timing: RunResult.Timing) {
        var notes = Array(last.notes.prefix(1))
        let years = last.plates.map(\.year)
        let end = years.max().map { String($0) } ?? ""
        if points.contains(where: { $0.isFull || $0.nodes.contains(where: \.isGrowing) }) {
            notes.append(
                "where plates in process grow through the year, or began it as more than a tenth of "
                    + "what it finishes, orders outrun the tools: the times shown depend on how long "
                    + "it has gone on, and there is no steady cycle time"
            )
        }
        if let steady = last.steady, steady.warmUpMonths == nil {
            notes.append("no warm-up was found at some loads; those show the last year")
        }
        self.init(
            maskramp: last.maskramp,
            plan: last.plan,
            scenario: last.scenario,
            seed: last.seed,
            replications: last.replications,
            engine: last.engine,
            asOf: last.asOf,
            digest: digest,
            terms: last.terms,
            months: last.steady?.from.map { "\($0) to \(end)" } ?? end,
            points: points,
            notes: notes,
            basis: last.basis,
            command: last.command,
            timing: timing
        )
    }
}

extension FlowCurveResult.Point {
    /// A load for whose plates there was no room.
    init(full load: Double) {
        self.init(load: load, isFull: true, nodes: [])
    }

    /// A load of which the months after a warm-up count, or else the last year.
    init(load: Double, _ result: FlowResult) {
        let year = result.plates.map(\.year).max()
        let plates = result.plates.filter { $0.year == year }
        let nodes = plates.map { row in
            let times = result.times.first {
                $0.year == year && $0.node == row.node && $0.unit == "plates"
            }
            let steady = result.steady?.rows.first { $0.node == row.node }
            let before = result.plates.first {
                $0.year + 1 == row.year && $0.node == row.node
            }
            return FlowCurveResult.NodeRow(
                node: row.node,
                finished: steady?.finishedAYear ?? row.finished,
                inProcess: steady?.inProcess ?? row.inProcess,
                cycleDays: steady == nil ? row.cycleDays : steady?.cycleDays,
                cycleHalfWidth: steady == nil ? row.cycleHalfWidth : steady?.cycleHalfWidth,
                flowFactor: steady == nil ? row.flowFactor : steady?.flowFactor,
                flowFactorHalfWidth: steady == nil
                    ? row.flowFactorHalfWidth : steady?.flowFactorHalfWidth,
                p50: steady == nil ? times?.p50 : nil,
                p95: steady == nil ? times?.p95 : nil,
                onTime: steady == nil ? row.onTime : steady?.onTime,
                isGrowing: row.isGrowing || (before?.inProcessAtEnd ?? 0) > 0.1 * row.finished + 20
            )
        }
        let groups = result.groups.filter { $0.year == year && $0.closed < 1 }
            .map { (name: $0.group, busy: 1 - $0.standby / (1 - $0.closed)) }
        let busiest = groups.max { ($0.busy, $1.name) < ($1.busy, $0.name) }
        self.init(
            load: load,
            isFull: false,
            digest: result.digest,
            busiest: busiest?.name,
            busy: busiest.map { rounded(max(0, $0.busy), 4) },
            nodes: nodes
        )
    }
}
