internal import MonteCarlo
internal import PlanModel

/// Runs changes of a plan with the same luck, and remembers what came out for the digest.
final class TargetEvaluator {
    /// Probabilities that a target is reached.
    struct Reached {
        /// By its own year.
        var by: Double
        /// By the end of the horizon.
        var end: Double
    }

    private let engine: any Engine
    private let seed: UInt64
    private let replications: UInt64
    private let progress: (Int) -> Bool
    private var hashes: [String] = []
    /// Plans that were run.
    private(set) var count = 0

    /// - Parameters:
    ///   - engine: where.
    ///   - seed: key of all draws.
    ///   - replications: of each evaluation.
    ///   - progress: called after every launch with the evaluations done; false stops.
    init(
        _ engine: any Engine,
        seed: UInt64,
        replications: UInt64,
        progress: @escaping (Int) -> Bool
    ) {
        self.engine = engine
        self.seed = seed
        self.replications = replications
        self.progress = progress
    }

    /// Some rows of a packed plan, replication by replication.
    func cells(_ tables: RampTables, _ rows: [Int]) throws -> [[Int32]] {
        let cells: [[Int32]]
        do {
            cells = try OutcomeRun(tables: tables, engine: engine, seed: seed)
                .cells(rows, replications: replications) { progress(count) }
        } catch is RampForecast.Cancelled {
            throw RampForecast.Cancelled(done: UInt64(count), noun: "evaluations")
        }
        count += 1
        var hash = SHA256()
        for row in cells { hash.add(row.map { UInt64(bitPattern: Int64($0)) }) }
        hashes.append(hash.hexadecimal())
        return cells
    }

    /// How often a target is reached.
    func reached(_ plan: Plan, target: String) throws -> Reached {
        let tables = try RampTables(plan: plan)
        guard let index = tables.targets.firstIndex(where: { $0.name == target }) else {
            preconditionFailure("a change of a plan keeps its targets")
        }
        let years = try cells(tables, [tables.outcomes.target(index)])[0]
        let by = tables.targets[index].by?.last.month.year ?? .max
        let yearCount = tables.years.count { $0 <= by }
        func share(_ count: Int) -> Double {
            Double(years.count { Int($0) < count }) / Double(years.count)
        }
        return Reached(by: share(yearCount), end: share(tables.years.count))
    }

    /// SHA-256 over all that was run, in order.
    var digest: String {
        var hash = SHA256()
        hash.add("maskramp target 1\n")
        for text in hashes { hash.add(text + "\n") }
        return hash.hexadecimal()
    }
}

extension TargetAnswer.PlateRange {
    /// Mean and quantiles of plates, from parts of a plate.
    ///
    /// - Parameters:
    ///   - parts: one for each replication, at least one.
    ///   - target: in parts of a plate.
    init(parts: [Int32], target: Int32) {
        let sorted = parts.sorted()
        let plate = Double(RampTables.OutcomeLayout.plateParts)
        func quantile(_ p: Double) -> Int {
            let index = max(1, Int((p * Double(sorted.count)).rounded(.up))) - 1
            return Int((Double(sorted[index]) / plate).rounded())
        }
        let sum = sorted.reduce(0.0) { $0 + Double($1) }
        self.init(
            mean: rounded(sum / plate / Double(sorted.count), 2),
            p10: quantile(0.1),
            p50: quantile(0.5),
            p90: quantile(0.9),
            probability: Double(sorted.count { $0 >= target }) / Double(sorted.count)
        )
    }
}

extension Target {
    /// Plates a year in parts of a plate, as engines compare them.
    var parts: Int32 {
        let parts = Double(RampTables.OutcomeLayout.plateParts)
        return Int32((platesPerYear.distribution.moments.mean * parts).rounded(.up))
    }
}
