extension KeyKind {
    /// What is wrong with a key; nil when it is right.
    func complaint(_ key: String) -> String? {
        switch self {
        case .name:
            let isName = Leaf.isName(key)
            return isName
                ? nil
                : "\(quoted(key)) is no name; a name has 1 to 100 characters, none of . [ ] ; and "
                    + "no space at an end"
        case .node:
            return NodeRange.node(key) == nil
                ? "\(quoted(key)) is not a node; expected nanometres such as 28" : nil
        case .nodes:
            return NodeRange(key) == nil
                ? "\(quoted(key)) is not a node or a range; expected 28, 55-28, >=130, <=45 or all"
                : nil
        case .date:
            return DateForm.interval.read(key) == nil ? DateForm.interval.complaint(key) : nil
        case .word(let words):
            if words.contains(key) { return nil }
            return "unknown key \(quoted(key))"
                + suggestion(for: key, among: words, called: "keys")
        }
    }
}

extension Leaf {
    /// Whether a text can name an entry: paths must stay readable.
    static func isName(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard (1...100).contains(scalars.count), let first = scalars.first, let last = scalars.last,
            first != " ", last != " "
        else { return false }
        return scalars.allSatisfy {
            $0.value >= 32 && $0.value != 127 && !".[];".unicodeScalars.contains($0)
        }
    }
}
