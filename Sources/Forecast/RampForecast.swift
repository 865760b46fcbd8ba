public import MonteCarlo
internal import PlanModel
internal import Statistics

/// Runs a plan through an engine and says what comes out.
public struct RampForecast: Sendable {
    /// The user asked to stop.
    public struct Cancelled: Error, Sendable {
        /// How much was done by then.
        public var done: UInt64
        /// What was counted: `replications` or `plates`.
        public var noun: String
    }

    /// Most pairs of replications that the split into chance and ignorance uses: its standard
    /// error is then about 1 %.
    public static let spreadPairs: UInt64 = 8192

    let request: PlanRequest
    let tables: RampTables
    let engine: any Engine
    private let chief: ChiefResult
    private let check: PrecisionCheck?

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: what to run; its replications are the most when there is a precision to reach.
    ///   - precision: when to stop earlier; nil for never.
    ///   - engine: where.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold; `PlanMetric.Unknown`
    ///   when a result that should be precise is none of the plan, or is not counted in plates.
    public init(
        _ request: PlanRequest,
        until precision: Precision? = nil,
        engine: any Engine
    ) throws {
        self.request = request
        self.engine = engine
        tables = try RampTables(plan: request.plan)
        chief = ChiefResult(tables)
        check = try precision.map { [tables] in try PrecisionCheck($0, tables) }
    }

