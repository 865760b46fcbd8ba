internal import MonteCarlo
internal import PlanModel
internal import Statistics

extension FlowSummary {
    private var nodes: [TechnologyNode] { request.plan.nodes }

    func seconds(_ months: Range<Int>) -> Double { tables.seconds(of: months) }

    /// Name of a node, or of all.
    private func name(_ node: Int) -> String {
        node < nodes.count ? String(nodes[node].node) : "all"
    }

    /// A sum of a node, or of all.
    private func sum(_ row: FlowTables.NodeRow, _ node: Int, _ months: Range<Int>) -> Double {
        let chosen = node < nodes.count ? [node] : Array(nodes.indices)
        return chosen.reduce(0) { $0 + tally.sum(tables.row(row, node: $1), months) }
    }

    private func days(_ seconds: Double?, _ decimals: Int = 4) -> Double? {
        seconds.map { rounded($0 / Self.day, decimals) }
    }

    var plateRows: [FlowResult.PlateRow] {
        var left = [Double](repeating: 0, count: nodes.count + 1)
        return windows.byYear.enumerated()
            .flatMap { window, part -> [FlowResult.PlateRow] in
                (0...nodes.count)
                    .map { node -> FlowResult.PlateRow in
                        let months = part.months
                        let ordered = sum(.released, node, months)
                        let finished = sum(.finished, node, months)
                        let sets = sum(.sets, node, months)
                        let before = left[node]
                        left[node] += ordered - finished
                        let ratios = tally.ratios[window * (nodes.count + 1) + node]
                        return .init(
                            year: part.year,
                            node: name(node),
                            ordered: rounded(ordered / count, 2),
                            finished: rounded(finished / count, 2),
                            lost: rounded(sum(.scrapped, node, months) / count, 2),
                            inProcess: rounded(
                                sum(.wip, node, months) / count / seconds(months),
                                2
                            ),
                            inProcessAtEnd: rounded(left[node] / count, 2),
                            onTime: ratios.onTime.value.map { rounded($0, 4) },
                            onTimeHalfWidth: ratios.onTime.halfWidth.map { rounded($0, 4) },
                            cycleDays: days(ratios.cycle.value),
                            standardError: days(ratios.cycle.standardError, 5),
                            cycleHalfWidth: days(ratios.cycle.halfWidth, 5),
                            processDays: finished > 0
                                ? days(sum(.raw, node, months) / finished) : nil,
                            flowFactor: ratios.factor.value.map { rounded($0, 3) },
                            flowFactorHalfWidth: ratios.factor.halfWidth.map { rounded($0, 4) },
                            sets: rounded(sets / count, 2),
                            setDays: sets > 0 ? days(sum(.setCycle, node, months) / sets) : nil,
                            isGrowing: left[node] > 1.25 * before
                                && left[node] - before > max(0.1 * ordered, 20 * count)
                        )
                    }
            }
    }

    var timeRows: [FlowResult.TimeRow] {
        windows.byYear.enumerated()
            .flatMap { histogram, part -> [FlowResult.TimeRow] in
                times(of: [histogram], nodes.indices.map { [$0] })
                    .map { .init(year: part.year, node: $0.node, unit: $0.unit, $0.quantiles) }
            }
    }

    private typealias Times = (node: String, unit: String, quantiles: FlowResult.Quantiles)

    /// Quantiles of plates and of sets in some years, by node or some nodes together.
    private func times(of years: [Int], _ chosen: [[Int]]) -> [Times] {
        var rows: [Times] = []
        for unit in ["plates", "sets"] {
            for own in chosen {
                let firsts = years.flatMap { year in
                    own.map {
                        tables.firstBin(histogram: year, node: $0, isOfSets: unit == "sets")
                    }
                }
                guard let times = FlowTimes(tally.times, tables, firsts: firsts) else { continue }
                rows.append((name(own.count == 1 ? own[0] : nodes.count), unit, quantiles(times)))
            }
        }
        return rows
    }

