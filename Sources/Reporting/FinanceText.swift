internal import Finance
public import Forecast
internal import MonteCarlo

/// A plan's money as text of 100 columns at most.
public struct FinanceText: Sendable {
    private let result: FinanceResult

    /// Makes the text of a result.
    public init(_ result: FinanceResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        let tables = FinanceTables(result)
        var lines = heading(tables)
        lines += TextTable.section("Contracts as the plan states them", tables.contracts())
        lines += TextTable.section(
            "Construction in progress as the plan states it",
            tables.construction()
        )
        lines += TextTable.section("Classes of assets", tables.assets())
        for (index, table) in tables.annual().enumerated() {
            let title = "By year, P50 of each line; costs and payments have a minus"
            lines += TextTable.section(index == 0 ? title : title + ", continued", table)
        }
        lines += TextTable.section(
            "By year, P10 to P90: revenue, own cash (before financing), cash at the end",
            tables.spreads()
        )
        let (noun, unit) = tables.hasProducts ? ("product", "unit") : ("node", "plate")
        for (index, table) in tables.nodes("revenue").enumerated() {
            lines += TextTable.section(
                "Revenue by \(noun), P50" + (index == 0 ? "" : ", continued"),
                table
            )
        }
        let cost =
            "Cost of a good \(unit) by \(noun), P50: its own running cost, and its part of running costs "
            + "and depreciation; – where there are no \(unit)s"
        for (index, table) in tables.nodes("cost_per_plate").enumerated() {
            let title = index == 0 ? cost : "Cost of a good \(unit) by \(noun), P50, continued"
            lines += [""] + TextTable.fold(title) + table
        }
        if tables.hasMoney { lines += TextTable.section("What it comes to", tables.measures()) }
        lines += TextTable.section("Impairment test at \(result.asOf)", tables.impairment())
        lines += notes()
        return lines + ["", "Digest \(result.digest)", "Repeat with: \(result.command)"]
    }

    private func heading(_ tables: FinanceTables) -> [String] {
        var lines = TextTable.fold("\(result.plan.name): money as of \(result.asOf)")
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        guard tables.hasAmounts else { return lines }
        let money = result.money
        let unit = money.unit == 1 ? "" : " \(NumberText.whole(money.unit))"
        return lines + [
            "amounts in \(money.currency)\(unit), rounded \(money.rounding) to \(money.digits) "
                + "decimals; of \(basis) figures, \(result.basis.assumed) are assumed"
        ]
    }

    private var basis: Int {
        result.basis.disclosed + result.basis.derived + result.basis.assumed
    }

    private func notes() -> [String] {
        guard !result.notes.isEmpty else { return [] }
        return ["", "Notes"] + result.notes.flatMap { TextTable.fold("  - " + $0.text, indent: 4) }
    }
}
