public import MonteCarlo
public import PlanModel

/// Asks of a plan's targets whether they add up, and what is missing when they do not.
public struct TargetStudy: Sendable {
    /// Most replications of an evaluation: they are kept, to be compared one by one.
    public static let mostReplications: UInt64 = 1 << 20
    /// Tools that are added together at most.
    static let mostTogether = 40

    private let request: PlanRequest
    private let targets: [Target]
    private let engine: any Engine
    private let tables: RampTables

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: the plan; every evaluation has its replications.
    ///   - targets: those asked about.
    ///   - engine: where it is computed.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold.
    public init(
        _ request: PlanRequest,
        targets: [Target],
        engine: any Engine
    ) throws(PackError) {
        self.request = request
        self.targets = targets
        self.engine = engine
        tables = try RampTables(plan: request.plan)
    }

    /// Runs all evaluations.
    ///
    /// - Parameter progress: called after every launch with the evaluations done and about how many
    ///   there are; false stops.
    /// - Returns: the answers.
    /// - Throws: `RampForecast.Cancelled`, `PackError`, or the engine's own error.
    public func run(progress: (Int, Int) -> Bool) throws -> TargetResult {
        let clock = ContinuousClock()
        let start = clock.now
        let expected = targets.map(self.expected).reduce(0, +)
        return try withoutActuallyEscaping(progress) { progress in
            let evaluator = TargetEvaluator(
                engine,
                seed: request.seed,
                replications: request.replications
            ) { progress(min($0, expected), expected) }
            let answers = try targets.map { try answer($0, evaluator) }
            let seconds = (clock.now - start) / .seconds(1)
            let work = Double(evaluator.count) * Double(request.replications)
            return result(
                answers,
                evaluator,
                timing: .init(seconds: seconds, replications: work)
            )
        }
    }

    /// About how many evaluations a target takes, for progress.
    private func expected(_ target: Target) -> Int {
        let changes = TargetChange.all(of: request.plan, for: target)
        return 14 + request.plan.groups.count + 8
            + changes.reduce(0) { $0 + ($1.most > TargetChange.mostTools ? 7 : 2) }
    }

    // MARK: One target

    private func answer(_ target: Target, _ evaluator: TargetEvaluator) throws -> TargetAnswer {
        let plan = request.plan
        let last = tables.years[tables.years.count - 1]
        let by = target.by.map { min(last, $0.last.month.year) }
        let hasOwnYear = by.map { $0 < last } ?? false
        let index = tables.targets.firstIndex { $0.name == target.name } ?? 0
        let own = try evaluator.cells(
            tables,
            [tables.outcomes.target(index), row(target, year: tables.years.count - 1)]
        )
        let byYear = byYear(own[0])
        let base = TargetEvaluator.Reached(
            by: byYear.last { $0.year <= by ?? last }?.probability ?? 0,
            end: byYear.last?.probability ?? 0
        )
        let firstMet = try firstMet(target, evaluator)
        // The order of the evaluations is that of the digest.
        let steady = SteadyState(plan, year: last)
        let steadyTables = try RampTables(plan: steady.plan)
        let whole = try evaluator.cells(steadyTables, [steady.capacityRow(steadyTables)])[0]
        var groups = try TargetGroups(steady, target, evaluator)
        let rows = groups.rows()
        return TargetAnswer(
            id: target.name,
            value: target.platesPerYear.distribution.moments.mean,
            measure: target.measure.rawValue,
            by: by,
            last: last,
            byYear: byYear,
            lastYear: .init(parts: own[1], target: target.parts),
            firstMet: firstMet,
            steady: .init(parts: whole, target: target.parts),
            groups: rows,
            changes: try changes(target, base: base, hasOwnYear: hasOwnYear, evaluator),
            together: try together(&groups, target, hasOwnYear: hasOwnYear, evaluator)
        )
    }

    /// Probabilities by year, from the first year of each replication that reaches a target.
    private func byYear(_ first: [Int32]) -> [RunResult.YearProbability] {
        tables.years.enumerated()
            .map { number, year in
                .init(
                    year: year,
                    probability: Double(first.count { $0 <= number }) / Double(first.count)
                )
            }
    }

    /// The row of a year's plates in a target's measure.
    private func row(_ target: Target, year: Int) -> Int {
        target.measure == .capacity
            ? tables.outcomes.capacity(year: year) : tables.outcomes.output(year: year)
    }

    /// Twelve runs, each of the twelve months that begin in another month.
    private func firstMet(
        _ target: Target,
        _ evaluator: TargetEvaluator
    ) throws -> TargetAnswer.FirstMet {
        var months = [Int](repeating: tables.monthCount, count: Int(request.replications))
        for first in 0..<12 {
            let count = tables.windowCount(from: first)
            if count == 0 { continue }
            let cells = try evaluator.cells(
                tables.countingTwelveMonths(from: first),
                (0..<count).map { row(target, year: $0) }
            )
            for (window, plates) in cells.enumerated() {
                let end = first + 12 * window + 11
                for (index, parts) in plates.enumerated() where parts >= target.parts {
                    months[index] = min(months[index], end)
                }
            }
        }
        months.sort()
        func month(_ p: Double) -> String? {
            let month = months[max(1, Int((p * Double(months.count)).rounded(.up))) - 1]
            guard month < tables.monthCount else { return nil }
            return Month(number: tables.start.number + month).text
        }
        let met = months.count { $0 < tables.monthCount }
        return .init(
            probability: Double(met) / Double(months.count),
            p10: month(0.1),
            p50: month(0.5),
            p90: month(0.9)
        )
    }

    private func changes(
        _ target: Target,
        base: TargetEvaluator.Reached,
        hasOwnYear: Bool,
        _ evaluator: TargetEvaluator
    ) throws -> [TargetAnswer.ChangeRow] {
        if base.by >= 0.9 { return [] }
        return try TargetChange.all(of: request.plan, for: target)
            .map {
                try $0.search(
                    request.plan,
                    for: target,
                    base: base,
                    hasOwnYear: hasOwnYear,
                    evaluator
                )
            }
    }

    private func together(
        _ groups: inout TargetGroups,
        _ target: Target,
        hasOwnYear: Bool,
        _ evaluator: TargetEvaluator
    ) throws -> [TargetAnswer.TogetherRow] {
        var rows: [TargetAnswer.TogetherRow] = []
        for level in [0.5, 0.9] {
            guard let (tools, share) = try groups.add(until: level, most: Self.mostTogether) else {
                break
            }
            let plan = TargetGroups.adding(tools, to: request.plan)
            let reached = try evaluator.reached(plan, target: target.name)
            rows.append(
                .init(
                    level: level,
                    tools: tools,
                    steady: share,
                    by: hasOwnYear ? reached.by : nil,
                    end: reached.end
                )
            )
        }
        return rows
    }

    private func result(
        _ answers: [TargetAnswer],
        _ evaluator: TargetEvaluator,
        timing: RunResult.Timing
    ) -> TargetResult {
        let plan = request.plan
        return TargetResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: request.replications,
            evaluations: evaluator.count,
            fidelity: plan.fidelity,
            engine: engine.identity,
            asOf: plan.asOf.text,
            digest: evaluator.digest,
            investment: plan.project.investment.map {
                .init(
                    value: $0.distribution.moments.mean,
                    currency: plan.money.currency,
                    unit: plan.money.unit,
                    basis: ($0.basis ?? .assumed).rawValue
                )
            },
            targets: answers,
            command: request.command,
            timing: timing
        )
    }
}
