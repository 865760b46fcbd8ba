import PlanModel

/// What a file, or an entry of it, says about the origin of the figures inside.
struct Origin: Sendable, Equatable {
    /// The basis as written, which may be none of the known ones.
    var basis: String?
    /// The source as written.
    var source: String?

    /// This origin, with another's answers where this one gives none.
    func completed(by outer: Origin) -> Origin {
        Origin(basis: basis ?? outer.basis, source: source ?? outer.source)
    }
}

/// A value of a plan file with its place: what YAML, CSV tables and scenarios all become.
struct SourceNode: Sendable {
    /// Scalar, mapping or sequence.
    enum Content: Sendable {
        /// Text; plain when it was not quoted.
        case scalar(text: String, isPlain: Bool)
        /// Entries in the order written, keys unique.
        case mapping([SourceEntry])
        /// Values in the order written.
        case sequence([SourceNode])
    }

    /// What it is.
    var content: Content
    /// Where it starts.
    var location: SourceLocation
    /// The origin that holds here: its own, or that of what encloses it in its file.
    var origin = Origin()

    /// The entries of a mapping, else none.
    var entries: [SourceEntry] {
        if case .mapping(let entries) = content { entries } else { [] }
    }

    /// The text of a scalar, else nil.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether it is a scalar that YAML reads as nothing.
    var isNull: Bool {
        guard case .scalar(let text, true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The value of a key of a mapping.
    subscript(key: String) -> SourceNode? {
        entries.first { $0.key == key }?.node
    }

    /// Sets, adds or removes (nil) the value of a key; anything but a mapping stays as it is.
    mutating func set(_ key: String, to node: SourceNode?, at location: SourceLocation) {
        guard case .mapping(var entries) = content else { return }
        let index = entries.firstIndex { $0.key == key }
        switch (index, node) {
        case (let index?, let node?): entries[index].node = node
        case (let index?, nil): entries.remove(at: index)
        case (nil, let node?):
            entries.append(SourceEntry(key: key, keyLocation: location, node: node))
        case (nil, nil): break
        }
        content = .mapping(entries)
    }

    /// A plain scalar.
    static func scalar(_ text: String, at location: SourceLocation) -> SourceNode {
        SourceNode(content: .scalar(text: text, isPlain: true), location: location)
    }
}

/// A key of a mapping and its value.
struct SourceEntry: Sendable {
    /// The key's text.
    var key: String
    /// Where the key stands.
    var keyLocation: SourceLocation
    /// The value.
    var node: SourceNode
}

extension SourceNode {
    /// Gives every value the origin that holds for it: the nearest `basis` and `source` around it.
    ///
    /// - Parameter outer: what holds around the value.
    mutating func attachOrigins(within outer: Origin = Origin()) {
        switch content {
        case .scalar: origin = outer
        case .sequence(var items):
            origin = outer
            for index in items.indices { items[index].attachOrigins(within: outer) }
            content = .sequence(items)
        case .mapping(var entries):
            let own = Origin(basis: self["basis"]?.text, source: self["source"]?.text)
            origin = own.completed(by: outer)
            // Under `sources`, `basis` would be a citation's name.
            for index in entries.indices where entries[index].key != "sources" {
                entries[index].node.attachOrigins(within: origin)
            }
            content = .mapping(entries)
        }
    }
}
