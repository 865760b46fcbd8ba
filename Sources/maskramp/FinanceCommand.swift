internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A plan's money.
struct FinanceCommand: StudyCommand {
    static let configuration = CommandConfiguration(
        commandName: "finance",
        abstract: "A plan's money: payments, assets, cash, value, cost per plate, impairment.",
        discussion: """
            maskramp finance fab.yaml
            maskramp finance fab.yaml --scenario late.yaml --out money

            Sums are exact decimals in the plan's money unit. What the ramp moves is
            worked out for every replication of the forecast, with the same luck.
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(
        parsing: .unconditional,
        help: .init("Number of replications.", valueName: "n")
    )
    var replications = Count(10_000)
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A folder for the result, with its CSV tables.", valueName: "folder"))
    var out: String?
    @OptionGroup var output: OutputOptions

    var count: Count { replications }
    var questionWords: [String] { planOptions.words }

    func validate() throws { try checkStudy() }

    func run() throws {
        let folder = out.map { FinanceFolder(path: $0) }
        try folder?.check()
        let document = try planOptions.read(isQuiet: output.quiet)
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try FinanceStudy(
            request(document),
            threads: engineOptions.draws.threadCount,
            engine: engine
        )
        let result = try follow { try study.run(progress: $0) }
        try folder?.write(result, plan: document.resolvedText)
        try output.publish(result, to: nil) { FinanceText(result).lines() }
        if let folder, !output.quiet { Console.note("run folder: \(folder.path)") }
    }
}
