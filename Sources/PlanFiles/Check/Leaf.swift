import PlanModel

/// Reads scalars that are not figures; each reports what is wrong and then gives nil.
enum Leaf {
    /// The text of a scalar that holds something.
    static func scalar(
        _ node: SourceNode,
        _ path: String,
        _ expected: String,
        _ problems: Problems
    ) -> String? {
        let found: String
        switch node.content {
        case .mapping: found = "is a map"
        case .sequence: found = "is a list"
        case .scalar(let text, _):
            if !node.isNull, !text.isEmpty { return text }
            found = "is empty"
        }
        problems.add(.structure, at: node.location, path: path, "\(found); expected \(expected)")
        return nil
    }

    /// Text.
    @discardableResult
    static func text(_ node: SourceNode, _ path: String, _ problems: Problems) -> String? {
        scalar(node, path, "text", problems)
    }

    /// One of some words.
    @discardableResult
    static func word(
        _ node: SourceNode,
        _ words: [String],
        _ path: String,
        _ problems: Problems
    ) -> String? {
        let expected = "one of " + words.joined(separator: ", ")
        guard let text = scalar(node, path, expected, problems) else { return nil }
        if words.contains(text) { return text }
        let near = nearestName(to: text, among: words).map { "; did you mean '\($0)'?" }
        problems.add(
            .structure,
            at: node.location,
            path: path,
            "\(quoted(text)) is not \(expected)" + (near ?? "")
        )
        return nil
    }

    /// A date.
    static func date(
        _ node: SourceNode,
        _ form: DateForm,
        _ path: String,
        _ problems: Problems
    ) -> DateInterval? {
        guard let text = scalar(node, path, form.expectation, problems) else { return nil }
        if let date = form.read(text) { return date }
        problems.add(.structure, at: node.location, path: path, form.complaint(text))
        return nil
    }

    /// A whole number.
    static func integer(
        _ node: SourceNode,
        _ range: ClosedRange<Int>,
        _ path: String,
        _ problems: Problems
    ) -> Int? {
        guard let text = scalar(node, path, "a whole number", problems) else { return nil }
        guard let integer = NumberText.integer(text) else {
            problems.add(
                .structure,
                at: node.location,
                path: path,
                "\(quoted(text)) is not a whole number"
            )
            return nil
        }
        guard range.contains(integer) else {
            problems.add(
                .meaning,
                at: node.location,
                path: path,
                "\(integer) is out of range; expected \(range.lowerBound) to \(range.upperBound)"
            )
            return nil
        }
        return integer
    }
}

extension DateForm {
    /// The years that a plan may name; outside them a digit is wrong.
    static let years = 1900...2199

    /// What a planner should write.
    var expectation: String {
        switch self {
        case .interval: "YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
        case .days: "YYYY-MM-DD, a longer date, or two of them with / between"
        case .month: "YYYY-MM"
        case .day: "YYYY-MM-DD"
        }
    }

    /// Reads a date of that form.
    func read(_ text: String) -> DateInterval? {
        if self == .days {
            let ends = text.split(separator: "/", omittingEmptySubsequences: false)
                .map { DateForm.interval.read(String($0)) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
            else { return nil }
            return DateInterval(first: first.first, last: last.last, text: text)
        }
        guard let date = DateInterval(text), DateForm.years.contains(date.first.month.year) else {
            return nil
        }
        let isMonth = text.utf8.count == 7 && !text.utf8.contains { $0 == 72 || $0 == 81 }
        return switch self {
        case .interval, .days: date
        case .month: isMonth ? date : nil
        case .day: text.utf8.count == 10 ? date : nil
        }
    }

    /// The message about a text that is none.
    func complaint(_ text: String) -> String {
        let noun = [.interval, .days].contains(self) ? "date" : rawValue
        let hint =
            DateInterval(text).map { DateForm.years.contains($0.first.month.year) } == false
            ? " between 1900 and 2199" : ""
        return "\(quoted(text)) is not a \(noun)\(hint); expected \(expectation)"
    }
}
