internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import OpenCLRuntime
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A study that keeps what it has counted, so that it can be stopped, killed and gone on with.
final class PartsRun {
    /// Where the parts are; nil as long as there is nothing that is worth keeping.
    private(set) var folder: PartsFolder?
    private let task: RunTask
    private let path: String
    private let study: any CountedStudy
    private let isQuiet: Bool
    private var pace: Pace
    /// Replications that files in the folder hold.
    private var keptCount: UInt64 = 0

    /// A run that begins.
    ///
    /// The folder of a shard is made at once, as it is the shard's result. That of a whole run is
    /// made when the run has taken a while.
    ///
    /// - Parameters:
    ///   - path: where the parts go.
    ///   - task: what is counted.
    ///   - study: the whole.
    ///   - isQuiet: whether no progress is shown.
    /// - Throws: `OutputFailure` when there is something else at that path.
    init(_ path: String, _ task: RunTask, _ study: any CountedStudy, isQuiet: Bool) throws {
        (self.path, self.task, self.study) = (path, task, study)
        self.isQuiet = isQuiet
        if task.shard == nil {
            try PartsFolder.check(path)
            pace = Pace(first: .seconds(2))
        } else {
            folder = try PartsFolder.make(path, task)
            pace = Pace(first: Pace.shortest)
        }
    }

    /// A run that goes on.
    init(_ folder: PartsFolder, _ study: any CountedStudy, isQuiet: Bool) {
        (path, task, self.folder) = (folder.path, folder.task, folder)
        (self.study, self.isQuiet) = (study, isQuiet)
        pace = Pace(first: Pace.shortest)
    }

    /// Counts what is missing.
    ///
    /// - Returns: all parts of the task.
    /// - Throws: `Failure` when the user stops it; `OutputFailure`, or the engine's own error.
    func complete() throws -> [RunPart] {
        var parts = try kept()
        do {
            try count(&parts)
        } catch is RampForecast.Cancelled {
            throw stopped(parts.reduce(0) { $0 + $1.replications })
        }
        return parts
    }

    private func count(_ parts: inout [RunPart]) throws {
        let all = UInt64(task.range.count)
        var done = parts.reduce(0) { $0 + $1.replications }
        keptCount = done
        Interrupt.listen()
        let progress = Progress(isQuiet: isQuiet, before: done)
        defer { progress.end() }
        // So many replications to a file, so that damage to one costs little.
        let enough = task.run.replications / 64
        for gap in RunPart.missing(task.range, parts.map(\.range)) {
            var next = gap.lowerBound
            while next < gap.upperBound {
                var lastKept: UInt64 = 0
                let part = try study.part(next..<gap.upperBound) { count, counted in
                    progress.show(done + count, of: all)
                    if Interrupt.isRequested { return false }
                    guard let counted, pace.isDue else { return true }
                    try keep(counted())
                    (lastKept, keptCount) = (count, done + count)
                    return count < enough
                }
                parts.append(part)
                done += part.replications
                next = part.range.upperBound
                let isStopped = Interrupt.isRequested && done < all
                if part.replications > lastKept,
                    folder != nil || (isStopped && pace.isDue)
                {
                    try keep(part)
                    keptCount = done
                }
                if isStopped {
                    progress.end()
                    throw stopped(done)
                }
            }
        }
    }

    /// What was counted earlier and is whole.
    private func kept() throws -> [RunPart] {
        guard let folder else { return [] }
        let contents = try folder.read(study.shape)
        for file in contents.damaged {
            Console.note(
                "warning: \(folder.path)/\(file.name) \(file.reason); its \(task.run.noun) run again"
            )
            folder.remove(file.name)
        }
        return contents.parts
    }

    private func keep(_ part: RunPart) throws {
        let start = ContinuousClock().now
        let folder = try folder ?? PartsFolder.make(path, task)
        self.folder = folder
        try folder.write(part)
        pace.end(took: ContinuousClock().now - start)
    }

    /// Why the run ends before its result is there.
    ///
    /// - Parameter done: replications that are counted.
    /// - Returns: says how to go on if parts are kept.
    func stopped(_ done: UInt64) -> Failure {
        guard let folder else {
            return Failure.stopped(after: done, task.run.noun)
        }
        return Failure(
            code: .interrupted,
            message: "maskramp: stopped; \(kept(done, in: folder)); go on with: \(resume(folder))"
        )
    }

    /// Adds what is kept, and how to go on, to the error of a device or a disk.
    ///
    /// - Parameter error: what ended the run.
    /// - Returns: the error to end the program with.
    func ended(by error: any Error) -> any Error {
        // A refusal is the plan's: going on changes nothing.
        guard let folder, !(error is Failure || error is FlowRefusal),
            var failure = Failure(error)
        else { return error }
        let kept = "maskramp: \(kept(keptCount, in: folder))"
        if let error = error as? OpenCLError {
            failure.message =
                "maskramp: error: \(error)\n\(kept); every engine goes on to the same digest: "
                + "\(resume(folder)) --engine cpu"
        } else {
            failure.message += "\n\(kept); go on with: \(resume(folder))"
        }
        return failure
    }

    private func kept(_ done: UInt64, in folder: PartsFolder) -> String {
        "\(NumberText.whole(Int(done))) of \(NumberText.whole(task.range.count)) \(task.run.noun) "
            + "are kept in '\(folder.path)'"
    }

