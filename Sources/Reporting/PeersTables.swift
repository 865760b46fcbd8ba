internal import Forecast

/// The tables of a plan beside other fabs.
struct PeersTables {
    private let result: PeersResult

    init(_ result: PeersResult) {
        self.result = result
    }

    /// Months with their sign, as a person reads them.
    static func months(_ months: Double) -> String {
        let text = NumberText.decimal(months, decimals: 1)
        let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return short + (short == "1" ? " month" : " months")
    }

    // MARK: As published

    func published() -> [String] {
        var table = TextTable(columns: [
            ("fab", .left), ("investment", .right), ("months", .right), ("plates/y", .right),
            ("money/plate", .right), ("money/month", .right), ("plates/month", .right),
            ("nodes", .left), ("finest", .right),
        ])
        for fab in result.peers {
            table.add([
                fab.id, cell(fab.investment), cell(fab.construction), cell(fab.platesPerYear),
                cell(fab.investmentPerPlate, decimals: 2),
                cell(fab.investmentPerMonth, decimals: 2),
                cell(fab.platesPerMonth, decimals: 2), fab.nodes ?? "–", cell(fab.finestNode),
            ])
        }
        return table.lines()
    }

    private func cell(_ cell: PeersResult.Cell, decimals: Int? = nil) -> String {
        guard let value = cell.value else { return "–" }
        let number =
            decimals.map { NumberText.decimal(value, decimals: $0) }
            ?? NumberText.estimate(value, standardError: 0)
        return (cell.basis == "assumed" ? "~" : "") + number + (cell.remark == nil ? "" : "*")
    }

    // MARK: Under one engine

    func settings() -> [String] {
        result.model.fabs.flatMap { fab -> [String] in
            guard !fab.setting.isOwn else {
                return ["  \(fab.id): the plan's own tools, those that may be bought included"]
            }
            var texts: [String] = []
            if let scale = fab.setting.scale {
                texts.append(
                    "its money buys \(spread(scale, decimals: 2)) of this plan's tools for its nodes"
                )
            }
            let more = fab.setting.tools.filter { $0.most > 1 }.map(tools)
            let but = more.isEmpty ? "" : ", but " + more.joined(separator: ", ")
            let cost = fab.setting.costOverMoney.flatMap { $0.p50 >= 1.1 ? $0.p50 : nil }
                .map {
                    ", which would cost \(NumberText.decimal($0, decimals: 1)) times that money"
                }
            texts.append("counted is one tool of each group\(but)\(cost ?? "")")
            if let months = fab.setting.construction {
                texts.append("tools promised within \(spread(months, decimals: 0)) months")
            }
            texts.append(
                fab.setting.groundBreaking.map { "ground-breaking \($0)" + mark(fab.id) }
                    ?? "no date of ground-breaking, so no place in the calendar"
            )
            return TextTable.fold("  \(fab.id): " + texts.joined(separator: "; "), indent: 4)
        }
    }

    private func mark(_ id: String) -> String {
        let fab = result.peers.first { $0.id == id }
        return fab?.groundBreaking == nil ? " (assumed)" : ""
    }

    private func tools(_ tools: PeersResult.Tools) -> String {
        tools.least == tools.most
            ? "\(tools.group) \(tools.least)" : "\(tools.group) \(tools.least)–\(tools.most)"
    }

    private func spread(_ spread: PeersResult.Spread, decimals: Int) -> String {
        func text(_ value: Double) -> String { NumberText.decimal(value, decimals: decimals) }
        let (low, high) = (text(spread.p10), text(spread.p90))
        return low == high ? text(spread.p50) : "\(text(spread.p50)) (\(low)–\(high))"
    }

    func annual() -> [String] {
        let years = result.model.fabs.map(\.annual.count).max() ?? 0
        let shown = min(years, 10)
        guard shown > 0 else { return [] }
        var table = TextTable(
            columns: [("fab", .left)] + (1...shown).map { ("yr \($0)", .right) } + [
                ("planned", .right)
            ]
        )
        for fab in result.model.fabs {
            let rows = fab.annual.prefix(shown)
            let blank = [String](repeating: "", count: shown - rows.count)
            let plates = result.peers.first { $0.id == fab.id }?.platesPerYear
            let planned = plates.map { cell($0) } ?? "–"
            table.add([fab.id] + rows.map { NumberText.whole($0.p50) } + blank + [planned])
            table.add(["  P10"] + rows.map { NumberText.whole($0.p10) } + blank + [""])
            table.add(["  P90"] + rows.map { NumberText.whole($0.p90) } + blank + [""])
        }
        return table.lines()
    }

    // MARK: Dates

