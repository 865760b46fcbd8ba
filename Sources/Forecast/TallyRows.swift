internal import Foundation
internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// Reads the counters of a ramp run as the rows of its result.
struct TallyRows {
    let tables: RampTables
    let tally: RampTally

    private var layout: RampTables.CounterLayout { tables.layout }
    private var total: Double { Double(tally.replications) }

    func annual() -> [RunResult.AnnualRow] {
        let names = ["all"] + tables.nodes.map(String.init)
        var rows: [RunResult.AnnualRow] = []
        for (yearIndex, year) in tables.years.enumerated() {
            for (index, name) in names.enumerated() {
                rows.append(row(output(year: yearIndex, index), year: year, node: name))
            }
        }
        return rows
    }

    func capacity() -> [RunResult.AnnualRow] {
        tables.years.enumerated()
            .map { index, year in row(capacity(year: index), year: year, node: "all") }
    }

    /// What became of the plates begun; nil unless every plate is drawn.
    func starts() -> [RunResult.StartsRow]? {
        guard let first = layout.starts else { return nil }
        return tables.years.enumerated()
            .flatMap { yearIndex, year in
                tables.nodes.enumerated()
                    .map { nodeIndex, node in
                        let cell = first + 8 * (yearIndex * tables.nodes.count + nodeIndex)
                        let means = (0..<4)
                            .map { kind -> Double in
                                let (low, high) = (
                                    tally.counts[cell + 2 * kind], tally.counts[cell + 2 * kind + 1]
                                )
                                return rounded((Double(low) + 1024 * Double(high)) / total, 4)
                            }
                        return .init(
                            year: year,
                            node: String(node),
                            started: means[0],
                            good: means[1],
                            scrapped: means[2],
                            inProcess: means[3]
                        )
                    }
            }
    }

    /// Plates of a result that is counted in plates.
    func histogram(of metric: PlanMetric) -> IntegerHistogram {
        let (year, place) = metric.row.quotientAndRemainder(dividingBy: tables.nodes.count + 2)
        let outcomes = tables.outcomes
        if metric.row == outcomes.capacity(year: year) { return capacity(year: year) }
        return output(year: year, metric.row == outcomes.output(year: year) ? 0 : place - 1)
    }

    /// Output of all nodes (0) or of one (1 and up).
    private func output(year: Int, _ index: Int) -> IntegerHistogram {
        histogram(
            layout.output + (year * (tables.nodes.count + 1) + index) * layout.outputBins,
            bins: layout.outputBins,
            shift: layout.outputShift
        )
    }

    private func capacity(year: Int) -> IntegerHistogram {
        histogram(
            layout.capacity + year * layout.capacityBins,
            bins: layout.capacityBins,
            shift: layout.capacityShift
        )
    }

    private func histogram(_ offset: Int, bins: Int, shift: Int) -> IntegerHistogram {
        IntegerHistogram(counts: Array(tally.counts[offset..<offset + bins]), width: 1 << shift)
    }

    private func row(
        _ histogram: IntegerHistogram,
        year: Int,
        node: String
    ) -> RunResult.AnnualRow {
        func quantile(_ p: Double) -> Int { histogram.quantile(p) ?? 0 }
        func interval(_ p: Double) -> [Int]? {
            histogram.quantileInterval(p).map { [$0.lowerBound, $0.upperBound] }
        }
        return RunResult.AnnualRow(
            year: year,
            node: node,
            unit: "plates",
            mean: rounded(histogram.mean, 4),
            p05: quantile(0.05),
            p10: quantile(0.1),
            p25: quantile(0.25),
            p50: quantile(0.5),
            p75: quantile(0.75),
            p90: quantile(0.9),
            p95: quantile(0.95),
            standardError: rounded(histogram.standardError, 4),
            p10Interval: interval(0.1),
            p50Interval: interval(0.5),
            p90Interval: interval(0.9)
        )
    }

