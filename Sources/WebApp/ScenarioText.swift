/// Changes as the text of a scenario file, a line each.
struct ScenarioText {
    /// Lines before the first change.
    static let head = 2

    /// Name of the scenario.
    let name: String
    /// The changes.
    let changes: [Draft.Change]

    /// The file.
    ///
    /// - Throws: `Refusal` for what would not stay on its line.
    func text() throws(Refusal) -> String {
        guard changes.count <= Limits.changes else {
            throw .wrong("changes: more than \(Limits.changes)")
        }
        var lines = ["scenario: \(try quoted(name, "name"))", "changes:"]
        for (index, change) in changes.enumerated() {
            let key = try quoted(change.path, "changes[\(index)].path")
            lines.append("  \(key): \(try value(change.value, index))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func value(_ value: String?, _ index: Int) throws(Refusal) -> String {
        guard let value else { return "null" }
        let field = "changes[\(index)].value"
        try check(value, field)
        guard value.contains(where: { $0 != " " }) else {
            throw .wrong("\(field): is empty; give null to remove \(changes[index].path)")
        }
        return value
    }

    private func quoted(_ text: String, _ field: String) throws(Refusal) -> String {
        try check(text, field)
        guard !text.isEmpty else { throw .wrong("\(field): is empty") }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func check(_ text: String, _ field: String) throws(Refusal) {
        guard text.unicodeScalars.count <= Limits.valueLength else {
            throw .wrong("\(field): has more than \(Limits.valueLength) characters")
        }
        let breaks: Set<UInt32> = [0x7F, 0x85, 0x2028, 0x2029, 0xFEFF]
        guard !text.unicodeScalars.contains(where: { $0.value < 32 || breaks.contains($0.value) })
        else {
            throw .wrong("\(field): has a line break or a control character; one line is expected")
        }
    }
}
