internal import Foundation
internal import PlanFiles

/// The folder of plans: the only place that is read from and written to.
struct PlanFolder: Sendable {
    /// A file that the planner can open.
    struct Entry: Encodable, Sendable {
        /// Path below the folder.
        var path: String
        /// Name of the plan, or of the scenario.
        var name: String
        /// Scenario files beside a plan.
        var scenarios: [Entry]?
    }

    /// Most files that are looked at.
    private static let fileLimit = 2_000
    /// Most folders below one another.
    private static let depthLimit = 5
    /// Most bytes of a file that is looked at for its name.
    private static let byteLimit = 1 << 20

    /// Where it is, without links.
    let root: String

    /// Opens the folder.
    ///
    /// - Parameter path: of the folder.
    /// - Throws: `StartFailure` when it is none.
    init(path: String) throws(StartFailure) {
        guard let resolved = realpath(path, nil) else {
            throw StartFailure(
                "'\(path)': there is no such folder; give the folder that holds the plans"
            )
        }
        root = String(cString: resolved)
        free(resolved)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            throw StartFailure("'\(path)' is a file; give the folder that holds the plans")
        }
    }

    /// The file's place in the system, if it is there and inside.
    ///
    /// - Parameter path: below the folder.
    /// - Returns: its whole path.
    /// - Throws: `Refusal`.
    func place(of path: String) throws(Refusal) -> String {
        let whole = root + "/" + path
        guard isPlain(path), FileText.isInside(root, path: whole) else {
            throw .notFound("'\(path)' is no file in the folder of plans")
        }
        return whole
    }

    /// The place of a file that is to be written beside a plan.
    ///
    /// - Parameters:
    ///   - name: of the file, without `.yaml`.
    ///   - plan: path of the plan.
    /// - Returns: its path below the folder; the folder `scenarios` is there afterwards.
    /// - Throws: `Refusal`.
    func scenarioPath(_ name: String, of plan: String) throws(Refusal) -> String {
        _ = try place(of: plan)
        guard name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil else {
            throw .wrong(
                "file: '\(name)' is no name of a file here; expected small letters, digits and "
                    + "hyphens, at most 64"
            )
        }
        let folder = plan.split(separator: "/").dropLast().map { $0 + "/" }.joined() + "scenarios"
        let place = root + "/" + folder
        if mkdir(place, 0o777) != 0, errno != EEXIST {
            throw .failed("cannot make '\(folder)': \(String(cString: strerror(errno)))")
        }
        guard FileText.isInside(root, path: place) else {
            throw .notFound("'\(folder)' is no folder in the folder of plans")
        }
        return "\(folder)/\(name).yaml"
    }

    /// A path as messages name it: below the folder.
    func relative(_ text: String) -> String {
        text.replacing(root + "/", with: "")
    }

    /// The text of a file.
    ///
    /// - Throws: `Refusal`.
    func text(of path: String) throws(Refusal) -> String {
        let place = try place(of: path)
        guard let data = try? FileText.data(path: place, limit: Limits.planBytes),
            let text = String(validating: data, as: UTF8.self)
        else {
            throw .wrong("'\(path)' is no text file of at most \(Limits.planBytes >> 20) MB")
        }
        return text
    }

    /// The plans with their scenarios, in order of their paths.
    func plans() -> [Entry] {
        var left = Self.fileLimit
        return files(in: "", depth: 0, left: &left)
            .compactMap { path in
                guard let name = title(of: path, key: "plan"), !path.contains("/scenarios/"),
                    !path.hasPrefix("scenarios/")
                else { return nil }
                return Entry(path: path, name: name, scenarios: scenarios(of: path))
            }
    }

    /// The scenarios beside a plan.
    func scenarios(of plan: String) -> [Entry] {
        let folder = plan.split(separator: "/").dropLast().map { $0 + "/" }.joined() + "scenarios"
        var left = Self.fileLimit
        return files(in: folder, depth: Self.depthLimit, left: &left)
            .compactMap { path in
                title(of: path, key: "scenario").map { Entry(path: path, name: $0) }
            }
    }

    private func files(in folder: String, depth: Int, left: inout Int) -> [String] {
        let place = folder.isEmpty ? root : root + "/" + folder
        guard folder.isEmpty || FileText.isInside(root, path: place) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        var found: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") && left > 0 {
            left -= 1
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
            if isFolder.boolValue, depth < Self.depthLimit {
                found += files(in: path, depth: depth + 1, left: &left)
            } else if !isFolder.boolValue, name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                found.append(path)
            }
        }
        return found
    }

    /// What stands after a key at the top of a file: enough for a list, without reading it as YAML.
    private func title(of path: String, key: String) -> String? {
        let place = root + "/" + path
        guard FileText.isInside(root, path: place),
            let data = try? FileText.data(path: place, limit: Self.byteLimit),
            let text = String(validating: data, as: UTF8.self)
        else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(key + ":") {
            let value = line.dropFirst(key.count + 1).split(separator: " #").first ?? ""
            return value.trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\"'"))
        }
        return nil
    }

    private func isPlain(_ path: String) -> Bool {
        !path.isEmpty && !path.hasPrefix("/") && !path.unicodeScalars.contains { $0.value < 32 }
    }
}
