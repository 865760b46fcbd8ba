/// A table for a terminal: text columns to the left, numbers to the right.
public struct TextTable: Sendable {
    /// Columns of a terminal that results keep to.
    public static var lineWidth: Int { TextStyle.current.width }

    /// How a column lies.
    public enum Alignment: Sendable {
        /// Text.
        case left
        /// Numbers.
        case right
        /// Bars and sparklines, to the left and never cut.
        case drawing
    }

    private let header: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// Makes an empty table.
    ///
    /// - Parameter columns: heading and alignment of each column.
    public init(columns: [(String, Alignment)]) {
        header = columns.map(\.0)
        alignments = columns.map(\.1)
    }

    /// Adds a row with one cell for each column.
    public mutating func add(_ row: [String]) {
        precondition(row.count == header.count, "a row has a cell for each column")
        rows.append(row)
    }

    /// Whether no row was added.
    public var isEmpty: Bool { rows.isEmpty }

    /// Columns of a terminal that the table needs, when no text is cut.
    public var width: Int { widths().reduce(0) { $0 + $1 + 2 } }

    private func widths() -> [Int] {
        header.indices.map { column in
            ([header] + rows).map { Self.width($0[column]) }.max() ?? 0
        }
    }

    /// The lines, indented by two spaces, without blanks at their ends.
    ///
    /// Where they would be too long, the widest column of text is cut.
    public func lines() -> [String] {
        var widths = widths()
        while widths.reduce(0, { $0 + $1 + 2 }) > Self.lineWidth {
            let texts = header.indices.filter { alignments[$0] == .left && widths[$0] > 12 }
            guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return ([header] + rows)
            .map { row in
                var line = ""
                for (column, text) in row.enumerated() {
                    let cell = Self.cut(text, to: widths[column])
                    let blanks = String(repeating: " ", count: widths[column] - Self.width(cell))
                    line += "  "
                    switch alignments[column] {
                    case .left: line += cell + blanks
                    case .right: line += blanks + cell
                    case .drawing: line += TextStyle.current.drawing(cell) + blanks
                    }
                }
                while line.last == " " { line.removeLast() }
                return line
            }
    }

    /// A part of a text under its heading, after an empty line; nothing without lines.
    static func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", TextStyle.current.heading(title)] + lines
    }

    /// The start of a text that is too wide, with a mark that there is more.
    static func cut(_ text: String, to width: Int) -> String {
        guard self.width(text) > width else { return text }
        var start = text
        while self.width(start) >= width, !start.isEmpty { start.removeLast() }
        return start + "…"
    }

    /// Breaks a text at blanks into lines of `lineWidth` columns at most; a longer word stands
    /// alone.
    ///
    /// - Parameters:
    ///   - text: one paragraph.
    ///   - indent: blanks before each line but the first.
    /// - Returns: the lines.
    public static func fold(_ text: String, indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = String(text.prefix { $0 == " " })
        var isFresh = true
        for word in text.split(separator: " ") {
            if !isFresh, width(line) + 1 + width(String(word)) > lineWidth {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return lines + [line]
    }

    /// Columns of a terminal that a text takes: two for East Asian wide characters.
    ///
    /// - Source: Unicode Standard Annex 11, the blocks in use for Chinese.
    public static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: width
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
                0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }
}
