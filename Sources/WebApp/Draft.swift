internal import PlanFiles
internal import PlanModel

/// A plan with what somebody is changing in it.
struct Draft: Decodable, Sendable {
    /// A value that a form or slider has changed.
    struct Change: Codable, Equatable, Sendable {
        /// Path as in a scenario file.
        var path: String
        /// The value on one line, as a scenario file has it; nil removes what is there.
        var value: String?
    }

    /// Path of the plan, below the folder of plans.
    var plan: String
    /// Its text where that is being edited.
    var text: String?
    /// Scenario files, applied in order.
    var scenarios: [String]?
    /// Changes after them.
    var changes: [Change]?

    /// Reads the plan as it would be.
    ///
    /// - Parameter folder: of plans.
    /// - Returns: the plan.
    /// - Throws: `Refusal`.
    func read(in folder: PlanFolder) throws(Refusal) -> PlanDocument {
        let path = try folder.place(of: plan)
        var files: [String] = []
        for file in scenarios ?? [] { files.append(try folder.place(of: file)) }
        var replacements: [String: String] = [:]
        if let text {
            guard text.utf8.count <= Limits.planBytes else {
                throw .wrong("text: has more than \(Limits.planBytes >> 20) MB")
            }
            replacements[path] = text
        }
        guard files.count <= Limits.scenarios else {
            throw .wrong("scenarios: more than \(Limits.scenarios) files")
        }
        if let changes, !changes.isEmpty {
            let text = try ScenarioText(name: "changes", changes: changes).text()
            replacements[Self.changesFile] = text
            files.append(Self.changesFile)
        }
        do {
            return try PlanReader.read(
                path: path,
                scenarios: files,
                replacements: replacements,
                within: folder.root
            )
        } catch let error as PlanError {
            throw .plan(error.issues.map { DraftIssue($0, in: folder) })
        } catch let error as PlanFileError {
            throw .notFound(folder.relative(error.message))
        } catch {
            throw .failed("cannot read '\(plan)': \(error)")
        }
    }

    /// The name of the file that the changes would be.
    static let changesFile = "changes"
}

/// An issue of a plan, by the file as the planner knows it.
struct DraftIssue: Encodable, Sendable {
    /// `error` or `warning`.
    var severity: String
    /// Path below the folder of plans, or `changes`.
    var file: String
    /// Line, from 1.
    var line: Int
    /// Column, from 1.
    var column: Int
    /// Dotted path in the plan.
    var path: String
    /// What is wrong and what is expected.
    var message: String
    /// Which change it is about, from 0.
    var change: Int?

    init(_ issue: Issue, in folder: PlanFolder) {
        severity = issue.severity.rawValue
        file = folder.relative(issue.location.file)
        line = issue.location.line
        column = issue.location.column
        path = issue.path
        message = folder.relative(issue.message)
        if file == Draft.changesFile, line > ScenarioText.head {
            change = line - ScenarioText.head - 1
        }
    }
}
