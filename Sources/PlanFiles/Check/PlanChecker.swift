import PlanModel

/// Holds a tree against the shape of a plan, and makes it typed values with defaults.
struct PlanChecker {
    /// Most entries of a list, and of a map whose keys the planner chooses.
    static let entryLimit = 1_000

    /// Where complaints go.
    let problems: Problems
    /// Whether keys may be missing because another file has them.
    let isPartial: Bool
    /// Known names; empty where a file is looked at alone.
    var names: [NameKind: Set<String>] = [:]

    /// Checks one value against its shape.
    ///
    /// - Returns: the value as far as it is right.
    func check(_ node: SourceNode, _ shape: Shape, _ path: String) -> CheckedValue? {
        switch shape {
        case .object(let object): return self.object(node, object, path)
        case .choice(let choice): return self.choice(node, choice, path)
        case .map(let keys, let value): return map(node, keys, value, path)
        case .table(let value):
            // A name that is still here could not be replaced by the file's contents.
            if let text = node.text, text.hasSuffix(".csv") { return nil }
            return map(node, .name, value, path, orElse: " or the name of a .csv file")
        case .list(let item): return list(node, item, path)
        case .oneOrMore(let item): return oneOrMore(node, item, path)
        case .nodeFigure(let figure): return nodeFigure(node, figure, path)
        default: return leaf(node, shape, path)
        }
    }

    func leaf(_ node: SourceNode, _ shape: Shape, _ path: String) -> CheckedValue? {
        let content: CheckedValue.Content?
        switch shape {
        case .figure(let figure):
            let reader = FigureReader(shape: figure, path: path, problems: problems)
            content = reader.read(node).map { .figure($0, figure) }
            checkSource(of: node, path)
        case .date(let form):
            content = Leaf.date(node, form, path, problems).map { .date($0) }
        case .word(let words): content = Leaf.word(node, words, path, problems).map { .text($0) }
        case .reference(let kind):
            content = Leaf.text(node, path, problems).map { .text($0) }
            checkName(node, kind, path)
        case .integer(let range):
            content = Leaf.integer(node, range, path, problems).map { .integer($0) }
        case .nodes: content = nodes(node, path).map { .text($0) }
        case .yearlyDays:
            let expected = "MM-DD, or MM-DD/MM-DD"
            content = text(node, path, expected) { YearlyDays($0) != nil }.map { .text($0) }
        case .name: content = name(node, path).map { .text($0) }
        default: content = Leaf.text(node, path, problems).map { .text($0) }
        }
        return content.map {
            CheckedValue(content: $0, location: node.location, path: path, origin: node.origin)
        }
    }

    private func nodes(_ node: SourceNode, _ path: String) -> String? {
        let expected = "a node such as 28, a range such as 55-28, >=130 or <=45, or all"
        return text(node, path, expected) { NodeRange($0) != nil }
    }

    private func text(
        _ node: SourceNode,
        _ path: String,
        _ expected: String,
        where isRight: (String) -> Bool
    ) -> String? {
        guard let text = Leaf.scalar(node, path, expected, problems) else { return nil }
        if isRight(text) { return text }
        problems.add(
            .structure,
            at: node.location,
            path: path,
            "\(quoted(text)) is not \(expected)"
        )
        return nil
    }

    private func name(_ node: SourceNode, _ path: String) -> String? {
        guard let text = Leaf.text(node, path, problems) else { return nil }
        guard let complaint = KeyKind.name.complaint(text) else { return text }
        problems.add(.structure, at: node.location, path: path, complaint)
        return nil
    }

    // MARK: Names

    private func checkName(_ node: SourceNode, _ kind: NameKind, _ path: String) {
        guard let known = names[kind], let text = node.text, !node.isNull, !known.contains(text)
        else { return }
        problems.add(
            .meaning,
            at: node.location,
            path: path,
            "unknown \(kind.rawValue) \(quoted(text))"
                + suggestion(for: text, among: Array(known), called: kind.section)
        )
    }

    private func checkSource(of node: SourceNode, _ path: String) {
        guard let source = node["source"] else { return }
        checkName(source, .source, path + ".source")
    }

    /// Whether a list or map is looked at; one that is too long is reported.
    func isWithinLimit(_ count: Int, _ node: SourceNode, _ path: String) -> Bool {
        guard count > Self.entryLimit else { return true }
        problems.isTooLarge = true
        problems.add(
            .meaning,
            at: node.location,
            path: path,
            "has \(count) entries; at most \(Self.entryLimit) are read"
        )
        return false
    }

    // MARK: Maps and objects

    private func mapping(_ node: SourceNode, _ path: String, _ expected: String) -> [SourceEntry]? {
        guard case .mapping(let entries) = node.content else {
            _ =
                Leaf.scalar(
                    SourceNode(content: node.content, location: node.location),
                    path,
                    expected,
                    problems
                )
                .map {
                    problems.add(
                        .structure,
                        at: node.location,
                        path: path,
                        "\(quoted($0)) is not \(expected)"
                    )
                }
            return nil
        }
        return entries
    }

