internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A run folder, read back.
struct RunSource {
    let folder: String
    let run: RunResult
    /// The resolved plan.
    let document: PlanDocument
    /// The plan without its scenarios; nil where the run has none.
    let base: PlanDocument?

    var planPath: String { "\(folder)/plan.yaml" }
    var basePath: String { "\(folder)/\(RunFolder.baseName)" }
    var peersPath: String { "\(folder)/\(RunFolder.peersName)" }

    /// Reads a run folder.
    ///
    /// - Throws: `Failure` when it is none, or when plan and result do not belong together;
    ///   `PlanError` and `PlanFileError` of the plan.
    init(folder: String) throws {
        self.folder = folder
        let path = "\(folder)/result.json"
        let data: Data
        do throws(ResultFile.Unusable) {
            data = try ResultFile.data(path)
        } catch {
            if error.isMissing {
                throw Failure(
                    code: .inputOutput,
                    message: "maskramp: error: '\(folder)' is no run folder: '\(path)' cannot be "
                        + "read; expected a folder that 'maskramp run PLAN --out FOLDER' wrote"
                )
            }
            throw Failure(code: .plan, message: "maskramp: error: \(path): \(error.reason)")
        }
        do {
            run = try JSONDecoder().decode(RunResult.self, from: data)
        } catch {
            throw Failure(
                code: .plan,
                message: "maskramp: error: \(path): not the result of a run of this version; "
                    + "expected the JSON that 'maskramp run' writes"
            )
        }
        var document = try PlanReader.read(path: "\(folder)/plan.yaml")
        document.plan.fidelity = run.fidelity
        guard MonteCarlo.SHA256.hexadecimal(of: document.resolvedText) == run.plan.sha256 else {
            throw Failure(
                code: .plan,
                message: "maskramp: error: \(folder)/plan.yaml: not the plan of result.json beside "
                    + "it, whose SHA-256 is \(run.plan.sha256); run the plan again"
            )
        }
        self.document = document
        let basePath = "\(folder)/\(RunFolder.baseName)"
        if FileManager.default.fileExists(atPath: basePath) {
            var base = try PlanReader.read(path: basePath)
            base.plan.fidelity = run.fidelity
            self.base = base
        } else {
            base = nil
        }
    }

    /// The run's key of all draws.
    ///
    /// - Throws: `Failure` when the result's seed is none.
    func seed() throws -> UInt64 {
        guard run.seed.hasPrefix("0x"), let seed = UInt64(run.seed.dropFirst(2), radix: 16) else {
            throw Failure(
                code: .plan,
                message: "maskramp: error: \(folder)/result.json: seed: '\(run.seed)' is not a "
                    + "seed; expected 0x and up to 16 hexadecimal digits"
            )
        }
        return seed
    }
}
