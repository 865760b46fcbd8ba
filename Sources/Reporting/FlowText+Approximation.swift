internal import Forecast

extension FlowText {
    /// Mean waits beside what queueing theory says, in the last year; no lines where it never applies.
    static func approximation(_ result: FlowResult) -> [String] {
        let year = result.groups.map(\.year).max()
        let rows = result.groups.filter { $0.year == year }
        guard let year, rows.contains(where: { $0.approximation != nil }) else { return [] }
        var table = TextTable(
            columns: [
                ("group", .left), ("simulated [h]", .right), ("approximate [h]", .right),
                ("of the replications", .right), ("tools", .left),
            ]
        )
        for row in rows {
            let own = row.approximation
            table.add([
                row.group,
                own.map { NumberText.decimal($0.simulatedWaitHours, decimals: 1) } ?? "–",
                own.map { NumberText.decimal($0.waitHours, decimals: 1) } ?? "–",
                NumberText.percent(own?.share ?? 0),
                own.map { $0.unequalTools ? "unequal" : "equal" } ?? "",
            ])
        }
        return ["", "Mean wait in \(year), simulated and by the approximation of Factory Physics"]
            + table.lines()
            + TextTable.fold(
                "Both means are over those replications whose queue keeps its balance all year; – there are "
                    + "none, or the group loads batches or limits waiting. The approximation takes tools "
                    + "as equal; where some cannot do all that comes, it says too little. It checks a "
                    + "result and is none."
            )
    }
}
