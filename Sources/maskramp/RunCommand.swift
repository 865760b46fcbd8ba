internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Ramp Monte Carlo of a plan.
struct RunCommand: StudyCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Forecast a plan: plates a year, milestones, targets, what binds.",
        discussion: """
            maskramp run fab.yaml
            maskramp run fab.yaml --replications 10000000 --out big
            maskramp run --resume big
            maskramp run fab.yaml --replications 10000000 --shard 1/4 --out part-1

            A run of more than two seconds keeps what it has done beside its folder, so \
            that after Ctrl-C, a crash or a power cut '--resume' goes on from there to the \
            same digest.
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(
        parsing: .unconditional,
        help: .init(
            """
            Number of replications; the most with --until-precision. (default: 10000, or \
            1000000 with --until-precision)
            """,
            valueName: "n"
        )
    )
    var replications: Count?
    @OptionGroup var precision: PrecisionOptions
    @OptionGroup var fidelity: FidelityOptions
    @OptionGroup var engineOptions: EngineOptions
    @Option(
        help: .init("Folder for the run; one in maskramp-runs unless given.", valueName: "folder")
    )
    var out: String?
    @OptionGroup var shards: ShardOptions
    @Flag(help: "Go on with an unfinished run; give its folder in place of a plan.")
    var resume = false
    @Flag(help: "Say how long the run would take and how much memory; run nothing.")
    var estimate = false
    @OptionGroup(title: "Options of clusters") var cluster: ClusterOptions
    @OptionGroup var output: OutputOptions

    var shard: RunShard? { shards.shard }
    var questionWords: [String] { planOptions.words }
    var drawWords: [String] { precision.words + fidelity.words }

    var count: Count {
        replications ?? Count(precision.untilPrecision == nil ? 10_000 : 1_000_000)
    }

    func validate() throws {
        try checkStudy()
        if cluster.cluster != nil, resume || estimate {
            throw ValidationError(
                "--cluster: a cluster runs all shards; leave --resume and --estimate out"
            )
        }
        try check(cluster)
        if shard != nil || cluster.cluster != nil {
            let name = shard == nil ? "cluster" : "shard"
            if precision.untilPrecision != nil {
                throw ValidationError(
                    "--\(name): a shard does not know how precise the others are; give "
                        + "--replications in place of --until-precision"
                )
            }
        }
        if resume { try checkResume() }
    }

    /// What decides a result is in the folder and cannot be changed.
    private func checkResume() throws {
        let given: [(String, Bool)] = [
            ("scenario", !planOptions.scenario.isEmpty), ("as-of", planOptions.asOf != nil),
            ("replications", replications != nil), ("shard", shard != nil), ("out", out != nil),
            ("until-precision", precision.untilPrecision != nil),
            ("intervals", precision.intervals), ("estimate", estimate),
            ("fidelity", !fidelity.words.isEmpty), ("seed", engineOptions.draws.seed != "1"),
        ]
        for (name, isGiven) in given where isGiven {
            throw ValidationError(
                "--\(name): a run goes on as it began; leave it out with --resume"
            )
        }
    }

    func run() throws {
        if resume { return try goOn() }
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        if cluster.cluster != nil { return try spread(document) }
        let request = try request(document)
        let path = out ?? defaultFolder(request)
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let forecast = try RampForecast(request, until: precision.value, engine: engine)
        if estimate { return try tell(forecast, request) }
        let task = task(document, forecast)
        if shard == nil { try RunFolder(path: path).check() }
        guard precision.value == nil else {
            let result = try follow { try forecast.run(progress: $0) }
            if !output.quiet, let text = PrecisionText.shortfall(result) {
                Console.note("warning: \(text)")
            }
            return try task.publish(result, to: path, output)
        }
        let parts = try PartsRun(
            shard == nil ? PartsFolder.path(of: path) : path,
            task,
            forecast,
            isQuiet: output.quiet
        )
        try finish(parts, task, task.answer(forecast), to: path)
    }

    /// Runs on a cluster.
    private func spread(_ document: PlanDocument) throws {
        let path = try out ?? defaultFolder(request(document))
        try spread(over: cluster, document, to: path) { request, engine in
            let forecast = try RampForecast(request, engine: engine)
            return task(document, forecast).answer(forecast)
        }
    }

    /// Goes on with what a folder holds.
    private func goOn() throws {
        let beside = PartsFolder.path(of: planOptions.plan)
        let isBeside = !PartsFolder.isOne(planOptions.plan) && PartsFolder.isOne(beside)
        let folder = try PartsFolder.open(isBeside ? beside : planOptions.plan)
        let task = folder.task
        let path = PartsFolder.out(of: folder.path)
        if task.shard == nil {
            guard let path else {
                throw Failure(
                    code: .usage,
                    message: "maskramp: error: --resume: '\(folder.path)' has been renamed; its "
                        + "result goes to NAME when the folder is called NAME.parts"
                )
            }
            try RunFolder(path: path).check()
        }
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let answer = try task.answer(folder.path, engine: engine)
        let parts = PartsRun(folder, answer.study, isQuiet: output.quiet)
        try finish(parts, task, answer, to: path ?? folder.path)
        if task.shard == nil, let path { removeLeftOvers(path) }
    }

    /// Removes what a run left that was killed while it wrote its result; the folder of its parts
    /// was held until now, so it is no other run's.
    private func removeLeftOvers(_ path: String) {
        let place = URL(fileURLWithPath: path)
        let folder = place.deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for mark in [".unfinished-", ".replaced-"] {
            let start = place.lastPathComponent + mark
            for name in names
            where name.hasPrefix(start) && name.dropFirst(start.count).allSatisfy(\.isNumber) {
                try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            }
        }
    }

    /// Counts what is missing; then a shard is done, and of a whole run comes the result.
    private func finish(
        _ run: PartsRun,
        _ task: RunTask,
        _ answer: Answer,
        to path: String
    ) throws {
        do {
            let parts = try run.complete()
            if let shard = task.shard {
                return try output.tell(task, shard, run.folder?.path ?? path)
            }
            guard let whole = try RunPart.sum(parts) else {
                preconditionFailure("a run has a replication")
            }
            do {
                let ending = Answer.Ending(out: path, isLasting: run.folder != nil) {
                    run.folder?.remove()
                }
                try answer.publish(whole, ending, output)
            } catch is RampForecast.Cancelled {
                throw run.stopped(whole.replications)
            }
        } catch {
            throw run.ended(by: error)
        }
    }

    /// What the run would take.
    private func tell(_ forecast: RampForecast, _ request: PlanRequest) throws {
        let range = shard?.range(of: request.replications) ?? 0..<request.replications
        let estimate = try forecast.estimate(UInt64(range.count))
        switch output.format {
        case .json: try Console.result(try JSONText.data(estimate))
        case .table:
            try Console.result(lines: {
                EstimateText.lines(estimate, isMost: precision.value != nil)
            })
        }
    }

    private func task(_ document: PlanDocument, _ forecast: RampForecast) -> RunTask {
        RunTask(
            run: forecast.identity,
            shard: shard,
            plan: document.resolvedText,
            base: planWithoutScenarios(),
            isLookingBack: document.isLookingBack,
            peers: PeerReader.texts(paths: document.peers?.files ?? [])
                .map { .init(name: $0.name, text: $0.text) },
            own: document.peers?.own,
            hasIntervals: precision.showsIntervals
        )
    }

    /// What the scenarios are compared with in a report; nil where there are none, or where the
    /// plan alone is not usable.
    private func planWithoutScenarios() -> String? {
        guard !planOptions.scenario.isEmpty else { return nil }
        let plan = try? PlanReader.read(path: planOptions.plan, asOf: planOptions.asOf)
        return plan?.resolvedText
    }

    /// One name for one plan, seed and number of replications, so that a repeat replaces its equal.
    func defaultFolder(_ request: PlanRequest) -> String {
        let name = request.plan.name.lowercased()
            .map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
            .split(separator: "-").joined(separator: "-")
        let identity = MonteCarlo.SHA256.hexadecimal(
            of: "\(request.planSHA256) \(request.seed) \(request.replications)"
                + drawWords.joined(separator: " ")
        )
        let part = shard.map { "-shard-\($0.number)-of-\($0.count)" } ?? ""
        return "maskramp-runs/\(name.prefix(40))-\(identity.prefix(8))\(part)"
    }
}