    /// Runs all replications, or as many as the precision takes.
    ///
    /// - Parameter progress: called after every launch with the replications done and those
    ///   expected; false stops.
    /// - Returns: the result.
    /// - Throws: `Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> RunResult {
        let clock = PartClock(first: 0, engine: engine.identity)
        let session = try engine.ramp(tables)
        var chief: [Int32] = []
        var precision: RunResult.PrecisionRow?
        var expected = request.replications
        var done: UInt64 = 0
        for stop in PrecisionCheck.stops(check, most: request.replications) {
            while done < stop {
                chief += try advance(session, &done, to: stop)
                if !progress(done, max(done, expected)) {
                    throw Cancelled(done: done, noun: "replications")
                }
            }
            guard let check else { continue }
            let rows = TallyRows(tables: tables, tally: try session.tally())
            let state = check.state(rows, most: request.replications)
            (precision, expected) = (state.row, state.expected)
            if state.row.isReached { break }
        }
        let whole = clock.part(done, PartCounts(try session.tally(), chief: chief))
        return try result(of: whole, precision: precision) { progress(done, done) }
    }

    /// The result of all replications.
    ///
    /// - Parameters:
    ///   - whole: their counters.
    ///   - precision: how precise they are, when that was asked.
    ///   - isWanted: asked after every launch; false stops.
    /// - Returns: the result.
    /// - Throws: `Cancelled`, or the engine's own error.
    func result(
        of whole: RunPart,
        precision: RunResult.PrecisionRow?,
        _ isWanted: () -> Bool
    ) throws -> RunResult {
        let start = ContinuousClock().now
        let spread = try findSpread(first: whole.counts.rows, progress: isWanted)
        let besides = try findBesides(whole.replications, isWanted)
        let seconds = whole.seconds + (ContinuousClock().now - start) / .seconds(1)
        let work =
            Double(whole.replications) + Double(whole.counts.rows.count)
            + Double(besides.replications)
        return result(
            RampTally(counts: whole.counts.sums, replications: whole.replications),
            spread: spread,
            precision: precision,
            besides: besides,
            timing: .init(seconds: seconds, replications: work)
        )
    }

    /// One launch.
    ///
    /// - Returns: the chief result of its replications, while pairs for the spread are wanted.
    func advance(
        _ session: any RampSession,
        _ done: inout UInt64,
        to stop: UInt64
    ) throws -> [Int32] {
        let isPaired = done < Self.spreadPairs
        let left = (isPaired ? min(stop, Self.spreadPairs) : stop) - done
        let count = UInt32(min(UInt64(session.launchSize), left))
        let launch = RampLaunch(
            seed: request.seed,
            first: done,
            count: count,
            wantsOutcomes: isPaired
        )
        let outcomes = try session.advance(launch)
        done += UInt64(count)
        return isPaired ? metric(outcomes, count: Int(count)) : []
    }

    /// What comes from runs of their own, and so is not part of the digest.
    private struct Besides {
        var backtest: RunResult.Backtest?
        var capacityByNode: [RunResult.AnnualRow]?
        var products: ProductForecast.Result?
        /// How many they took.
        var replications: UInt64 = 0
    }

    private func findBesides(_ count: UInt64, _ isWanted: () -> Bool) throws -> Besides {
        let seed = request.seed
        var besides = Besides(
            backtest: try Backtest(request.plan)?
                .run(engine, seed: seed, replications: count, isWanted: isWanted),
            capacityByNode: try NodeCapacity(request.plan)?
                .rows(engine, seed: seed, replications: count, isWanted: isWanted),
            products: try ProductForecast(request.plan)?
                .run(engine, seed: seed, replications: count, isWanted: isWanted)
        )
        besides.replications = besides.backtest?.replications ?? 0
        if besides.capacityByNode != nil { besides.replications += min(count, NodeCapacity.most) }
        besides.replications += besides.products?.replications ?? 0
        return besides
    }

    private func metric(_ outcomes: [Int32], count: Int) -> [Int32] {
        guard let row = chief.row(in: tables) else { preconditionFailure("its year is the plan's") }
        return Array(outcomes[row * count..<(row + 1) * count])
    }

    /// The same uncertain draws with other luck, replication by replication.
    private func findSpread(
        first: [Int32],
        progress: () -> Bool
    ) throws -> RunResult.Spread {
        let session = try engine.ramp(tables.drawingAgain { !$0.isUncertain })
        var second: [Int32] = []
        while second.count < first.count {
            let count = min(Int(session.launchSize), first.count - second.count)
            let launch = RampLaunch(
                seed: request.seed,
                first: UInt64(second.count),
                count: UInt32(count),
                wantsOutcomes: true
            )
            second += metric(try session.advance(launch), count: count)
            if !progress() {
                throw Cancelled(done: UInt64(first.count), noun: "replications")
            }
        }
        let shares = VarianceShares(first: first.map(Double.init), second: second.map(Double.init))
        // The share is a correlation of pairs; its error is that of normal ones.
        let error =
            (1 - shares.ignorance * shares.ignorance) / Double(max(1, first.count)).squareRoot()
        return RunResult.Spread(
            metric: chief.text,
            chance: rounded(shares.chance, 3),
            ignorance: rounded(shares.ignorance, 3),
            standardError: rounded(error, 3)
        )
    }

    private func result(
        _ tally: RampTally,
        spread: RunResult.Spread,
        precision: RunResult.PrecisionRow?,
        besides: Besides,
        timing: RunResult.Timing
    ) -> RunResult {
        let rows = TallyRows(tables: tables, tally: tally)
        return RunResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: tally.replications,
            fidelity: request.plan.fidelity,
            engine: engine.identity,
            asOf: request.plan.asOf.text,
            digest: tally.digest,
            annual: besides.products == nil ? rows.annual() : [],
            capacity: besides.products == nil ? rows.capacity() : [],
            capacityByNode: besides.capacityByNode,
            starts: rows.starts(),
            products: besides.products?.rows,
            facts: besides.products?.facts
                ?? (request.plan.facts.isEmpty ? nil : FactRow.rows(request.plan)),
            milestones: rows.milestones(asOf: request.plan.asOf),
            backtest: besides.backtest,
            targets: rows.targets(),
            bottlenecks: rows.bottlenecks(),
            utilisation: rows.utilisation(),
            spread: spread,
            precision: precision,
            basis: .init(request.plan),
            command: request.command,
            timing: timing
        )
    }
}
