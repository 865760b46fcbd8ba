internal import Forecast

/// The part of a forecast's text that holds it against what has happened since.
struct BacktestText {
    private let backtest: RunResult.Backtest?
    private let asOf: String

    init(_ result: RunResult) {
        backtest = result.backtest
        asOf = result.asOf
    }

    /// All lines; none unless somebody looks back.
    func lines() -> [String] {
        guard let backtest else { return [] }
        return milestones(backtest) + arrivals(backtest)
    }

    private func milestones(_ backtest: RunResult.Backtest) -> [String] {
        guard !backtest.milestones.isEmpty else { return [] }
        var table = TextTable(columns: [
            ("milestone", .left), ("event", .left), ("happened", .left), ("P5", .right),
            ("P50", .right), ("P95", .right), ("earlier", .right), ("then", .right),
        ])
        for row in backtest.milestones {
            table.add([
                row.id, row.event, row.happened + (row.basis == "disclosed" ? "" : " *"),
                row.p05 ?? "later", row.p50 ?? "later",
                row.p95 ?? "later", percent(row.earlier, backtest),
                percent(row.within, backtest),
            ])
        }
        return [
            "",
            "Backtest: what happened after \(asOf), and the share of replications that are earlier",
        ]
            + table.lines() + note(backtest)
    }

    private func note(_ backtest: RunResult.Backtest) -> [String] {
        backtest.milestones.allSatisfy { $0.basis == "disclosed" }
            ? [] : ["  * not disclosed: the plan derives or assumes this date"]
    }

    private func arrivals(_ backtest: RunResult.Backtest) -> [String] {
        guard !backtest.arrivals.isEmpty else { return [] }
        let money = backtest.money
        let unit = money.unit == 1 ? "" : "\(NumberText.whole(money.unit)) "
        var table = TextTable(columns: [
            ("by", .left), ("arrived", .right), ("P5", .right), ("P50", .right), ("P95", .right),
            ("less", .right), ("as much", .right),
        ])
        for row in backtest.arrivals {
            let stated = [row.low, row.high].map { NumberText.decimal($0, decimals: 0) }
            table.add(
                [row.date, row.low == row.high ? stated[0] : stated.joined(separator: "–")]
                    + [row.p05, row.p50, row.p95].map { NumberText.decimal($0, decimals: 0) }
                    + [percent(row.less, backtest), percent(row.within, backtest)]
            )
        }
        return [
            "",
            "Backtest: value of the tools that had arrived, by contract [\(unit)\(money.currency)]",
        ]
            + table.lines()
    }

    private func percent(_ share: Double, _ backtest: RunResult.Backtest) -> String {
        NumberText.percent(share, replications: backtest.replications)
    }
}
