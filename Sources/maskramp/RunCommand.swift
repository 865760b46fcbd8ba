internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Ramp Monte Carlo of a plan.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Forecast a plan: plates a year, milestones, targets, what binds."
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
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try count.check(option: "replications", largest: 1 << 62)
        try checkPath(out)
    }

    private var count: Count {
        replications ?? Count(precision.untilPrecision == nil ? 10_000 : 1_000_000)
    }

    func run() throws {
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        let seed = try engineOptions.seedValue()
        let planSHA256 = MonteCarlo.SHA256.hexadecimal(of: document.resolvedText)
        let folder = RunFolder(path: out ?? defaultFolder(document, planSHA256, seed))
        try folder.check()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let forecast = try RampForecast(
            .init(
                plan: document.plan,
                planSHA256: planSHA256,
                scenarioNames: document.scenarioNames,
                seed: seed,
                replications: count.value,
                precision: precision.value,
                command: command(seed),
                version: Version.text
            ),
            engine: engine
        )
        Interrupt.listen()
        let progress = Progress(isQuiet: output.quiet)
        defer { progress.end() }
        let result = try forecast.run { done, expected in
            progress.show(done, of: expected)
            return !Interrupt.isRequested
        }
        progress.end()
        if !output.quiet, let text = PrecisionText.shortfall(result) {
            Console.note("warning: \(text)")
        }
        let text = RunText(result, hasIntervals: precision.showsIntervals)
        try folder.write(result, text: text, plan: document.resolvedText)
        switch output.format {
        case .json: try Console.result(try JSONText.data(result))
        case .table: try Console.result(text.lines().joined(separator: "\n") + "\n")
        }
        if !output.quiet { Console.note("run folder: \(folder.path)") }
    }

    /// One name for one plan, seed and number of replications, so that a repeat replaces its equal.
    private func defaultFolder(
        _ document: PlanDocument,
        _ planSHA256: String,
        _ seed: UInt64
    ) -> String {
        let name = document.plan.name.lowercased()
            .map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
            .split(separator: "-").joined(separator: "-")
        let identity = MonteCarlo.SHA256.hexadecimal(
            of: "\(planSHA256) \(seed) \(count.value)"
                + (precision.words + fidelity.words).joined(separator: " ")
        )
        return "maskramp-runs/\(name.prefix(40))-\(identity.prefix(8))"
    }

    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", "run"] + planOptions.words
        let more = precision.words + fidelity.words
        words += engineOptions.words(replications: count, seed: seed, more: more)
        if let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }
}
