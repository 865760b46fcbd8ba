internal import Forecast

/// A change of the plan as a person reads it: what is new or gone as a whole is one line, and so
/// are equal changes of many entries.
struct ComparisonChange: Equatable {
    var path: String
    var old: String?
    var new: String?
    var basis: String
    /// Entries that change alike.
    var count = 1

    /// The changes of a scenario.
    static func joined(_ changes: [ComparisonResult.Change]) -> [ComparisonChange] {
        var found: [ComparisonChange] = []
        for change in changes {
            var next = ComparisonChange(change)
            let entry = next.path.split(separator: ".").prefix(2).joined(separator: ".")
            if change.plan == nil || change.scenario == nil, wholly(entry, in: changes) {
                next = ComparisonChange(
                    path: entry,
                    old: change.plan.map { _ in "as planned" },
                    new: change.scenario.map { _ in summary(entry, changes) },
                    basis: ""
                )
                if found.contains(where: { $0.path == entry }) { continue }
            }
            if let index = found.firstIndex(where: { $0.isAlike(next) }) {
                found[index].path = next.starred
                found[index].count += 1
            } else {
                found.append(next)
            }
        }
        return found
    }

    private init(path: String, old: String?, new: String?, basis: String) {
        (self.path, self.old, self.new, self.basis) = (path, old, new, basis)
    }

    private init(_ change: ComparisonResult.Change) {
        let bases = [change.planBasis, change.scenarioBasis].compactMap { $0 }
        let basis = Set(bases).count == 1 ? bases[0] : bases.joined(separator: " → ")
        self.init(path: change.path, old: change.plan, new: change.scenario, basis: basis)
    }

    /// What each entry of a section must have: where that is new or gone, all of it is.
    private static let required = [
        "contracts": "value", "groups": "availability", "milestones": "event",
        "nodes": "yield.mature", "risks": "outcomes[0].probability", "targets": "plates_per_year",
        "tools": "group", "writers": "class",
    ]

    /// Whether all of an entry, such as a tool, is new or gone.
    private static func wholly(_ entry: String, in changes: [ComparisonResult.Change]) -> Bool {
        guard let key = required[String(entry.prefix { $0 != "." })] else { return false }
        return changes.contains {
            $0.path == "\(entry).\(key)" && ($0.plan == nil || $0.scenario == nil)
        }
    }

    /// What a new entry says of itself.
    private static func summary(_ entry: String, _ changes: [ComparisonResult.Change]) -> String {
        let keys = [
            "group", "model", "promised", "finest_node", "mix", "class", "node", "tool", "event",
            "value", "plates_per_year", "measure", "by",
        ]
        let parts = keys.compactMap { key in
            changes.first { $0.path == "\(entry).\(key)" }?.scenario.map { "\(key) \($0)" }
        }
        return parts.isEmpty ? "new" : "new: " + parts.joined(separator: ", ")
    }

    /// The path with a star for the entry's name.
    private var starred: String {
        var steps = path.split(separator: ".", omittingEmptySubsequences: false)
        if steps.count > 2 { steps[1] = "*" }
        return steps.joined(separator: ".")
    }

    private func isAlike(_ other: ComparisonChange) -> Bool {
        starred == other.starred && starred.contains("*") && old == other.old && new == other.new
            && basis == other.basis
    }

    /// The change, over several lines where it is long.
    func lines(id: String) -> [String] {
        let mark = basis.isEmpty ? "" : " (\(basis))"
        let many = count > 1 ? " (\(count) entries)" : ""
        let start = "  \(id)  \(path)\(many):"
        let (before, after) = (old ?? "nothing", "→ \(new ?? "nothing")\(mark)")
        if TextTable.width(start + before + after) + 2 <= TextTable.lineWidth {
            return ["\(start) \(before) \(after)"]
        }
        let indent = String(repeating: " ", count: 7)
        if TextTable.width(before + after) + 8 <= TextTable.lineWidth {
            return [start, "\(indent)\(before) \(after)"]
        }
        return [start] + TextTable.fold(indent + before, indent: 9)
            + TextTable.fold(indent + after, indent: 9)
    }
}
