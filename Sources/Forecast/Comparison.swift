public import MonteCarlo
public import PlanModel

/// Runs a plan and its scenarios with the same luck and says how they differ.
public struct Comparison: Sendable {
    /// The plan with a scenario applied.
    public struct Scenario: Sendable {
        /// The plan, changed.
        public var plan: Plan
        /// SHA-256 of the resolved plan.
        public var planSHA256: String
        /// Name of the scenario.
        public var name: String
        /// Its file.
        public var file: String
        /// Where it differs from the plan.
        public var changes: [ComparisonResult.Change]

        /// Makes a scenario.
        public init(
            plan: Plan,
            planSHA256: String,
            name: String,
            file: String,
            changes: [ComparisonResult.Change]
        ) {
            self.plan = plan
            self.planSHA256 = planSHA256
            self.name = name
            self.file = file
            self.changes = changes
        }
    }

    /// Outcomes that are held of one side at a time: 16 MB.
    private static let cellLimit = 1 << 22

    private let request: PlanRequest
    private let scenarios: [Scenario]
    private let tables: [RampTables]
    private let engine: any Engine
    private let chief: ChiefResult

    /// Packs the plan and all scenarios for the engine.
    ///
    /// - Parameters:
    ///   - request: the plan; each scenario has its replications.
    ///   - scenarios: at least one.
    ///   - engine: where.
    /// - Throws: `PackError` when the plan, or a scenario, whose file it names, is beyond what a
    ///   kernel can hold.
    public init(
        _ request: PlanRequest,
        scenarios: [Scenario],
        engine: any Engine
    ) throws(PackError) {
        self.request = request
        self.scenarios = scenarios
        self.engine = engine
        var tables = [try RampTables(plan: request.plan)]
        for scenario in scenarios {
            do throws(PackError) {
                tables.append(try RampTables(plan: scenario.plan))
            } catch {
                throw PackError(message: "\(scenario.file): \(error.message)")
            }
        }
        self.tables = tables
        chief = ChiefResult(tables[0])
    }

    /// Runs all replications of all sides, some replications of each in turn.
    ///
    /// - Parameter progress: called after every launch with the replications done, mean of the
    ///   sides; false stops.
    /// - Returns: the result.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64) -> Bool) throws -> ComparisonResult {
        let clock = ContinuousClock()
        let start = clock.now
        let sessions = try tables.map { try engine.ramp($0) }
        let most = Self.cellLimit / (tables.map(\.outcomes.rowCount).max() ?? 1)
        var tallies = tables.dropFirst().map { ComparisonTally(tables[0], $0) }
        var matrix = ComparisonMatrix(rows: tables.map(chief.row))
        var done: UInt64 = 0
        while done < request.replications {
            let size = min(most, sessions.map { Int($0.launchSize) }.min() ?? most)
            let launch = launch(after: done, size: size)
            let count = UInt64(launch.count)
            var plan = ReplicationRows(cells: [], count: Int(count))
            var chiefs: [[Int32]] = []
            for (index, session) in sessions.enumerated() {
                let rows = ReplicationRows(cells: try session.advance(launch), count: Int(count))
                chiefs.append(matrix.values(rows, of: index))
                if index == 0 {
                    plan = rows
                } else {
                    tallies[index - 1].add(plan: plan, scenario: rows)
                }
                guard progress(done + UInt64(index + 1) * count / UInt64(sessions.count)) else {
                    throw RampForecast.Cancelled(done: done, noun: "replications")
                }
            }
            matrix.add(chiefs)
            done += count
        }
        let digests = try sessions.map { try $0.tally().digest }
        let names = ["plan"] + scenarios.indices.map(Self.letter)
        return result(
            tallies,
            digests: digests,
            matrix: matrix.result(metric: chief.text, names: names),
            seconds: (clock.now - start) / .seconds(1)
        )
    }

    private func launch(after done: UInt64, size: Int) -> RampLaunch {
        RampLaunch(
            seed: request.seed,
            first: done,
            count: UInt32(min(UInt64(max(1, size)), request.replications - done)),
            wantsOutcomes: true
        )
    }

    private func scenarioRow(
        _ index: Int,
        _ tally: ComparisonTally,
        digest: String
    ) -> ComparisonResult.ScenarioRow {
        let scenario = scenarios[index]
        let rows = ComparisonRows(tally: tally, replications: request.replications)
        return .init(
            id: Self.letter(index),
            name: scenario.name,
            file: scenario.file,
            planSHA256: scenario.planSHA256,
            digest: digest,
            changes: scenario.changes,
            annual: rows.annual(),
            capacity: rows.capacity(),
            milestones: rows.milestones(),
            targets: rows.targets()
        )
    }

    private func result(
        _ tallies: [ComparisonTally],
        digests: [String],
        matrix: ComparisonResult.Matrix,
        seconds: Double
    ) -> ComparisonResult {
        var hash = SHA256()
        hash.add("maskramp compare 1\n")
        for digest in digests { hash.add(digest + "\n") }
        let rows = scenarios.indices.map { index in
            scenarioRow(index, tallies[index], digest: digests[index + 1])
        }
        let work = Double(request.replications) * Double(digests.count)
        return ComparisonResult(
            maskramp: request.version,
            plan: request.identity,
            planDigest: digests[0],
            seed: request.seedText,
            replications: request.replications,
            fidelity: request.plan.fidelity,
            engine: engine.identity,
            asOf: request.plan.asOf.text,
            digest: hash.hexadecimal(),
            scenarios: rows,
            matrix: matrix,
            command: request.command,
            timing: .init(seconds: seconds, replications: work)
        )
    }

    /// The letters of a scenario: A to Z, then AA, AB and so on.
    static func letter(_ index: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let rest = index / letters.count
        return (rest > 0 ? letter(rest - 1) : "") + String(letters[index % letters.count])
    }
}
