internal import Finance
internal import PlanModel

/// Whether a contract table agrees with itself.
struct ContractTableChecks {
    private let table: ContractTable
    private var findings: [ImportFinding] = []
    /// Cells that are known to be in another unit; nothing more is said of them.
    private var mistaken: Set<[Int]> = []

    /// Checks a table and adds what was found.
    static func run(_ table: inout ContractTable) {
        var checks = ContractTableChecks(table)
        for total in table.totals { checks.check(total) }
        for contract in table.contracts { checks.check(contract) }
        checks.checkDuplicates()
        table.findings += checks.findings
    }

    private init(_ table: ContractTable) { self.table = table }

    // MARK: Sums

    private mutating func check(_ total: ContractTable.Total) {
        let start =
            total.isPartial ? table.totals.last { $0.row < total.row }?.count ?? 0 : 0
        let rows = table.contracts[start..<total.count]
        for (column, whole) in total.amounts {
            let parts = rows.compactMap { Self.amount($0, column.column) }
            guard !parts.isEmpty else { continue }
            compare(
                parts,
                whole,
                names: "the rows above it sum to",
                what: "the total of '\(column.heading)'",
                severity: .warning
            )
        }
    }

    private mutating func check(_ contract: StatedContract) {
        let value = contract.value
        let periods = contract.paid.map(\.amount)
        if let paid = contract.paidInAll, !periods.isEmpty, agreesOnDates(contract) {
            compare(
                periods,
                paid,
                names: "its payments by period sum to",
                what: "paid in all",
                severity: .warning
            )
        }
        if let paid = contract.paidInAll, let unpaid = contract.unpaid, isOfOneDay(.unpaid) {
            compare(
                [paid, unpaid],
                value,
                names: "paid and unpaid sum to",
                what: "the contract value",
                severity: .warning
            )
        }
        for (what, part) in [
            ("unpaid", contract.unpaid), ("value arrived", contract.arrivedValue),
            ("paid", contract.paidInAll),
        ] {
            if let part { checkSize(part, what, of: value) }
        }
        for period in contract.paid {
            checkSize(period.amount, "paid in \(period.period.text)", of: value)
        }
        checkLimits(contract)
    }

    /// Payments by period end where those in all do, as far as the table says.
    private func agreesOnDates(_ contract: StatedContract) -> Bool {
        guard let asOf = table.columns.first(where: { $0.column == .paidInAll })?.asOf,
            let last = contract.paid.map(\.period.last).max()
        else { return true }
        return asOf.last == last
    }

    /// Whether a column's figures are of the day up to which payments are.
    private func isOfOneDay(_ kind: ContractColumn) -> Bool {
        let day = table.columns.first { $0.column == kind }?.asOf?.last
        return day == table.columns.first { $0.column == .paidInAll }?.asOf?.last
    }

    private mutating func checkLimits(_ contract: StatedContract) {
        let value = contract.value
        let parts =
            contract.paid.isEmpty
            ? [contract.paidInAll].compactMap { $0 }
            : contract.paid
                .map(\.amount)
        let paid = contract.payments
        if !parts.contains(where: isMistaken), !isMistaken(value), let last = parts.last {
            let slack = tolerance(parts + [value])
            if paid > value.amount + slack {
                add(
                    .warning,
                    last,
                    expected: "at most \(value.amount.plain)",
                    "\(contract.label): paid \(paid.plain) exceeds the contract value "
                        + "\(value.amount.plain)"
                )
            } else if let unpaid = contract.unpaid, !isMistaken(unpaid),
                // Less is no contradiction: more may have been paid since.
                paid + unpaid.amount > value.amount + slack,
                !(contract.paidInAll != nil && isOfOneDay(.unpaid))
            {
                add(
                    .warning,
                    unpaid,
                    expected: "at most \((value.amount - paid).plain)",
                    "\(contract.label): paid \(paid.plain) and unpaid \(unpaid.amount.plain) "
                        + "together exceed the contract value \(value.amount.plain)"
                )
            }
        }
        if let arrived = contract.arrivedValue, !isMistaken(arrived), !isMistaken(value),
            arrived.amount > value.amount + tolerance([arrived, value])
        {
            add(
                .warning,
                arrived,
                expected: "at most \(value.amount.plain)",
                "\(contract.label): value arrived \(arrived.amount.plain) exceeds the contract "
                    + "value \(value.amount.plain)"
            )
        }
    }

