internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Write times of a plan.
struct ExposureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exposure",
        abstract: "Distribution of the time to write one plate, by node, layer class and writer."
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(
        parsing: .unconditional,
        help: .init("Plates sampled of each layer class and writer.", valueName: "n")
    )
    var samples = Count(1_000_000)
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A file for the result as JSON.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try samples.check(option: "samples", largest: 1 << 40)
        try checkPath(out)
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(isQuiet: output.quiet)
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        Interrupt.listen()
        let progress = Progress(isQuiet: output.quiet)
        defer { progress.end() }
        let (rows, digest) = try ExposureForecast(plan: document.plan, engine: engine)
            .run(seed: seed, samples: samples.value) { done, total in
                progress.show(done, of: total)
                return !Interrupt.isRequested
            }
        progress.end()
        let result = ExposureDocument(
            maskramp: Version.text,
            plan: .init(
                name: document.plan.name,
                sha256: MonteCarlo.SHA256.hexadecimal(of: document.resolvedText)
            ),
            scenario: document.scenarioNames,
            seed: seed,
            samples: samples.value,
            engine: engine.identity,
            digest: digest,
            exposure: rows
        )
        let json = try JSONText.data(result)
        if let out { try NewFile.write(json, to: out, replaces: true) }
        switch output.format {
        case .json: try Console.result(json)
        case .table: try Console.result(result.lines().joined(separator: "\n") + "\n")
        }
    }
}
