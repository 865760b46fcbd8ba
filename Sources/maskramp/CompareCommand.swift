internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Scenarios against their plan, with the same luck.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare scenarios with their plan: what each changes in plates and dates.",
        discussion: """
            maskramp compare fab.yaml --scenario late.yaml --scenario no-licence.yaml

            Each scenario is applied to the plan alone. A replication draws the same
            luck for the plan and for every scenario, so that they differ by what the
            scenario changes and by nothing else.
            """
    )

    @OptionGroup var planOptions: CompareOptions
    @Option(
        parsing: .unconditional,
        help: .init("Number of replications of the plan and of each scenario.", valueName: "n")
    )
    var replications = Count(10_000)
    @OptionGroup var fidelity: FidelityOptions
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A file for the result as JSON.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try replications.check(option: "replications", largest: 1 << 62)
        try checkPath(out)
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let (plan, scenarios) = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let sides = zip(scenarios, planOptions.scenario)
            .map { Comparison.Side($0, file: $1, base: plan) }
        let comparison = try Comparison(
            .init(
                plan: .init(plan, file: planOptions.plan, base: plan),
                scenarios: sides,
                seed: seed,
                replications: replications.value,
                command: command(seed),
                version: Version.text
            ),
            engine: engine
        )
        Interrupt.listen()
        let progress = Progress(isQuiet: output.quiet)
        defer { progress.end() }
        let result = try comparison.run { done in
            progress.show(done, of: replications.value)
            return !Interrupt.isRequested
        }
        progress.end()
        try output.publish(result, to: out) { ComparisonText(result).lines() }
    }

    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", "compare"] + planOptions.words
        words += engineOptions.words(
            replications: replications,
            seed: seed,
            more: fidelity.words
        )
        if let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }
}
