public import Forecast

/// Published figures, beside the forecast where there is one.
public struct FactText: Sendable {
    private let rows: [FactRow]

    /// Makes the text of what a plan states.
    public init(_ rows: [FactRow]) { self.rows = rows }

    /// All lines; none without facts.
    public func lines() -> [String] { compared() + stated() + ratios() + balances() }

    /// Facts that the model has too.
    private func compared() -> [String] {
        var table = TextTable(columns: [
            ("fact", .left), ("date", .left), ("what", .left), ("stated", .right), ("P10", .right),
            ("P50", .right), ("P90", .right), ("agrees", .right),
        ])
        for row in rows {
            guard let spread = row.forecast else { continue }
            table.add(
                [row.id, row.date, what(row), value(row)]
                    + [spread.p10, spread.p50, spread.p90].map(NumberText.amount)
                    + [NumberText.percent(spread.agrees)]
            )
        }
        guard !table.isEmpty else { return [] }
        return ["", "What is published, beside the forecast"] + table.lines()
            + TextTable.fold(
                "agrees: share of the replications within what is stated, = to 0.5 %, ≈ to 5 %; a "
                    + "capacity is what stands when its day or period ends"
            )
    }

    private func stated() -> [String] {
        var table = TextTable(columns: [
            ("fact", .left), ("date", .left), ("what", .left), ("stated", .right),
        ])
        for row in rows where row.forecast == nil && row.what != "utilisation" {
            table.add([row.site ?? row.id, row.date, what(row), value(row)])
        }
        guard !table.isEmpty else { return [] }
        let hasForecast = rows.contains { $0.forecast != nil }
        let title = "What is published" + (hasForecast ? " besides" : "")
        return ["", title] + table.lines()
    }

    private func what(_ row: FactRow) -> String {
        let aim = row.isAim ? "aim: " : ""
        let into = row.into.isEmpty ? "" : " into " + row.into.joined(separator: ", ")
        // A state is of what there is; its value, if any, is a capacity.
        let isState = row.what == "capacity" && row.state != nil
        let state = row.state.map { isState ? $0 : ", \($0)" } ?? ""
        return aim + (isState ? "" : row.what) + state + into
    }

    private func value(_ row: FactRow) -> String {
        let basis = row.basis == "disclosed" ? "" : " (\(row.basis))"
        guard let value = row.value else { return "–" + basis }
        let relation = row.relation == "=" ? "" : row.relation + " "
        return relation + NumberText.stated(value) + (row.unit.map { " \($0)" } ?? "")
            + basis
    }

    // MARK: Shares

    /// Each with its denominator.
    private func ratios() -> [String] {
        let lines = rows.filter { $0.what == "utilisation" }
            .flatMap { row -> [String] in
                let over = rows.first { $0.id == row.over }
                let name = "\(row.over ?? "") (\(over.map(value) ?? "–"), \(over?.date ?? ""))"
                let stated = row.value.map { "; stated \(row.relation) \(percent($0))" } ?? ""
                return TextTable.fold(
                    "  \(row.id): \(row.of ?? "") over \(name): \(quotient(row))\(stated)",
                    indent: 4
                )
            }
        return lines.isEmpty ? [] : ["", "Utilisation, each of what it is divided by"] + lines
    }

    private func quotient(_ row: FactRow) -> String {
        guard let ratio = row.ratio else { return "– (nothing to divide by)" }
        let words = ["=": "", "≥": "at least ", "≤": "at most ", "≈": ""]
        guard let relation = row.ratioRelation else { return "not bounded by these two" }
        let about = row.ratioIsAbout == true ? "about " : ""
        return (words[relation] ?? "") + about + percent(ratio)
    }

    private func percent(_ share: Double) -> String {
        NumberText.decimal(share * 100, decimals: 1) + " %"
    }

    // MARK: Stock

    /// What was made against what was sold, where both are stated for a period.
    private func balances() -> [String] {
        var table = TextTable(columns: [
            ("product", .left), ("period", .left), ("made", .right), ("sold", .right),
            ("sold of made", .right), ("stock", .right),
        ])
        for made in rows where made.what == "production" {
            guard let amount = made.value,
                let sold = rows.first(where: {
                    $0.what == "sales" && $0.product == made.product && $0.site == made.site
                        && $0.date == made.date
                }), let sales = sold.value
            else { continue }
            let change = amount - sales
            table.add([
                made.product ?? made.site ?? "", made.date, value(made), value(sold),
                amount > 0 ? percent(sales / amount) : "–",
                (change > 0 ? "+" : "") + NumberText.stated(change),
            ])
        }
        guard !table.isEmpty else { return [] }
        return ["", "Made and sold: a minus is sold from stock"] + table.lines()
    }
}
