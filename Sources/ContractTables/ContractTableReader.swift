internal import Finance
internal import PlanModel

/// Reads the contracts of a sheet.
public struct ContractTableReader {
    private let sheet: Sheet
    private let options: ContractTableOptions
    var money: MoneyReader
    var table: ContractTable

    /// Reads and checks a table.
    ///
    /// - Parameters:
    ///   - sheet: the cells.
    ///   - options: how to read what the table does not say.
    /// - Returns: contracts, and everything that is wrong; no contracts where no heading is
    ///   understood.
    public static func read(_ sheet: Sheet, options: ContractTableOptions) -> ContractTable {
        var reader = ContractTableReader(sheet, options)
        reader.readAll()
        ContractTableChecks.run(&reader.table)
        reader.table.findings.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        return reader.table
    }

    private init(_ sheet: Sheet, _ options: ContractTableOptions) {
        (self.sheet, self.options) = (sheet, options)
        let unit = options.target ?? options.unit ?? MoneyUnit(size: 1, currency: nil)
        table = ContractTable(
            file: sheet.file,
            unit: unit,
            columns: [],
            contracts: [],
            totals: [],
            findings: []
        )
        money = MoneyReader(target: unit, rates: options.rates)
    }

    private mutating func readAll() {
        guard let header = TableHeader(sheet) else {
            let words = ContractColumn.synonyms.map { $0.words[0] }.joined(separator: ", ")
            complain(
                0,
                0,
                "",
                "a row of headings with a contract value",
                "no row of headings is understood; expected a column for the contract value, "
                    + "such as 合同金额 or contract value, and one more, such as \(words)"
            )
            return
        }
        table.columns = header.columns
        for (number, heading) in header.unknown {
            note(
                .warning,
                header.row,
                number,
                heading,
                "the column '\(short(heading))' is not understood, or is a second one of its kind; it "
                    + "is left out"
            )
        }
        choosesUnit(header)
        if let paid = header.columns.first(where: { $0.column == .paidInAll }),
            !header.columns.contains(where: { $0.column.key.hasPrefix("paid.") })
        {
            note(
                .note,
                header.row,
                paid.number,
                paid.heading,
                "'\(short(paid.heading))' is checked but not taken over: a plan holds payments by "
                    + "period, such as a column 'paid 2024'"
            )
        }
        for merge in sheet.merges
        where merge.rows.lowerBound > header.lastRow && merge.rows.count > 1 {
            note(
                .warning,
                merge.rows.lowerBound,
                merge.columns.lowerBound,
                "",
                "cells of rows \(merge.rows.lowerBound) to \(merge.rows.upperBound) are merged; "
                    + "the first row has what they hold, the others nothing"
            )
        }
        for row in sheet.rows where row.number > header.lastRow { read(row, width: header.width) }
        if table.contracts.isEmpty, !table.findings.contains(where: { $0.severity == .error }) {
            complain(header.row, 0, "", "a contract", "no row below the headings is a contract")
        }
    }

    /// The unit that amounts state, and the one that all are brought to.
    private mutating func choosesUnit(_ header: TableHeader) {
        let stated =
            header.columns.first { $0.column == .value }?.unit ?? header.unit ?? options.unit
        if options.target == nil, let stated { table.unit = stated }
        money = MoneyReader(target: table.unit, rates: options.rates)
        money.unit = header.unit ?? options.unit
        let hasUnit = header.columns.contains { $0.unit != nil || $0.column == .unit }
        if stated == nil, !hasUnit {
            note(
                .warning,
                header.row,
                0,
                "",
                "no unit of money is stated; "
                    + (options.target == nil
                        ? "amounts stay as they are written; give --unit"
                        : "amounts are read in the plan's, \(table.unit.text); give --unit if they are "
                            + "in another")
            )
        }
    }

    // MARK: Rows

    private mutating func read(_ row: Sheet.Row, width: Int) {
        let first = row.cells.first { !$0.isEmpty } ?? ""
        if let isPartial = TableHeader.isTotal(row, table.columns) {
            readTotal(row, isPartial: isPartial)
            return
        }
        let filled = row.cells.count { !$0.isEmpty }
        if filled == 1, NumberCell(first) == nil {
            note(.note, row.number, 0, first, "'\(short(first))' is read as a remark")
            return
        }
        for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
            if index >= width {
                note(
                    .warning,
                    row.number,
                    index + 1,
                    cell,
                    "'\(short(cell))' stands outside the columns; it is left out"
                )
            }
        }
        let before = table.findings.count
        guard let value = amount(row, .value) else {
            if table.findings[before...].allSatisfy({ $0.severity != .error }) {
                let column = table.columns.first { $0.column == .value }?.number ?? 0
                complain(
                    row.number,
                    column,
                    row.text(column - 1),
                    "a contract value",
                    "the row has no contract value"
                )
            }
            return
        }
        if value.amount <= .zero {
            complain(
                row.number,
                value.column,
                value.text,
                "more than zero",
                "the contract value is \(value.text); expected more than zero"
            )
            return
        }
        table.contracts.append(contract(row, value))
    }

    private mutating func contract(_ row: Sheet.Row, _ value: StatedAmount) -> StatedContract {
        var contract = StatedContract(row: row.number, value: value)
        contract.name = text(row, .name)
        contract.supplier = text(row, .supplier)
        contract.what = text(row, .what)
        contract.signed = date(row, .signed)
        contract.due = date(row, .due)
        contract.arrived = dates(row, .arrived)
        contract.arrivedValue = amount(row, .arrivedValue)
        contract.paidInAll = amount(row, .paidInAll)
        contract.unpaid = amount(row, .unpaid)
        for column in table.columns {
            guard case .paid(let period) = column.column, let paid = amount(row, column) else {
                continue
            }
            contract.paid.append((period, paid))
        }
        contract.source = text(row, .source) ?? options.source
        contract.basis = basis(row) ?? options.basis
        if money.usedRate(row: row.number), contract.basis == .disclosed {
            contract.basis = .derived
            note(
                .note,
                row.number,
                0,
                "",
                "its amounts come from a rate, so its basis is derived, not disclosed"
            )
        }
        return contract
    }

    private mutating func readTotal(_ row: Sheet.Row, isPartial: Bool) {
        var amounts: [(column: ContractTable.Column, amount: StatedAmount)] = []
        for column in table.columns {
            switch column.column {
            case .value, .arrivedValue, .paid, .paidInAll, .unpaid:
                if let amount = amount(row, column) { amounts.append((column, amount)) }
            default: break
            }
        }
        table.totals.append(
            .init(
                row: row.number,
                isPartial: isPartial,
                count: table.contracts.count,
                amounts: amounts
            )
        )
    }

    // MARK: Findings

    /// Adds an error.
    mutating func complain(
        _ row: Int,
        _ column: Int,
        _ value: String,
        _ expected: String,
        _ message: String
    ) {
        table.findings.append(
            .init(
                severity: .error,
                row: row,
                column: column,
                value: value,
                expected: expected,
                message: message
            )
        )
    }

    /// Adds what is no error.
    mutating func note(
        _ severity: ImportFinding.Severity,
        _ row: Int,
        _ column: Int,
        _ value: String,
        _ message: String
    ) {
        table.findings.append(
            .init(
                severity: severity,
                row: row,
                column: column,
                value: value,
                expected: "",
                message: message
            )
        )
    }
}
