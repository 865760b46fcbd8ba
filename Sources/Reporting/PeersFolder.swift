public import Forecast
internal import Foundation

/// A folder that holds a comparison with other fabs: as JSON, text and CSV.
public struct PeersFolder: Sendable {
    private let folder: ResultFolder

    private static let names: Set = [
        "annual.csv", "dates.csv", "events.csv", "milestones.csv", "peers.csv", "peers.txt",
        "ranks.csv", "result.json", "slips.csv",
    ]

    /// Names a folder.
    ///
    /// - Parameter path: where it will be.
    public init(path: String) {
        folder = ResultFolder(path: path, names: Self.names)
    }

    /// Finds out before the work whether the folder can be written; leaves nothing behind.
    ///
    /// - Throws: `OutputFailure`.
    public func check() throws(OutputFailure) { try folder.check() }

    /// Writes the folder; an earlier comparison that is there is replaced.
    ///
    /// - Parameter result: the comparison.
    /// - Throws: `OutputFailure`; then nothing is left behind.
    public func write(_ result: PeersResult) throws(OutputFailure) {
        var files = PeersCSV.tables(result).map { (name: $0.name, data: Data($0.text.utf8)) }
        let lines = PeersText(result).lines().joined(separator: "\n") + "\n"
        files.append(("peers.txt", Data(lines.utf8)))
        do {
            files.append(("result.json", try JSONText.data(result)))
        } catch {
            throw OutputFailure(message: "cannot write the result as JSON: \(error)")
        }
        try folder.write(files)
    }
}
