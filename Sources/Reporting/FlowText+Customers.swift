internal import Forecast

extension FlowText {
    /// What customers order and when it comes, in the last year; no lines for a plan without any.
    static func customers(_ result: FlowResult) -> [String] {
        guard let rows = result.customers, let year = rows.map(\.year).max() else { return [] }
        var table = TextTable(
            columns: [
                ("customer", .left), ("orders", .left), ("node", .right), ("ordered", .right),
                ("finished", .right), ("cycle [days]", .right), ("on time", .right),
                ("sets [days]", .right), ("on time", .right),
            ]
        )
        func days(_ value: Double?) -> String {
            value.map { NumberText.decimal($0, decimals: $0 < 100 ? 1 : 0) } ?? "–"
        }
        for row in rows where row.year == year {
            table.add([
                row.customer, row.isHot ? "hot" : "", row.node == "all" ? "all" : row.node + " nm",
                NumberText.decimal(row.ordered, decimals: 0),
                NumberText.decimal(row.finished, decimals: 0), days(row.cycleDays),
                row.onTime.map { NumberText.percent($0) } ?? "–", days(row.setDays),
                row.setsOnTime.map { NumberText.percent($0) } ?? "–",
            ])
        }
        return ["", "Customers in \(year): from order to end, and what came by its due date"]
            + table.lines()
    }
}
