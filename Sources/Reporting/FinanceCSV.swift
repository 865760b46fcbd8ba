internal import Finance
public import Forecast

/// A plan's money as CSV tables (RFC 4180).
public struct FinanceCSV {
    private let result: FinanceResult
    private let rounding: Rounding
    private let quantiles = ["mean", "p10", "p50", "p90"]

    private init(_ result: FinanceResult) {
        self.result = result
        rounding = Rounding(digits: result.money.digits)
    }

    /// File names and contents.
    ///
    /// - Parameter result: the plan's money.
    /// - Returns: one table for each part; of impairment only where the plan asks for a test.
    public static func tables(_ result: FinanceResult) -> [(name: String, text: String)] {
        let csv = FinanceCSV(result)
        return csv.stated() + csv.spread() + csv.impairment()
    }

    private func cell(_ amount: Amount?) -> String { amount?.text(rounding) ?? "" }

    private func cells(_ spread: FinanceResult.Spread) -> [String] {
        [spread.mean, spread.p10, spread.p50, spread.p90].map(cell)
    }

    /// What the plan states.
    private func stated() -> [(name: String, text: String)] {
        [
            (
                "contracts.csv",
                CSVText.table(
                    ["id", "value", "paid", "paid_since", "unpaid", "arrived"],
                    result.contracts.map {
                        [$0.id]
                            + [$0.value, $0.paid, $0.paidSince, $0.unpaid, $0.arrived].map(cell)
                    }
                )
            ),
            (
                "construction_in_progress.csv",
                CSVText.table(
                    [
                        "id", "budget", "opening", "additions", "transfers", "other", "closing",
                        "share_of_budget_percent",
                    ],
                    result.constructionInProgress.map {
                        [$0.id]
                            + [
                                $0.budget, $0.opening, $0.additions, $0.transfers, $0.other,
                                $0.closing,
                            ]
                            .map(cell) + [$0.shareOfBudget ?? ""]
                    }
                )
            ),
            (
                "assets.csv",
                CSVText.table(
                    [
                        "id", "life_months", "annual_rate_percent", "cost", "accumulated",
                        "newness_percent",
                    ],
                    result.assets.map {
                        [$0.id, "\($0.lifeMonths)", $0.annualRate]
                            + [$0.cost, $0.accumulated].map(cell) + [$0.newness ?? ""]
                    }
                )
            ),
        ]
    }

    /// What the ramp moves.
    private func spread() -> [(name: String, text: String)] {
        [
            (
                "annual.csv",
                CSVText.table(
                    ["year", "line"] + quantiles,
                    result.annual.map { ["\($0.year)", $0.line.rawValue] + cells($0.spread) }
                )
            ),
            (
                "months.csv",
                CSVText.table(
                    ["month", "line"] + quantiles,
                    result.months.map { [$0.month, $0.line.rawValue] + cells($0.spread) }
                )
            ),
            (
                "nodes.csv",
                CSVText.table(
                    ["year", "node", "measure", "probability"] + quantiles + ["reason"],
                    result.nodes.map {
                        ["\($0.year)", $0.node, $0.measure, "\($0.probability)"]
                            + cells($0.spread) + [$0.reason ?? ""]
                    }
                )
            ),
            (
                "measures.csv",
                CSVText.table(
                    ["id", "probability"] + quantiles + ["reason"],
                    result.measures.map {
                        [$0.id, "\($0.probability)"] + cells($0.spread) + [$0.reason ?? ""]
                    }
                )
            ),
            (
                "dates.csv",
                CSVText.table(
                    ["id", "probability", "p10", "p50", "p90"],
                    result.dates.map {
                        [$0.id, "\($0.probability)", $0.p10 ?? "", $0.p50 ?? "", $0.p90 ?? ""]
                    }
                )
            ),
        ]
    }

    /// Rates in percent, all else in money; what the ramp does not move has one value.
    private func impairment() -> [(name: String, text: String)] {
        guard let test = result.impairment else { return [] }
        func row(_ item: String, _ id: String, _ unit: String, _ value: String) -> [String] {
            [item, id, unit] + [String](repeating: value, count: quantiles.count) + [""]
        }
        func money(_ item: String, _ id: String, _ amount: Amount?) -> [String] {
            row(item, id, "money", cell(amount))
        }
        let spreads = [
            ("value_in_use", test.valueInUse), ("recoverable", test.recoverable),
            ("carrying", test.carrying), ("loss", test.loss),
        ]
        let rows =
            test.rates.map { row("rate_part", $0.id, "percent", $0.percent) }
            + [row("rate", "", "percent", test.rate ?? "")]
            + test.quotes.flatMap {
                [money("quote", $0.id, $0.price), money("quote_adjusted", $0.id, $0.adjusted)]
            }
            + [
                money("fair_value", "", test.fairValue),
                money("fair_value_less_disposal", "", test.fairValueLessDisposal),
            ]
            + spreads.map { [$0, "", "money"] + cells($1) + [""] }
            + (test.reason.map { [["reason", "", "", "", "", "", "", $0]] } ?? [])
        return [
            (
                "impairment.csv",
                CSVText.table(["item", "id", "unit"] + quantiles + ["reason"], rows)
            )
        ]
    }
}
