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
    /// How it is drawn beside its seed, as it stands on a command line.
    var drawWords: [String] { get }
    /// The most replications that can be asked for.
    static var mostReplications: UInt64 { get }
}

extension StudyCommand {
    var drawWords: [String] { [] }
    static var mostReplications: UInt64 { PlanRequest.mostReplications }

    /// Checks what all of them have in common.
    ///
    /// - Throws: `ValidationError`.
    func checkStudy() throws {
        try count.check(option: "replications", largest: Self.mostReplications)
        try checkPath(out)
    }

    /// The request for a plan, with a seed that is drawn now if it is random.
    func request(_ document: PlanDocument) throws -> PlanRequest {
        let seed = try engineOptions.seedValue()
        return PlanRequest(
            plan: document.plan,
            planSHA256: document.identity.sha256,
            scenarioNames: document.scenarioNames,
            seed: seed,
            replications: count.value,
            command: command(seed),
            version: Version.text
        )
    }

    /// The command that repeats this one.
    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", Self.configuration.commandName ?? ""] + questionWords
        words += engineOptions.words(replications: count, seed: seed, more: drawWords)
        if let out { words += ["--out", out] }
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
