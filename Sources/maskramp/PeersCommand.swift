internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A plan beside other fabs.
struct PeersCommand: StudyCommand {
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

    static var mostReplications: UInt64 { PeerStudy.mostReplications }
    var count: Count { replications }
    var questionWords: [String] { planOptions.words + peers.flatMap { ["--peers", $0] } }

    func validate() throws { try checkStudy() }

    func run() throws {
        let folder = out.map { PeersFolder(path: $0) }
        try folder?.check()
        // Fabs are set beside one another by mean plates, without the luck of single ones.
        let document = try planOptions.read(.means, isQuiet: output.quiet)
        try document.refuseProducts(file: planOptions.plan, command: "peers")
        let fabs = try fabs(document)
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try PeerStudy(
            request(document),
            beginning: beginning(document.plan),
            fabs: fabs,
            engine: engine
        )
        let result = try follow { isWanted in
            try study.run { isWanted(UInt64($0), UInt64($1)) }
        }
        try folder?.write(result)
        try output.publish(result, to: nil) { PeersText(result).lines() }
    }

    /// The fabs, and which of them is the plan's own.
    private func fabs(_ document: PlanDocument) throws -> PeerStudy.Fabs {
        let paths = peers.isEmpty ? document.peers?.files ?? [] : peers
        guard !paths.isEmpty else {
            throw Failure(
                code: .usage,
                message: "maskramp: error: \(planOptions.plan): the plan names no peers; give "
                    + "--peers with a file or folder, or write peers: {files: [peers]} in the plan"
            )
        }
        let read = try PeerReader.read(paths: paths)
        let own = document.peers?.own
        let isThere = read.peers.contains { $0.id == own }
        if own == nil || isThere || !peers.isEmpty {
            return .init(peers: read.peers, own: isThere ? own : nil, named: read.named)
        }
        let known = read.peers.map(\.id).joined(separator: ", ")
        throw Failure(
            code: .plan,
            message: "maskramp: error: \(planOptions.plan): peers.self: there is no peer "
                + "'\(own ?? "")'; expected the name of a file without .yaml: \(known)"
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
}
