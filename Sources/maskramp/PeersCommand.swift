internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A plan beside other fabs.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract:
            "Compare a plan with other fabs: as published, and under its own tools and risks.",
        discussion: """
            maskramp peers fab.yaml
            maskramp peers fab.yaml --peers peers/ --peers another.yaml

            First what is published of each fab: money for a plate a year and for a month
            of construction, plates a month, finest node, dates. Then what each would make,
            and when, with this plan's tools, lags and risks; who comes first; and how far
            planned dates of all of them have slipped.
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(
        help: .init(
            "A peer file, or a folder of them, instead of the plan's; may be repeated.",
            valueName: "path"
        )
    )
    var peers: [String] = []
    @Option(
        parsing: .unconditional,
        help: .init("Number of replications of each fab.", valueName: "n")
    )
    var replications = Count(2_000)
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A folder for the result as JSON, text and CSV.", valueName: "dir"))
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try replications.check(option: "replications", largest: PeerStudy.mostReplications)
        try checkPath(out)
    }

    func run() throws {
        let folder = out.map { PeersFolder(path: $0) }
        try folder?.check()
        // Fabs are set beside one another by mean plates, without the luck of single ones.
        let document = try planOptions.read(.means, isQuiet: output.quiet)
        let (fabs, own) = try fabs(document)
        let seed = try engineOptions.seedValue()
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try PeerStudy(
            .init(
                plan: document.plan,
                beginning: try beginning(document.plan),
                planSHA256: document.identity.sha256,
                scenarioNames: document.scenarioNames,
                peers: fabs.peers,
                own: own,
                named: fabs.named,
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
        try folder?.write(result)
        try output.publish(result, to: nil) { PeersText(result).lines() }
    }

    /// The fabs, and which of them is the plan's own.
    private func fabs(_ document: PlanDocument) throws -> (PeerDocument, own: String?) {
        let paths = peers.isEmpty ? document.peers?.files ?? [] : peers
        guard !paths.isEmpty else {
            throw Failure(
                code: .usage,
                message: "maskramp: error: \(planOptions.plan): the plan names no peers; give "
                    + "--peers with a file or folder, or write peers: {files: [peers]} in the plan"
            )
        }
        let fabs = try PeerReader.read(paths: paths)
        guard let own = document.peers?.own else { return (fabs, nil) }
        if fabs.peers.contains(where: { $0.id == own }) { return (fabs, own) }
        guard peers.isEmpty else { return (fabs, nil) }
        let known = fabs.peers.map(\.id).joined(separator: ", ")
        throw Failure(
            code: .plan,
            message: "maskramp: error: \(planOptions.plan): peers.self: there is no peer "
                + "'\(own)'; expected the name of a file without .yaml: \(known)"
        )
    }

    /// The plan as seen at its ground-breaking.
    private func beginning(_ plan: Plan) throws -> Plan? {
        guard let day = plan.project.groundBreaking?.last else { return nil }
        var plan =
            try PlanReader.read(
                path: planOptions.plan,
                scenarios: planOptions.scenario,
                asOf: day.text
            )
            .plan
        plan.fidelity = .means
        return plan
    }

    private func command(_ seed: UInt64) -> String {
        var words = ["maskramp", "peers"] + planOptions.words
        words += peers.flatMap { ["--peers", $0] }
        words += engineOptions.words(replications: replications, seed: seed)
        if let out { words += ["--out", out] }
        return words.map(quoted).joined(separator: " ")
    }
}
