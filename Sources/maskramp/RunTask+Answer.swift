internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

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