    private func resume(_ folder: PartsFolder) -> String {
        "maskramp run --resume \(quoted(folder.path))"
    }

    /// When parts are brought to the disk: often at first, then so that an end at any moment costs
    /// about 1 % of what was done, and the disk at most 5 % of the time.
    private struct Pace {
        static let shortest = Duration.milliseconds(200)
        private let start = ContinuousClock().now
        private var next: ContinuousClock.Instant

        init(first: Duration) { next = start + first }

        var isDue: Bool { ContinuousClock().now >= next }

        mutating func end(took: Duration) {
            let now = ContinuousClock().now
            next = now + max(Self.shortest, took * 20, min((now - start) / 100, .seconds(30)))
        }
    }
}

extension RunTask {
    /// What a run asks for, as it began.
    ///
    /// - Parameter folder: what it is called in messages.
    /// - Returns: the request.
    /// - Throws: `Failure` when this version cannot go on with it.
    func request(_ folder: String) throws -> PlanRequest {
        let path = "\(folder)/plan.yaml"
        guard run.maskramp == Version.text, run.kernelSHA256 == KernelText.sha256 else {
            let reason =
                run.maskramp == Version.text
                ? "with other kernels"
                : "with maskramp \(run.maskramp), and this is \(Version.text)"
            throw Failure(
                code: .inputOutput,
                message: "maskramp: error: the run in '\(folder)' began \(reason); use the program "
                    + "that it began with, or start it anew"
            )
        }
        let document = try PlanReader.read(
            path: path,
            looksBack: isLookingBack,
            replacements: [path: plan]
        )
        guard document.identity.sha256 == run.plan.sha256,
            let seed = UInt64(run.seed.dropFirst(2), radix: 16),
            let fidelity = Fidelity(rawValue: run.fidelity)
        else {
            throw Failure(
                code: .inputOutput,
                message: "maskramp: error: the plan in '\(folder)' is not the one that the run "
                    + "began with; start it anew"
            )
        }
        var plan = document.plan
        plan.fidelity = fidelity
        return PlanRequest(
            plan: plan,
            planSHA256: run.plan.sha256,
            scenarioNames: run.scenario,
            seed: seed,
            replications: run.replications,
            question: run.question,
            command: run.command,
            version: run.maskramp
        )
    }

    /// Takes up what a study asks for, as it began.
    ///
    /// - Parameters:
    ///   - folder: what it is called in messages.
    ///   - engine: where.
    /// - Returns: the study.
    /// - Throws: `Failure` when this version cannot go on with it.
    func answer(_ folder: String, engine: any Engine) throws -> Answer {
        let request = try request(folder)
        guard let question = run.question else {
            return answer(try RampForecast(request, engine: engine))
        }
        let commands: [any CountedCommand.Type] = [
            SimulateCommand.self, ExposureCommand.self, SensitivityCommand.self,
        ]
        guard let type = commands.first(where: { $0.configuration.commandName == question.first }),
            let command = try? type.parse(["plan"] + question.dropFirst())
        else {
            throw Failure(
                code: .inputOutput,
                message: "maskramp: error: the question in '\(folder)' is none of this version: "
                    + question.joined(separator: " ")
            )
        }
        return try command.answer(request, against: scenarios(folder), engine: engine)
    }

    /// A run, as `run` publishes it.
    func answer(_ forecast: RampForecast) -> Answer {
        Answer(study: forecast, check: { try RunFolder(path: $0).check() }) {
            whole,
            ending,
            output in
            var result = try forecast.result(of: whole) { !Interrupt.isRequested }
            result.shards = ending.shards
            try publish(
                result,
                to: ending.out,
                output,
                isLasting: ending.isLasting,
                whenWritten: ending.whenWritten
            )
        }
    }

    /// The plans that the plan is compared with.
    private func scenarios(_ folder: String) throws -> [Comparison.Scenario] {
        try (sides ?? [])
            .map { side in
                let path = "\(folder)/\(side.file)"
                let document = try PlanReader.read(path: path, replacements: [path: side.plan])
                return Comparison.Scenario(
                    plan: document.plan,
                    planSHA256: document.identity.sha256,
                    name: side.name,
                    file: side.file,
                    changes: side.changes
                )
            }
    }

    /// Writes the run folder and prints the result.
    ///
    /// - Parameters:
    ///   - result: of the run.
    ///   - path: of the run folder; nil for none.
    ///   - output: how it is printed.
    ///   - isLasting: whether the folder is on the disk before this goes on.
    ///   - whenWritten: done once the folder is there.
    /// - Throws: `OutputFailure`, or `Failure` of standard output.
    func publish(
        _ result: RunResult,
        to path: String?,
        _ output: OutputOptions,
        isLasting: Bool = false,
        whenWritten: () -> Void = {}
    ) throws {
        var result = result
        if !peers.isEmpty { result.peers = .init(own: own) }
        let text = RunText(result, hasIntervals: hasIntervals)
        if let path {
            try RunFolder(path: path)
                .write(
                    result,
                    text: text,
                    plan: plan,
                    base: base,
                    peers: peers.map { ($0.name, $0.text) },
                    isLasting: isLasting
                )
        }
        whenWritten()
        switch output.format {
        case .json: try Console.result(try JSONText.data(result))
        case .table: try Console.result(lines: text.lines)
        }
        if let path, !output.quiet { Console.note("run folder: \(RunFolder(path: path).path)") }
    }
}
