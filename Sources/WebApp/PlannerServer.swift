public import MonteCarlo

internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// The planner in the browser, on a socket.
public struct PlannerServer: Sendable {
    /// How it is started.
    public struct Options: Sendable {
        /// The folder of plans.
        public var plans: String
        /// The folder of runs and of their history.
        public var runs: String
        /// The address that it listens on.
        public var address = "127.0.0.1"
        /// The port; 0 for any that is free.
        public var port = 0
        /// Further host names by which browsers may ask.
        public var hostNames: [String] = []
        /// Most replications of one run.
        public var mostReplications: UInt64 = 200_000
        /// Most runs at a time.
        public var mostRuns = 2
        /// The secret of the address; at least 32 letters and digits.
        public var token: String
        /// Path of the program that makes reports, if it is there.
        public var reportProgram: String?
        /// Version of the program.
        public var version: String

        /// Makes options.
        public init(plans: String, runs: String, token: String, version: String) {
            self.plans = plans
            self.runs = runs
            self.token = token
            self.version = version
        }
    }

    private let options: Options
    private let folder: PlanFolder
    private let runs: Runs
    private let lock: FolderLock

    /// Opens folders and history.
    ///
    /// - Parameters:
    ///   - options: how it is started.
    ///   - engine: what runs plans.
    /// - Throws: `StartFailure`.
    public init(_ options: Options, engine: any Engine) throws(StartFailure) {
        self.options = options
        folder = try PlanFolder(path: options.plans)
        lock = try FolderLock(folder: options.runs)
        var limits = Limits()
        limits.replications = options.mostReplications
        limits.runs = options.mostRuns
        runs = Runs(
            folder: folder,
            runsPath: options.runs,
            history: try RunHistory(path: options.runs + "/planner.sqlite"),
            engine: engine,
            limits: limits,
            version: options.version
        )
    }

    /// Listens until the program is ended.
    ///
    /// - Parameter started: is given the port once it listens.
    /// - Throws: `StartFailure` when the port cannot be had.
    public func run(started: @escaping @Sendable (Int) -> Void) async throws(StartFailure) {
        let responder = SocketResponder(options: options, folder: folder, runs: runs)
        var logger = Logger(label: "maskramp-serve")
        logger.logLevel = .error
        let application = Application(
            responder: responder,
            configuration: .init(
                address: .hostname(options.address, port: options.port),
                serverName: nil
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? options.port
                responder.listens(on: port)
                started(port)
            },
            logger: logger
        )
        do {
            try await application.run()
        } catch {
            throw StartFailure(
                "cannot listen on \(options.address):\(options.port): \(error)"
            )
        }
    }
}
