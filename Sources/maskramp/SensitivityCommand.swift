internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// How inputs are taken together, as `InputGrouping`.
enum GroupingChoice: String, ExpressibleByArgument, CaseIterable {
    case input
    case tool
    case supplier
    case kind

    var grouping: InputGrouping {
        switch self {
        case .input: .input
        case .tool: .tool
        case .supplier: .supplier
        case .kind: .kind
        }
    }
}

/// What moves a plan's results.
struct SensitivityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensitivity",
        abstract: "What moves a result: figures, risks, groups of them; what is worth finding out.",
        discussion: """
            maskramp sensitivity fab.yaml --output output.2029 --output milestone.volume-28nm

            Results are output.YEAR, output.YEAR.NODE, capacity.YEAR, milestone.NAME and
            target.NAME; '--output help' lists those of the plan. Unless one is given,
            it is the year and measure of the plan's first target.
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(
        name: .customLong("output"),
        help: .init("A result to ask about; may be repeated.", valueName: "metric")
    )
    var metrics: [String] = []
    @Option(
        help: .init("What is taken together: input, tool, supplier or kind.", valueName: "what")
    )
    var groupBy = GroupingChoice.kind
    @Option(
        parsing: .unconditional,
        help: .init("Number of replications of each run.", valueName: "n")
    )
    var replications = Count(4096)
    @OptionGroup var fidelity: FidelityOptions
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A file for the result as JSON.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try replications.check(option: "replications", largest: 1 << 30)
        try checkPath(out)
        var seen: Set<String> = []
        for name in metrics where !seen.insert(name).inserted {
            throw ValidationError("--output: '\(name)' is given twice; name each result once")
        }
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        if metrics.contains("help") {
            let names = PlanMetric.all(in: try RampTables(plan: document.plan)).map(\.name)
            return try Console.result(names.joined(separator: "\n") + "\n")
        }
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let sensitivity = try Sensitivity(request(document, seed), engine: engine)
        Interrupt.listen()
        let progress = Progress(isQuiet: output.quiet)
        defer { progress.end() }
        let result = try sensitivity.run { done, total in
            progress.show(done, of: total)
            return !Interrupt.isRequested
        }
        progress.end()
        try output.publish(result, to: out) { SensitivityText(result).lines() }
    }

    private func request(_ document: PlanDocument, _ seed: UInt64) -> Sensitivity.Request {
        .init(
            plan: document.plan,
            planSHA256: document.identity.sha256,
            scenarioNames: document.scenarioNames,
            metrics: metrics,
            grouping: groupBy.grouping,
            seed: seed,
            replications: replications.value,
            command: command(seed),
            version: Version.text
        )
    }

    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", "sensitivity"] + planOptions.words
        words += metrics.flatMap { ["--output", $0] }
        if groupBy != .kind { words += ["--group-by", groupBy.rawValue] }
        words += engineOptions.words(
            replications: replications,
            seed: seed,
            more: fidelity.words
        )
        if let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }
}
