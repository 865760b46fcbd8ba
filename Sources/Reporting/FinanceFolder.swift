public import Forecast
internal import Foundation
internal import MonteCarlo

/// A folder that holds a plan's money: the result, its tables, the plan and how to repeat it.
public struct FinanceFolder: Sendable {
    private let folder: ResultFolder

    /// Where it will be.
    public var path: String { folder.path }

    /// Names a folder.
    ///
    /// - Parameter path: where it will be.
    public init(path: String) {
        folder = ResultFolder(
            path: path,
            names: [
                "annual.csv", "assets.csv", "construction_in_progress.csv", "contracts.csv",
                "dates.csv", "finance.txt", "impairment.csv", "measures.csv", "months.csv",
                "nodes.csv", "plan.yaml", "repeat.txt", "result.json",
            ]
        )
    }

    /// Finds out before long work whether the folder can be written; leaves nothing behind.
    ///
    /// - Throws: `OutputFailure`.
    public func check() throws(OutputFailure) { try folder.check() }

    /// Writes the folder; an earlier result that is there is replaced.
    ///
    /// - Parameters:
    ///   - result: the plan's money.
    ///   - plan: the resolved plan, as YAML.
    /// - Throws: `OutputFailure`; then nothing is left behind, and an earlier result is as it was.
    public func write(_ result: FinanceResult, plan: String) throws(OutputFailure) {
        let lines = FinanceText(result).lines().joined(separator: "\n") + "\n"
        var files = FinanceCSV.tables(result).map { (name: $0.name, data: Data($0.text.utf8)) }
        files.append(("plan.yaml", Data(plan.utf8)))
        files.append(("repeat.txt", Data((result.command + "\n").utf8)))
        files.append(("finance.txt", Data(lines.utf8)))
        do {
            files.append(("result.json", try JSONText.data(result)))
        } catch {
            throw OutputFailure(message: "cannot write the result as JSON: \(error)")
        }
        try folder.write(files)
    }
}
