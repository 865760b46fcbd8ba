public import MonteCarlo
public import PlanModel
internal import Statistics

/// Finds out what moves results of a plan: single figures, risks, groups of inputs, and what
/// finding a figure out would be worth.
public struct Sensitivity: Sendable {
    /// Replications of one run that are held at a time.
    private static let block: UInt64 = 1 << 16

    private let request: PlanRequest
    private let grouping: InputGrouping
    private let tables: RampTables
    private let engine: any Engine
    private let metrics: [PlanMetric]
    private let groups: [InputGrouping.Group]
    /// The target that is decided about, asked or not.
    private let target: PlanMetric?
    /// Results asked about, and then the target.
    private var studied: [PlanMetric] { metrics + (target.map { [$0] } ?? []) }

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: the plan; every run has its replications.
    ///   - names: of the results asked about; the plan's chief one when there are none.
    ///   - grouping: what is taken together.
    ///   - engine: where.
    /// - Throws: `PlanMetric.Unknown` for a result that the plan does not have; `PackError`
    ///   when the plan is beyond what a kernel can hold.
    public init(
        _ request: PlanRequest,
        metrics names: [String],
        grouping: InputGrouping,
        engine: any Engine
    ) throws {
        self.request = request
        self.grouping = grouping
        self.engine = engine
        let tables = try RampTables(plan: request.plan)
        self.tables = tables
        metrics =
            names.isEmpty
            ? [.chief(of: tables)] : try names.map { try .init($0, in: tables) }
        groups = grouping.groups(tables.inputs, of: request.plan)
        target = try tables.targets.first.map { try .init("target.\($0.name)", in: tables) }
    }

    /// Runs everything.
    ///
    /// - Parameter progress: called after every launch with the replications done and those to
    ///   do, of all runs together; false stops.
    /// - Returns: the result.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func run(
        progress: @escaping (UInt64, UInt64) -> Bool
    ) throws -> SensitivityResult {
        let clock = ContinuousClock()
        let start = clock.now
        var runs = MetricRuns(
            engine: engine,
            seed: request.seed,
            metrics: studied,
            total: request.replications * UInt64(groups.count + 3),
            progress: progress
        )
        let (variance, knowledge, tornado) = try runGroups(&runs)
        let bars = try tornado.bars(&runs)
        let events = try tornado.eventRows(&runs)
        let rows = metrics.indices.map { index in
            variance.row(
                metric: index,
                groups: groups,
                tornado: bars[index],
                events: events[index],
                knowing: knowledge.reductions(metric: index, moving: Self.moving(bars[index]))
            )
        }
        let shifts = target.map { _ in
            knowledge.shiftRows(moving: Self.moving(bars[metrics.count]))
        }
        let seconds = (clock.now - start) / .seconds(1)
        return result(runs, rows, variance, shifts ?? [], seconds: seconds)
    }

    /// Runs A, B and the groups, block by block; the first block is what bars are compared with.
    private func runGroups(
        _ runs: inout MetricRuns
    ) throws -> (VarianceStudy, KnowledgeStudy, TornadoStudy) {
        var variance = VarianceStudy(metrics: studied, groups: groups)
        var studies: (knowledge: KnowledgeStudy, tornado: TornadoStudy)?
        var done: UInt64 = 0
        while done < request.replications {
            let count = Int(min(Self.block, request.replications - done))
            let (a, b) = try variance.add(tables, first: done, count: count, runs: &runs)
            let tornado = studies?.tornado ?? tornadoStudy(a)
            var knowledge = studies?.knowledge ?? knowledgeStudy(a)
            if studies == nil { runs.total += tornado.work }
            for (columns, isSecond) in [(a, false), (b, true)] {
                knowledge.add(columns) { input in
                    tables.words(
                        of: input,
                        seed: request.seed,
                        first: done,
                        count: count,
                        isSecond: isSecond
                    )
                }
            }
            studies = (knowledge, tornado)
            done += UInt64(count)
        }
        guard let studies else { preconditionFailure("there is a replication") }
        return (variance, studies.knowledge, studies.tornado)
    }

    private static func moving(_ bars: [SensitivityResult.TornadoRow]) -> Set<String> {
        Set(bars.filter(\.moves).map(\.input))
    }

    private func tornadoStudy(_ columns: [[Int32]]) -> TornadoStudy {
        let count = Int(min(request.replications, TornadoStudy.most))
        return TornadoStudy(
            plan: request.plan,
            tables: tables,
            metrics: studied,
            base: columns.map { Array($0.prefix(count)) }
        )
    }

    private func knowledgeStudy(_ columns: [[Int32]]) -> KnowledgeStudy {
        KnowledgeStudy(
            tables.inputs.filter(\.isUncertain),
            metrics: studied,
            columns: columns,
            decision: target.map { _ in metrics.count }
        )
    }

    private func result(
        _ runs: MetricRuns,
        _ rows: [SensitivityResult.MetricRow],
        _ variance: VarianceStudy,
        _ shifts: [SensitivityResult.ShiftRow],
        seconds: Double
    ) -> SensitivityResult {
        var hash = SHA256()
        hash.add("maskramp sensitivity 1\n")
        for digest in runs.digests { hash.add(digest + "\n") }
        return SensitivityResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: request.replications,
            tornadoReplications: min(request.replications, TornadoStudy.most),
            fidelity: request.plan.fidelity,
            engine: engine.identity,
            asOf: request.plan.asOf.text,
            digest: hash.hexadecimal(),
            groupBy: grouping,
            metrics: rows,
            target: tables.targets.first.map {
                .init(
                    id: $0.name,
                    probability: rounded(variance.mean(metric: metrics.count), 6),
                    knowing: shifts
                )
            },
            command: request.command,
            timing: .init(
                seconds: rounded(seconds, 3),
                replicationsPerSecond: rounded(Double(runs.done) / seconds, 0)
            )
        )
    }
}
