internal import Forecast

/// The tables of a comparison in plates: a column for each scenario, in as many blocks as they need.
struct ComparisonTables {
    let result: ComparisonResult
    private typealias Row = ComparisonResult.ScenarioRow

    init(_ result: ComparisonResult) {
        self.result = result
    }

    // MARK: Blocks

    /// A table with some columns of the plan and one of each scenario, broken into blocks that fit
    /// the width.
    ///
    /// - Parameters:
    ///   - fixed: the headings of the columns before the scenarios.
    ///   - rows: the cells of each row, those of the scenarios last.
    ///   - shown: indices of the scenarios that have a column; all unless given.
    /// - Returns: the lines.
    func blocks(
        _ fixed: [(String, TextTable.Alignment)],
        _ rows: [[String]],
        shown: [Int]? = nil
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        var lines: [String] = []
        var left = (shown ?? Array(result.scenarios.indices))[...]
        while !left.isEmpty {
            var count = left.count
            var table = self.table(fixed, rows, left)
            while count > 1, table.width > TextTable.lineWidth {
                count -= 1
                table = self.table(fixed, rows, left.prefix(count))
            }
            lines += (lines.isEmpty ? [] : [""]) + table.lines()
            left = left.dropFirst(count)
        }
        return lines
    }

    private func table(
        _ fixed: [(String, TextTable.Alignment)],
        _ rows: [[String]],
        _ shown: ArraySlice<Int>
    ) -> TextTable {
        var table = TextTable(columns: fixed + shown.map { (result.scenarios[$0].id, .right) })
        for row in rows {
            let cells = row[..<fixed.count] + shown.map { row[fixed.count + $0] }
            if cells.contains(where: { !$0.isEmpty }) { table.add(Array(cells)) }
        }
        return table
    }

    // MARK: Plates

    static let none = "–"

    /// Years of the plan or of a scenario in which anything differs, or that the plan makes plates
    /// in.
    private func years(_ rows: (Row) -> [ComparisonResult.PlatesRow]) -> [Int] {
        let all = result.scenarios.flatMap(rows)
            .filter { $0.node == "all" && ($0.plan ?? 0) + ($0.scenario ?? 0) > 0 }
        return Set(all.map(\.year)).sorted()
    }

    private func find(
        _ rows: [ComparisonResult.PlatesRow],
        _ year: Int,
        _ node: String = "all"
    ) -> ComparisonResult.PlatesRow? {
        rows.first { $0.year == year && $0.node == node }
    }

    /// Mean of the plan, and the mean difference of each scenario, by year.
    func plates(
        _ rows: KeyPath<ComparisonResult.ScenarioRow, [ComparisonResult.PlatesRow]>
    )
        -> [String]
    {
        blocks(
            [("year", .left), ("plan", .right)],
            years { $0[keyPath: rows] }
                .map { year in
                    let found = result.scenarios.map { find($0[keyPath: rows], year) }
                    return [String(year), plan(found)] + found.map { mean($0?.difference) }
                }
        )
    }

    /// The plan's mean, which is the same beside every scenario.
    private func plan(_ rows: [ComparisonResult.PlatesRow?]) -> String {
        guard let plan = rows.lazy.compactMap({ $0?.plan }).first else { return Self.none }
        return NumberText.decimal(plan, decimals: 0)
    }

    /// A mean with half of its interval, in whole plates.
    private func mean(_ difference: ComparisonResult.Difference?) -> String {
        guard let difference else { return Self.none }
        if difference.mean == 0, (difference.high ?? 0) == 0 { return "0" }
        let text = NumberText.decimal(difference.mean, decimals: 0)
        let sign = difference.mean >= 0.5 ? "+" : ""
        guard let low = difference.low, let high = difference.high else { return sign + text }
        let reach = (high - low) / 2
        if reach == 0 { return sign + text }
        return "\(sign)\(text) ± \(reach < 0.5 ? "<1" : NumberText.decimal(reach, decimals: 0))"
    }

    /// How often each scenario makes more than the plan; in brackets, how often as much.
    var chances: [String] {
        let rows = years { $0.annual }
            .map { year in
                [String(year)]
                    + result.scenarios.map { scenario in
                        guard let row = find(scenario.annual, year), let more = row.greater,
                            let equal = row.equal
                        else { return Self.none }
                        return "\(percent(more)) (\(percent(equal)))"
                    }
            }
        return blocks([("year", .left)], rows)
    }

    /// Medians of the difference, and ranges beneath them.
    var ranges: [String] {
        let rows = years { $0.annual }
            .flatMap { year in
                let found = result.scenarios.map { find($0.annual, year)?.difference }
                return ranges(String(year), [], found, decimals: 0)
            }
        return blocks([("year", .left)], rows)
    }

    /// Two rows of cells: medians, and ranges beneath them, left out where nothing has one.
    func ranges(
        _ name: String,
        _ fixed: [String],
        _ differences: [ComparisonResult.Difference?],
        decimals: Int
    ) -> [[String]] {
        func text(_ value: Double) -> String {
            let text = NumberText.decimal(value, decimals: decimals)
            let isZero = !text.contains { "123456789".contains($0) }
            return isZero ? "0" : (value > 0 ? "+" : "") + text
        }
        let medians = differences.map { $0.map { text($0.p50) } ?? Self.none }
        let spreads = differences.map { difference in
            guard let difference else { return "" }
            let (low, high) = (text(difference.p10), text(difference.p90))
            return low == high ? "" : "\(low) to \(high)"
        }
        let first = [name] + fixed + medians
        guard spreads.contains(where: { !$0.isEmpty }) else { return [first] }
        return [first, [String](repeating: "", count: 1 + fixed.count) + spreads]
    }

    /// The year in which the scenarios move output most.
    private var chiefYear: Int? {
        let rows = result.scenarios.compactMap { scenario in
            ComparisonHeadline.chief(scenario.annual.filter { $0.node == "all" })
        }
        return rows.max { abs($0.difference?.mean ?? 0) < abs($1.difference?.mean ?? 0) }?.year
    }

    var nodeTitle: String { "Good plates of \(chiefYear.map(String.init) ?? "a year") by node" }

    /// Means by node in the year that the scenarios move most.
    var nodes: [String] {
        guard let year = chiefYear else { return [] }
        var names: [String] = []
        for row in result.scenarios.flatMap(\.annual)
        where row.year == year && row.node != "all" && !names.contains(row.node) {
            names.append(row.node)
        }
        guard names.count > 1 else { return [] }
        names.sort { (Int($0) ?? 0) > (Int($1) ?? 0) }
        return blocks(
            [("node", .right), ("plan", .right)],
            names.map { node in
                let found = result.scenarios.map { find($0.annual, year, node) }
                return ["\(node) nm", plan(found)] + found.map { mean($0?.difference) }
            }
        )
    }

    func percent(_ share: Double) -> String {
        NumberText.percent(share, replications: result.replications)
    }
}
