public import Forecast
internal import Foundation
internal import MonteCarlo

/// A folder that holds a whole run: the result, its tables, the plan and how to repeat it.
///
/// It is written beside its place and then renamed, so it is there whole or not at all.
public struct RunFolder: Sendable {
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

    /// Finds out before a run whether its folder can be written; leaves nothing behind.
    ///
    /// - Throws: `OutputFailure`.
    public func check() throws(OutputFailure) {
        try checkPlace()
        let made = try makeFolders(stagingPath)
        for folder in made.reversed() { rmdir(folder) }
    }

    /// Writes the folder; a run that is there already is replaced.
    ///
    /// - Parameters:
    ///   - result: the forecast.
    ///   - text: the same as a person reads it.
    ///   - plan: the resolved plan, as YAML.
    /// - Throws: `OutputFailure`; then nothing is left behind, and an earlier run is as it was.
    public func write(
        _ result: RunResult,
        text: RunText,
        plan: String
    ) throws(OutputFailure) {
        try checkPlace()
        var files = CSVText.tables(result).map { (name: $0.name, data: Data($0.text.utf8)) }
        files.append(("plan.yaml", Data(plan.utf8)))
        files.append(("repeat.txt", Data(Self.repeatText(result).utf8)))
        let lines = text.lines().joined(separator: "\n") + "\n"
        files.append(("forecast.txt", Data(lines.utf8)))
        do {
            files.append(("result.json", try JSONText.data(result)))
        } catch {
            throw OutputFailure(message: "cannot write the result as JSON: \(error)")
        }
        let made = try makeFolders(stagingPath)
        do throws(OutputFailure) {
            for file in files {
                guard NewFile.create("\(stagingPath)/\(file.name)", file.data) else {
                    throw .last(path: path)
                }
            }
            try replace()
        } catch {
            try? FileManager.default.removeItem(atPath: stagingPath)
            for folder in made.reversed() { rmdir(folder) }
            throw error
        }
    }

    private var stagingPath: String {
        "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Puts the finished folder in the place of what is there.
    private func replace() throws(OutputFailure) {
        let old = path + ".replaced-\(ProcessInfo.processInfo.processIdentifier)"
        let isThere = rename(path, old) == 0
        guard rename(stagingPath, path) == 0 else {
            let failure = OutputFailure.last(path: path)
            if isThere { rename(old, path) }
            throw failure
        }
        if isThere { try? FileManager.default.removeItem(atPath: old) }
    }

    /// Makes a folder and what is missing above it.
    ///
    /// - Returns: the folders made, outermost first.
    private func makeFolders(_ folder: String) throws(OutputFailure) -> [String] {
        var missing = [folder]
        while true {
            let parent = NewFile.folder(of: missing[missing.count - 1])
            if FileManager.default.fileExists(atPath: parent) { break }
            missing.append(parent)
        }
        var made: [String] = []
        for folder in missing.reversed() {
            guard mkdir(folder, 0o777) == 0 else {
                let failure = OutputFailure.last(path: path)
                for folder in made.reversed() { rmdir(folder) }
                throw failure
            }
            made.append(folder)
        }
        return made
    }

    /// A folder gives way when all that is in it is an earlier run's.
    private func checkPlace() throws(OutputFailure) {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw OutputFailure(message: "'\(path)' is a file; --out expects a folder to make")
        }
        let contents = (try? manager.contentsOfDirectory(atPath: path)) ?? []
        if let other = contents.sorted().first(where: { !Self.names.contains($0) }) {
            throw OutputFailure(
                message: "'\(path)' is a folder with other files in it, such as '\(other)'; "
                    + "--out expects a new folder or an earlier run's"
            )
        }
    }

    /// All files of a run.
    private static let names: Set = [
        "annual.csv", "bottlenecks.csv", "capacity.csv", "capacity_by_node.csv", "forecast.txt",
        "milestones.csv",
        "plan.yaml", "repeat.txt", "result.json", "targets.csv", "utilisation.csv",
    ]

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
