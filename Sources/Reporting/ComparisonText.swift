public import Forecast
internal import MonteCarlo

/// Scenarios compared with their plan, as text of 100 columns at most.
public struct ComparisonText: Sendable {
    private let result: ComparisonResult

    /// Makes the text of a result.
    public init(_ result: ComparisonResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        let tables = ComparisonTables(result)
        var lines = heading() + headlines()
        lines += section("What the scenarios change in the plan", changes())
        lines += section(
            "Good plates a year, all nodes: mean of the plan, and mean difference",
            tables.plates(\.annual)
        )
        lines += section(
            "Share of the replications with more plates than the plan (and with as many)",
            tables.chances
        )
        lines += section("Plates more than the plan: P50, and P10 to P90", tables.ranges)
        lines += section(tables.nodeTitle, tables.nodes)
        lines += section(
            "Plates a year that the open nodes' tools could make",
            tables.plates(\.capacity)
        )
        lines += section("Targets: probability", tables.targets)
        lines += section(
            "Milestones: months later than the plan, P50, and P10 to P90",
            tables.months
        )
        lines += section(
            "Milestones: share of the replications in which each comes (and earlier than in the plan)",
            tables.dates
        )
        lines += section(
            "\(result.matrix.metric): how often the row has more than the column",
            tables.matrix
        )
        return lines + closing()
    }

    /// The standard error of a mean difference, from its 95 % interval; 0 without one.
    static func standardError(_ difference: ComparisonResult.Difference) -> Double {
        guard let low = difference.low, let high = difference.high else { return 0 }
        return (high - low) / 2 / 1.96
    }

    private func heading() -> [String] {
        let count = result.scenarios.count
        let scenarios = count == 1 ? "a scenario" : "\(count) scenarios"
        var lines = TextTable.fold(
            "\(result.plan.name): \(scenarios) compared with the plan as of \(result.asOf)"
        )
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications of each with the same luck, "
                + "seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += FidelityText.lines(result.fidelity)
        return lines + HeadText.engine(result.engine)
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        TextTable.section(title.prefix(1).uppercased() + title.dropFirst(), lines)
    }

    private func headlines() -> [String] {
        result.scenarios.flatMap { scenario in
            let headline = ComparisonHeadline(
                scenario: scenario,
                replications: result.replications
            )
            let name = TextTable.fold("\(scenario.id) \(scenario.name)", indent: 3)
            return ["", name[0].replacing(" ", with: "  ", maxReplacements: 1)] + name.dropFirst()
                + TextTable.fold("   " + headline.text, indent: 3)
        }
    }

    private func changes() -> [String] {
        result.scenarios.flatMap { scenario in
            let changes = ComparisonChange.joined(scenario.changes)
            guard !changes.isEmpty else { return ["  \(scenario.id)  nothing"] }
            return changes.flatMap { $0.lines(id: scenario.id) }
        }
    }

    private func closing() -> [String] {
        [""]
            + TextTable.fold(
                "A replication is one drawn course of the ramp. ± is half of the 95 % interval of a mean: what more replications would make "
                    + "smaller. P10, P50 and P90 are of the difference in single replications. "
                    + "Results less than half a plate or half a day apart count as equal. A year "
                    + "that does not differ shows 0; one that the plan or the scenario lacks, a "
                    + "dash. All nodes and years: --format json."
            ) + ["Digest \(result.digest)", "Repeat with: \(result.command)"]
    }
}
