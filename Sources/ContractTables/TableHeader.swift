/// The headings of a contract table, in one row or two.
struct TableHeader {
    /// Rows in which headings are looked for.
    static let searchedRows = 20

    /// Columns that are understood, in order.
    var columns: [ContractTable.Column] = []
    /// Headings that are not, with their places from 1.
    var unknown: [(Int, String)] = []
    /// Columns that have a heading, understood or not.
    var width = 0
    /// The row of the headings.
    var row: Int
    /// The second row of them, where there are two.
    var lastRow: Int
    /// The unit that stands above the headings.
    var unit: MoneyUnit?

    /// Finds the headings; nil where no row has one for the value and another.
    init?(_ sheet: Sheet) {
        let rows = Array(sheet.rows.prefix(Self.searchedRows + 1))
        for (index, row) in rows.enumerated().prefix(Self.searchedRows) {
            var best = TableHeader(row.cells, first: row.number, last: row.number)
            // The second row of headings has no amounts in it.
            if index + 1 < rows.count, !rows[index + 1].cells.contains(where: Self.isAmount) {
                let next = rows[index + 1]
                let joined = TableHeader(
                    Self.joined(row, next),
                    first: row.number,
                    last: next.number
                )
                if joined.columns.count > best.columns.count { best = joined }
            }
            guard best.columns.contains(where: { $0.column == .value }), best.columns.count > 1
            else { continue }
            self = best
            unit = rows[..<index].flatMap(\.cells).compactMap(Self.unit).first
            return
        }
        return nil
    }

    private init(_ headings: [String], first: Int, last: Int) {
        (row, lastRow) = (first, last)
        for (index, text) in headings.enumerated() where !text.isEmpty {
            width = index + 1
            guard let heading = ColumnHeading(text),
                !columns.contains(where: { $0.column == heading.column })
            else {
                unknown.append((index + 1, text))
                continue
            }
            guard heading.column != .remark else { continue }
            columns.append(
                .init(
                    number: index + 1,
                    heading: text,
                    column: heading.column,
                    unit: heading.unit,
                    asOf: heading.asOf
                )
            )
        }
    }

    /// Headings over headings: an upper one holds for the empty places to its right.
    private static func joined(_ upper: Sheet.Row, _ lower: Sheet.Row) -> [String] {
        var group = ""
        return (0..<max(upper.cells.count, lower.cells.count))
            .map { column in
                let (above, below) = (upper.text(column), lower.text(column))
                if !above.isEmpty { group = above }
                return below.isEmpty
                    ? above : trimmed((above.isEmpty ? group : above) + " " + below)
            }
    }

    private static func isAmount(_ text: String) -> Bool {
        guard let number = NumberCell(text) else { return false }
        return number.rest.isEmpty && !isYear(text)
    }

    private static func isYear(_ text: String) -> Bool {
        text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The unit in a line such as `单位：万元`.
    private static func unit(_ text: String) -> MoneyUnit? {
        let line = folded(text)
        if let found = line.firstMatch(of: #/(?:单位|unit|币种)\s*:?\s*([^()\[\];]+)/#) {
            return MoneyUnit(String(found.1))
        }
        return MoneyUnit(line)
    }

    /// Whether a row holds sums, and of the rows since the last such row alone.
    static func isTotal(_ row: Sheet.Row, _ columns: [ContractTable.Column]) -> Bool? {
        let labels = columns.filter {
            switch $0.column {
            case .number, .name, .supplier, .what: true
            default: false
            }
        }
        let first = row.cells.first { !$0.isEmpty } ?? ""
        for text in [first] + labels.map({ row.text($0.number - 1) }) {
            let word = folded(text).filter { $0.isLetter }
            if ["小计", "subtotal"].contains(word) { return true }
            if ["合计", "总计", "总额", "共计", "total", "sum", "grandtotal"].contains(word) {
                return false
            }
        }
        return nil
    }
}
