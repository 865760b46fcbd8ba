internal import Dispatch
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Runs of this planner: those under way, those kept in the history, and the last few that are not.
actor Runs {
    /// What a page asks for.
    struct Order: Decodable, Sendable {
        /// The plan and its changes.
        var draft: Draft
        /// Replications.
        var replications: Int
        /// Key of all draws; 1 unless given.
        var seed: Int?
        /// Whether the run becomes part of the history.
        var keep: Bool?

        enum CodingKeys: String, CodingKey { case replications, seed, keep }

        init(from decoder: any Decoder) throws {
            draft = try Draft(from: decoder)
            let values = try decoder.container(keyedBy: CodingKeys.self)
            replications = try values.decode(Int.self, forKey: .replications)
            seed = try values.decodeIfPresent(Int.self, forKey: .seed)
            keep = try values.decodeIfPresent(Bool.self, forKey: .keep)
        }
    }

    /// A result that is not kept.
    private struct Sketch {
        var record: RunRecord
        var result: Data?
    }

    /// Most results that are not kept and still known.
    private static let sketchLimit = 12

    let folder: PlanFolder
    let limits: Limits
    /// Where run folders are.
    nonisolated let runsPath: String
    private let history: RunHistory
    private let engine: any Engine
    private let version: String
    private var live: [String: LiveRun] = [:]
    private var starting = 0
    private var sketches: [Sketch] = []

    /// Makes a desk for runs.
    init(
        folder: PlanFolder,
        runsPath: String,
        history: RunHistory,
        engine: any Engine,
        limits: Limits,
        version: String
    ) {
        self.folder = folder
        self.runsPath = runsPath
        self.history = history
        self.engine = engine
        self.limits = limits
        self.version = version
    }

    // MARK: Beginning and ending

    /// Begins a run.
    ///
    /// - Returns: its record.
    /// - Throws: `Refusal` for a wrong plan, or when too much is asked.
    func start(_ order: Order) async throws(Refusal) -> RunRecord {
        guard order.replications >= 1, UInt64(order.replications) <= limits.replications else {
            throw .wrong(
                "replications: \(order.replications); expected 1 to \(limits.replications)"
            )
        }
        guard (0...Limits.seed).contains(order.seed ?? 1) else {
            throw .wrong("seed: \(order.seed ?? 1); expected 0 to \(Limits.seed)")
        }
        guard live.count + starting < limits.runs else {
            throw .busy("\(limits.runs) runs are under way, the most at a time; wait or cancel one")
        }
        starting += 1
        defer { starting -= 1 }
        // Reading a plan takes a while; others may ask meanwhile.
        let document = try await Self.read(order.draft, in: folder)
        let id = (order.keep ?? true ? "run-" : "sketch-") + Self.randomText()
        let request = PlanRequest(
            plan: document.plan,
            planSHA256: SHA256.hexadecimal(of: document.resolvedText),
            scenarioNames: document.scenarioNames,
            seed: UInt64(order.seed ?? 1),
            replications: UInt64(order.replications),
            command: "maskramp run \(runsPath)/\(id)/plan.yaml --replications "
                + "\(order.replications) --seed 0x" + String(order.seed ?? 1, radix: 16),
            version: version
        )
        let forecast: RampForecast
        do {
            forecast = try RampForecast(request, engine: engine)
        } catch {
            throw .plan([DraftIssue(beyond: error, plan: order.draft.plan)])
        }
        let record = RunRecord(
            id: id,
            plan: order.draft.plan,
            name: document.plan.name,
            scenarios: order.draft.scenarios ?? [],
            changes: order.draft.changes ?? [],
            edited: order.draft.text != nil,
            seed: "0x" + String(order.seed ?? 1, radix: 16),
            replications: order.replications,
            state: .running,
            created: Self.now(),
            kept: order.keep ?? true
        )
        let run = LiveRun(total: UInt64(order.replications))
        try await save(record, nil)
        live[id] = run
        let text = document.resolvedText
        // A thread of its own: the engine works for seconds without a pause.
        DispatchQueue.global(qos: .userInitiated)
            .async { [self] in
                let outcome = Result {
                    try forecast.run { run.advance($0, of: $1) }
                }
                Task { await self.end(record, run, outcome, plan: text) }
            }
        return record
    }

    private static func read(
        _ draft: Draft,
        in folder: PlanFolder
    ) async throws(Refusal) -> PlanDocument {
        try draft.read(in: folder)
    }

    private func end(
        _ record: RunRecord,
        _ run: LiveRun,
        _ outcome: Result<RunResult, any Error>,
        plan: String
    ) async {
        var record = record
        var data: Data?
        do {
            let result = try outcome.get()
            data = try JSONText.data(result)
            if record.kept {
                try RunFolder(path: "\(runsPath)/\(record.id)")
                    .write(result, text: RunText(result), plan: plan)
            }
            record.state = .finished
            record.digest = result.digest
        } catch is RampForecast.Cancelled {
            record.state = .cancelled
        } catch let failure as OutputFailure {
            (record.state, record.message) = (.failed, failure.message)
        } catch {
            (record.state, record.message) = (.failed, "\(error)")
        }
        // The folder is there before the history tells of it.
        do {
            try await save(record, data)
        } catch {
            (record.state, record.message) = (.failed, error.message)
        }
        live[record.id] = nil
        run.end(record)
    }

    private func save(_ record: RunRecord, _ result: Data?) async throws(Refusal) {
        if record.kept { return try await history.save(record) }
        sketches.removeAll { $0.record.id == record.id }
        sketches.append(Sketch(record: record, result: result))
        if sketches.count > Self.sketchLimit { sketches.removeFirst() }
    }

    /// Asks a run to stop.
    ///
    /// - Throws: `Refusal` when there is no such run, or it has ended.
    func cancel(_ id: String) async throws(Refusal) -> RunRecord {
        let record = try await self.record(id)
        guard let run = live[id] else {
            throw .conflict("the run has ended: \(record.state.rawValue)")
        }
        run.cancel()
        return record
    }

    // MARK: Looking

    /// The latest runs of the history, newest first.
    func latest() async throws(Refusal) -> [RunRecord] { try await history.latest() }

    /// A run.
    ///
    /// - Throws: `Refusal` when there is none.
    func record(_ id: String) async throws(Refusal) -> RunRecord {
        if let sketch = sketches.last(where: { $0.record.id == id }) { return sketch.record }
        guard let record = try await history.record(id) else {
            throw .notFound("there is no run '\(id)'")
        }
        return record
    }

    /// What happens in a run, as events of a stream.
    ///
    /// - Throws: `Refusal` when there is no such run.
    func events(_ id: String) async throws(Refusal) -> AsyncStream<String> {
        if let run = live[id] { return run.events() }
        return LiveRun.ended(try await record(id))
    }

    /// The result of a run, as JSON.
    ///
    /// - Throws: `Refusal` when there is none yet, or none any more.
    func result(_ id: String) async throws(Refusal) -> Data {
        let record = try await record(id)
        guard record.state == .finished else {
            throw .conflict("the run has no result: \(record.state.rawValue)")
        }
        if let sketch = sketches.last(where: { $0.record.id == id })?.result { return sketch }
        guard let data = FileManager.default.contents(atPath: "\(runsPath)/\(id)/result.json")
        else {
            throw .notFound("the folder of the run is gone: \(runsPath)/\(id)")
        }
        return data
    }

    /// The folder of a finished run that is kept.
    ///
    /// - Throws: `Refusal` when there is none.
    func folder(of id: String) async throws(Refusal) -> String {
        _ = try await result(id)
        guard try await record(id).kept else {
            throw .conflict("only runs of the history have a report; run the plan in full")
        }
        return "\(runsPath)/\(id)"
    }

    private static func now() -> String {
        Date()
            .formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: true)
                    .timeZone(separator: .omitted)
            )
    }

    private static func randomText() -> String {
        let text = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}

extension DraftIssue {
    /// A plan that is right and yet beyond what an engine holds.
    init(beyond error: any Error, plan: String) {
        severity = "error"
        file = plan
        (line, column) = (1, 1)
        path = ""
        message = (error as? PackError)?.message ?? "\(error)"
    }
}
