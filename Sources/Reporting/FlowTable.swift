internal import Forecast
internal import Foundation

/// What tables of flow simulations have in common.
enum FlowTable {
    /// What a reader needs to read them.
    static let explanation =
        "± is half of the 95 % interval of a mean: what more replications would make smaller. "
        + "Flow factor: time from order to end over time on tools. Quarters, months and all "
        + "intervals: --format json."

    /// Days, to a tenth where there are few.
    static func days(_ value: Double?) -> String {
        value.map { NumberText.decimal($0, decimals: $0 < 100 ? 1 : 0) } ?? "–"
    }

    /// A mean with the digits that its interval supports.
    static func mean(_ value: Double?, _ halfWidth: Double?) -> String {
        guard let value else { return "–" }
        return NumberText.estimate(value, standardError: max((halfWidth ?? 0) / 2, 0.01))
    }

    /// Half an interval, with two digits.
    static func error(_ halfWidth: Double?) -> String {
        guard let halfWidth else { return "–" }
        guard halfWidth >= 0.005 else { return "0.01" }
        let decimals = max(0, min(2, 1 - Int(log10(halfWidth).rounded(.down))))
        return NumberText.decimal(halfWidth, decimals: decimals)
    }

    /// Name of a node with its unit.
    static func node(_ name: String) -> String { name == "all" ? "all" : name + " nm" }

    static func steady(_ steady: FlowResult.Steady) -> [String] {
        var table = TextTable(
            columns: [
                ("node", .right), ("finished a year", .right), ("in process", .right),
                ("cycle [days]", .right), ("±", .right), ("flow factor", .right), ("±", .right),
                ("on time", .right), ("P50", .right), ("P90", .right), ("P99", .right),
            ]
        )
        for row in steady.rows {
            let own = steady.times.first { $0.node == row.node && $0.unit == "plates" }?.quantiles
            table.add([
                node(row.node), NumberText.decimal(row.finishedAYear, decimals: 0),
                NumberText.decimal(row.inProcess, decimals: 1),
                mean(row.cycleDays, row.cycleHalfWidth), error(row.cycleHalfWidth),
                row.flowFactor.map { NumberText.decimal($0, decimals: 2) } ?? "–",
                error(row.flowFactorHalfWidth),
                row.onTime.map { NumberText.percent($0) } ?? "–", days(own?.p50), days(own?.p90),
                days(own?.p99),
            ])
        }
        guard let from = steady.timesFrom, from != steady.from else { return table.lines() }
        return table.lines() + ["P50 to P99 are of the whole years after it, from \(from) on."]
    }
}
