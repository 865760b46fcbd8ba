public import Forecast
internal import MonteCarlo

/// A ramp forecast as text of 100 columns at most.
public struct RunText: Sendable {
    private let result: RunResult
    private let hasIntervals: Bool

    /// Makes the text of a result.
    ///
    /// - Parameters:
    ///   - result: the forecast.
    ///   - hasIntervals: whether it shows how well quantiles are known.
    public init(_ result: RunResult, hasIntervals: Bool = false) {
        self.result = result
        self.hasIntervals = hasIntervals
    }

    /// All lines.
    public func lines() -> [String] {
        var lines = heading()
        let precision = PrecisionText(result)
        lines += result.products.map { ProductText($0).lines() } ?? plates(precision)
        lines += FactText(result.facts ?? []).lines()
        lines += TextTable.section("Targets", targets())
        lines += TextTable.section(
            "Milestones: month by which each has come with 10, 50 and 90 %",
            milestones()
        )
        lines += TextTable.section(
            "Milestones that have happened, as the plan states them",
            facts()
        )
        lines += BacktestText(result).lines()
        lines += TextTable.section(
            "What binds: share of the year's months, mean over replications",
            binding()
        )
        lines += TextTable.section(
            "Utilisation of available hours, mean of the year's months",
            utilisation()
        )
        return lines + closing()
    }

    private func plates(_ precision: PrecisionText) -> [String] {
        var lines = TextTable.section("Good plates a year, all nodes", annual())
        if hasIntervals {
            lines += TextTable.section(
                "95 % intervals of these quantiles, all nodes",
                precision.output
            )
        }
        lines += TextTable.section("Good plates a year by node: P50, and P10 to P90", byNode())
        lines += TextTable.section(
            "Plates a year that the open nodes' tools could make",
            capacity()
        )
        if hasIntervals {
            lines += TextTable.section("95 % intervals of these quantiles", precision.capacity)
        }
        return lines + NodeCapacityText(result).lines()
    }

    private func heading() -> [String] {
        var lines = TextTable.fold("\(result.plan.name): ramp forecast as of \(result.asOf)")
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        if result.products == nil { lines += FidelityText.lines(result.fidelity) }
        lines += HeadText.engine(result.engine)
        lines += PrecisionText(result).reached
        lines += HeadText.scenario(result.scenario)
        return lines
    }

    /// Years in which the forecast says anything: not before the first plate.
    private var years: [Int] {
        if let products = result.products { return ProductText(products).years }
        let all = result.capacity.map(\.year)
        let first = all.first { year in
            result.capacity.contains { $0.year == year && $0.p95 > 0 }
                || result.annual.contains { $0.year == year && $0.p95 > 0 }
        }
        return all.filter { $0 >= (first ?? Int.max) }
    }

    private func annual() -> [String] {
        table(result.annual.filter { $0.node == "all" }, years: result.capacity.map(\.year))
    }

    private func capacity() -> [String] {
        table(result.capacity, years: years)
    }

    private func table(_ rows: [RunResult.AnnualRow], years: [Int]) -> [String] {
        let rows = rows.filter { years.contains($0.year) }
        let table = table(rows, bars: nil)
        let room = min(48, TextTable.lineWidth - table.width - 2)
        let most = rows.map(\.p90).max() ?? 0
        guard TextStyle.current.hasBars, room >= 12, most > 0 else { return table.lines() }
        return self.table(rows, bars: (room, most)).lines()
    }

    /// A line for each year; `bars` are the columns of a bar from P10 to P90, and what it is at its
    /// end.
    private func table(_ rows: [RunResult.AnnualRow], bars: (width: Int, most: Int)?) -> TextTable {
        var columns: [(String, TextTable.Alignment)] = [
            ("year", .left), ("P10", .right), ("P50", .right), ("P90", .right), ("mean", .right),
            ("± s.e.", .right),
        ]
        if let bars {
            let end = NumberText.whole(bars.most)
            let legend = bars.width >= 36 ? "░ P10 to P90, █ P50" : ""
            let room = max(2, bars.width - 1 - end.count - legend.count)
            let blanks = [room / 2, room - room / 2].map { String(repeating: " ", count: $0) }
            columns.append(("0" + blanks[0] + legend + blanks[1] + end, .drawing))
        }
        var table = TextTable(columns: columns)
        for row in rows {
            // Plates are counted as whole ones; a mean has one decimal at most.
            let error = row.standardError
            let quantiles = [row.p10, row.p50, row.p90]
                .map { NumberText.quantile($0, standardErrorOfMean: row.standardError) }
            var cells = [
                String(row.year), quantiles[0], quantiles[1], quantiles[2],
                NumberText.estimate(row.mean, standardError: error > 0 ? max(0.1, error) : 0),
                0 < error && error < 0.1
                    ? "<0.1" : NumberText.estimate(error, standardError: error),
            ]
            if let bars {
                let shares = [row.p10, row.p50, row.p90].map { Double($0) / Double(bars.most) }
                cells.append(
                    row.p90 > 0
                        ? TextBar.range(shares[0], shares[1], shares[2], width: bars.width) : ""
                )
            }
            table.add(cells)
        }
        return table
    }

    /// Two lines a node: medians, and ranges beneath them; of as many of the last years as fit.
    private func byNode() -> [String] {
        var table = byNode(years.suffix(7))
        for count in (1..<7).reversed() where table.width > TextTable.lineWidth {
            table = byNode(years.suffix(count))
        }
        return table.isEmpty ? [] : table.lines()
    }

