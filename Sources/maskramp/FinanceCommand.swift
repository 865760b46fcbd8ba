internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A plan's money.
struct FinanceCommand: ParsableCommand {
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

    func validate() throws {
        try replications.check(option: "replications", largest: 1 << 62)
        try checkPath(out)
    }

    func run() throws {
        let folder = out.map { FinanceFolder(path: $0) }
        try folder?.check()
        let document = try planOptions.read(isQuiet: output.quiet)
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try FinanceStudy(
            .init(
                plan: document.plan,
                planSHA256: document.identity.sha256,
                scenarioNames: document.scenarioNames,
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
        let result = try study.run { done, total in
            progress.show(done, of: total)
            return !Interrupt.isRequested
        }
        progress.end()
        try folder?.write(result, plan: document.resolvedText)
        try output.publish(result, to: nil) { FinanceText(result).lines() }
        if let folder, !output.quiet { Console.note("run folder: \(folder.path)") }
    }

    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", "finance"] + planOptions.words
        words += engineOptions.words(replications: replications, seed: seed)
        if let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }
}
