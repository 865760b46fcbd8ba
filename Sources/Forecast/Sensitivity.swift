public import MonteCarlo
internal import PlanModel
internal import Statistics

/// Finds out what moves results of a plan: single figures, risks, groups of inputs, and what
/// finding a figure out would be worth.
public struct Sensitivity: Sendable {
    /// Fewest and most replications of one run that are held at a time.
    private static let block = (least: UInt64(1 << 12), most: UInt64(1 << 16))

    private let request: PlanRequest
    private let grouping: InputGrouping
    private let tables: RampTables
    private let engine: any Engine
    private let metrics: [PlanMetric]
    private let groups: [InputGrouping.Group]
    /// The target that is decided about, asked or not.
    private let target: PlanMetric?
    /// Results asked about, and then the target.
    private let studied: [PlanMetric]
    /// `[metric][replication]`, first replications of run A.
    private let base: [[Int32]]
    private let tornado: TornadoStudy

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: the plan; every run has its replications.
    ///   - names: of the results asked about; the plan's chief one when there are none.
    ///   - grouping: what is taken together.
    ///   - engine: where.
    /// - Throws: `PlanMetric.Unknown` for a result that the plan does not have; `PackError`
    ///   when the plan is beyond what a kernel can hold; the engine's own error.
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
        studied = metrics + (target.map { [$0] } ?? [])
        var runs = MetricRuns(engine: engine, seed: request.seed, metrics: studied) { _ in }
        let base = try runs.columns(
            tables,
            first: 0,
            count: Int(min(request.replications, Self.block.least))
        )
        self.base = base
        tornado = TornadoStudy(
            plan: request.plan,
            tables: tables,
            metrics: studied,
            base: base.map { Array($0.prefix(Int(TornadoStudy.most))) }
        )
    }

    /// Runs everything.
    ///
    /// - Parameter progress: called after every launch with the replications done, mean of all runs,
    ///   and those to do; false stops.
    /// - Returns: the result.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> SensitivityResult {
        result(of: try whole(progress: progress))
    }

    /// What all replications came to.
    ///
    /// - Parameter whole: put together from parts.
    /// - Returns: the result.
    public func result(of whole: RunPart) -> SensitivityResult {
        var rest = whole.counts
        var (variance, knowledge) = studies(first: 0)
        variance.take(rest.take(variance.shape), count: Int(whole.replications))
        knowledge.counts = rest.take(knowledge.shape)
        let counts = (0..<tornado.barCount).map { _ in rest.take(tornado.shape) }
        let (bars, events) = (tornado.bars(counts), tornado.eventRows(counts))
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
        let runs = whole.replications * UInt64(groups.count + 3) + tornado.work(counts)
        return result(whole, rows, variance, shifts ?? [], work: runs)
    }

    private func studies(first: UInt64) -> (VarianceStudy, KnowledgeStudy) {
        let variance = VarianceStudy(metrics: studied, groups: groups, base: base, first: first)
        let knowledge = KnowledgeStudy(
            tables.inputs.filter(\.isUncertain),
            metrics: studied,
            columns: base,
            decision: target.map { _ in metrics.count }
        )
        return (variance, knowledge)
    }

    private static func moving(_ bars: [SensitivityResult.TornadoRow]) -> Set<String> {
        Set(bars.filter(\.moves).map(\.input))
    }

    private func result(
        _ whole: RunPart,
        _ rows: [SensitivityResult.MetricRow],
        _ variance: VarianceStudy,
        _ shifts: [SensitivityResult.ShiftRow],
        work: UInt64
    ) -> SensitivityResult {
        var hash = SHA256()
        hash.add("maskramp sensitivity 2\n")
        hash.add(whole.counts.sums)
        hash.add(
            whole.counts.wide.flatMap { [UInt64(truncatingIfNeeded: $0), UInt64($0 >> 64)] }
        )
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
            timing: .init(seconds: whole.seconds, replications: Double(work))
        )
    }
}

extension Sensitivity: CountedStudy {
    /// What its parts have in common.
    public var identity: RunIdentity {
        RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
    }

    /// Integers of the indices, of what knowing is worth and of each bar.
    public var shape: PartCounts.Shape {
        let (variance, knowledge) = studies(first: 0)
        return (0..<tornado.barCount)
            .reduce(variance.shape + knowledge.shape) { sum, _ in sum + tornado.shape }
    }

    /// Bars that are run with some of the replications: all of them are spread evenly over these,
    /// so that equal shards have equal work.
    private func bars(with range: Range<UInt64>) -> [Int] {
        (0..<tornado.barCount)
            .filter {
                range.contains(UInt64($0) * request.replications / UInt64(tornado.barCount))
            }
    }

    /// Counts some of the replications, as `CountedStudy` says.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        try withoutActuallyEscaping(progress) { try count(range, progress: $0) }
    }

    private func count(
        _ range: Range<UInt64>,
        progress: @escaping (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        let clock = PartClock(first: range.lowerBound, engine: engine.identity)
        var (variance, knowledge) = studies(first: range.lowerBound)
        var bars = [PartCounts](repeating: PartCounts(tornado.shape), count: tornado.barCount)
        var next = range.lowerBound
        var size = Self.block.least
        func counted() -> RunPart {
            var counts = variance.counts
            counts.append(knowledge.counts)
            for bar in bars { counts.append(bar) }
            return clock.part(next - range.lowerBound, counts)
        }
        while next < range.upperBound {
            let start = clock.seconds
            let own = next..<min(next + size, range.upperBound)
            let done = next - range.lowerBound
            let numbers = self.bars(with: own)
            let all =
                UInt64(own.count) * UInt64(groups.count + 3)
                + UInt64(numbers.count) * tornado.mostWork
            var runs = MetricRuns(engine: engine, seed: request.seed, metrics: studied) { run in
                _ = try goesOn(progress, done + UInt64(own.count) * min(run, all) / all)
            }
            let columns = try variance.add(
                tables,
                first: own.lowerBound,
                count: own.count,
                base: base,
                runs: &runs
            )
            learn(own, columns, &knowledge)
            for number in numbers { bars[number] = try tornado.counts(number, &runs) }
            next = own.upperBound
            // Short blocks where a run takes long, so that little is lost by a stop.
            if clock.seconds - start < 1 { size = min(2 * size, Self.block.most) }
            guard try progress(next - range.lowerBound, counted) else { break }
        }
        return counted()
    }

    private func learn(
        _ range: Range<UInt64>,
        _ columns: (a: [[Int32]], b: [[Int32]]),
        _ knowledge: inout KnowledgeStudy
    ) {
        for (columns, isSecond) in [(columns.a, false), (columns.b, true)] {
            knowledge.add(columns) { input in
                tables.words(
                    of: input,
                    seed: request.seed,
                    first: range.lowerBound,
                    count: range.count,
                    isSecond: isSecond
                )
            }
        }
    }
}