    private func byNode(_ shown: [Int].SubSequence) -> TextTable {
        let rows = result.annual.filter { $0.node != "all" && $0.p95 > 0 }
        var nodes: [String] = []
        for row in rows where !nodes.contains(row.node) { nodes.append(row.node) }
        var table = TextTable(
            columns: [("node", .right)] + shown.map { (String($0), .right) }
        )
        for node in nodes {
            let cells = shown.map { year in
                rows.first { $0.node == node && $0.year == year }
            }
            table.add(["\(node) nm"] + cells.map { $0.map { plates($0.p50, of: $0) } ?? "0" })
            table.add(
                [""]
                    + cells.map { cell in
                        guard let cell, cell.p90 > 0 else { return "" }
                        return "\(plates(cell.p10, of: cell))–\(plates(cell.p90, of: cell))"
                    }
            )
        }
        return table
    }

    private func plates(_ quantile: Int, of row: RunResult.AnnualRow) -> String {
        NumberText.quantile(quantile, standardErrorOfMean: row.standardError)
    }

    private func targets() -> [String] {
        result.targets.flatMap { target in
            let by = target.by.map { " by \($0)" } ?? ""
            let value = NumberText.whole(Int(target.value.rounded()))
            let years = target.byYear.filter { $0.probability > 0 || $0.year >= (target.by ?? 0) }
                .map { "\($0.year)\u{A0}\(percent($0.probability))" }
            let lines = TextTable.fold(
                "  \(target.id): \(value) plates a year (\(target.measure))\(by): "
                    + percent(target.probability),
                indent: 4
            )
            let hint =
                target.probability < 0.9
                ? TextTable.fold(
                    "    \(TargetVerdict.word(target.probability)): 'maskramp target' says what is "
                        + "missing, and what would meet it.",
                    indent: 4
                ) : []
            guard !years.isEmpty else { return lines + hint }
            let list = "    by year: " + years.joined(separator: ", ")
            return lines
                + TextTable.fold(list, indent: 4).map { $0.replacing("\u{A0}", with: " ") } + hint
        }
    }

    private func milestones() -> [String] {
        let open = result.milestones.filter { $0.happened == nil }
        guard !open.isEmpty else { return [] }
        let whole = milestones(open, hasEvents: true)
        let fits = whole.width <= TextTable.lineWidth
        return (fits ? whole : milestones(open, hasEvents: false)).lines()
    }

    private func milestones(_ rows: [RunResult.MilestoneRow], hasEvents: Bool) -> TextTable {
        var columns: [(String, TextTable.Alignment)] = [
            ("milestone", .left), ("by the end", .right), ("P10", .right), ("P50", .right),
            ("P90", .right), ("planned", .right),
        ]
        if hasEvents { columns.insert(("event", .left), at: 1) }
        var table = TextTable(columns: columns)
        for row in rows {
            var cells = [
                row.id, percent(row.probability), row.p10 ?? "later", row.p50 ?? "later",
                row.p90 ?? "later", row.planned ?? "",
            ]
            if hasEvents { cells.insert(row.event, at: 1) }
            table.add(cells)
        }
        return table
    }

    /// What has happened by the as-of date, two to a line.
    private func facts() -> [String] {
        let facts = result.milestones
            .compactMap { row in
                row.happened.map { date in
                    let mark = row.basis == "disclosed" ? "" : " (\(row.basis))"
                    return (date: date, event: row.event + mark)
                }
            }
            .sorted { ($0.date, $0.event) < ($1.date, $1.event) }
        guard !facts.isEmpty else { return [] }
        var table = TextTable(columns: [("date", .left), ("what", .left)])
        for date in Set(facts.map(\.date)).sorted() {
            var line = ""
            for fact in facts where fact.date == date {
                if !line.isEmpty, line.count + fact.event.count > TextTable.lineWidth - 20 {
                    table.add([date, line])
                    line = ""
                }
                line += (line.isEmpty ? "" : "; ") + fact.event
            }
            table.add([date, line])
        }
        return Array(table.lines().dropFirst())
    }

    /// Share by year of the groups that bind most.
    private func binding() -> [String] {
        shares(result.bottlenecks.map { ($0.group, $0.month, $0.share) })
    }

    private func utilisation() -> [String] {
        shares(result.utilisation.map { ($0.group, $0.month, $0.mean) })
    }

    private func shares(_ rows: [(group: String, month: String, share: Double)]) -> [String] {
        ShareTable(rows, years: Array(years.suffix(7)), percent: percent).lines()
    }

    private func percent(_ share: Double) -> String {
        NumberText.percent(share, replications: result.replications)
    }

    private func spread() -> [String] {
        let spread = result.spread
        guard spread.chance + spread.ignorance > 0 else {
            return TextTable.fold("\(spread.metric): the same in all replications.")
        }
        let error = NumberText.decimal(max(1, spread.standardError * 100), decimals: 0)
        let ignorance = NumberText.decimal(spread.ignorance * 100, decimals: 0)
        let chance = NumberText.decimal(spread.chance * 100, decimals: 0)
        return TextTable.fold(
            "Spread of \(spread.metric): \(ignorance) % (± \(error)) of the variance is ignorance, "
                + "figures with one true value that nobody outside knows; \(chance) % is chance."
        )
    }

    private func closing() -> [String] {
        let basis = result.basis
        return [""] + spread() + [
            "Figures of the plan: \(basis.disclosed) disclosed, \(basis.derived) derived, "
                + "\(basis.assumed) assumed.",
            "Digest \(result.digest)",
            "Repeat with: \(result.command)",
        ]
    }
}