    func map(
        _ node: SourceNode,
        _ keys: KeyKind,
        _ shape: Shape,
        _ path: String,
        orElse: String = ""
    ) -> CheckedValue? {
        guard let entries = mapping(node, path, "a map" + orElse),
            isWithinLimit(entries.count, node, path)
        else { return nil }
        var result: [(key: String, value: CheckedValue)] = []
        for entry in entries {
            let below = join(path, entry.key)
            if let complaint = keys.complaint(entry.key) {
                problems.add(.structure, at: entry.keyLocation, path: below, complaint)
            }
            if let value = check(entry.node, shape, below) { result.append((entry.key, value)) }
        }
        return finished(result, node, path)
    }

    private func object(_ node: SourceNode, _ shape: ObjectShape, _ path: String) -> CheckedValue? {
        guard let entries = mapping(node, path, "a map") else { return nil }
        return fields(entries, node, shape, path)
    }

    private func choice(_ node: SourceNode, _ shape: ChoiceShape, _ path: String) -> CheckedValue? {
        guard let entries = mapping(node, path, "a map") else { return nil }
        let path = stepPath(path, entries)
        let rest = entries.filter { $0.key != shape.key }
        let given = entries.first { $0.key == shape.key }
        var word = shape.fallback
        if let given {
            word = Leaf.word(given.node, shape.words, join(path, shape.key), problems)
        } else if word == nil, !isPartial {
            problems.add(
                .structure,
                at: node.location,
                path: path,
                "\(shape.key) is missing; expected one of \(shape.words.joined(separator: ", "))"
            )
        }
        guard let chosen = shape.cases.first(where: { $0.word == word }) else {
            let loose = PlanChecker(problems: problems, isPartial: true, names: names)
            _ = loose.fields(rest, node, ObjectShape(shape.allFields, hasOrigin: false), path)
            return nil
        }
        var result = fields(rest, node, chosen.object, path, chooser: (shape.key, chosen.word))
        let location = given?.node.location ?? node.location
        result?
            .set(
                shape.key,
                to: CheckedValue(
                    content: .text(chosen.word),
                    location: location,
                    path: join(path, shape.key)
                )
            )
        return result
    }

    private func fields(
        _ entries: [SourceEntry],
        _ node: SourceNode,
        _ shape: ObjectShape,
        _ path: String,
        chooser: (key: String, word: String)? = nil
    ) -> CheckedValue? {
        var result: [(key: String, value: CheckedValue)] = []
        for entry in entries {
            guard let field = shape.field(entry.key) else {
                let known = shape.fields.map(\.name) + (chooser.map { [$0.key] } ?? [])
                problems.add(
                    .structure,
                    at: entry.keyLocation,
                    path: join(path, entry.key),
                    "unknown key \(quoted(entry.key))"
                        + (chooser.map { " for \($0.key) \($0.word)" } ?? "")
                        + suggestion(for: entry.key, among: known, called: "keys")
                )
                continue
            }
            if let value = check(entry.node, field.shape, join(path, entry.key)) {
                result.append((entry.key, value))
            }
        }
        for field in shape.fields where !entries.contains(where: { $0.key == field.name }) {
            if field.isRequired, !isPartial || (path.isEmpty && field.name == "plan") {
                problems.add(
                    .structure,
                    at: node.location,
                    path: path,
                    "\(field.name) is missing: \(field.doc)"
                )
            } else if let fallback = field.fallback, !isPartial,
                !entries.contains(where: { $0.key == field.instead })
            {
                result.append((field.name, standIn(fallback, field.shape, node, path, field.name)))
            }
        }
        return finished(result, node, path)
    }

    /// The value of a default, as if it had been written.
    private func standIn(
        _ text: String,
        _ shape: Shape,
        _ node: SourceNode,
        _ path: String,
        _ key: String
    ) -> CheckedValue {
        let content: SourceNode.Content =
            text == "{}" ? .mapping([]) : .scalar(text: text, isPlain: true)
        let written = SourceNode(
            content: content,
            location: node.location,
            origin: Origin(basis: "assumed")
        )
        guard var value = check(written, shape, join(path, key)) else {
            preconditionFailure("the default of \(path).\(key) does not fit its own shape")
        }
        value.isDefault = true
        return value
    }

    func finished(
        _ entries: [(key: String, value: CheckedValue)],
        _ node: SourceNode,
        _ path: String
    ) -> CheckedValue {
        CheckedValue(
            content: .map(entries.sorted { $0.key < $1.key }),
            location: node.location,
            path: path,
            origin: node.origin
        )
    }

    /// Route steps are addressed by name, so that their order does not matter.
    private func stepPath(_ path: String, _ entries: [SourceEntry]) -> String {
        guard path.hasPrefix("route["), path.hasSuffix("]"),
            let name = entries.first(where: { $0.key == "step" })?.node.text, !name.isEmpty
        else { return path }
        return "route.\(name)"
    }

    private func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
