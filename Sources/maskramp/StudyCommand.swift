internal import ArgumentParser
internal import Forecast
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel

/// A command that asks something of a plan by running its replications.
protocol StudyCommand: ParsableCommand {
    /// How many replications.
    var count: Count { get }
    var engineOptions: EngineOptions { get }
    var output: OutputOptions { get }
    /// Where the result goes.
    var out: String? { get }
    /// The plan and the question, as they stand on a command line.
    var questionWords: [String] { get }
    /// What is asked beside the plan, as `RunIdentity` has it.
    var asked: [String]? { get }
    /// Which part of the replications is counted; nil for all.
    var shard: RunShard? { get }
    /// How it is drawn beside its seed, as it stands on a command line.
    var drawWords: [String] { get }
    /// The option that says how many replications.
    static var countName: String { get }
    /// The most replications that can be asked for.
    static var mostReplications: UInt64 { get }
}

extension StudyCommand {
    var drawWords: [String] { [] }
    var asked: [String]? { nil }
    var shard: RunShard? { nil }
    static var countName: String { "replications" }
    static var mostReplications: UInt64 { PlanRequest.mostReplications }

    /// Checks what all of them have in common.
    ///
    /// - Throws: `ValidationError`.
    func checkStudy() throws {
        try count.check(option: Self.countName, largest: Self.mostReplications)
        try checkPath(out)
    }

    /// The request for a plan, with a seed that is drawn now if it is random; that of a shard is
    /// what all shards have in common.
    ///
    /// - Parameters:
    ///   - document: the plan.
    ///   - hasOut: whether its command says where the result goes.
    /// - Returns: the request.
    /// - Throws: `ValidationError` for a seed that is none.
    func request(_ document: PlanDocument, hasOut: Bool = true) throws -> PlanRequest {
        let seed = try engineOptions.seedValue()
        return PlanRequest(
            plan: document.plan,
            planSHA256: document.identity.sha256,
            scenarioNames: document.scenarioNames,
            seed: seed,
            replications: count.value,
            question: asked,
            command: command(seed, hasOut: hasOut),
            version: Version.text
        )
    }

    /// The command that repeats this one, or the whole that a shard is of.
    private func command(_ seed: UInt64, hasOut: Bool) -> String {
        var words = ["maskramp", Self.configuration.commandName ?? ""] + questionWords
        words += engineOptions.words(
            count: (Self.countName, count),
            seed: seed,
            more: drawWords,
            hasEngine: shard == nil
        )
        if shard == nil, hasOut, let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }

    /// Works with a line of progress, until it is done or the user stops it.
    ///
    /// - Parameter work: is given what to call with the work done and all of it; false stops.
    /// - Returns: what the work gives.
    func follow<Result>(
        _ work: (_ isWanted: @escaping (UInt64, UInt64) -> Bool) throws -> Result
    ) rethrows -> Result {
        Interrupt.listen()
        let progress = Progress(isQuiet: output.quiet)
        defer { progress.end() }
        return try work { done, total in
            progress.show(done, of: total)
            return !Interrupt.isRequested
        }
    }
}
