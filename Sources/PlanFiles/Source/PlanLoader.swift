import Foundation
import PlanModel

/// Loads a plan file with the libraries and tables that it names, as one tree.
final class PlanLoader {
    /// Most files that one plan may consist of.
    static let fileLimit = 64

    private let problems: Problems
    private var loaded: [String: SourceNode] = [:]
    private var open: [String] = []
    private var valueCount = 0
    /// Files of peers that the plan names, and which of them is the plan's own fab.
    private(set) var peers: PeerChoice?
    /// The CSV file in which the plan itself keeps its contracts.
    private(set) var contractsFile: String?
    private let replacements: [String: String]
    private let folder: String?

    /// Makes a loader.
    ///
    /// - Parameters:
    ///   - problems: where complaints go.
    ///   - replacements: texts to read in place of files, by their paths.
    ///   - folder: the only folder that is read from; nil for any.
    init(
        problems: Problems,
        replacements: [String: String] = [:],
        folder: String? = nil
    ) {
        (self.problems, self.replacements) = (problems, replacements)
        self.folder = folder
    }

    /// Loads a plan.
    ///
    /// - Returns: the merged tree; nil when the file holds none.
    /// - Throws: `PlanFileError` when the plan's own file cannot be read.
    func load(path: String) throws -> SourceNode? {
        guard let text = try text(of: path), let own = root(of: text, file: path) else {
            return nil
        }
        open.append(identity(path))
        defer { open.removeLast() }
        return completed(own, file: path, isLibrary: false)
    }

    /// Reads the file itself, as YAML with a map at its top.
    ///
    /// - Parameters:
    ///   - text: of the file.
    ///   - file: its path, for messages.
    ///   - keys: what such a file holds, for messages.
    /// - Returns: the map; nil when the file is none, which has been reported.
    func root(
        of text: String,
        file: String,
        expecting keys: String = "plan: and horizon:"
    ) -> SourceNode? {
        var yaml = YAMLSource(file: file, valueCount: valueCount)
        defer { valueCount = yaml.valueCount }
        do {
            guard let root = try yaml.read(text) else {
                complain(SourceLocation(file: file, line: 1, column: 1), "the file is empty")
                return nil
            }
            guard case .mapping = root.content else {
                complain(root.location, "is not a map; expected keys such as \(keys)")
                return nil
            }
            return root
        } catch let error as YAMLSource.Failure {
            complain(
                SourceLocation(file: file, line: error.line, column: error.column),
                error.message
            )
        } catch {
            complain(SourceLocation(file: file, line: 1, column: 1), "not YAML: \(error)")
        }
        return nil
    }

    /// Reads a file's text; what makes it useless is reported.
    ///
    /// - Throws: `PlanFileError`.
    func text(of path: String) throws -> String? {
        if let text = replacements[path] { return text }
        // The same words whether it lies elsewhere or nowhere: what is elsewhere is not told.
        if let folder, !FileText.isInside(folder, path: path) {
            throw PlanFileError(
                path: path,
                message: "\(path): there is no such file in the folder of plans, the only one "
                    + "that is read here."
            )
        }
        do {
            return try FileText.read(path: path)
        } catch let error as FileText.Unusable {
            complain(SourceLocation(file: path, line: 1, column: 1), error.message)
            return nil
        }
    }

    // MARK: Libraries

    private func completed(_ own: SourceNode, file: String, isLibrary: Bool) -> SourceNode {
        var own = own
        own.attachOrigins()
        expandTables(&own, file: file, isLibrary: isLibrary)
        let checker = PlanChecker(problems: problems, isPartial: true)
        _ = checker.check(own, .object(isLibrary ? PlanShape.library : PlanShape.root), "")
        var base: SourceNode?
        if let uses = own["uses"], case .sequence(let items) = uses.content {
            for item in items {
                guard let library = library(item, from: file) else { continue }
                base = base.map { library.merged(over: $0, .object(PlanShape.root)) } ?? library
            }
        }
        own.set("uses", to: nil, at: own.location)
        if let named = own["peers"], !isLibrary { peers = choice(named, from: file) }
        own.set("peers", to: nil, at: own.location)
        return base.map { own.merged(over: $0, .object(PlanShape.root)) } ?? own
    }

