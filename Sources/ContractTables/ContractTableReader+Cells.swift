internal import PlanModel

/// Cells of a row, by what their column holds.
extension ContractTableReader {
    func column(_ kind: ContractColumn) -> ContractTable.Column? {
        table.columns.first { $0.column == kind }
    }

    func text(_ row: Sheet.Row, _ kind: ContractColumn) -> String? {
        guard let column = column(kind) else { return nil }
        let text = row.text(column.number - 1)
        if NumberCell.blanks.contains(folded(text)) { return nil }
        // Names in plans are on one line.
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    mutating func basis(_ row: Sheet.Row) -> Basis? {
        guard let text = text(row, .basis), let column = column(.basis) else { return nil }
        if let basis = Basis(rawValue: folded(text)) { return basis }
        let expected = Basis.allCases.map(\.rawValue).joined(separator: ", ")
        complain(
            row.number,
            column.number,
            text,
            expected,
            "'\(short(text))' is no basis; expected \(expected)"
        )
        return nil
    }

    mutating func amount(_ row: Sheet.Row, _ kind: ContractColumn) -> StatedAmount? {
        column(kind).flatMap { amount(row, $0) }
    }

    mutating func amount(
        _ row: Sheet.Row,
        _ column: ContractTable.Column
    ) -> StatedAmount? {
        let text = row.text(column.number - 1)
        let unit = self.column(.unit).map { row.text($0.number - 1) } ?? ""
        let currency = self.column(.currency).map { row.text($0.number - 1) } ?? ""
        switch money.read(
            text,
            heading: column.unit,
            rowUnit: unit,
            rowCurrency: currency,
            row: row.number,
            column: column.number
        ) {
        case .nothing: return nil
        case .amount(let amount, let isRounded):
            if isRounded {
                note(
                    .note,
                    row.number,
                    column.number,
                    text,
                    "\(short(text)) is not a whole number of thousand-millionths of "
                        + "\(table.unit.text); it is rounded to \(amount.amount.plain)"
                )
            }
            return amount
        case .problem(let expected, let message):
            complain(row.number, column.number, text, expected, message)
            return nil
        }
    }

    mutating func date(_ row: Sheet.Row, _ kind: ContractColumn) -> DateInterval? {
        let dates = dates(row, kind)
        guard dates.count > 1, let column = column(kind) else { return dates.first }
        let text = row.text(column.number - 1)
        complain(
            row.number,
            column.number,
            text,
            "one date",
            "'\(short(text))' names \(dates.count) dates; expected one"
        )
        return nil
    }

    mutating func dates(_ row: Sheet.Row, _ kind: ContractColumn) -> [DateInterval] {
        guard let column = column(kind) else { return [] }
        let text = row.text(column.number - 1)
        if let dates = StatedDate.list(text), dates.allSatisfy({ $0.first >= Self.earliest }) {
            return dates
        }
        let expected = "2025, 2025-H1, 2025-Q3, 2025-03, 2025年第三季度 or 2025年3月"
        complain(
            row.number,
            column.number,
            text,
            expected,
            "'\(short(text))' is not a date; expected such as \(expected)"
        )
        return []
    }

    /// The first year that plans know.
    private static let earliest = Month(year: 1900, month: 1).firstDay
}
