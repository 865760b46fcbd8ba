internal import ArgumentParser
internal import Forecast
internal import MonteCarlo
internal import PlanFiles
internal import Reporting

/// A command whose study can be counted in shards.
protocol CountedCommand: StudyCommand {
    var planOptions: PlanOptions { get }
    var shards: ShardOptions { get }
    var cluster: ClusterOptions { get }
    /// The question without the plan, as it stands on a command line.
    var ownWords: [String] { get }

    /// Takes up the question.
    ///
    /// - Parameters:
    ///   - request: the plan.
    ///   - sides: plans that it is compared with.
    ///   - engine: where.
    /// - Returns: the study.
    /// - Throws: `PackError` and the like when the plan has no answer.
    func answer(
        _ request: PlanRequest,
        against sides: [Comparison.Scenario],
        engine: any Engine
    ) throws -> Answer
}

extension CountedCommand {
    var shard: RunShard? { shards.shard }
    var questionWords: [String] { planOptions.words + ownWords }
    var asked: [String]? { [Self.configuration.commandName ?? ""] + ownWords }

    /// Checks the options of shards.
    ///
    /// - Throws: `ValidationError`.
    func checkShards() throws {
        try check(cluster)
        guard out == nil else { return }
        if shard != nil { throw ValidationError("--shard: give a folder for the shard by --out") }
        if cluster.cluster != nil {
            throw ValidationError("--cluster: give a file for the result by --out")
        }
    }

    /// Counts all replications here or on a cluster and says what they came to, or counts those of a
    /// shard.
    ///
    /// - Parameters:
    ///   - document: the plan.
    ///   - sides: plans that it is compared with.
    /// - Throws: what the study throws, `Failure` or `OutputFailure`.
    func study(_ document: PlanDocument, against sides: [ComparedPlan] = []) throws {
        let scenarios = sides.map(\.scenario)
        if cluster.cluster != nil, let out {
            return try spread(over: cluster, document, to: out) {
                try self.answer($0, against: scenarios, engine: $1)
            }
        }
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let answer = try self.answer(request(document), against: scenarios, engine: engine)
        guard let shard, let out else {
            let whole = try follow { try answer.study.whole(progress: $0) }
            return try answer.publish(whole, .init(out: out), output)
        }
        let task = RunTask(
            run: answer.study.identity,
            shard: shard,
            plan: document.resolvedText,
            isLookingBack: document.isLookingBack,
            sides: sides.isEmpty ? nil : sides.map(\.side)
        )
        let run = try PartsRun(out, task, answer.study, isQuiet: output.quiet)
        do {
            _ = try run.complete()
        } catch {
            throw run.ended(by: error)
        }
        try output.tell(task, shard, out)
    }
}

/// A plan that the plan of a question is compared with.
struct ComparedPlan {
    /// As it is studied.
    let scenario: Comparison.Scenario
    /// As a shard keeps it.
    let side: RunTask.Side

    /// A scenario as it was read.
    init(_ document: PlanDocument, _ scenario: Comparison.Scenario) {
        self.scenario = scenario
        side = .init(
            name: scenario.name,
            file: scenario.file,
            plan: document.resolvedText,
            changes: scenario.changes
        )
    }
}

/// Which part of the replications is counted.
struct ShardOptions: ParsableArguments {
    @Option(
        help: .init(
            "Only this part of the replications, such as 3/8; 'maskramp merge' puts all together.",
            valueName: "i/n"
        ),
        transform: { try RunShard(words: $0) }
    )
    var shard: RunShard?
}

extension RunShard {
    /// Reads `I/N`, as a user writes a shard.
    ///
    /// - Throws: `ValidationError` for anything else.
    init(words: String) throws {
        let parts = words.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt64(parts[0]), let count = UInt64(parts[1]),
            count <= 1 << 32, let shard = RunShard(number, of: count)
        else {
            throw ValidationError("expected I/N with I from 1 to N, such as 3/8")
        }
        self = shard
    }
}

extension OutputOptions {
    /// Says what a shard has done, and what is next.
    ///
    /// - Parameters:
    ///   - task: the whole.
    ///   - shard: of it.
    ///   - path: where it is.
    /// - Throws: `Failure` of standard output.
    func tell(_ task: RunTask, _ shard: RunShard, _ path: String) throws {
        switch format {
        case .json:
            try Console.result(
                try JSONText.data(ShardDocument(run: task.run, shard: shard, folder: path))
            )
        case .table:
            let count = NumberText.whole(task.range.count)
            try Console.result(lines: {
                TextTable.fold(
                    "\(task.run.plan.name): shard \(shard.number) of \(shard.count), \(count) of "
                        + "\(NumberText.whole(Int(task.run.replications))) \(task.run.noun), is in "
                        + "'\(path)'."
                ) + ["Put all shards together with: maskramp merge FOLDER…"]
            })
        }
    }
}

/// A shard as programs read it.
private struct ShardDocument: Encodable {
    var run: RunIdentity
    var shard: RunShard
    var folder: String
}