    private func library(_ node: SourceNode, from file: String) -> SourceNode? {
        guard let name = node.text, !name.isEmpty else { return nil }
        let path = relative(name, to: file)
        let id = identity(path)
        if let known = loaded[id] { return known }
        guard !open.contains(id) else {
            complain(
                node.location,
                "uses",
                "\(quoted(name)) uses itself in a circle; remove one use"
            )
            return nil
        }
        guard loaded.count + open.count < PlanLoader.fileLimit else {
            complain(node.location, "uses", "more than \(PlanLoader.fileLimit) files are used")
            return nil
        }
        guard let text = referenced(path, node, "uses"), var root = root(of: text, file: path)
        else {
            return nil
        }
        open.append(id)
        defer { open.removeLast() }
        root = completed(root, file: path, isLibrary: true)
        // These hold for the figures of the library's own file, which have them by now.
        for key in ["basis", "source", "note", "plan"] { root.set(key, to: nil, at: root.location) }
        loaded[id] = root
        return root
    }

    /// The text of a file that a file names; what is wrong is reported there.
    private func referenced(_ path: String, _ node: SourceNode, _ key: String) -> String? {
        do {
            return try text(of: path)
        } catch let error as PlanFileError {
            complain(node.location, key, error.message)
        } catch {
            complain(node.location, key, "\(path): \(error)")
        }
        return nil
    }

    /// The peers that a plan names: no part of what is forecast, so no part of the merged tree.
    private func choice(_ node: SourceNode, from file: String) -> PeerChoice {
        var names: [String] = []
        if case .sequence(let items)? = node["files"]?.content { names = items.compactMap(\.text) }
        return PeerChoice(
            files: names.filter { !$0.isEmpty }.map { relative($0, to: file) },
            own: node["self"]?.text
        )
    }

    // MARK: Tables

    private func expandTables(_ root: inout SourceNode, file: String, isLibrary: Bool) {
        for field in PlanShape.root.fields {
            guard case .table(.object(let shape)) = field.shape, let node = root[field.name],
                let name = node.text, name.hasSuffix(".csv")
            else { continue }
            let path = relative(name, to: file)
            if field.name == "contracts", !isLibrary { contractsFile = path }
            guard let text = referenced(path, node, field.name) else { continue }
            var source = TableSource(
                file: path,
                shape: shape,
                problems: problems,
                valueCount: valueCount
            )
            var table = source.read(text)
            valueCount = source.valueCount
            table.attachOrigins(within: root.origin)
            root.set(field.name, to: table, at: node.location)
        }
    }

    // MARK: Paths

    private func relative(_ name: String, to file: String) -> String {
        if name.hasPrefix("/") { return name }
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder + [Substring(name)]).joined(separator: "/")
    }

    private func identity(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    private func complain(_ location: SourceLocation, _ path: String = "", _ message: String) {
        problems.add(.meaning, at: location, path: path, message)
    }

    private func complain(_ location: SourceLocation, _ message: String) {
        problems.add(.structure, at: location, path: "", message)
    }
}

extension SourceNode {
    /// This tree laid over another: maps merge key by key, lists and figures are replaced whole.
    func merged(over base: SourceNode, _ shape: Shape) -> SourceNode {
        guard case .mapping(let own) = content, case .mapping = base.content,
            let inner = shape.innerShapes
        else { return self }
        let under = Dictionary(
            base.entries.map { ($0.key, $0.node) },
            uniquingKeysWith: { first, _ in first }
        )
        let ownKeys = Set(own.map(\.key))
        var entries = base.entries.filter { !ownKeys.contains($0.key) }
        for var entry in own {
            if let below = under[entry.key], let shape = inner(entry.key) {
                entry.node = entry.node.merged(over: below, shape)
            }
            entries.append(entry)
        }
        return SourceNode(
            content: .mapping(entries),
            location: location,
            origin: origin.completed(by: base.origin)
        )
    }
}

extension Shape {
    /// The shapes under the keys of a map that merges key by key; nil for what is replaced whole.
    var innerShapes: ((String) -> Shape?)? {
        switch self {
        case .object(let object): { object.field($0)?.shape }
        case .choice(let choice): { key in choice.allFields.first { $0.name == key }?.shape }
        case .map(_, let shape), .table(let shape): { _ in shape }
        default: nil
        }
    }
}
