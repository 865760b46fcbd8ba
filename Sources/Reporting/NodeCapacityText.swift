internal import Forecast

/// What the tools could make of each node, as plates, mask sets and wafers.
struct NodeCapacityText {
    private let rows: [RunResult.AnnualRow]

    init(_ result: RunResult) {
        rows = result.capacityByNode ?? []
    }

    /// All lines, of the last year; none when the plan does not say what a set takes.
    func lines() -> [String] {
        guard let year = rows.map(\.year).max() else { return [] }
        let last = rows.filter { $0.year == year }
        let hasWafers = last.contains { $0.unit == "wafers" }
        var columns: [(String, TextTable.Alignment)] = [
            ("node", .right), ("plates P50", .right), ("P10–P90", .right), ("sets P50", .right),
            ("P10–P90", .right),
        ]
        if hasWafers { columns += [("wafers a month P50", .right), ("P10–P90", .right)] }
        var table = TextTable(columns: columns)
        for row in last where row.unit == "plates" {
            func cells(_ unit: String, per months: Int) -> [String] {
                guard let found = last.first(where: { $0.unit == unit && $0.node == row.node })
                else { return ["", ""] }
                let error = found.standardError / Double(months)
                let texts = [found.p50, found.p10, found.p90]
                    .map { NumberText.quantile($0 / months, standardErrorOfMean: error) }
                return [texts[0], "\(texts[1])–\(texts[2])"]
            }
            table.add(
                [row.node == "all" ? "all" : "\(row.node) nm"] + cells("plates", per: 1)
                    + cells("sets", per: 1) + (hasWafers ? cells("wafers", per: 12) : [])
            )
        }
        let units = hasWafers ? "in plates, mask sets and wafers served" : "in plates and mask sets"
        return TextTable.section(
            "What the open nodes' tools could make in \(year), \(units)",
            table.lines()
        )
    }
}
