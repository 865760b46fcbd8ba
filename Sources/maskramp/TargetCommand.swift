internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Whether targets add up.
struct TargetCommand: StudyCommand {
    static let configuration = CommandConfiguration(
        commandName: "target",
        abstract: "Whether a plan's targets add up: what is missing, and what would meet them.",
        discussion: """
            maskramp target fab.yaml
            maskramp target fab.yaml --target full-capacity

            Says how probable each target is by year, what each tool group could carry
            once the ramp is over, and the smallest single changes that meet the target
            with 50 and 90 %: further tools of each kind, earlier deliveries, higher
            yields, another mix, more demand. All plans run with the same luck.
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(help: .init("A target of the plan; all of them unless given.", valueName: "name"))
    var target: String?
    @Option(
        parsing: .unconditional,
        help: .init("Number of replications of each evaluation.", valueName: "n")
    )
    var replications = Count(2_000)
    @OptionGroup var fidelity: FidelityOptions
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A file for the result as JSON.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    static var mostReplications: UInt64 { TargetStudy.mostReplications }
    var count: Count { replications }
    var questionWords: [String] {
        planOptions.words + (target.map { ["--target", $0] } ?? [])
    }
    var drawWords: [String] { fidelity.words }

    func validate() throws { try checkStudy() }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        try document.refuseProducts(file: planOptions.plan, command: "target")
        let targets = try targets(of: document.plan)
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try TargetStudy(request(document), targets: targets, engine: engine)
        let result = try follow { isWanted in
            try study.run { isWanted(UInt64($0), UInt64($1)) }
        }
        try output.publish(result, to: out) { TargetText(result).lines() }
    }

    /// The targets that are asked about.
    private func targets(of plan: Plan) throws -> [Target] {
        guard !plan.targets.isEmpty else {
            throw Failure(
                code: .plan,
                message: "maskramp: error: \(planOptions.plan): the plan has no targets; give one, "
                    + "such as targets: {full: {plates_per_year: 12450, by: 2028-12}}"
            )
        }
        guard let target else { return plan.targets }
        let found = plan.targets.filter { $0.name == target }
        guard !found.isEmpty else {
            let names = plan.targets.map(\.name).joined(separator: ", ")
            throw Failure(
                code: .usage,
                message: "maskramp: error: --target: the plan has no target '\(target)'; "
                    + "expected \(names)"
            )
        }
        return found
    }
}
