internal import Forecast

/// Targets, milestones, and each scenario against each.
extension ComparisonTables {
    /// Probability of the plan and of each scenario, and the difference with its interval.
    var targets: [String] {
        var lines: [String] = []
        for id in names(result.scenarios.map { $0.targets.map(\.id) }) {
            let rows = result.scenarios.map { $0.targets.first { $0.id == id } }
            guard let target = rows.lazy.compactMap({ $0 }).first else { continue }
            let by = target.by.map { " by \($0)" } ?? ""
            let value = NumberText.whole(Int(target.value.rounded()))
            lines += TextTable.fold(
                "  \(id): \(value) plates a year (\(target.measure))\(by); plan "
                    + (target.plan.map(percent) ?? Self.none),
                indent: 4
            )
            var table = TextTable(columns: [
                ("", .left), ("probability", .right), ("difference", .right),
                ("95 % interval", .right),
            ])
            for (scenario, row) in zip(result.scenarios, rows) {
                table.add(["  " + scenario.id] + cells(row))
            }
            lines += table.lines()
        }
        return lines
    }

    private func cells(_ row: ComparisonResult.TargetRow?) -> [String] {
        guard let row, let share = row.scenario else { return [Self.none, "", ""] }
        guard let difference = row.difference, let low = row.low, let high = row.high else {
            return [percent(share), Self.none, ""]
        }
        func points(_ share: Double) -> String {
            let text = NumberText.decimal(share * 100, decimals: 1)
            return (share > 0 && text != "0.0" ? "+" : "") + text
        }
        return [
            percent(share), points(difference) + " points", "\(points(low)) to \(points(high))",
        ]
    }

    /// Milestones that a scenario moves, or that one side lacks.
    private var moved: [(id: String, rows: [ComparisonResult.MilestoneRow?])] {
        names(result.scenarios.map { $0.milestones.map(\.id) })
            .map { id in
                (id, result.scenarios.map { $0.milestones.first { $0.id == id } })
            }
            .filter { $0.rows.contains { $0?.equal != 1 } }
    }

    /// The scenarios that move a milestone, and a line about the others.
    private var movers: (shown: [Int], rest: [String]) {
        let moved = moved
        let shown = result.scenarios.indices.filter { index in
            moved.contains { $0.rows[index]?.equal != 1 }
        }
        let others = result.scenarios.indices.filter { !shown.contains($0) }
            .map { result.scenarios[$0].id }
        guard !others.isEmpty else { return (shown, []) }
        return (
            shown,
            TextTable.fold("  As in the plan: " + others.joined(separator: ", ") + ".", indent: 2)
        )
    }

    /// Months later, P50 and P10 to P90.
    var months: [String] {
        let rows = moved.flatMap { id, rows in
            ranges(
                id,
                [rows.lazy.compactMap { $0?.event }.first ?? ""],
                rows.map { $0?.months },
                decimals: 1
            )
        }
        let (shown, rest) = movers
        let lines = blocks([("milestone", .left), ("event", .left)], rows, shown: shown)
        return lines.isEmpty ? [] : lines + rest
    }

    /// Within the horizon in the plan and each scenario; in brackets, earlier than the plan.
    var dates: [String] {
        let rows = moved.map { id, rows in
            [id, rows.lazy.compactMap { $0?.plan }.first.map(percent) ?? Self.none]
                + rows.map { row in
                    guard let share = row?.scenario else { return Self.none }
                    return percent(share) + (row?.earlier.map { " (\(percent($0)))" } ?? "")
                }
        }
        return blocks([("milestone", .left), ("plan", .right)], rows, shown: movers.shown)
    }

    /// The names of all scenarios, each once.
    private func names(_ lists: [[String]]) -> [String] {
        var seen: Set<String> = []
        return lists.flatMap { $0 }.filter { seen.insert($0).inserted }
    }

    // MARK: Each against each

    var matrix: [String] {
        let matrix = result.matrix
        guard matrix.names.count > 2 else { return [] }
        let fixed = [("", TextTable.Alignment.left)]
        var lines: [String] = []
        var next = 0
        while next < matrix.names.count {
            let range = next..<min(next + 10, matrix.names.count)
            var table = TextTable(columns: fixed + matrix.names[range].map { ($0, .right) })
            for (index, name) in matrix.names.enumerated() {
                table.add(
                    [name]
                        + range.map { column in
                            column == index
                                ? "" : matrix.greater[index][column].map(percent) ?? Self.none
                        }
                )
            }
            lines += (next > 0 ? [""] : []) + table.lines()
            next = range.upperBound
        }
        return lines
    }
}