    func milestones(asOf: Day) -> [RunResult.MilestoneRow] {
        tables.milestones.enumerated()
            .map { index, milestone in
                let offset = layout.milestones + index * (tables.monthCount + 1)
                let counts = Array(tally.counts[offset..<offset + tables.monthCount + 1])
                let histogram = IntegerHistogram(counts: counts)
                func month(_ p: Double) -> String? {
                    guard let value = histogram.quantile(p), value < tables.monthCount else {
                        return nil
                    }
                    return monthText(value)
                }
                let happened = milestone.happened.flatMap { $0.first <= asOf ? $0.text : nil }
                return RunResult.MilestoneRow(
                    id: milestone.name,
                    event: Self.describe(milestone),
                    probability: 1 - Double(counts[tables.monthCount]) / total,
                    p10: month(0.1),
                    p50: month(0.5),
                    p90: month(0.9),
                    planned: milestone.planned?.text,
                    happened: happened,
                    basis: (milestone.basis ?? .assumed).rawValue
                )
            }
    }

    static func describe(_ milestone: Milestone) -> String {
        switch milestone.subject {
        case .node(let node):
            "\(milestone.event.rawValue), \(milestone.product ?? "\(node) nm")"
        case .tool(let tool): "\(milestone.event.rawValue), \(tool)"
        }
    }

    func targets() -> [RunResult.TargetRow] {
        tables.targets.enumerated()
            .map { index, target in
                let offset = layout.targets + index * (tables.years.count + 1)
                var reached: UInt64 = 0
                let byYear = tables.years.enumerated()
                    .map { yearIndex, year in
                        reached += tally.counts[offset + yearIndex]
                        return RunResult.YearProbability(
                            year: year,
                            probability: Double(reached) / total
                        )
                    }
                let by = target.by?.last.month.year
                let last = byYear.last { $0.year <= (by ?? Int.max) }
                return RunResult.TargetRow(
                    id: target.name,
                    value: target.platesPerYear.distribution.moments.mean,
                    measure: target.measure.rawValue,
                    by: by,
                    probability: last?.probability ?? 0,
                    byYear: byYear
                )
            }
    }

    func bottlenecks() -> [RunResult.BottleneckRow] {
        let names = tables.groups + ["demand", "qualification"]
        var rows: [RunResult.BottleneckRow] = []
        for month in 0..<tables.monthCount {
            for (index, name) in names.enumerated() {
                let count = tally.counts[layout.binding + month * names.count + index]
                if count == 0 { continue }
                rows.append(
                    .init(
                        month: monthText(month),
                        group: name,
                        share: rounded(Double(count) / total, 6)
                    )
                )
            }
        }
        return rows
    }

    func utilisation() -> [RunResult.UtilisationRow] {
        var rows: [RunResult.UtilisationRow] = []
        for month in 0..<tables.monthCount {
            for (index, name) in tables.groups.enumerated() {
                let cell = layout.use + 2 * (month * tables.groups.count + index)
                let (sum, count) = (tally.counts[cell], tally.counts[cell + 1])
                if count == 0 { continue }
                rows.append(
                    .init(
                        month: monthText(month),
                        group: name,
                        denominator: "available_hours",
                        mean: rounded(Double(sum) / (4096 * Double(count)), 6)
                    )
                )
            }
        }
        return rows
    }

    private func monthText(_ index: Int) -> String {
        Month(number: tables.start.number + index).text
    }
}

/// A number with so many decimals, so that files stay readable.
func rounded(_ value: Double, _ decimals: Int) -> Double {
    let scale = pow(10, Double(decimals))
    return (value * scale).rounded() / scale
}

/// A number with so many significant digits.
func significant(_ value: Double, _ digits: Int) -> Double {
    guard value != 0, value.isFinite else { return value }
    return rounded(value, digits - 1 - Int(log10(abs(value)).rounded(.down)))
}
