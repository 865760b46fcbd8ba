internal import Finance
public import MonteCarlo
public import PlanModel

/// Works a plan's money out for every replication of its ramp.
public struct FinanceStudy: Sendable {
    /// What to ask.
    public struct Request: Sendable {
        /// The plan.
        public var plan: Plan
        /// SHA-256 of the resolved plan.
        public var planSHA256: String
        /// Names of the scenarios applied.
        public var scenarioNames: [String]
        /// Key of all draws.
        public var seed: UInt64
        /// Number of replications, at least 1.
        public var replications: UInt64
        /// The command that repeats it.
        public var command: String
        /// Version of the program.
        public var version: String

        /// Makes a request.
        public init(
            plan: Plan,
            planSHA256: String,
            scenarioNames: [String],
            seed: UInt64,
            replications: UInt64,
            command: String,
            version: String
        ) {
            self.plan = plan
            self.planSHA256 = planSHA256
            self.scenarioNames = scenarioNames
            self.seed = seed
            self.replications = replications
            self.command = command
            self.version = version
        }
    }

    let request: Request
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
    ///   - engine: where it is computed.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold.
    public init(_ request: Request, engine: any Engine) throws(PackError) {
        self.request = request
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
        var tally = FinanceTally(stated)
        let session = try engine.ramp(tables)
        // 16 MB of outcomes at a time.
        let most = max(1, (1 << 22) / max(1, tables.outcomes.rowCount))
        while tally.count < request.replications {
            let left = request.replications - tally.count
            let size = min(UInt64(min(Int(session.launchSize), most)), left)
            let launch = RampLaunch(
                seed: request.seed,
                first: tally.count,
                count: UInt32(size),
                wantsOutcomes: true
            )
            try add(session.advance(launch), launch, stated, to: &tally)
            guard progress(tally.count, request.replications) else {
                throw RampForecast.Cancelled(done: tally.count, noun: "replications")
            }
        }
        return FinanceSummary(stated, tally)
            .result(
                request,
                engine.identity,
                seconds: (clock.now - start) / .seconds(1)
            )
    }

    private func add(
        _ cells: [Int32],
        _ launch: RampLaunch,
        _ stated: FinancePlan,
        to tally: inout FinanceTally
    ) throws {
        let count = Int(launch.count)
        let words = drawn.map {
            tables.words(of: $0.input, seed: launch.seed, first: launch.first, count: count)
        }
        for replication in 0..<count {
            var finance = stated
            if !drawn.isEmpty {
                let draws = zip(drawn, words)
                    .map { figure, words in
                        let value = tables.value(of: figure.input, atWord: words[replication])
                        return (path: figure.path, value: Ratio(figure: Double(value)))
                    }
                finance = FinancePlan(
                    request.plan,
                    rates: rates,
                    values: fixed.drawing(draws)
                )
            }
            let course = course(ReplicationRows(cells: cells, count: count), replication)
            tally.add(FinanceStatement(finance, course))
        }
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
        return RampCourse(plates: plates, delivered: dates[0], accepted: dates[1])
    }
}
