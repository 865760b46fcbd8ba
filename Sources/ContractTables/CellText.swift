internal import Foundation

/// A text without blanks at its ends, as wide as they may be.
func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
}

/// A text in lower case, in which characters of double width are those of single width.
func folded(_ text: String) -> String {
    trimmed(text.precomposedStringWithCompatibilityMapping.lowercased())
}

/// A text of a cell as messages quote it: on one line and not long.
func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(59) + "…" : line
}
