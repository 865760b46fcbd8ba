public import Foundation

/// A reader of files that a stranger may have written, as a function of any bytes.
///
/// Wrong bytes give an error, which is right and ignored here. What is looked for are traps, reads
/// beyond a buffer, hangs and memory without end, in the kept corpus.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// A plan in YAML, packed for the engine and run where it is small.
    case plan
    /// A scenario on top of the small plan.
    case scenario
    /// The tables of a plan in CSV: tools and contracts.
    case tables
    /// A contract table of somebody else in CSV.
    case contracts
    /// The same as a workbook.
    case workbook
    /// A peer file.
    case peer
    /// The result of a run or of a simulation, and every text and page made of it.
    case result
    /// A folder of shards.
    case parts

    /// Reads bytes.
    public func read(_ data: Data) {
        switch self {
        case .plan: PlanInputs.plan(data)
        case .scenario: PlanInputs.scenario(data)
        case .tables: PlanInputs.tables(data)
        case .peer: PlanInputs.peer(data)
        case .contracts: TableInputs.contracts(data)
        case .workbook: TableInputs.workbook(data)
        case .result: ResultInputs.result(data)
        case .parts: ResultInputs.parts(data)
        }
    }
}

/// The folder of this process for files that readers take by their paths.
enum Scratch {
    static let folder: String = {
        let memory = "/dev/shm"
        let place =
            FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
        let folder = "\(place)/maskramp-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            preconditionFailure("\(folder): \(error)")
        }
        atexit { try? FileManager.default.removeItem(atPath: Scratch.folder) }
        return folder
    }()

    /// Writes a file.
    static func write(_ data: Data, _ name: String) -> String {
        let path = "\(folder)/\(name)"
        guard FileManager.default.createFile(atPath: path, contents: data) else {
            preconditionFailure("\(path) cannot be written")
        }
        return path
    }
}
