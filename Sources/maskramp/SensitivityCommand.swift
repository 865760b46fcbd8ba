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
struct SensitivityCommand: CountedCommand {
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
    @Option(
        help: .init(
            "A file for the result as JSON; for a shard, a folder.",
            valueName: "file"
        )
    )
    var out: String?
    @OptionGroup var shards: ShardOptions
    @OptionGroup(title: "Options of clusters") var cluster: ClusterOptions
    @OptionGroup var output: OutputOptions

    static var mostReplications: UInt64 { 1 << 30 }
    var count: Count { replications }
    var ownWords: [String] {
        metrics.flatMap { ["--output", $0] }
            + (groupBy == .kind ? [] : ["--group-by", groupBy.rawValue])
    }
    var drawWords: [String] { fidelity.words }

    func validate() throws {
        try checkStudy()
        try checkShards()
        var seen: Set<String> = []
        for name in metrics where !seen.insert(name).inserted {
            throw ValidationError("--output: '\(name)' is given twice; name each result once")
        }
    }

    func run() throws {
        if shard == nil, let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        try document.refuseProducts(file: planOptions.plan, command: "sensitivity")
        if metrics.contains("help") {
            let names = PlanMetric.all(in: try RampTables(plan: document.plan)).map(\.name)
            return try Console.result(names.joined(separator: "\n") + "\n")
        }
        try study(document)
    }

    func answer(
        _ request: PlanRequest,
        against sides: [Comparison.Scenario],
        engine: any Engine
    ) throws -> Answer {
        let study = try Sensitivity(
            request,
            metrics: metrics,
            grouping: groupBy.grouping,
            engine: engine
        )
        return Answer(study, result: study.result(of:)) { SensitivityText($0).lines() }
    }
}
