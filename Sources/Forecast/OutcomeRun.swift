internal import MonteCarlo

/// Some rows of what each replication of a plan comes to.
struct OutcomeRun {
    /// The plan.
    let tables: RampTables
    /// Where it is computed.
    let engine: any Engine
    /// Key of all draws.
    let seed: UInt64

    /// Runs replications from 0 on.
    ///
    /// - Parameters:
    ///   - rows: numbers of rows, as `RampTables.outcomes` lays them out.
    ///   - replications: how many.
    ///   - isWanted: asked after every launch; false stops.
    /// - Returns: `[row][replication]`, in the order of `rows`.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    func cells(
        _ rows: [Int],
        replications: UInt64,
        isWanted: () -> Bool
    ) throws -> [[Int32]] {
        let session = try engine.ramp(tables)
        // 16 MB of outcomes at a time.
        let most = max(1, (1 << 22) / max(1, tables.outcomes.rowCount))
        var cells = rows.map { _ in [Int32]() }
        var done: UInt64 = 0
        while done < replications {
            let size = min(Int(session.launchSize), most)
            let count = Int(min(UInt64(size), replications - done))
            let launch = RampLaunch(
                seed: seed,
                first: done,
                count: UInt32(count),
                wantsOutcomes: true
            )
            let outcomes = try session.advance(launch)
            for (index, row) in rows.enumerated() {
                cells[index] += outcomes[row * count..<(row + 1) * count]
            }
            done += UInt64(count)
            guard isWanted() else {
                throw RampForecast.Cancelled(done: done, noun: "replications")
            }
        }
        return cells
    }
}
