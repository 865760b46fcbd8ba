import PlanModel
import Yams

/// Reads YAML text into source nodes, within limits that hold for hostile files too.
struct YAMLSource {
    /// Deepest nesting.
    static let depthLimit = 32
    /// Most values after aliases are expanded.
    static let valueLimit = 200_000
    /// Most bytes of a key: every value below it has the key in its path.
    static let keyLimit = 1_000
    /// Most brackets open at once, those in texts and comments too: the library looks at all of
    /// them for every word.
    static let bracketLimit = 64
    /// Most lines that begin with `%`: the library compares each with all before it.
    static let directiveLimit = 16

    /// A problem that stops the reading of the file.
    struct Failure: Error {
        /// Line and column, from 1.
        let line: Int, column: Int
        /// The sentence for the planner.
        let message: String
    }

    /// The file that locations name.
    let file: String
    /// Added to every line; for YAML inside another file.
    var lineOffset = 0
    /// The column of everything, where the text has none of its own in the file.
    var fixedColumn: Int?
    /// Values read so far, those of other files of the plan included.
    private(set) var valueCount: Int

    /// Makes a reader for one file.
    init(file: String, lineOffset: Int = 0, fixedColumn: Int? = nil, valueCount: Int = 0) {
        self.file = file
        self.valueCount = valueCount
        self.lineOffset = lineOffset
        self.fixedColumn = fixedColumn
    }

    /// Reads one document.
    ///
    /// - Returns: its root; nil when there is none.
    /// - Throws: `Failure`.
    mutating func read(_ text: String) throws -> SourceNode? {
        do {
            try refuseWhatTakesLong(text)
            if text.utf8.contains(UInt8(ascii: "*")) {
                try refuseAliasesAsKeys(text)
            }
            guard let root = try compose(text) else { return nil }
            return try convert(root, depth: 1)
        } catch let error as YamlError {
            throw YAMLSource.failure(from: error)
        }
    }

    /// Refuses what the YAML library takes quadratic time for, before it sees it.
    private func refuseWhatTakesLong(_ text: String) throws {
        var (line, column, open, directives) = (1, 0, 0, 0)
        for byte in text.utf8 {
            column += 1
            switch byte {
            case UInt8(ascii: "\n"): (line, column) = (line + 1, 0)
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            case UInt8(ascii: "%") where column == 1: directives += 1
            default: continue
            }
            if open > Self.bracketLimit {
                throw Failure(line: line, column: column, message: Self.tooDeepMessage)
            }
            if directives > Self.directiveLimit {
                throw Failure(
                    line: line,
                    column: column,
                    message: "more than \(Self.directiveLimit) lines begin with %; a plan needs "
                        + "none"
                )
            }
        }
    }

    // Without resolver rules no regular expressions run; this reader decides what a number is.
    private func compose(_ text: String) throws -> Node? {
        try Yams.compose(yaml: text, .basic, .default, .utf8)
    }

