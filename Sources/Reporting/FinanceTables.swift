internal import Finance
internal import Forecast

/// The tables of a plan's money.
struct FinanceTables {
    private let result: FinanceResult

    init(_ result: FinanceResult) { self.result = result }

    private func exact(_ amount: Amount?) -> String {
        AmountText.text(amount, digits: result.money.digits)
    }

    private func whole(_ amount: Amount?) -> String { AmountText.text(amount, digits: 0) }

    func contracts() -> [String] {
        guard !result.contracts.isEmpty else { return [] }
        var table = TextTable(columns: [
            ("contract", .left), ("value", .right), ("paid as stated", .right),
            ("paid since", .right), ("to pay", .right), ("arrived", .right),
        ])
        for row in result.contracts {
            table.add(
                [row.id] + [row.value, row.paid, row.paidSince, row.unpaid, row.arrived].map(exact)
            )
        }
        return table.lines()
    }

    func construction() -> [String] {
        guard !result.constructionInProgress.isEmpty else { return [] }
        var table = TextTable(columns: [
            ("project", .left), ("opening", .right), ("additions", .right), ("transfers", .right),
            ("other", .right), ("closing", .right), ("of budget", .right),
        ])
        for row in result.constructionInProgress {
            let sums = [row.opening, row.additions, row.transfers, row.other, row.closing]
            table.add(
                [row.id] + sums.map(exact) + [row.shareOfBudget.map { "\($0) %" } ?? "–"]
            )
        }
        return table.lines()
    }

    func assets() -> [String] {
        var table = TextTable(columns: [
            ("class", .left), ("life, months", .right), ("a year", .right), ("cost", .right),
            ("written off", .right), ("newness", .right),
        ])
        for row in result.assets {
            table.add([
                row.id, String(row.lifeMonths), "\(row.annualRate) %", exact(row.cost),
                exact(row.accumulated), row.newness.map { "\($0) %" } ?? "–",
            ])
        }
        return table.isEmpty ? [] : table.lines()
    }

    // MARK: By year

    private var years: [Int] {
        var years: [Int] = []
        for row in result.annual where years.last != row.year { years.append(row.year) }
        return years
    }

    /// Years in groups that fit beside the names of rows.
    private var groups: [[Int]] {
        let years = years
        return stride(from: 0, to: years.count, by: 6)
            .map { Array(years[$0..<min($0 + 6, years.count)]) }
    }

    /// Whether any line has an amount in any year.
    var hasMoney: Bool { result.annual.contains { hasAmount($0) } }

    /// Whether any table has an amount.
    var hasAmounts: Bool {
        hasMoney || result.impairment != nil || !result.contracts.isEmpty
            || !result.constructionInProgress.isEmpty || !result.assets.isEmpty
    }

    private func hasAmount(_ row: FinanceResult.AnnualRow) -> Bool {
        row.spread.p10 != .zero || row.spread.p90 != .zero
    }

    func annual() -> [[String]] {
        groups.map { years in
            var table = TextTable(
                columns: [("line", .left)] + years.map { (String($0), .right) }
            )
            for line in FinanceLine.allCases {
                let rows = result.annual.filter { $0.line == line && years.contains($0.year) }
                // Nothing in any year of the horizon.
                if result.annual.contains(where: { $0.line == line && hasAmount($0) }) {
                    table.add([name(line)] + rows.map { whole($0.spread.p50) })
                }
            }
            return table.isEmpty ? [] : table.lines()
        }
    }

    private func name(_ line: FinanceLine) -> String {
        line.rawValue.replacing("_", with: " ")
    }

    func spreads() -> [String] {
        let lines: [FinanceLine] = [.revenue, .cashBeforeFinancing, .cash]
        guard result.annual.contains(where: { lines.contains($0.line) && hasAmount($0) }) else {
            return []
        }
        var table = TextTable(
            columns: [("year", .left)]
                + [
                    "revenue P10", "P50", "P90", "own cash P10", "P50", "P90", "cash P10", "P50",
                    "P90",
                ]
                .map { ($0, .right) }
        )
        for year in years {
            let cells = lines.flatMap { line -> [String] in
                guard
                    let spread = result.annual.first(where: { $0.year == year && $0.line == line })?
                        .spread
                else { return ["–", "–", "–"] }
                return [spread.p10, spread.p50, spread.p90].map(whole)
            }
            table.add([String(year)] + cells)
        }
        return table.isEmpty ? [] : table.lines()
    }

    /// Whether rows are of products and not of nodes.
    var hasProducts: Bool { result.nodes.contains { $0.node != "all" && Int($0.node) == nil } }

    func nodes(_ measure: String) -> [[String]] {
        let rows = result.nodes.filter { $0.measure == measure }
        guard rows.contains(where: { ($0.spread.p90 ?? .zero) > .zero }) else { return [] }
        var names: [String] = []
        for row in rows where !names.contains(row.node) { names.append(row.node) }
        return groups.map { years in
            var table = TextTable(
                columns: [(hasProducts ? "product" : "node", .left)]
                    + years.map { (String($0), .right) }
            )
            for name in names {
                let cells = rows.filter { $0.node == name && years.contains($0.year) }
                table.add(
                    [Int(name) == nil ? name : "\(name) nm"] + cells.map { exact($0.spread.p50) }
                )
            }
            return table.lines()
        }
    }

    // MARK: Single numbers

    func measures() -> [String] {
        var table = TextTable(columns: [
            ("", .left), ("P10", .right), ("P50", .right), ("P90", .right), ("happens in", .right),
        ])
        for row in result.measures {
            let spread = row.spread
            table.add(
                [row.id.replacing("_", with: " ")]
                    + [spread.p10, spread.p50, spread.p90].map(exact)
                    + [NumberText.percent(row.probability, replications: result.replications)]
            )
        }
        for row in result.dates {
            let months = [row.p10, row.p50, row.p90].map { $0 ?? "later" }
            table.add(
                ["month of " + row.id.replacing("_", with: " ")]
                    + (row.probability > 0 ? months : ["–", "–", "–"])
                    + [NumberText.percent(row.probability, replications: result.replications)]
            )
        }
        let reasons = result.measures.compactMap { row in
            row.reason.map { "  \(row.id.replacing("_", with: " ")): \($0)" }
        }
        return table.lines() + reasons
    }

    func impairment() -> [String] {
        guard let test = result.impairment else { return [] }
        var lines: [String] = []
        let parts = test.rates.map { "\($0.id) \($0.percent)" }.joined(separator: " + ")
        if let rate = test.rate {
            let sum = parts.isEmpty ? "" : " = \(parts)"
            lines += TextTable.fold("  discount rate \(rate) %" + sum, indent: 4)
        }
        for quote in test.quotes {
            lines.append(
                "  quote \(quote.id): \(exact(quote.price)), adjusted \(exact(quote.adjusted))"
            )
        }
        var table = TextTable(columns: [
            ("", .left), ("P10", .right), ("P50", .right), ("P90", .right),
        ])
        func add(_ name: String, _ spread: FinanceResult.Spread) {
            table.add([name] + [spread.p10, spread.p50, spread.p90].map(exact))
        }
        add("value in use", test.valueInUse)
        table.add(
            ["fair value less disposal"]
                + [String](repeating: exact(test.fairValueLessDisposal), count: 3)
        )
        add("recoverable amount", test.recoverable)
        add("carrying amount", test.carrying)
        add("loss", test.loss)
        if let fair = test.fairValue { lines.append("  fair value \(exact(fair))") }
        return lines + table.lines() + (test.reason.map { ["  " + $0] } ?? [])
    }
}
