public import MonteCarlo
internal import PlanModel

/// Sends plates through a plan's fab, event by event, in every replication of its ramp.
public struct FlowStudy: Sendable {
    let request: PlanRequest
    let terms: FlowTerms
    let engine: any Engine
    let flow: PlanFlow
    let ramp: RampTables
    let tables: FlowTables
    private let windows: FlowWindows
    /// Figures that are drawn, with the ramp's draws for them.
    private let drawn: [(path: String, input: RampInput)]

    /// Most replications: their numbers have 32 bits.
    public static let mostReplications: UInt64 = 1 << 24

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: what to ask.
    ///   - terms: what the plan does not say.
    ///   - warmUp: whether and how months are left out for the steady state.
    ///   - engine: where plates flow.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold, or not longer than the
    ///   warm-up.
    public init(
        _ request: PlanRequest,
        terms: FlowTerms,
        warmUp: FlowWarmUp = .none,
        engine: any Engine
    ) throws(PackError) {
        (self.request, self.terms, self.engine) = (request, terms, engine)
        windows = FlowWindows(plan: request.plan, warmUp: warmUp)
        if case .months(let count) = warmUp, count >= request.plan.monthCount {
            throw PackError(
                message: "a warm-up of \(count) months leaves none of the plan's "
                    + "\(request.plan.monthCount)"
            )
        }
        let flow = try PlanFlow(request.plan, terms)
        var asked: [String: Figure] = [:]
        let fab = flow.fab(
            flow.settled { figure in
                if figure.distribution.fixedValue == nil { asked[figure.path] = figure }
                return figure.distribution.moments.mean
            }
        )
        let figures = asked.values.sorted { $0.path < $1.path }
        let ramp = try RampTables(datesOf: request.plan, figures: figures)
        drawn = ramp.inputs.filter(\.isFigure).map { ($0.name, $0) }
        (self.flow, self.ramp) = (flow, ramp)
        tables = try FlowTables(fab)
    }

    /// Simulates all replications.
    ///
    /// - Parameter progress: called after every launch with the replications done and those to do;
    ///   false stops.
    /// - Returns: times, plates in process and use of the tools by year.
    /// - Throws: `FlowRefusal` when a bound is met, `RampForecast.Cancelled`, or the engine's own
    ///   error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> FlowResult {
        result(of: try whole(progress: progress))
    }

    /// The result of all replications.
    ///
    /// - Parameter whole: put together from parts.
    /// - Returns: times, plates in process and use of the tools by year.
    public func result(of whole: RunPart) -> FlowResult {
        let tally = FlowTally(tables, windows: windows, whole.counts, count: whole.replications)
        let summary = FlowSummary(request, terms, windows, tables, tally)
        return summary.result(engine.identity, seconds: whole.seconds)
    }

    /// Years and nodes, all nodes last, in the order in which a replication's plates come.
    var cells: [(year: Int, node: String)] {
        let nodes = request.plan.nodes.map { String($0.node) } + ["all"]
        return windows.byYear.flatMap { year, _ in nodes.map { (year, $0) } }
    }

    /// The course of each replication of a launch.
    func courses(
        _ launch: FlowLaunch,
        _ session: any RampSession
    ) throws -> @Sendable (Int) -> [Float] {
        let first = UInt64(launch.first)
        let cells = try session.advance(
            RampLaunch(
                seed: launch.seed,
                first: first,
                count: UInt32(launch.count),
                wantsOutcomes: true
            )
        )
        let rows = ReplicationRows(cells: cells, count: launch.count)
        let words = drawn.map {
            ramp.words(of: $0.input, seed: launch.seed, first: first, count: launch.count)
        }
        return { replication in
            var values: [String: Double] = [:]
            for (figure, words) in zip(drawn, words) {
                values[figure.path] = Double(
                    ramp.value(of: figure.input, atWord: words[replication])
                )
            }
            return FlowTables.course(of: flow.fab(course(values, rows, replication)))
        }
    }

    /// What a replication draws.
    private func course(
        _ values: [String: Double],
        _ rows: ReplicationRows,
        _ replication: Int
    ) -> PlanFlow.Course {
        func value(_ figure: Figure) -> Double {
            if let fixed = figure.distribution.fixedValue { return fixed }
            return values[figure.path] ?? figure.distribution.moments.mean
        }
        func date(_ index: Int) -> Double {
            let cell = rows.row(ramp.outcomes.milestone(index))
            let parts = cell[cell.startIndex + replication]
            return Double(parts) / Double(RampTables.OutcomeLayout.monthParts)
        }
        var next = 0
        func following() -> Double {
            next += 1
            return date(next - 1)
        }
        let ready = request.plan.tools.map { tool in
            (0..<tool.count)
                .map { unit in
                    let accepted = following()
                    guard let lag = tool.qualification else { return accepted }
                    let own = values["\(lag.path)#\(unit + 1)"]
                    return accepted + (unit > 0 ? own ?? value(lag) : value(lag))
                }
        }
        let nodes = request.plan.nodes.map { _ in (following(), following(), following()) }
        return PlanFlow.Course(
            value: value,
            ready: ready,
            nodes: nodes.map { (runThrough: $0.0, delivery: $0.1, volume: $0.2) }
        )
    }
}

extension FlowStudy: CountedStudy {
    /// What its parts have in common.
    public var identity: RunIdentity {
        RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
    }

    /// Integers of each part.
    public var shape: PartCounts.Shape { FlowTally.shape(tables, windows: windows) }

    /// Counts some of the replications, as `CountedStudy` says.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        try part(range, each: { _ in }, progress: progress)
    }

    /// Simulates some of the replications, and gives each one's plates by window and node, all
    /// nodes last, in their order.
    func part(
        _ range: Range<UInt64>,
        each: ([FlowPlates]) -> Void,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        let clock = PartClock(first: range.lowerBound, engine: engine.identity)
        let session = try engine.flow(tables)
        let dates = try engine.ramp(ramp)
        var tally = FlowTally(tables, windows: windows)
        func counted() throws -> RunPart {
            var all = tally
            all.times = try session.histograms()
            return clock.part(tally.count, all.counts)
        }
        while tally.count < range.count {
            let launch = FlowLaunch(
                seed: request.seed,
                first: UInt32(range.lowerBound + tally.count),
                count: min(range.count - Int(tally.count), session.launchSize)
            )
            do {
                tally.add(
                    try session.advance(launch, course: try courses(launch, dates)),
                    count: launch.count,
                    each: each
                )
            } catch let failure as FlowFailure {
                throw FlowRefusal(failure, terms)
            }
            guard try progress(tally.count, counted) else { break }
        }
        return try counted()
    }
}

/// A simulation that its bounds end.
public struct FlowRefusal: Error, Sendable {
    /// What is full and what to do.
    public var message: String
    /// Whether there was no room for the plates in process: orders exceed what the fab can make.
    var isOfPlates: Bool

    init(_ failure: FlowFailure, _ terms: FlowTerms) {
        isOfPlates = failure.bound != .rounds
        let replication = "replication \(failure.replication)"
        switch failure.bound {
        case .plates, .sets:
            message =
                "in \(replication) more plates are in process at once than there is room for, "
                + "\(terms.mostPlates): orders exceed what the fab can make; give more room with "
                + "--most-plates, or fewer orders with --load"
        case .rounds:
            message =
                "in \(replication) a plate was sent back or lost 65,536 times: its step cannot be "
                + "done between two failures, or within its limit"
        }
    }
}
