internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Ramp Monte Carlo of a plan.
struct RunCommand: StudyCommand {
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
        try checkStudy()
    }

    var questionWords: [String] { planOptions.words }
    var drawWords: [String] { precision.words + fidelity.words }

    var count: Count {
        replications ?? Count(precision.untilPrecision == nil ? 10_000 : 1_000_000)
    }

    func run() throws {
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        let request = try request(document)
        let folder = RunFolder(path: out ?? defaultFolder(request))
        try folder.check()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let forecast = try RampForecast(request, until: precision.value, engine: engine)
        var result = try follow { try forecast.run(progress: $0) }
        let peers = PeerReader.texts(paths: document.peers?.files ?? [])
        if !peers.isEmpty { result.peers = .init(own: document.peers?.own) }
        if !output.quiet, let text = PrecisionText.shortfall(result) {
            Console.note("warning: \(text)")
        }
        let text = RunText(result, hasIntervals: precision.showsIntervals)
        try folder.write(
            result,
            text: text,
            plan: document.resolvedText,
            base: planWithoutScenarios(),
            peers: peers
        )
        switch output.format {
        case .json: try Console.result(try JSONText.data(result))
        case .table: try Console.result(lines: text.lines)
        }
        if !output.quiet { Console.note("run folder: \(folder.path)") }
    }

    /// What the scenarios are compared with in a report; nil where there are none, or where the
    /// plan alone is not usable.
    private func planWithoutScenarios() -> String? {
        guard !planOptions.scenario.isEmpty else { return nil }
        let plan = try? PlanReader.read(path: planOptions.plan, asOf: planOptions.asOf)
        return plan?.resolvedText
    }

    /// One name for one plan, seed and number of replications, so that a repeat replaces its equal.
    private func defaultFolder(_ request: PlanRequest) -> String {
        let name = request.plan.name.lowercased()
            .map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
            .split(separator: "-").joined(separator: "-")
        let identity = MonteCarlo.SHA256.hexadecimal(
            of: "\(request.planSHA256) \(request.seed) \(request.replications)"
                + drawWords.joined(separator: " ")
        )
        return "maskramp-runs/\(name.prefix(40))-\(identity.prefix(8))"
    }
}