    /// Refuses keys that are aliases or not text, before they are compared.
    ///
    /// The YAML library hashes keys to find duplicates, and would walk an alias that stands for
    /// exponentially much. With every `*` replaced the same text has no aliases, and the same
    /// places.
    private func refuseAliasesAsKeys(_ text: String) throws {
        let inert = String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0 == "*" ? "\u{E000}" : $0 })
        )
        guard let root = try compose(inert) else { return }
        try checkKeys(of: root, depth: 1)
    }

    private func checkKeys(of node: Node, depth: Int) throws {
        guard depth <= YAMLSource.depthLimit else { throw tooDeep(node) }
        switch node {
        case .scalar, .alias: return
        case .sequence(let items):
            for item in items { try checkKeys(of: item, depth: depth + 1) }
        case .mapping(let pairs):
            for (key, value) in pairs {
                guard case .scalar(let scalar) = key else { throw keyIsNotText(key) }
                if scalar.style == .plain, scalar.string.unicodeScalars.first == "\u{E000}" {
                    throw keyIsNotText(key)
                }
                try checkKeys(of: value, depth: depth + 1)
            }
        }
    }

    private mutating func convert(_ node: Node, depth: Int) throws -> SourceNode {
        guard depth <= YAMLSource.depthLimit else { throw tooDeep(node) }
        valueCount += 1
        guard valueCount <= YAMLSource.valueLimit else {
            throw failure(at: node, Self.tooManyMessage)
        }
        let content: SourceNode.Content
        switch node {
        case .scalar(let scalar):
            content = .scalar(text: scalar.string, isPlain: scalar.style == .plain)
        case .sequence(let items):
            var nodes: [SourceNode] = []
            for item in items { nodes.append(try convert(item, depth: depth + 1)) }
            content = .sequence(nodes)
        case .mapping(let pairs):
            var entries: [SourceEntry] = []
            for (key, value) in pairs { entries.append(try entry(key, value, depth: depth)) }
            try refuseDuplicates(entries)
            content = .mapping(entries)
        case .alias: throw failure(at: node, "an alias (*name) stands for nothing")
        }
        return SourceNode(content: content, location: location(of: node))
    }

    private mutating func entry(_ key: Node, _ value: Node, depth: Int) throws -> SourceEntry {
        guard case .scalar(let scalar) = key else { throw keyIsNotText(key) }
        let length = scalar.string.utf8.count
        guard length <= YAMLSource.keyLimit else {
            throw failure(
                at: key,
                "the key \(quoted(scalar.string)) has \(length) bytes; at most "
                    + "\(YAMLSource.keyLimit) are read"
            )
        }
        return SourceEntry(
            key: scalar.string,
            keyLocation: location(of: key),
            node: try convert(value, depth: depth + 1)
        )
    }

    /// Keys that the YAML library tells apart may be the same text, such as `28` and `"28"`.
    private func refuseDuplicates(_ entries: [SourceEntry]) throws {
        var seen: Set<String> = []
        for entry in entries where !seen.insert(entry.key).inserted {
            throw Failure(
                line: entry.keyLocation.line,
                column: entry.keyLocation.column,
                message: "the key \(quoted(entry.key)) is given more than once; keep one"
            )
        }
    }

    private func location(of node: Node) -> SourceLocation {
        SourceLocation(
            file: file,
            line: (node.mark?.line ?? 1) + lineOffset,
            column: fixedColumn ?? node.mark?.column ?? 1
        )
    }

    private func failure(at node: Node, _ message: String) -> Failure {
        Failure(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message)
    }

    private func tooDeep(_ node: Node) -> Failure {
        failure(at: node, YAMLSource.tooDeepMessage)
    }

    private func keyIsNotText(_ key: Node) -> Failure {
        failure(at: key, YAMLSource.keyMessage)
    }
}

extension YAMLSource {
    static let tooManyMessage =
        "the plan holds more than 200000 values, aliases (*name) expanded; make it smaller"
    private static let keyMessage = "a key is an alias, a list or a map; a key must be text"
    private static let tooDeepMessage = "values are nested more than 32 levels deep; flatten them"

    private static func failure(from error: YamlError) -> Failure {
        switch error {
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            let line = before.count { $0.isNewline } + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            return Failure(line: line, column: column, message: "not YAML: \(problem)")
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let message = sentence(context?.text, problem)
            return Failure(line: mark.line, column: mark.column, message: message)
        case .duplicatedKeysInMapping(let keys, let context):
            // What the library calls a key that is no text; U+E000 is our mark of an alias.
            if keys.contains(where: { $0.contains("<uncovertable>") || $0.contains("\u{E000}") }) {
                return Failure(
                    line: context.mark.line,
                    column: context.mark.column,
                    message: keyMessage
                )
            }
            let names = keys.sorted().prefix(5).map(quoted).joined(separator: ", ")
            let subject = keys.count == 1 ? "the key \(names) is" : "the keys \(names) are"
            return Failure(
                line: context.mark.line,
                column: context.mark.column,
                message: "\(subject) given more than once; keep one"
            )
        default: return Failure(line: 1, column: 1, message: "not YAML: \(error)")
        }
    }

    private static func sentence(_ context: String?, _ problem: String) -> String {
        if problem.hasPrefix("Maximum nesting level") { return tooDeepMessage }
        if problem.contains("but found another document") {
            return "a second document starts here; keep one document a file"
        }
        if problem.contains("cannot start any token") {
            return "not YAML: \(problem) (indent with spaces, not tabs; quote @ ` % at the start)"
        }
        return "not YAML: " + (context.map { "\($0), \(problem)" } ?? problem)
    }
}
