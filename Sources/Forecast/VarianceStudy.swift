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
    /// Of run A, against nothing: its mean, error and quantiles.
    private var values: [PairedDifferences]

    init(metrics: [PlanMetric], groups: [InputGrouping.Group]) {
        self.metrics = metrics
        names = groups.map(\.names)
        indices = metrics.map { _ in SobolAccumulator(groups: groups.count + 1) }
        values = metrics.map { _ in PairedDifferences() }
    }

    /// Runs some replications of every run.
    ///
    /// - Parameters:
    ///   - tables: the plan.
    ///   - first: number of the first replication.
    ///   - count: how many.
    ///   - runs: what runs them.
    /// - Returns: `[metric][replication]` of A and of B.
    /// - Throws: what `runs` throws.
    mutating func add(
        _ tables: RampTables,
        first: UInt64,
        count: Int,
        runs: inout MetricRuns
    ) throws -> (a: [[Int32]], b: [[Int32]]) {
        let a = try runs.columns(tables, first: first, count: count)
        let b = try runs.columns(tables.drawingAgain { _ in true }, first: first, count: count)
        for metric in metrics.indices {
            indices[metric].add(a: a[metric][...], b: b[metric][...])
            values[metric].add(a[metric].map(Int.init))
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
    func mean(metric: Int) -> Double { (values[metric].mean ?? 0) / metrics[metric].parts }

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
            standardError: rounded((values[metric].standardError ?? 0) / parts, 4),
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