    private func quantiles(_ times: FlowTimes) -> FlowResult.Quantiles {
        func half(_ p: Double) -> Double? { days(times.halfWidth(p)) }
        func day(_ p: Double) -> Double { rounded(times(p) / Self.day, 2) }
        return FlowResult.Quantiles(
            p10: day(0.1),
            p50: day(0.5),
            p90: day(0.9),
            p95: day(0.95),
            p99: day(0.99),
            p50HalfWidth: half(0.5),
            p90HalfWidth: half(0.9),
            p95HalfWidth: half(0.95),
            p99HalfWidth: half(0.99)
        )
    }

    /// Months in which there is anything.
    var monthRows: [FlowResult.MonthRow] {
        (0..<request.plan.monthCount)
            .flatMap { index -> [FlowResult.MonthRow] in
                let months = index..<index + 1
                return (0...nodes.count)
                    .compactMap { node -> FlowResult.MonthRow? in
                        let wip = sum(.wip, node, months)
                        let finished = sum(.finished, node, months)
                        guard wip + finished > 0 else { return nil }
                        return .init(
                            month: windows.month(index).text,
                            node: name(node),
                            ordered: rounded(sum(.released, node, months) / count, 2),
                            finished: rounded(finished / count, 2),
                            inProcess: rounded(wip / count / seconds(months), 3),
                            cycleDays: finished > 0
                                ? days(sum(.cycle, node, months) / finished) : nil
                        )
                    }
            }
    }

    /// What follows the warm-up; nil where none was asked for.
    var steady: FlowResult.Steady? {
        let parts = windows.steady
        guard !parts.isEmpty else { return nil }
        let wip = (0..<request.plan.monthCount)
            .map { sum(.wip, nodes.count, $0..<$0 + 1) / seconds($0..<$0 + 1) }
        let isFound = windows.warmUp == .found
        let rule = isFound ? "MSER on the months' plates in process" : "given"
        // A series of zeros is settled, and says nothing.
        let chosen = isFound ? (wip.contains { $0 > 0 } ? WarmUp.mser(wip) : nil) : 0
        guard let chosen, parts.indices.contains(chosen) else {
            return .init(
                rule: rule,
                warmUpMonths: nil,
                from: nil,
                rows: [],
                timesFrom: nil,
                times: []
            )
        }
        let months = parts[chosen]
        let first = (windows.byYear.count + chosen) * (nodes.count + 1)
        // Times are kept by year: quantiles are of the whole years after the warm-up.
        let whole = windows.byYear.enumerated().map { (year: $0.offset, part: $0.element) }
            .filter { $0.part.months.lowerBound >= months.lowerBound }
        let together = nodes.count > 1 ? [Array(nodes.indices)] : []
        let rows = (0...nodes.count)
            .map { node -> FlowResult.SteadyRow in
                let ratios = tally.ratios[first + node]
                let years = Double(months.count) / 12
                let length = seconds(months)
                return FlowResult.SteadyRow(
                    node: name(node),
                    finishedAYear: rounded((ratios.finished.value ?? 0) / years, 2),
                    inProcess: rounded((ratios.wip.value ?? 0) / length, 3),
                    inProcessHalfWidth: ratios.wip.halfWidth.map { rounded($0 / length, 4) },
                    cycleDays: days(ratios.cycle.value),
                    cycleHalfWidth: days(ratios.cycle.halfWidth, 5),
                    flowFactor: ratios.factor.value.map { rounded($0, 3) },
                    flowFactorHalfWidth: ratios.factor.halfWidth.map { rounded($0, 4) },
                    onTime: ratios.onTime.value.map { rounded($0, 4) },
                    onTimeHalfWidth: ratios.onTime.halfWidth.map { rounded($0, 4) }
                )
            }
        return .init(
            rule: rule,
            warmUpMonths: months.lowerBound,
            from: windows.month(months.lowerBound).text,
            rows: rows,
            timesFrom: whole.first.map { windows.month($0.part.months.lowerBound).text },
            times: times(of: whole.map(\.year), nodes.indices.map { [$0] } + together)
                .map { .init(node: $0.node, unit: $0.unit, $0.quantiles) }
        )
    }
}
