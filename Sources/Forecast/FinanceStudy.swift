internal import Dispatch
internal import Finance
internal import Foundation
public import MonteCarlo
internal import PlanModel

/// Works a plan's money out for every replication of its ramp.
public struct FinanceStudy: Sendable {
    let request: PlanRequest
    private let threads: Int
    private let engine: any Engine
    private let tables: RampTables
    private let rates: FinancePlan.Rates
    private let fixed: FigureValues
    /// Figures that are drawn, with the ramp's draws for them.
    private let drawn: [(path: String, input: RampInput)]

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: what to ask.
    ///   - threads: that work out money; nil for one per processor.
    ///   - engine: where the ramp is computed.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold.
    public init(
        _ request: PlanRequest,
        threads: Int? = nil,
        engine: any Engine
    ) throws(PackError) {
        self.request = request
        self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
        self.engine = engine
        let figures = request.plan.spreadMoneyFigures
        let tables = try RampTables(countingMonthsOf: request.plan, figures: figures)
        self.tables = tables
        rates = FinancePlan.Rates(request.plan)
        fixed = FigureValues(fixedOf: request.plan)
        drawn = figures.compactMap { figure in
            tables.inputs.first { $0.name == figure.path }.map { (figure.path, $0) }
        }
    }

    /// Runs all replications.
    ///
    /// - Parameter progress: called after every launch with the replications done and those to do;
    ///   false stops.
    /// - Returns: the plan's money.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> FinanceResult {
        let clock = ContinuousClock()
        let start = clock.now
        let means = Dictionary(
            request.plan.spreadMoneyFigures
                .map { ($0.path, Ratio(figure: $0.distribution.moments.mean)) },
            uniquingKeysWith: { first, _ in first }
        )
        let stated = FinancePlan(request.plan, rates: rates, values: FigureValues(draws: means))
        var tallies = [FinanceTally](repeating: FinanceTally(stated), count: threads)
        var done: UInt64 = 0
        let session = try engine.ramp(tables)
        // 16 MB of outcomes at a time.
        let most = max(1, (1 << 22) / max(1, tables.outcomes.rowCount))
        while done < request.replications {
            let size = min(UInt64(min(Int(session.launchSize), most)), request.replications - done)
            let launch = RampLaunch(
                seed: request.seed,
                first: done,
                count: UInt32(size),
                wantsOutcomes: true
            )
            try add(session.advance(launch), launch, stated, to: &tallies)
            done += size
            guard progress(done, request.replications) else {
                throw RampForecast.Cancelled(done: done, noun: "replications")
            }
        }
        var tally = FinanceTally(stated)
        for part in tallies { tally.add(part) }
        return FinanceSummary(stated, tally)
            .result(
                request,
                engine.identity,
                seconds: (clock.now - start) / .seconds(1)
            )
    }

    /// Adds a launch's replications, each thread some of them to its own tally; sums are exact, so
    /// that they are the same however replications are shared out.
    private func add(
        _ cells: [Int32],
        _ launch: RampLaunch,
        _ stated: FinancePlan,
        to tallies: inout [FinanceTally]
    ) {
        let rows = ReplicationRows(cells: cells, count: Int(launch.count))
        let words = drawn.map {
            tables.words(of: $0.input, seed: launch.seed, first: launch.first, count: rows.count)
        }
        tallies.withUnsafeMutableBufferPointer { buffer in
            // A thread writes to its own tally alone.
            nonisolated(unsafe) let tallies = buffer
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for replication in stride(from: thread, to: rows.count, by: threads) {
                    let finance = finance(stated, words.map { $0[replication] })
                    tallies[thread].add(FinanceStatement(finance, course(rows, replication)))
                }
            }
        }
    }

    /// The plan with what a replication draws.
    private func finance(_ stated: FinancePlan, _ words: [UInt32]) -> FinancePlan {
        if drawn.isEmpty { return stated }
        let draws = zip(drawn, words)
            .map { figure, word in
                let value = tables.value(of: figure.input, atWord: word)
                return (path: figure.path, value: Ratio(figure: Double(value)))
            }
        return FinancePlan(request.plan, rates: rates, values: fixed.drawing(draws))
    }

    private func course(_ rows: ReplicationRows, _ replication: Int) -> RampCourse {
        let (layout, nodes) = (tables.outcomes, tables.nodes.count)
        var plates = [Int32](repeating: 0, count: tables.monthCount * nodes)
        for month in 0..<tables.monthCount {
            for node in 0..<nodes {
                let row = layout.output(year: month, node: node)
                plates[month * nodes + node] = rows.cells[row * rows.count + replication]
            }
        }
        var dates: [[Int]] = [[], []]
        for index in tables.milestones.indices {
            let cell = rows.cells[layout.milestone(index) * rows.count + replication]
            let parts = RampTables.OutcomeLayout.monthParts
            // Down to the month's start, before the horizon too.
            let month = Int((cell - (cell < 0 ? parts - 1 : 0)) / parts)
            dates[index % 2]
                .append(cell >= RampTables.OutcomeLayout.never ? RampCourse.never : month)
        }
        return RampCourse(
            plates: plates,
            delivered: dates[0],
            accepted: dates[1],
            scales: tables.scales
        )
    }
}
