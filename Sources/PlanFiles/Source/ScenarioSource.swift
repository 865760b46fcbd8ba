import PlanModel

/// A scenario file: changes to a plan, by path.
struct ScenarioSource {
    /// Its name.
    let name: String
    /// The changes in the order written.
    let changes: [SourceEntry]

    /// The shape of the file.
    static let keys = ["scenario", "changes", "note"]

    /// Reads a scenario; what is wrong is reported.
    init?(_ root: SourceNode, problems: Problems) {
        for entry in root.entries where !ScenarioSource.keys.contains(entry.key) {
            problems.add(
                .structure,
                at: entry.keyLocation,
                path: entry.key,
                "unknown key \(quoted(entry.key))"
                    + suggestion(for: entry.key, among: ScenarioSource.keys, called: "keys")
            )
        }
        guard let title = root["scenario"], let name = Leaf.text(title, "scenario", problems),
            let changes = root["changes"], case .mapping(let entries) = changes.content
        else {
            problems.add(
                .structure,
                at: root.location,
                path: "",
                "a scenario file holds scenario: with a name and changes: with a map of paths"
            )
            return nil
        }
        // Each copies the part of the plan that it changes.
        guard entries.count <= PlanChecker.entryLimit else {
            problems.add(
                .meaning,
                at: changes.location,
                path: "changes",
                "has \(entries.count) entries; at most \(PlanChecker.entryLimit) are read"
            )
            return nil
        }
        self.name = name
        self.changes = entries
    }

    /// Applies the changes in order.
    func apply(to tree: inout SourceNode?, problems: Problems) {
        guard var root = tree else { return }
        defer { tree = root }
        for change in changes {
            guard let steps = TreePath.steps(change.key) else {
                problems.add(
                    .meaning,
                    at: change.keyLocation,
                    path: change.key,
                    "is not a path; expected keys with dots and [n] for list items"
                )
                continue
            }
            var value = change.node
            // What if is nobody's published figure.
            value.attachOrigins(within: Origin(basis: "assumed"))
            let path = TreePath(change: change, value: value.isNull ? nil : value)
            if let complaint = path.replace(steps[...], in: &root) {
                problems.add(.meaning, at: change.keyLocation, path: change.key, complaint)
            }
        }
    }
}

/// A place in a tree that a change goes to.
struct TreePath {
    /// A step down.
    enum Step {
        /// Into a map, or to the route step of that name.
        case key(String)
        /// Into a list, from 0.
        case index(Int)

        /// The step as written.
        var text: String {
            switch self {
            case .key(let key): quoted(key)
            case .index(let index): "[\(index)]"
            }
        }
    }

    /// The change.
    let change: SourceEntry
    /// What to put there; nil to remove.
    let value: SourceNode?

    /// Splits `a.b[0].c`; nil when it is not such a path.
    static func steps(_ path: String) -> [Step]? {
        var steps: [Step] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let key = pieces.first, !key.isEmpty else { return nil }
            steps.append(.key(String(key)))
            for piece in pieces.dropFirst() {
                guard piece.last == "]", let index = Int(piece.dropLast()), index >= 0 else {
                    return nil
                }
                steps.append(.index(index))
            }
        }
        return steps.count <= YAMLSource.depthLimit ? steps : nil
    }

    /// Replaces, adds or removes the value.
    ///
    /// - Returns: what is wrong, if anything.
    func replace(_ steps: ArraySlice<Step>, in node: inout SourceNode) -> String? {
        guard let step = steps.first else { return nil }
        let isLast = steps.count == 1
        switch (step, node.content) {
        case (.key(let key), .mapping):
            guard var inner = node[key] else {
                guard isLast else { return missing(step, node) }
                guard value != nil else { return missing(step, node) }
                node.set(key, to: value, at: change.keyLocation)
                return nil
            }
            if isLast {
                node.set(key, to: value, at: change.keyLocation)
                return nil
            }
            let complaint = replace(steps.dropFirst(), in: &inner)
            node.set(key, to: inner, at: change.keyLocation)
            return complaint
        case (.key(let key), .sequence(let items)):
            guard let index = items.firstIndex(where: { $0["step"]?.text == key }) else {
                return missing(step, node)
            }
            return replace(at: index, steps, in: &node)
        case (.index(let index), .sequence): return replace(at: index, steps, in: &node)
        default: return missing(step, node)
        }
    }

    private func replace(
        at index: Int,
        _ steps: ArraySlice<Step>,
        in node: inout SourceNode
    ) -> String? {
        guard case .sequence(var items) = node.content else { return nil }
        var complaint: String?
        if steps.count == 1 {
            switch value {
            case let value? where index == items.count: items.append(value)
            case let value? where items.indices.contains(index): items[index] = value
            case nil where items.indices.contains(index): items.remove(at: index)
            default: return "[\(index)] does not exist; the list has \(items.count) items"
            }
        } else {
            guard items.indices.contains(index) else {
                return "[\(index)] does not exist; the list has \(items.count) items"
            }
            complaint = replace(steps.dropFirst(), in: &items[index])
        }
        node.content = .sequence(items)
        return complaint
    }

    private func missing(_ step: Step, _ node: SourceNode) -> String {
        var known = node.entries.map(\.key)
        if case .sequence(let items) = node.content {
            known = items.compactMap { $0["step"]?.text }
        }
        guard case .key(let key) = step, !known.isEmpty else {
            return "\(step.text) does not exist in the plan"
        }
        return "\(step.text) does not exist in the plan"
            + suggestion(for: key, among: known, called: "keys here")
    }
}
