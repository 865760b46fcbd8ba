internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Scenarios against their plan, with the same luck.
struct CompareCommand: StudyCommand {
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

    var count: Count { replications }
    var questionWords: [String] { planOptions.words }
    var drawWords: [String] { fidelity.words }

    func validate() throws { try checkStudy() }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let (plan, scenarios) = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        let changed = zip(scenarios, planOptions.scenario)
            .map { Comparison.Scenario($0, file: $1, base: plan) }
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let comparison = try Comparison(request(plan), scenarios: changed, engine: engine)
        let result = try follow { isWanted in
            try comparison.run { isWanted($0, replications.value) }
        }
        try output.publish(result, to: out) { ComparisonText(result).lines() }
    }
}
