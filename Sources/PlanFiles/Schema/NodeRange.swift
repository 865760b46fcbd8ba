/// One node or a range of nodes as a planner writes it.
struct NodeRange: Sendable, Equatable {
    /// Finest node [nm].
    let finest: Int
    /// Coarsest node [nm]; `Int.max` for no bound.
    let coarsest: Int

    /// A single node in a file.
    static let nodePattern = "[1-9][0-9]{0,3}"
    /// A node or a range.
    static let pattern =
        "(?:all|\(nodePattern)|>=\(nodePattern)|<=\(nodePattern)|\(nodePattern)-\(nodePattern))"

    /// Every node.
    static let all = NodeRange(finest: 0, coarsest: .max)

    private init(finest: Int, coarsest: Int) {
        self.finest = finest
        self.coarsest = coarsest
    }

    /// Reads `28`, `55-28`, `>=130`, `<=45` or `all`; nil for anything else.
    init?(_ text: String) {
        if text == "all" {
            self = .all
        } else if text.hasPrefix(">=") {
            guard let node = NodeRange.node(text.dropFirst(2)) else { return nil }
            self.init(finest: node, coarsest: .max)
        } else if text.hasPrefix("<=") {
            guard let node = NodeRange.node(text.dropFirst(2)) else { return nil }
            self.init(finest: 0, coarsest: node)
        } else {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            guard (1...2).contains(ends.count), let first = NodeRange.node(ends[0]),
                let last = NodeRange.node(ends[ends.count - 1])
            else { return nil }
            self.init(finest: min(first, last), coarsest: max(first, last))
        }
    }

    /// A single node.
    static func node(_ text: some StringProtocol) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.first != 48,
            text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }

    /// Whether it covers a node.
    func contains(_ node: Int) -> Bool { (finest...coarsest).contains(node) }

    /// The node, when the text was a single one.
    var single: Int? { finest == coarsest ? finest : nil }

    /// Whether a node lies in both.
    func overlaps(_ other: NodeRange) -> Bool {
        finest <= other.coarsest && other.finest <= coarsest
    }
}
