internal import MonteCarlo
internal import Statistics

/// Which groups of inputs the variance of each metric comes from, and how much of it is chance.
///
/// Run A draws everything, run B everything again, and each group's run the group as B and all else
/// as A. One more group is all chance: what its total index leaves is the variance of the mean given
/// all that is uncertain, which is ignorance.
struct VarianceStudy {
    private let metrics: [PlanMetric]
    private let names: [Set<String>]
    private var indices: [SobolAccumulator]
    /// Of run A.
    private var values: [WideningHistogram]

    /// Of no replications.
    ///
    /// - Parameters:
    ///   - metrics: what is asked about.
    ///   - groups: what is drawn again together.
    ///   - base: `[metric][replication]`, first replications of A; they decide about bins alone.
    ///   - first: number of the first replication that will be added.
    init(
        metrics: [PlanMetric],
        groups: [InputGrouping.Group],
        base: [[Int32]],
        first: UInt64
    ) {
        self.metrics = metrics
        names = groups.map(\.names)
        indices = metrics.map { _ in SobolAccumulator(groups: groups.count + 1, first: first) }
        values = base.map {
            WideningHistogram(Int($0.min() ?? 0)...Int($0.max() ?? 0))
        }
    }

    /// Integers of `counts`.
    var shape: PartCounts.Shape {
        .init(
            sums: values.reduce(0) { $0 + $1.bins.count },
            wide: metrics.count * SobolAccumulator.sumCount(groups: names.count + 1)
        )
    }

    /// All that it holds, to be added to that of other replications.
    var counts: PartCounts {
        var counts = PartCounts()
        counts.sums = values.flatMap(\.bins)
        counts.wide = indices.flatMap(\.sums)
        return counts
    }

    /// Takes sums over replications from number 0 on in place of all that was added.
    mutating func take(_ counts: PartCounts, count: Int) {
        var (bins, wide) = (counts.sums[...], counts.wide[...])
        let groups = names.count + 1
        let size = SobolAccumulator.sumCount(groups: groups)
        for metric in metrics.indices {
            values[metric].bins = Array(bins.prefix(values[metric].bins.count))
            bins = bins.dropFirst(values[metric].bins.count)
            indices[metric] = SobolAccumulator(
                groups: groups,
                sums: wide.prefix(size),
                count: count
            )
            wide = wide.dropFirst(size)
        }
    }

    /// Runs some replications of every run.
    ///
    /// - Parameters:
    ///   - tables: the plan.
    ///   - first: number of the first replication.
    ///   - count: how many.
    ///   - base: `[metric][replication]`, first replications of A that are known.
    ///   - runs: what runs them.
    /// - Returns: `[metric][replication]` of A and of B.
    /// - Throws: what `runs` throws.
    mutating func add(
        _ tables: RampTables,
        first: UInt64,
        count: Int,
        base: [[Int32]],
        runs: inout MetricRuns
    ) throws -> (a: [[Int32]], b: [[Int32]]) {
        let own = Int(first)..<Int(first) + count
        let isKnown = base.allSatisfy { own.upperBound <= $0.count }
        let a =
            isKnown
            ? base.map { Array($0[own]) } : try runs.columns(tables, first: first, count: count)
        let b = try runs.columns(tables.drawingAgain { _ in true }, first: first, count: count)
        for metric in metrics.indices {
            indices[metric].add(a: a[metric][...], b: b[metric][...])
            values[metric].addHeld(a[metric][...])
        }
        for group in 0...names.count {
            let again = tables.drawingAgain {
                group < names.count ? names[group].contains($0.name) : !$0.isUncertain
            }
            let mixed = try runs.columns(again, first: first, count: count)
            for metric in metrics.indices {
                indices[metric]
                    .add(
                        group: group,
                        mixed: mixed[metric][...],
                        a: a[metric][...],
                        b: b[metric][...]
                    )
            }
        }
        return (a, b)
    }

    /// Mean of a metric.
    func mean(metric: Int) -> Double { (indices[metric].mean.value ?? 0) / metrics[metric].parts }

    /// All that is said of a metric.
    func row(
        metric: Int,
        groups: [InputGrouping.Group],
        tornado: [SensitivityResult.TornadoRow],
        events: [SensitivityResult.EventRow],
        knowing: [SensitivityResult.ReductionRow]
    ) -> SensitivityResult.MetricRow {
        let parts = metrics[metric].parts
        func quantile(_ p: Double) -> Double {
            rounded(Double(values[metric].quantile(p) ?? 0) / parts, 4)
        }
        let chance = indices[metric].indices(group: groups.count)
            .map { SensitivityResult.Share($0.total) }
        return .init(
            metric: metrics[metric].name,
            unit: metrics[metric].unit,
            mean: rounded(mean(metric: metric), 4),
            standardError: rounded((indices[metric].mean.standardError ?? 0) / parts, 4),
            p10: quantile(0.1),
            p50: quantile(0.5),
            p90: quantile(0.9),
            chance: chance,
            ignorance: chance?.rest,
            groups: rows(metric, groups),
            tornado: tornado,
            events: events,
            knowing: knowing
        )
    }

    private func rows(
        _ metric: Int,
        _ groups: [InputGrouping.Group]
    ) -> [SensitivityResult.GroupRow] {
        let rows = groups.enumerated()
            .compactMap { index, group -> SensitivityResult.GroupRow? in
                guard let found = indices[metric].indices(group: index) else { return nil }
                return .init(
                    group: group.name,
                    isUncertain: group.isUncertain,
                    inputs: group.names.count,
                    first: .init(found.first),
                    total: .init(found.total)
                )
            }
        // Of equal ones the packed order: sorting by index keeps it whatever the sort does.
        return rows.enumerated()
            .sorted { ($1.element.total.value, $0.offset) < ($0.element.total.value, $1.offset) }
            .map(\.element)
    }
}