    func dates() -> [String] {
        var table = TextTable(columns: [
            ("fab", .left), ("node", .right), ("planned", .right), ("happened", .right),
            ("delivery", .right), ("planned", .right), ("happened", .right), ("volume", .right),
        ])
        for fab in result.model.fabs {
            let facts = result.peers.first { $0.id == fab.id }?.milestones ?? []
            // Neighbours with the same dates share a line.
            var open: (nodes: [Int], cells: [String]) = ([], [])
            func close() {
                guard let first = open.nodes.first, let last = open.nodes.last else { return }
                table.add([fab.id, first == last ? "\(first)" : "\(first)-\(last)"] + open.cells)
            }
            for node in fab.milestones.filter({ $0.event == "delivery" }).map(\.node) {
                var row: [String] = []
                for event in ["delivery", "volume"] {
                    let own = facts.filter { $0.event == event && $0.planNodes.contains(node) }
                    row.append(range(own.compactMap(\.plannedMonths).first))
                    row.append(range(own.compactMap(\.happenedMonths).first))
                    row.append(model(fab, node, event))
                }
                if row == open.cells {
                    open.nodes.append(node)
                } else {
                    close()
                    open = ([node], row)
                }
            }
            close()
        }
        return table.isEmpty ? [] : table.lines()
    }

    private func model(_ fab: PeersResult.Run, _ node: Int, _ event: String) -> String {
        guard let date = fab.milestones.first(where: { $0.node == node && $0.event == event })
        else { return "–" }
        func text(_ months: Double?) -> String {
            months.map { NumberText.decimal($0, decimals: 0) } ?? "later"
        }
        let (low, middle, high) = (text(date.p10), text(date.p50), text(date.p90))
        return low == high ? middle : "\(middle) (\(low)–\(high))"
    }

    private func range(_ months: PeersResult.Months?) -> String {
        guard let months else { return "–" }
        let middle = (months.from + months.to) / 2
        guard months.to - months.from > 2.1 else {
            return NumberText.decimal(middle, decimals: 0)
        }
        return "\(NumberText.decimal(months.from, decimals: 0))–"
            + NumberText.decimal(months.to, decimals: 0)
    }

    /// How the same pairs stand when each counts from its own ground-breaking.
    func ranksSinceGroundBreaking() -> [String] {
        let shares = result.model.ranks.filter { $0.event == "volume" }
            .compactMap { rank -> Double? in
                let order = rank.sinceGroundBreaking
                let known = order.first + order.second
                return known > 0.5 ? order.first / known : nil
            }
        guard let least = shares.min(), let most = shares.max() else { return [] }
        func percent(_ share: Double) -> String {
            NumberText.percent(share, replications: result.replications)
        }
        return TargetText.fold(
            "  Counted from each one's own ground-breaking, the first is sooner in "
                + "\(percent(least)) to \(percent(most)) of those that come: near 50 %, the order above "
                + "is that of when they began.",
            indent: 2
        )
    }

    func ranks() -> [String] {
        let rows = result.model.ranks.filter { $0.event == "volume" }
        let nodes = Set(rows.map(\.node)).sorted(by: >)
        var table = TextTable(
            columns: [("first before second", .left)] + nodes.map { ("\($0)", .right) }
        )
        var seen: Set<String> = []
        for row in rows where seen.insert("\(row.first) \(row.second)").inserted {
            let pair = rows.filter { $0.first == row.first && $0.second == row.second }
            let cells = nodes.map { node -> String in
                guard let rank = pair.first(where: { $0.node == node }) else { return "" }
                guard let order = rank.calendar else {
                    return "–"
                }
                return NumberText.percent(order.first, replications: result.replications)
            }
            table.add(["\(row.first) – \(row.second)"] + cells)
        }
        return table.isEmpty ? [] : table.lines()
    }

    // MARK: Planned and actual

    func slips() -> [String] {
        var table = TextTable(columns: [
            ("fab", .left), ("milestone", .left), ("planned", .left), ("actual", .left),
            ("slip", .right),
        ])
        for slip in result.referenceClass.slips {
            table.add([
                slip.peer, slip.id, slip.planned,
                slip.actual + (slip.hasHappened ? "" : " (announced)"),
                (slip.basis == "assumed" ? "~" : "") + Self.months(slip.months),
            ])
        }
        return table.isEmpty ? [] : table.lines()
    }

    func milestones() -> [String] {
        let isMany = result.referenceClass.rule == "quantiles"
        let isOne = result.referenceClass.slips.count < 2
        let names =
            isMany ? ["P10", "P50", "P90"] : isOne ? ["after slip"] : ["least", "middle", "most"]
        var table = TextTable(
            columns: [("milestone", .left), ("planned", .left)] + names.map { ($0, .left) } + [
                ("model P10", .left), ("P50", .left), ("P90", .left), ("happens", .right),
            ]
        )
        for row in result.milestones {
            let slipped = isOne ? [row.median] : [row.low, row.median, row.high]
            let model = [row.model.p10, row.model.p50, row.model.p90]
            table.add(
                [row.id, row.planned] + slipped.map { $0 ?? "–" } + model.map { $0 ?? "later" }
                    + [
                        NumberText.percent(
                            row.model.probability,
                            replications: result.replications
                        )
                    ]
            )
        }
        return table.isEmpty ? [] : table.lines()
    }
}
