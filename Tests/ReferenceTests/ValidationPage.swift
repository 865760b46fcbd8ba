import Foundation

/// The tables of docs/validation.md.
struct ValidationPage {
    /// The repository that holds this test.
    static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    let text: String
    /// Cells of every table row, by line.
    private let rows: [[String]]

    init() throws {
        text = try String(
            contentsOfFile: Self.repository + "/docs/validation.md",
            encoding: .utf8
        )
        rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
            .map { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }

    /// Rows of so many cells whose first is a number.
    func numbered(cells: Int) -> [[String]] {
        rows.filter { $0.count == cells && Int($0[0]) != nil }
    }

    /// The row whose first cell begins with a name.
    func row(_ name: String) -> [String]? {
        rows.first { $0.first == name || $0.first?.hasPrefix(name + ":") == true }
    }

    /// Numbers in bold, as written.
    static func bold(_ text: String) -> [String] {
        text.matches(of: #/\*\*([0-9.]+)\*\*/#).map { String($0.1) }
    }

    /// Whether a number as written is this value, rounded.
    static func states(_ written: String, _ value: Double) -> Bool {
        guard let number = Double(written) else { return false }
        let decimals = written.split(separator: ".").dropFirst().first?.count ?? 0
        return abs(number - value) <= 0.5 * pow(10, -Double(decimals)) + 1e-9
    }
}
