internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Whether targets add up.
struct TargetCommand: ParsableCommand {
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

    func validate() throws {
        try replications.check(
            option: "replications",
            largest: TargetStudy.mostReplications
        )
        try checkPath(out)
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        let targets = try targets(of: document.plan)
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try TargetStudy(
            .init(
                plan: document.plan,
                planSHA256: document.identity.sha256,
                scenarioNames: document.scenarioNames,
                targets: targets,
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
            progress.show(UInt64(done), of: UInt64(total))
            return !Interrupt.isRequested
        }
        progress.end()
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

    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", "target"] + planOptions.words
        if let target { words += ["--target", target] }
        words += engineOptions.words(
            replications: replications,
            seed: seed,
            more: fidelity.words
        )
        if let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }
}
