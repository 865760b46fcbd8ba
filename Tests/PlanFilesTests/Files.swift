import Foundation
import PlanFiles
import PlanModel

/// A folder of files for one test, gone with the value.
final class Files {
    /// The folder.
    let folder: String

    /// The repository that holds this test.
    static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Writes files into a new folder.
    init(_ files: [String: String] = [:]) throws {
        folder = NSTemporaryDirectory() + "maskramp-files-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files { try write(name, Data(text.utf8)) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes a file.
    func write(_ name: String, _ data: Data) throws {
        let path = folder + "/" + name
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try data.write(to: URL(fileURLWithPath: path))
    }

    /// Reads the plan `plan.yaml` of the folder.
    func read(
        scenarios: [String] = [],
        asOf: String? = nil,
        strict: Bool = false
    ) throws -> PlanDocument {
        try PlanReader.read(
            path: folder + "/plan.yaml",
            scenarios: scenarios.map { folder + "/" + $0 },
            asOf: asOf,
            strict: strict
        )
    }

    /// Every issue of reading `plan.yaml`, without the folder's name.
    func issues(
        scenarios: [String] = [],
        asOf: String? = nil,
        strict: Bool = false
    ) throws -> [String] {
        let issues: [Issue]
        do {
            issues = try read(scenarios: scenarios, asOf: asOf, strict: strict).warnings
        } catch let error as PlanError {
            issues = error.issues
        }
        return issues.map { $0.text.replacing(folder + "/", with: "") }
    }

    /// The full plan of the schema examples, with some text replaced.
    static func fullPlan(_ changes: (old: String, new: String)...) throws -> String {
        try example("full.yaml", changes)
    }

    /// A schema example with some text replaced.
    static func example(_ name: String, _ changes: [(old: String, new: String)]) throws -> String {
        var text = try String(
            contentsOfFile: repository + "/Tests/Schema/accept/" + name,
            encoding: .utf8
        )
        for change in changes {
            precondition(text.contains(change.old), "\(name) has no \(change.old)")
            text = text.replacing(change.old, with: change.new, maxReplacements: 1)
        }
        return text
    }

    /// The issues of the full plan with some text replaced.
    static func issues(_ changes: (old: String, new: String)...) throws -> [String] {
        var text = try fullPlan()
        for change in changes {
            precondition(text.contains(change.old), "the full plan has no \(change.old)")
            text = text.replacing(change.old, with: change.new, maxReplacements: 1)
        }
        return try Files(["plan.yaml": text]).issues()
    }
}
