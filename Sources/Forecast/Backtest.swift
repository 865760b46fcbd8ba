internal import MonteCarlo
internal import PlanModel

/// Holds the forecast of an earlier day against what the plan states for the time since.
///
/// Its milestones are those of the plan and one for each machine that a contract buys. They run
/// apart from the forecast, so that its counters and digest stay as they are without a look back.
struct Backtest {
    /// Most replications that it keeps; the standard error of a percentile is then below 0.2 %.
    static let most: UInt64 = 1 << 16

    private let facts: [Milestone]
    private let arrivals: ArrivalValue
    private let plan: Plan

    /// Finds what happened after the as-of date; nil when nobody looks back or nothing did.
    init?(_ plan: Plan) {
        facts = plan.milestones.filter { $0.happenedLater != nil }
        guard !facts.isEmpty else { return nil }
        arrivals = ArrivalValue(plan)
        var copy = arrivals.plan
        copy.milestones += arrivals.machines.map { machine in
            Milestone(
                name: Self.arrival(machine.tool),
                subject: .tool(machine.tool),
                event: .delivered,
                planned: nil,
                happened: nil,
                basis: nil,
                source: nil
            )
        }
        self.plan = copy
    }

    /// A name that no milestone of a file can have.
    private static func arrival(_ tool: String) -> String { "\(tool).arrival" }

    /// Runs it.
    ///
    /// - Parameters:
    ///   - engine: where.
    ///   - seed: key of all draws.
    ///   - replications: of the forecast.
    ///   - isWanted: asked after every launch; false stops.
    /// - Returns: facts, and where the replications lie beside them.
    /// - Throws: `PackError`, `RampForecast.Cancelled`, or the engine's own error.
    func run(
        _ engine: any Engine,
        seed: UInt64,
        replications: UInt64,
        isWanted: () -> Bool
    ) throws -> RunResult.Backtest {
        let count = min(replications, Self.most)
        // Dates alone are asked.
        var dated = plan
        dated.fidelity = .means
        let tables = try RampTables(plan: dated)
        var places: [String: Int] = [:]
        for (index, milestone) in tables.milestones.enumerated() { places[milestone.name] = index }
        let facts = self.facts.filter { places[$0.name] != nil }
        let machines = arrivals.machines.filter { places[Self.arrival($0.tool)] != nil }
        let names = facts.map(\.name) + machines.map { Self.arrival($0.tool) }
        let cells = try OutcomeRun(tables: tables, engine: engine, seed: seed)
            .cells(
                names.compactMap { places[$0].map(tables.outcomes.milestone) },
                replications: count,
                isWanted: isWanted
            )
        let deliveries = Array(zip(machines.map(\.value), cells.dropFirst(facts.count)))
        return RunResult.Backtest(
            replications: count,
            milestones: zip(facts, cells).map { row($0, $1) },
            arrivals: arrivals.dates.map { row($0, deliveries, count: Int(count)) },
            money: .init(currency: plan.money.currency, unit: plan.money.unit)
        )
    }

    // MARK: Rows

    private static let parts = Double(RampTables.OutcomeLayout.monthParts)

    /// The start of a day, in parts of a month from the start of the horizon.
    private func place(_ day: Day) -> Double {
        let within = Double(day.dayOfMonth - 1) / Double(day.month.dayCount)
        return (Double(day.month.number - plan.start.number) + within) * Self.parts
    }

    private func row(_ fact: Milestone, _ dates: [Int32]) -> RunResult.BacktestMilestone {
        let total = Double(dates.count)
        let sorted = dates.sorted()
        func month(_ p: Double) -> String? {
            let index = max(1, Int((p * total).rounded(.up))) - 1
            let month = max(0, Int(sorted[index])) / Int(Self.parts)
            return month < plan.monthCount ? Month(number: plan.start.number + month).text : nil
        }
        func share(before day: Day) -> Double {
            let end = place(day)
            return Double(dates.count { Double($0) < end }) / total
        }
        let happened = fact.happenedLater
        let earlier = happened.map { share(before: $0.first) } ?? 0
        let last = happened.map { share(before: Day(number: $0.last.number + 1)) } ?? 0
        let end = Double(plan.monthCount) * Self.parts
        return RunResult.BacktestMilestone(
            id: fact.name,
            event: TallyRows.describe(fact),
            happened: happened?.text ?? "",
            basis: (fact.basis ?? .assumed).rawValue,
            probability: Double(dates.count { Double($0) < end }) / total,
            p05: month(0.05),
            p50: month(0.5),
            p95: month(0.95),
            earlier: earlier,
            within: rounded(last - earlier, 9)
        )
    }

    /// Sums that differ by less than a hundredth of the money unit count as the same.
    private static let tolerance = 0.005

    private func row(
        _ day: Day,
        _ deliveries: [(Double, [Int32])],
        count: Int
    ) -> RunResult.BacktestArrival {
        let end = place(Day(number: day.number + 1))
        var values = [Double](repeating: 0, count: count)
        for (value, dates) in deliveries {
            for (index, date) in dates.enumerated() where Double(date) < end {
                values[index] += value
            }
        }
        values.sort()
        let stated = arrivals.stated(by: day)
        func quantile(_ p: Double) -> Double {
            rounded(values[max(1, Int((p * Double(count)).rounded(.up))) - 1], 2)
        }
        let less = values.count { $0 < stated.lowerBound - Self.tolerance }
        let more = values.count { $0 > stated.upperBound + Self.tolerance }
        return RunResult.BacktestArrival(
            date: day.text,
            low: rounded(stated.lowerBound, 2),
            high: rounded(stated.upperBound, 2),
            basis: arrivals.basis.rawValue,
            mean: rounded(values.reduce(0, +) / Double(count), 2),
            p05: quantile(0.05),
            p50: quantile(0.5),
            p95: quantile(0.95),
            less: Double(less) / Double(count),
            within: Double(count - less - more) / Double(count)
        )
    }
}
