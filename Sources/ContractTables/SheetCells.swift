internal import Foundation
internal import PlanFiles

/// Cells of a sheet of a workbook.
final class SheetCells {
    /// Rows and columns of a sheet.
    ///
    /// - Source: Microsoft Support, Excel specifications and limits.
    private static let (rowCount, columnCount) = (1_048_576, 16_384)

    /// What fills them.
    let events = MarkupEvents()
    /// Cells that are merged.
    private(set) var merges: [Sheet.Merge] = []
    /// Why the sheet cannot be read.
    private(set) var problem: String?

    private let styles: CellStyles
    private let texts: [String]
    private var cells: [Int: [Int: String]] = [:]
    private var row = 0
    private var column = 0
    private var kind = ""
    private var style = 0
    private var content = ""
    private var isContent = false
    private var phonetic = 0

    /// - Parameters:
    ///   - styles: which numbers are dates.
    ///   - texts: what cells share.
    init(styles: CellStyles, texts: [String]) {
        (self.styles, self.texts) = (styles, texts)
        events.begin = { [unowned self] in begin($0, $1) }
        events.text = { [unowned self] in if isContent { content += $0 } }
        events.end = { [unowned self] in end($0) }
    }

    /// Rows with something in them, each as wide as its last cell.
    func rows() -> [Sheet.Row] {
        cells.keys.sorted()
            .map { number in
                let row = cells[number] ?? [:]
                let width = row.keys.max() ?? 0
                return Sheet.Row(number: number, cells: (0..<width).map { row[$0 + 1] ?? "" })
            }
            .filter { !$0.isBlank }
    }

    private func begin(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "row":
            row = attributes["r"].flatMap(Self.row) ?? row + 1
            column = 0
        case "c":
            let place = attributes["r"].flatMap(Self.place)
            column = place?.column ?? column + 1
            if let place { row = place.row }
            kind = attributes["t"] ?? "n"
            style = attributes["s"].flatMap(Int.init) ?? 0
            content = ""
        case "v": isContent = true
        case "t": isContent = phonetic == 0
        case "rPh": phonetic += 1
        case "mergeCell":
            let ends = (attributes["ref"] ?? "").split(separator: ":")
                .compactMap {
                    Self.place(String($0))
                }
            guard merges.count < CSVRows.rowLimit else {
                problem =
                    "the sheet has more than \(CSVRows.rowLimit) merged cells; remove what is no "
                    + "table"
                events.stop()
                return
            }
            if ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column {
                merges.append(
                    .init(
                        rows: ends[0].row...ends[1].row,
                        columns: ends[0].column...ends[1].column
                    )
                )
            }
        default: break
        }
    }

    private func end(_ name: String) {
        switch name {
        case "v", "t": isContent = false
        case "rPh": phonetic -= 1
        case "c":
            let text = trimmed(value())
            guard !text.isEmpty else { return }
            guard column <= CSVRows.columnLimit, cells.count <= CSVRows.rowLimit else {
                problem =
                    "the sheet has more than \(CSVRows.rowLimit) rows or \(CSVRows.columnLimit) "
                    + "columns, at row \(row), column \(column); remove what is no table"
                events.stop()
                return
            }
            cells[row, default: [:]][column] = text
        default: break
        }
    }

    private func value() -> String {
        switch kind {
        case "s":
            guard let index = Int(content), texts.indices.contains(index) else { return "" }
            return texts[index]
        case "n":
            guard let number = Double(content), number.isFinite else { return content }
            if let date = styles.date(number, style: style) { return date }
            // As many digits as spreadsheet programs hold: what they computed has more.
            return plainDecimal(String(format: "%.15g", number)) ?? content
        // ISO 8601, a time after the day.
        case "d": return String(content.prefix(10))
        case "b": return content == "1" ? "TRUE" : "FALSE"
        default: return content
        }
    }

    /// Row and column of a reference such as `C5`, from 1.
    static func place(_ reference: String) -> (row: Int, column: Int)? {
        var column = 0
        var digits = Substring(reference)
        while let letter = digits.first, let value = letter.asciiValue, (65...90).contains(value) {
            column = column * 26 + Int(value) - 64
            guard column <= columnCount else { return nil }
            digits.removeFirst()
        }
        guard column > 0, let row = row(String(digits)) else { return nil }
        return (row, column)
    }

    private static func row(_ text: String) -> Int? {
        Int(text).flatMap { (1...rowCount).contains($0) ? $0 : nil }
    }
}
