public import Forecast
internal import Foundation
internal import MonteCarlo

/// A folder that holds a whole run: the result, its tables, the plan and how to repeat it.
public struct RunFolder: Sendable {
    private let folder: ResultFolder

    /// Where it will be.
    public var path: String { folder.path }

    /// Names a folder.
    ///
    /// - Parameter path: where it will be.
    public init(path: String) {
        folder = ResultFolder(path: path, names: Self.names)
    }

    /// Finds out before a run whether its folder can be written; leaves nothing behind.
    ///
    /// - Throws: `OutputFailure`.
    public func check() throws(OutputFailure) { try folder.check() }

    /// Writes the folder; a run that is there already is replaced.
    ///
    /// - Parameters:
    ///   - result: the forecast.
    ///   - text: the same as a person reads it.
    ///   - plan: the resolved plan, as YAML.
    ///   - base: the same without its scenarios; nil when it has none.
    ///   - peers: files of the peers that the plan names.
    ///   - isLasting: whether it is on the disk before this returns.
    /// - Throws: `OutputFailure`; then nothing is left behind, and an earlier run is as it was.
    public func write(
        _ result: RunResult,
        text: RunText,
        plan: String,
        base: String? = nil,
        peers: [(name: String, text: String)] = [],
        isLasting: Bool = false
    ) throws(OutputFailure) {
        var files = CSVText.tables(result).map { (name: $0.name, data: Data($0.text.utf8)) }
        files.append(("plan.yaml", Data(plan.utf8)))
        if let base { files.append((Self.baseName, Data(base.utf8))) }
        files += peers.map { ("\(Self.peersName)/\($0.name)", Data($0.text.utf8)) }
        files.append(("repeat.txt", Data(Self.repeatText(result).utf8)))
        let lines = text.lines().joined(separator: "\n") + "\n"
        files.append(("forecast.txt", Data(lines.utf8)))
        do {
            files.append(("result.json", try JSONText.data(result)))
        } catch {
            throw OutputFailure(message: "cannot write the result as JSON: \(error)")
        }
        try folder.write(files, isLasting: isLasting)
    }

    /// The file of the plan without its scenarios.
    public static let baseName = "base.yaml"
    /// The folder of the peers that the plan names.
    public static let peersName = "peers"

    /// All files of a run; reports of it go when it is replaced.
    private static let names: Set = [
        baseName, peersName,
        "report.html", "report.xlsx", "report.pdf", "report-tables",
        "report.zh-Hans.html", "report.zh-Hans.xlsx", "report.zh-Hans.pdf",
        "report.zh-Hans-tables",
        "annual.csv", "bottlenecks.csv", "capacity.csv", "capacity_by_node.csv", "facts.csv",
        "forecast.txt", "milestones.csv", "plan.yaml", "products.csv", "repeat.txt", "result.json",
        "targets.csv", "utilisation.csv",
    ]

    private static func repeatText(_ result: RunResult) -> String {
        """
        \(result.command)

        The resolved plan of this run is plan.yaml beside this file; it has library, scenarios and
        as-of date in it, so this gives the same digest with no other file:

        maskramp run plan.yaml --seed \(result.seed) --replications \(result.replications)

        maskramp \(result.engine.program(version: result.maskramp))
        digest   \(result.digest)
        plan     \(result.plan.sha256)
        kernels  \(result.engine.kernelSHA256)

        """
    }
}
