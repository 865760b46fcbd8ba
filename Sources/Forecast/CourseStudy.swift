public import MonteCarlo
public import PlanModel

/// Finds out the course of a ramp in detail: plates by month, dates of tools, milestones by month.
///
/// Draws are those of the run with the same seed, so its replications are the run's first ones.
public struct CourseStudy: Sendable {
    private let plan: Plan
    private let seed: UInt64
    private let replications: UInt64
    private let engine: any Engine
    private let monthly: RampTables
    private let yearly: RampTables

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - plan: the plan.
    ///   - seed: key of all draws.
    ///   - replications: how many, at least 1.
    ///   - engine: where it is computed.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold.
    public init(
        _ plan: Plan,
        seed: UInt64,
        replications: UInt64,
        engine: any Engine
    ) throws(PackError) {
        (self.plan, self.seed, self.engine) = (plan, seed, engine)
        self.replications = max(1, replications)
        monthly = try RampTables(countingMonthsOf: plan, figures: [])
        yearly = try RampTables(plan: plan)
    }

    /// Runs the replications.
    ///
    /// - Parameter isWanted: asked after every launch; false stops.
    /// - Returns: the course.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func run(isWanted: () -> Bool) throws -> CourseForecast {
        let layout = monthly.outcomes
        let plates = (0..<monthly.monthCount)
            .flatMap { month in
                [layout.output(year: month)]
                    + monthly.nodes.indices.map { layout.output(year: month, node: $0) }
            }
        let dates = monthly.milestones.indices.map { layout.milestone($0) }
        let cells = try columns(monthly, plates + dates, isWanted)
        let open = yearly.milestones.indices.filter { index in
            yearly.milestones[index].happened.map { $0.first > plan.asOf } ?? true
        }
        let curves = try columns(yearly, open.map { yearly.outcomes.milestone($0) }, isWanted)
        return CourseForecast(
            replications: replications,
            months: months(Array(cells.prefix(plates.count))),
            deliveries: deliveries(Array(cells.suffix(dates.count))),
            milestones: zip(open, curves).map { curve(yearly.milestones[$0], $1) }
        )
    }

    private func columns(
        _ tables: RampTables,
        _ rows: [Int],
        _ isWanted: () -> Bool
    ) throws -> [[Int32]] {
        try OutcomeRun(tables: tables, engine: engine, seed: seed)
            .cells(rows, replications: replications, isWanted: isWanted)
    }

    private func months(_ cells: [[Int32]]) -> [CourseForecast.MonthRow] {
        let names = ["all"] + monthly.nodes.map(String.init)
        let parts = Double(RampTables.OutcomeLayout.plateParts)
        return cells.enumerated()
            .map { index, column in
                let sorted = column.sorted()
                func plates(_ p: Double) -> Double {
                    rounded(Double(Self.quantile(sorted, p)) / parts, 2)
                }
                let sum = column.reduce(Int64(0)) { $0 + Int64($1) }
                return .init(
                    month: text(index / names.count),
                    node: names[index % names.count],
                    mean: rounded(Double(sum) / parts / Double(column.count), 3),
                    p10: plates(0.1),
                    p25: plates(0.25),
                    p50: plates(0.5),
                    p75: plates(0.75),
                    p90: plates(0.9)
                )
            }
    }

    /// The columns are `delivered` and `accepted` of each unit in turn.
    private func deliveries(_ cells: [[Int32]]) -> [CourseForecast.DeliveryRow] {
        var rows: [CourseForecast.DeliveryRow] = []
        var next = 0
        for tool in plan.tools {
            for unit in 0..<tool.count {
                let (delivered, accepted) = (cells[next], cells[next + 1])
                next += 2
                let end = Int32(plan.monthCount) * RampTables.OutcomeLayout.monthParts
                let inTime = delivered.count { $0 < end }
                rows.append(
                    .init(
                        tool: tool.count > 1 ? "\(tool.name) #\(unit + 1)" : tool.name,
                        group: tool.group,
                        promised: interval(tool.promised, unit)?.text,
                        probability: Double(inTime) / Double(delivered.count),
                        delivered: dates(delivered, interval(tool.delivered, unit)),
                        accepted: dates(accepted, interval(tool.accepted, unit))
                    )
                )
            }
        }
        return rows
    }

    /// The date of one unit: each has its own, or one stands for all.
    private func interval(_ dates: [DateInterval], _ unit: Int) -> DateInterval? {
        dates.count > 1 ? (unit < dates.count ? dates[unit] : nil) : dates.first
    }

    private func dates(_ column: [Int32], _ fact: DateInterval?) -> CourseForecast.Dates? {
        let sorted = column.filter { $0 < RampTables.OutcomeLayout.never }.sorted()
        guard !sorted.isEmpty else { return nil }
        let parts = Double(RampTables.OutcomeLayout.monthParts)
        func months(_ p: Double) -> Double { rounded(Double(Self.quantile(sorted, p)) / parts, 2) }
        return .init(
            p10: months(0.1),
            p50: months(0.5),
            p90: months(0.9),
            isKnown: fact.map { $0.first <= plan.asOf } ?? false
        )
    }

    private func curve(_ milestone: Milestone, _ column: [Int32]) -> CourseForecast.CurveRow {
        var counts = [Int](repeating: 0, count: plan.monthCount)
        for cell in column {
            let month = Int(cell / RampTables.OutcomeLayout.monthParts)
            if month < counts.count { counts[max(0, month)] += 1 }
        }
        var seen = 0
        let points = counts.indices.map { month -> CourseForecast.Point in
            seen += counts[month]
            return .init(
                month: text(month),
                probability: rounded(Double(seen) / Double(column.count), 6)
            )
        }
        return .init(id: milestone.name, event: TallyRows.describe(milestone), months: points)
    }

    private func text(_ month: Int) -> String {
        Month(number: plan.start.number + month).text
    }

    /// The smallest value that at least the share `p` does not exceed.
    private static func quantile(_ sorted: [Int32], _ p: Double) -> Int32 {
        sorted[max(1, Int((p * Double(sorted.count)).rounded(.up))) - 1]
    }
}
