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
        abstract: "Distribution of the time to write one plate, by node, layer class and writer.",
        discussion: """
            maskramp exposure fab.yaml --node 28 --layer-class critical
            maskramp exposure fab.yaml --node 28 --set dose=30 --set 'settling=80 ns'
            maskramp exposure fab.yaml --node 28 --what-if writer=mbmw-101

            --set takes the units and limits of the plan file; a bare number is in
            the unit in brackets. Of plates: dose [uC/cm2], shots or shots_per_pass
            (the median, if they are lognormal), sigma (of their lognormal), passes,
            density. Of their writers: mtbf [h] and every constant of a writer in
            the plan file, such as current_density [A/cm2] and settling [ns].
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @OptionGroup var question: QuestionOptions
    @Option(
        parsing: .unconditional,
        help: .init("Plates sampled of each layer class and writer.", valueName: "n")
    )
    var samples = Count(1_000_000)
    @OptionGroup var engineOptions: EngineOptions
    @Option(
        help: .init(
            "A file for the result: CSV if its name ends in .csv, else JSON.",
            valueName: "file"
        )
    )
    var out: String?
    @Option(help: "table, json or csv, on standard output.")
    var format = Format.table
    @Flag(
        help: """
            Draw the histogram of each row, which a single row has anyway; in CSV, a \
            table of bins instead of the rows.
            """
    )
    var histogram = false
    @Flag(help: "No progress, notes or warnings on standard error.")
    var quiet = false

    /// How results are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table
        case json
        case csv
    }

    func validate() throws {
        try samples.check(option: "samples", largest: 1 << 40)
        try checkPath(out)
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let (document, study) = try question.read(planOptions, isQuiet: quiet)
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: quiet)
        Interrupt.listen()
        let progress = Progress(isQuiet: quiet)
        defer { progress.end() }
        let outcome = try ExposureForecast(study, engine: engine)
            .run(seed: seed, samples: samples.value) { done, total in
                progress.show(done, of: total)
                return !Interrupt.isRequested
            }
        progress.end()
        let result = ExposureDocument(
            maskramp: Version.text,
            plan: document.identity,
            scenario: document.scenarioNames,
            study: study,
            seed: seed,
            samples: samples.value,
            engine: engine.identity,
            outcome: outcome
        )
        if let out {
            let isTable = out.lowercased().hasSuffix(".csv")
            try NewFile.write(try data(result, isTable ? .csv : .json), to: out, replaces: true)
        }
        try Console.result(try data(result, format))
    }

    private func data(_ result: ExposureDocument, _ format: Format) throws -> Data {
        switch format {
        case .json: return try JSONText.data(result)
        case .csv: return Data((histogram ? result.histogramTable : result.table).utf8)
        case .table:
            let lines = result.lines(hasHistograms: histogram || result.exposure.count == 1)
            return Data((lines.joined(separator: "\n") + "\n").utf8)
        }
    }
}
