public import Forecast
internal import MonteCarlo

/// Scenarios against their plan in the flow of plates, as text of 100 columns at most.
public struct FlowComparisonText: Sendable {
    private let result: FlowComparisonResult

    /// Makes the text of a result.
    public init(_ result: FlowComparisonResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        let count = result.scenarios.count
        let words = count == 1 ? "a scenario" : "\(count) scenarios"
        var lines = TextTable.fold(
            "\(result.plan.name): \(words) compared with the plan by flow of plates, as of "
                + result.asOf
        )
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications of each with the same luck, "
                + "seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += HeadText.engine(result.engine)
        for scenario in result.scenarios {
            lines += [""]
            lines += TextTable.fold("\(scenario.id)  \(scenario.name)", indent: 3)
            let changes = ComparisonChange.joined(scenario.changes)
            lines += changes.isEmpty ? ["   changes nothing"] : []
            lines += changes.flatMap { $0.lines(id: scenario.id) }
            lines += TextTable.section(
                "\(scenario.id), all nodes by year: mean of the plan, and mean difference",
                table(scenario.rows.filter { $0.node == "all" }) { String($0.year) }
            )
            let last = scenario.rows.map(\.year).max()
            lines += TextTable.section(
                "\(scenario.id) in \(last.map { String($0) } ?? "") by node",
                table(scenario.rows.filter { $0.year == last && $0.node != "all" }) {
                    FlowTable.node($0.node)
                }
            )
        }
        for note in result.notes { lines += [""] + TextTable.fold(note) }
        lines += [""]
        lines += TextTable.fold(
            "Differences are scenario minus plan; ± is half of their 95 % interval over pairs of "
                + "replications with the same luck. On time: percentage points."
        )
        return lines + ["Digest \(result.digest)", "Repeat with: \(result.command)"]
    }

    private func table(
        _ rows: [FlowComparisonResult.Row],
        name: (FlowComparisonResult.Row) -> String
    ) -> [String] {
        var table = TextTable(
            columns: [
                ("", .right), ("finished", .right), ("more", .right), ("±", .right),
                ("cycle [days]", .right), ("longer", .right), ("±", .right), ("on time", .right),
                ("more", .right), ("±", .right), ("", .left),
            ]
        )
        for row in rows {
            table.add(
                [name(row)]
                    + cells(row.finished, decimals: 0) { NumberText.decimal($0, decimals: 0) }
                    + cells(row.cycleDays, decimals: 1) { NumberText.decimal($0, decimals: 1) }
                    + cells(row.onTime, decimals: 1, scale: 100) { NumberText.percent($0) }
                    + [row.isGrowing ? "growing" : ""]
            )
        }
        return table.lines()
    }

    private func cells(
        _ difference: FlowComparisonResult.Difference,
        decimals: Int,
        scale: Double = 1,
        plan: (Double) -> String
    ) -> [String] {
        func text(_ value: Double?) -> String {
            value.map { value in
                // As many digits as the interval supports, one more where it is small.
                let half = (difference.halfWidth ?? 0) * scale
                let more = half > 0 && half < 1 ? 1 : 0
                return NumberText.decimal(value * scale, decimals: decimals + more)
            } ?? "–"
        }
        let sign = (difference.difference ?? 0) > 0 ? "+" : ""
        return [
            difference.plan.map(plan) ?? "–",
            difference.difference == nil ? "–" : sign + text(difference.difference),
            text(difference.halfWidth),
        ]
    }
}
