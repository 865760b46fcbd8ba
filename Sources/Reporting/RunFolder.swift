public import Forecast
internal import Foundation
internal import MonteCarlo

/// A folder that holds a whole run: the result, its tables, the plan and how to repeat it.
///
/// It is written beside its place and then renamed, so it is there whole or not at all.
public struct RunFolder: Sendable {
    /// Why a folder cannot be written.
    public struct Failure: Error, Sendable {
        /// What happened and what to do.
        public var message: String
    }

    /// Where it will be.
    public let path: String

    /// Names a folder.
    ///
    /// - Parameter path: where it will be.
    public init(path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Finds out before a run whether its folder can be written.
    ///
    /// - Throws: `Failure`.
    public func check() throws(Failure) {
        try checkPlace()
        let staging = stagingPath
        try attempt { try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true) }
        try? FileManager.default.removeItem(atPath: staging)
    }

    /// Writes the folder; a run that is there already is replaced.
    ///
    /// - Parameters:
    ///   - result: the forecast.
    ///   - plan: the resolved plan, as YAML.
    /// - Throws: `Failure`; then nothing is left behind.
    public func write(_ result: RunResult, plan: String) throws(Failure) {
        try checkPlace()
        let manager = FileManager.default
        let staging = stagingPath
        do {
            try attempt {
                try? manager.removeItem(atPath: staging)
                try manager.createDirectory(atPath: staging, withIntermediateDirectories: true)
                var files = CSVText.tables(result)
                files.append(("plan.yaml", plan))
                files.append(("repeat.txt", Self.repeatText(result)))
                files.append(("forecast.txt", RunText(result).lines().joined(separator: "\n") + "\n"))
                for file in files {
                    try Data(file.text.utf8).write(to: URL(filePath: "\(staging)/\(file.name)"))
                }
                try JSONText.data(result).write(to: URL(filePath: "\(staging)/result.json"))
                let old = path + ".replaced-\(ProcessInfo.processInfo.processIdentifier)"
                let isThere = manager.fileExists(atPath: path)
                if isThere { try manager.moveItem(atPath: path, toPath: old) }
                try manager.moveItem(atPath: staging, toPath: path)
                if isThere { try? manager.removeItem(atPath: old) }
            }
        } catch {
            try? manager.removeItem(atPath: staging)
            throw error
        }
    }

    private var stagingPath: String {
        "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
    }

    private func checkPlace() throws(Failure) {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw Failure(message: "'\(path)' is a file; --out expects a folder to make")
        }
        let contents = (try? manager.contentsOfDirectory(atPath: path)) ?? []
        if !contents.isEmpty, !contents.contains("result.json") {
            throw Failure(
                message: "'\(path)' is a folder with other files in it; "
                    + "--out expects a new folder or an earlier run's"
            )
        }
    }

    private func attempt(_ work: () throws -> Void) throws(Failure) {
        do {
            try work()
        } catch {
            throw Failure(message: "cannot write '\(path)': \(Self.reason(error))")
        }
    }

    /// The operating system's words for an error.
    private static func reason(_ error: any Error) -> String {
        let error = error as NSError
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError {
            return reason(cause)
        }
        if error.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(error.code))).lowercased()
        }
        return error.localizedDescription
    }

    private static func repeatText(_ result: RunResult) -> String {
        """
        \(result.command)

        The resolved plan of this run is plan.yaml beside this file; it has library, scenarios and
        as-of date in it, so this gives the same digest with no other file:

        maskramp run plan.yaml --seed \(result.seed) --replications \(result.replications)

        maskramp \(result.maskramp)
        digest   \(result.digest)
        plan     \(result.plan.sha256)
        kernels  \(result.engine.kernelSHA256)

        """
    }
}
