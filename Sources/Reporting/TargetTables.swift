internal import Forecast

/// The tables of an answer about a target.
struct TargetTables {
    private let result: TargetResult
    private let target: TargetAnswer

    init(_ result: TargetResult, _ target: TargetAnswer) {
        self.result = result
        self.target = target
    }

    // MARK: Groups

    func groups() -> [String] {
        var table = TextTable(columns: [
            ("group", .left), ("tools", .right), ("h/plate", .right), ("needed h", .right),
            ("there h", .right), ("missing", .right), ("P10", .right), ("P50", .right),
            ("P90", .right), ("least in", .right),
        ])
        for row in target.groups {
            let carries = [row.carries.p10, row.carries.p50, row.carries.p90]
            table.add(
                [
                    row.group, trimmed(row.tools),
                    row.hoursPerPlate.map { NumberText.decimal($0, decimals: 2) } ?? "–",
                    hours(row.hoursNeeded), hours(row.hours), hours(row.hoursMissing),
                ] + carries.map { NumberText.whole($0) } + [percent(row.binding)]
            )
        }
        return table.isEmpty ? [] : table.lines()
    }

    private func trimmed(_ tools: Double) -> String {
        tools == tools.rounded()
            ? NumberText.whole(Int(tools))
            : NumberText.decimal(tools, decimals: 1)
    }

    private func hours(_ hours: Double?) -> String {
        hours.map { NumberText.decimal($0, decimals: 0) } ?? "–"
    }

    // MARK: Changes

    private var hasOwnYear: Bool { target.changes.contains { $0.by != nil } }

    var changesTitle: String {
        let own = hasOwnYear ? "by \(target.by ?? 0) and " : ""
        return
            "Single changes: probability \(own)by \(target.last) with the most that was tried, and "
            + "the least that gives 50 and 90 %"
    }

    func changes() -> [String] {
        let base = target.byYear.last { $0.year <= target.by ?? target.last }?.probability ?? 0
        let end = target.byYear.last?.probability ?? 0
        let isIdle = { (row: TargetAnswer.ChangeRow) in
            row.end.probability == end && (row.by?.probability ?? base) == base
        }
        var columns: [(String, TextTable.Alignment)] = [("change", .left), ("up to", .right)]
        let years = (hasOwnYear ? [target.by] : []) + [target.last]
        for year in years {
            columns += [("\(year ?? 0)", .right), ("50 %", .right), ("90 %", .right)]
        }
        var table = TextTable(columns: columns)
        for row in target.changes where !isIdle(row) {
            let reaches = (hasOwnYear ? [row.by ?? row.end] : []) + [row.end]
            table.add(
                [label(row), amount(row.most, row.unit)]
                    + reaches.flatMap { reach in
                        [percent(reach.probability)]
                            + [reach.p50, reach.p90]
                            .map { $0.map { amount($0, row.unit) } ?? "–" }
                    }
            )
        }
        let idle = target.changes.filter(isIdle).map { $0.like ?? label($0) }
        let rest =
            idle.isEmpty
            ? [] : TextTable.fold("  no effect of: " + idle.joined(separator: ", "), indent: 4)
        return (table.isEmpty ? [] : table.lines()) + rest
    }

    private func label(_ row: TargetAnswer.ChangeRow) -> String {
        switch row.change {
        case "tool": "further \(row.like ?? "") (\(row.group ?? ""))"
        case "deliveries": "deliveries earlier"
        case "yield": "mature yields higher"
        case "coarser": "mix to the next coarser node"
        case "finer": "mix to the next finer node"
        default: "demand higher"
        }
    }

    private func amount(_ count: Int, _ unit: String) -> String {
        switch unit {
        case "percent": "\(count) %"
        case "tools": "\(count)"
        case "points": "\(count) pts"
        default: "\(count) mo"
        }
    }

    // MARK: Together

    func together() -> [String] {
        target.together.flatMap { row in
            let tools = row.tools.map { "\($0.count) \($0.like) (\($0.group))" }
            let own = row.by.map { "by \(target.by ?? 0) \(percent($0)), " } ?? ""
            guard !tools.isEmpty else {
                return TargetText.fold(
                    "  at least \(percent(row.level)): none; the plan's own tools meet it in "
                        + "\(percent(row.steady)) then",
                    indent: 4
                )
            }
            return TargetText.fold(
                "  at least \(percent(row.level)): \(tools.joined(separator: ", ")); met in \(percent(row.steady)) then, and in "
                    + "production from the day after \(result.asOf): \(own)by \(target.last) "
                    + "\(percent(row.end))",
                indent: 4
            )
        }
    }

    private func percent(_ share: Double) -> String {
        NumberText.percent(share, replications: result.replications)
    }
}
