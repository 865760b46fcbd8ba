internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Write times of a plan.
struct ExposureCommand: CountedCommand {
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
            "A file for the result: CSV if its name ends in .csv, else JSON; for a shard, a folder.",
            valueName: "file"
        )
    )
    var out: String?
    @OptionGroup var shards: ShardOptions
    @OptionGroup(title: "Options of clusters") var cluster: ClusterOptions
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

    static let countName = "samples"
    static var mostReplications: UInt64 { 1 << 40 }
    var count: Count { samples }
    var ownWords: [String] { question.words + (histogram ? ["--histogram"] : []) }
    /// How it is printed, but for CSV.
    var output: OutputOptions {
        var output = OutputOptions()
        (output.format, output.quiet) = (format == .json ? .json : .table, quiet)
        return output
    }

    func validate() throws {
        try checkStudy()
        try checkShards()
        if cluster.cluster != nil, format == .csv {
            throw ValidationError("--cluster: prints no CSV; give --out a name that ends in .csv")
        }
    }

    func run() throws {
        if shard == nil, let out { try NewFile.check(out, replaces: true) }
        try study(question.read(planOptions, isQuiet: quiet))
    }

    func answer(
        _ request: PlanRequest,
        against sides: [Comparison.Scenario],
        engine: any Engine
    ) throws -> Answer {
        let study = try question.study(request.plan)
        let forecast = try ExposureForecast(request, study, engine: engine)
        return Answer(study: forecast, check: { try NewFile.check($0, replaces: true) }) {
            whole,
            ending,
            output in
            let result = ExposureDocument(
                request,
                study: study,
                engine: engine.identity,
                outcome: forecast.outcome(of: whole),
                shards: ending.shards
            )
            if let out = ending.out {
                try NewFile.write(
                    try data(result, out.lowercased().hasSuffix(".csv") ? .csv : .json),
                    to: out,
                    replaces: true,
                    isLasting: ending.isLasting
                )
            }
            let printed: Format = output.format == .json ? .json : .table
            try Console.result(try data(result, format == .csv ? .csv : printed))
        }
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
