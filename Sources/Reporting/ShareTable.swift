/// Shares of tool groups by year, and how they run through the years.
struct ShareTable {
    private let shares: [String: [String: Double]]
    private let months: Set<String>
    private let years: [Int]
    private let percent: (Double) -> String

    /// - Parameters:
    ///   - rows: a group's share in a month, `YYYY-MM`; a group without a row has none in it.
    ///   - years: those shown.
    ///   - percent: a share as text.
    init(
        _ rows: [(group: String, month: String, share: Double)],
        years: [Int],
        percent: @escaping (Double) -> String
    ) {
        (self.years, self.percent) = (years, percent)
        months = Set(rows.map(\.month))
        shares = Dictionary(grouping: rows, by: \.group)
            .mapValues { Dictionary($0.map { ($0.month, $0.share) }, uniquingKeysWith: +) }
    }

    /// Groups with most first.
    func lines() -> [String] {
        guard TextStyle.current.hasBars else { return table(parts: 0).lines() }
        let fitting = [4, 2].first { table(parts: $0).width <= TextTable.lineWidth }
        return table(parts: fitting ?? 0).lines()
    }

    /// A line for each group; `parts` of a year are each a column of a sparkline, 0 for none.
    private func table(parts: Int) -> TextTable {
        var columns: [(String, TextTable.Alignment)] = [("group", .left)]
        columns += years.map { (String($0), .right) }
        if parts > 0 { columns.append(("", .drawing)) }
        var table = TextTable(columns: columns)
        for group in groups {
            var cells = [group] + years.map { mean(group, $0, 0, of: 1).map(percent) ?? "" }
            if parts > 0 {
                let course = years.flatMap { year in
                    (0..<parts).map { mean(group, year, $0, of: parts) ?? 0 }
                }
                cells.append(TextBar.spark(course))
            }
            table.add(cells)
        }
        return table
    }

    private var groups: [String] {
        shares.keys
            .map { group in
                (group, years.reduce(0) { $0 + (mean(group, $1, 0, of: 1) ?? 0) })
            }
            .filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .prefix(14)
            .map(\.0)
    }

    /// Mean over the months of a part of a year; nil when the group has no row in it.
    private func mean(_ group: String, _ year: Int, _ part: Int, of parts: Int) -> Double? {
        let length = 12 / parts
        let names = (part * length + 1...(part + 1) * length)
            .map { "\(year)-\($0 < 10 ? "0" : "")\($0)" }
            .filter(months.contains)
        let found = names.compactMap { shares[group]?[$0] }
        return found.isEmpty ? nil : found.reduce(0, +) / Double(names.count)
    }
}
