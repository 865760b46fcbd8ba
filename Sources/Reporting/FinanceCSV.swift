internal import Finance
public import Forecast

/// A plan's money as CSV tables (RFC 4180).
public enum FinanceCSV {
    /// File names and contents.
    ///
    /// - Parameter result: the plan's money.
    /// - Returns: one table for each part.
    public static func tables(_ result: FinanceResult) -> [(name: String, text: String)] {
        let rounding = Rounding(digits: result.money.digits)
        func cell(_ amount: Amount?) -> String { amount?.text(rounding) ?? "" }
        func spread(_ spread: FinanceResult.Spread) -> [String] {
            [spread.mean, spread.p10, spread.p50, spread.p90].map(cell)
        }
        let quantiles = ["mean", "p10", "p50", "p90"]
        return [
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
                "annual.csv",
                CSVText.table(
                    ["year", "line"] + quantiles,
                    result.annual.map { ["\($0.year)", $0.line.rawValue] + spread($0.spread) }
                )
            ),
            (
                "months.csv",
                CSVText.table(
                    ["month", "line"] + quantiles,
                    result.months.map { [$0.month, $0.line.rawValue] + spread($0.spread) }
                )
            ),
            (
                "nodes.csv",
                CSVText.table(
                    ["year", "node", "measure", "probability"] + quantiles + ["reason"],
                    result.nodes.map {
                        ["\($0.year)", $0.node, $0.measure, "\($0.probability)"]
                            + spread($0.spread) + [$0.reason ?? ""]
                    }
                )
            ),
            (
                "measures.csv",
                CSVText.table(
                    ["id", "probability"] + quantiles + ["reason"],
                    result.measures.map {
                        [$0.id, "\($0.probability)"] + spread($0.spread) + [$0.reason ?? ""]
                    }
                )
            ),
        ]
    }
}
