internal import MonteCarlo

/// Runs replications of a plan and of changed plans, and keeps of each what some metrics come to.
struct MetricRuns {
    /// Outcomes that are held at a time: 16 MB.
    private static let cellLimit = 1 << 22

    let engine: any Engine
    let seed: UInt64
    let metrics: [PlanMetric]
    /// Called after every launch with the replications done; throws to stop.
    let progress: (UInt64) throws -> Void
    /// Replications done.
    private(set) var done: UInt64 = 0

    init(
        engine: any Engine,
        seed: UInt64,
        metrics: [PlanMetric],
        progress: @escaping (UInt64) throws -> Void
    ) {
        (self.engine, self.seed, self.metrics) = (engine, seed, metrics)
        self.progress = progress
    }

    /// Advances consecutive replications.
    ///
    /// - Parameters:
    ///   - tables: the plan.
    ///   - first: number of the first replication.
    ///   - count: how many.
    /// - Returns: `[metric][replication]`, in parts.
    /// - Throws: what `progress` throws, or the engine's own error.
    mutating func columns(
        _ tables: RampTables,
        first: UInt64,
        count: Int
    ) throws -> [[Int32]] {
        let session = try engine.ramp(tables)
        let most = max(1, Self.cellLimit / max(1, tables.outcomes.rowCount))
        var columns = metrics.map { _ in [Int32]() }
        var taken = 0
        while taken < count {
            let size = min(most, Int(session.launchSize), count - taken)
            let launch = RampLaunch(
                seed: seed,
                first: first + UInt64(taken),
                count: UInt32(size),
                wantsOutcomes: true
            )
            let rows = ReplicationRows(cells: try session.advance(launch), count: size)
            for (index, metric) in metrics.enumerated() { columns[index] += metric.values(rows) }
            taken += size
            done += UInt64(size)
            try progress(done)
        }
        return columns
    }
}