    /// Compares a whole with the sum of its parts; where a mistaken unit explains the difference,
    /// says so.
    private mutating func compare(
        _ parts: [StatedAmount],
        _ whole: StatedAmount,
        names: String,
        what: String,
        severity: ImportFinding.Severity
    ) {
        let sum = parts.map(\.amount).sum
        let slack = tolerance(parts + [whole])
        guard (sum - whole.amount).magnitude > slack else { return }
        if let mistake = UnitMistake.find(parts, whole) {
            for cell in mistake.cells where !isMistaken(cell) {
                mistaken.insert([cell.row, cell.column])
                add(
                    .error,
                    cell,
                    expected: mistake.corrected(cell).plain,
                    "\(cell.text) is off by \(mistake.factorText): \(names) \(sum.plain), not to "
                        + "\(what) \(whole.amount.plain), but with \(mistake.corrected(cell).plain) "
                        + "in its place they add up; correct the unit"
                )
            }
            return
        }
        add(
            severity,
            whole,
            expected: sum.plain,
            "\(names) \(sum.plain), not to \(what) \(whole.amount.plain)"
        )
    }

    /// What rounding of printed figures can come to.
    private func tolerance(_ amounts: [StatedAmount]) -> Amount {
        amounts.map(\.step).sum.times(1, over: 2)
    }

    // MARK: Units

    /// A part that is some ten thousand times its whole, or that part of it, with no sum to tell.
    private mutating func checkSize(_ part: StatedAmount, _ what: String, of value: StatedAmount) {
        guard !isMistaken(part), !isMistaken(value), part.amount > .zero else { return }
        let (less, more) = (min(part.amount, value.amount), max(part.amount, value.amount))
        for factor in UnitMistake.factors
        where more > less.times(factor, over: 2) && more < less.times(factor * 2, over: 1) {
            mistaken.insert([part.row, part.column])
            add(
                .warning,
                part,
                expected: "up to \(value.amount.plain)",
                "\(what) \(part.text) and the contract value \(value.text) differ by a factor of "
                    + "about \(UnitMistake.text(factor)); is one in another unit?"
            )
            return
        }
    }

    private func isMistaken(_ amount: StatedAmount) -> Bool {
        mistaken.contains([amount.row, amount.column])
    }

    // MARK: Duplicates

    private mutating func checkDuplicates() {
        var names: [String: Int] = [:]
        var known: [StatedContract] = []
        for contract in table.contracts {
            if let name = contract.name, let row = names.updateValue(contract.row, forKey: name) {
                let column = table.columns.first { $0.column == .name }?.number ?? 0
                findings.append(
                    .init(
                        severity: .error,
                        row: contract.row,
                        column: column,
                        value: name,
                        expected: "a name of its own",
                        message: "the name '\(short(name))' stands in row \(row) too; keep one"
                    )
                )
            } else if let twin = known.first(where: { $0.isLike(contract) }) {
                add(
                    .warning,
                    contract.value,
                    expected: "",
                    "\(contract.label): the value \(contract.value.amount.plain), the year of "
                        + "signing and the due date are those of row \(twin.row), \(twin.label); is "
                        + "it one contract under two names?"
                )
            }
            known.append(contract)
        }
    }

    private static func amount(
        _ contract: StatedContract,
        _ column: ContractColumn
    ) -> StatedAmount? {
        switch column {
        case .value: contract.value
        case .arrivedValue: contract.arrivedValue
        case .paidInAll: contract.paidInAll
        case .unpaid: contract.unpaid
        case .paid: contract.paid.first { .paid($0.period) == column }?.amount
        default: nil
        }
    }

    private mutating func add(
        _ severity: ImportFinding.Severity,
        _ cell: StatedAmount,
        expected: String,
        _ message: String
    ) {
        findings.append(
            .init(
                severity: severity,
                row: cell.row,
                column: cell.column,
                value: cell.text,
                expected: expected,
                message: message
            )
        )
    }
}

extension StatedContract {
    /// Whether two rows may be one contract: value, year of signing and due date agree.
    func isLike(_ other: StatedContract) -> Bool {
        value.amount == other.value.amount
            && signed?.first.month.year == other.signed?.first.month.year
            && due?.text == other.due?.text
    }
}
