internal import Finance
internal import PlanFiles
internal import PlanModel

/// A plan's table of contracts as text: rows that nothing changes keep their bytes.
struct ContractRecords {
    private struct Record {
        /// The text as it was; nil for a row that changed or is new.
        var raw: String?
        var cells: [String]
    }

    private var header: [String]
    private var records: [Record]
    private var hasNewColumns = false
    private let lineEnd: String
    private let mark: String

    /// A table without rows.
    init(header: [String]) {
        (self.header, records, lineEnd, mark) = (header, [], "\n", "")
        hasNewColumns = true
    }

    /// Reads a table that a plan has.
    ///
    /// - Throws: `CSVRows.Unusable`.
    init(text: String) throws {
        mark = text.unicodeScalars.first == "\u{FEFF}" ? "\u{FEFF}" : ""
        let body = String(text.unicodeScalars.dropFirst(mark.isEmpty ? 0 : 1))
        let lineEnd = body.utf8.contains(13) ? "\r\n" : "\n"
        self.lineEnd = lineEnd
        let lines = body.utf8.split(separator: 10, omittingEmptySubsequences: false)
            .map { line in String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            }
        let rows = try CSVRows.read(body).filter { !$0.cells.allSatisfy(\.isEmpty) }
        header = (rows.first?.cells ?? []).map(trimmed)
        records = rows.enumerated()
            .map { index, row in
                let next = index + 1 < rows.count ? rows[index + 1].line : lines.count + 1
                let raw = lines[(row.line - 1)..<max(row.line, min(next - 1, lines.count))]
                var kept = Array(raw)
                while kept.count > 1, kept.last?.isEmpty == true { kept.removeLast() }
                return Record(raw: kept.joined(separator: lineEnd), cells: row.cells)
            }
    }

    /// Fills cells of the row of a name.
    mutating func fill(_ name: String, _ cells: [(key: String, text: String)]) {
        guard !cells.isEmpty,
            let index = records.indices.first(where: {
                trimmed(records[$0].cells.first ?? "") == name
            })
        else { return }
        for (key, text) in cells { set(key, text, at: index) }
        records[index].raw = nil
    }

    /// Adds a row.
    mutating func add(_ cells: [(key: String, text: String)]) {
        if records.isEmpty { records.append(Record(raw: nil, cells: header)) }
        records.append(Record(raw: nil, cells: []))
        for (key, text) in cells where !text.isEmpty { set(key, text, at: records.count - 1) }
    }

    private mutating func set(_ key: String, _ text: String, at index: Int) {
        let column = header.firstIndex(of: key) ?? header.count
        if column == header.count {
            header.append(key)
            if !records.isEmpty { records[0].cells.append(key) }
            hasNewColumns = true
        }
        while records[index].cells.count <= column { records[index].cells.append("") }
        records[index].cells[column] = text
    }

    /// The table as text.
    var text: String {
        mark
            + records.map { record in
                if let raw = record.raw, !hasNewColumns { return raw + lineEnd }
                let missing = header.count - record.cells.count
                let cells = record.cells + Array(repeating: "", count: max(0, missing))
                return cells.map(Self.field).joined(separator: ",") + lineEnd
            }
            .joined()
    }

    /// A cell, quoted where it must be.
    private static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension StatedContract {
    /// The contract as a row of a plan's table.
    ///
    /// Its basis is spelled out: the plan's default may say more than the table does.
    func cells(name: String) -> [(key: String, text: String)] {
        [
            ("name", name), ("supplier", supplier ?? ""), ("what", what ?? ""),
            ("value", value.amount.plain), ("signed", signed?.text ?? ""),
        ] + facts + [("basis", (basis ?? .assumed).rawValue), ("source", source ?? "")]
    }

    /// What tables add to a contract over time.
    var facts: [(key: String, text: String)] {
        [
            ("due", due?.text ?? ""), ("arrived", arrived.map(\.text).joined(separator: ";")),
            ("arrived_value", arrivedValue?.amount.plain ?? ""),
        ] + paid.map { ("paid.\($0.period.text)", $0.amount.amount.plain) }
            + [("unpaid", unpaid?.amount.plain ?? "")]
    }
}
