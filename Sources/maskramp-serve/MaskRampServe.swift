internal import ArgumentParser
internal import CPUEngine
internal import Foundation
internal import MonteCarlo
internal import WebApp

@main
struct MaskRampServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maskramp-serve",
        abstract: "The planner in the browser: move a date, buy a tool, see the forecast move.",
        usage: "maskramp serve [<plans>] [<options>]",
        discussion: """
            Prints an address with a secret token; whoever has it can read and change the
            plans in the folder. It listens on this machine alone unless --listen says
            otherwise. Ctrl-C ends it; finished runs stay.
            """
    )

    @Argument(help: .init("The folder of plans; nothing outside is read.", valueName: "plans"))
    var plans = "plans"
    @Option(help: .init("The port; 0 for any that is free.", valueName: "port"))
    var port = 8640
    @Option(
        help: .init("The folder of runs and of their history.", valueName: "folder")
    )
    var runs = "maskramp-runs"
    @Option(
        help: .init("Threads of a run; one for each processor unless given.", valueName: "n")
    )
    var threads: Int?
    @Option(help: .init("Most replications of one run.", valueName: "n"))
    var mostReplications: UInt64 = 200_000
    @Option(help: .init("Most runs at a time.", valueName: "n"))
    var mostRuns = 2
    @Option(
        help: .init(
            "Listen on this address instead of 127.0.0.1: opens the planner to the network.",
            valueName: "address"
        )
    )
    var listen: String?
    @Option(
        help: .init(
            "A further host name by which browsers may ask; may be repeated.",
            valueName: "name"
        )
    )
    var hostName: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port: '\(port)' is not a port; expected 0 to 65535")
        }
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError(
                "--threads: '\(threads)' is not a number of threads; expected 1 to 1,024"
            )
        }
        guard (1...10_000_000).contains(mostReplications) else {
            throw ValidationError(
                "--most-replications: '\(mostReplications)'; expected 1 to 10,000,000"
            )
        }
        guard (1...64).contains(mostRuns) else {
            throw ValidationError("--most-runs: '\(mostRuns)'; expected 1 to 64")
        }
    }

    func run() async throws {
        var options = PlannerServer.Options(
            plans: plans,
            runs: runs,
            token: Self.token(),
            version: Version.text
        )
        options.address = listen ?? "127.0.0.1"
        options.port = port
        options.hostNames = hostName
        options.mostReplications = mostReplications
        options.mostRuns = mostRuns
        options.reportProgram = Self.sibling("maskramp")
        if let failure = await serve(options) {
            Self.say("maskramp: error: serve: \(failure.message)", to: .standardError)
            throw ExitCode(69)
        }
    }

    /// Serves until the program is ended.
    ///
    /// - Returns: why it could not.
    private func serve(_ options: PlannerServer.Options) async -> StartFailure? {
        do throws(StartFailure) {
            let server = try PlannerServer(options, engine: CPUEngine(threadCount: threads))
            let (plans, host, token) = (plans, options.address, options.token)
            try await server.run { port in
                let name = host.contains(":") ? "[\(host)]" : host
                Self.say("The planner for the plans in '\(plans)':\n", to: .standardOutput)
                Self.say("  http://\(name):\(port)/?token=\(token)\n", to: .standardOutput)
                Self.warn(host)
                Self.say("Ctrl-C ends it.", to: .standardError)
            }
            return nil
        } catch {
            return error
        }
    }

    private static func warn(_ host: String) {
        guard host != "127.0.0.1", host != "::1", host != "localhost" else { return }
        say(
            """
            warning: it listens on \(host), beyond this machine. Whoever on that network has the
            address above can read and change every plan in the folder and run the processor hot;
            what goes over the network is not encrypted.
            """,
            to: .standardError
        )
    }

    private static func say(_ text: String, to file: FileHandle) {
        // Nobody may be there to read it; the planner works all the same.
        try? file.write(contentsOf: Data((text + "\n").utf8))
    }

    /// 160 random bits as letters and digits.
    private static func token() -> String {
        let digits = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return String((0..<32).compactMap { _ in digits.randomElement() })
    }

    /// A program in the folder of this one.
    private static func sibling(_ name: String) -> String? {
        guard let own = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
        let path = own.deletingLastPathComponent().appendingPathComponent(name).path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
}
