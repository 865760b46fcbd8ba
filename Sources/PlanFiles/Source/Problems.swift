import PlanModel

/// Collects what is wrong with a plan, each thing once.
final class Problems {
    /// What the JSON Schema can also see, and what only the reader knows.
    enum Phase {
        /// Types, keys, units, enumerations, the syntax of dates.
        case structure
        /// Ranges, names, sums, order.
        case meaning
    }

    /// More than this many are counted but not kept: a hostile file must not fill the memory.
    static let limit = 1_000

    /// Issues in the order found.
    private(set) var issues: [Issue] = []
    /// Those that the JSON Schema sees too.
    private(set) var structural: [Issue] = []
    /// Paths that have an error, and those above them.
    private var faultyPaths: Set<String> = []
    private var seen: Set<String> = []
    private var dropped = 0

    /// Whether any error was found.
    private(set) var hasErrors = false

    /// Whether looking further would only cost time: more was found than is kept, or something has
    /// too many entries to be looked at.
    var isFull: Bool { dropped > 0 || isTooLarge }
    /// Whether something has too many entries to be looked at.
    var isTooLarge = false

    /// Adds an issue, unless the same one is already there.
    func add(
        _ phase: Phase,
        _ severity: Issue.Severity = .error,
        at location: SourceLocation,
        path: String,
        _ text: @autoclosure () -> String
    ) {
        if severity == .error { markFaulty(path) }
        guard issues.count < Problems.limit else {
            dropped += 1
            return
        }
        let message = text()
        let issue = Issue(severity: severity, location: location, path: path, message: message)
        guard
            seen.insert("\(location.file):\(location.line):\(location.column) \(message)").inserted
        else { return }
        issues.append(issue)
        if phase == .structure { structural.append(issue) }
    }

    private func markFaulty(_ path: String) {
        hasErrors = true
        var path = path[...]
        // What is there already has all that is above it.
        while faultyPaths.insert(String(path)).inserted,
            let end = path.lastIndex(where: { $0 == "." || $0 == "[" })
        {
            path = path[..<end]
        }
    }

    /// Whether an error stands at a path or below it.
    func touches(_ path: String) -> Bool { faultyPaths.contains(path) }

    /// All issues in order of file, line and column, with a closing line if some were dropped.
    func sorted() -> [Issue] {
        var result = Problems.sorted(issues)
        if dropped > 0, let last = result.last {
            let message = "\(dropped) more problems are not listed; mend these first"
            result.append(
                Issue(severity: .error, location: last.location, path: "", message: message)
            )
        }
        return result
    }

    /// Issues in order of file, line and column.
    static func sorted(_ issues: [Issue]) -> [Issue] {
        issues.sorted {
            let (a, b) = ($0.location, $1.location)
            return (a.file, a.line, a.column, $0.message) < (b.file, b.line, b.column, $1.message)
        }
    }
}

/// A value as messages quote it: on one line and not long.
func quoted(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
        if line.unicodeScalars.count == 60 { return "'\(line)…'" }
        line.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
    }
    return "'\(line)'"
}
