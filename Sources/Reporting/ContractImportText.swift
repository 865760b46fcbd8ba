public import ContractTables
internal import Finance
internal import PlanModel

/// An import of contracts as text.
public struct ContractImportText {
    private let table: ContractTable
    private let outcome: ContractImport
    private let plan: String?

    /// Makes the text.
    ///
    /// - Parameters:
    ///   - table: what was read.
    ///   - outcome: what becomes of it.
    ///   - plan: name of the plan that it is compared with.
    public init(_ table: ContractTable, _ outcome: ContractImport, plan: String?) {
        (self.table, self.outcome, self.plan) = (table, outcome, plan)
    }

    /// The lines of the report.
    public func lines() -> [String] {
        var lines = ["\(table.file): money in \(table.unit.text)"]
        if !table.columns.isEmpty {
            let columns = table.columns.map {
                "\($0.heading.split(whereSeparator: \.isNewline).joined(separator: " ")) = "
                    + $0.column.key + ($0.unit.map { " in \($0.text)" } ?? "")
            }
            lines += TextTable.fold("columns: " + columns.joined(separator: "; "), indent: 2)
        }
        if !outcome.rows.isEmpty { lines += ["", "Contracts"] + contracts() }
        if !outcome.findings.isEmpty {
            lines += ["", "Findings"]
            lines += outcome.findings.map { "  " + $0.text(file: table.file) }
        }
        return lines + ["", sum()]
    }

    private func contracts() -> [String] {
        var text = TextTable(columns: [
            ("row", .right), ("name there", .left), ("value", .right), ("signed", .left),
            ("due", .left), ("result", .left),
        ])
        for (contract, result) in outcome.rows {
            text.add([
                String(contract.row), contract.label, contract.value.amount.plain,
                contract.signed?.text ?? "", contract.due?.text ?? "",
                Self.result(result),
            ])
        }
        return text.lines()
    }

    /// What becomes of a contract, in words.
    private static func result(_ outcome: ContractImport.Outcome) -> String {
        switch outcome {
        case .same(let name, let under, let filled):
            "same as \(name)" + (under.map { " under the name \($0)" } ?? "")
                + (filled.isEmpty ? "" : ", fills \(filled.joined(separator: ", "))")
        case .new(let name): "new: \(name)"
        case .conflict(let name): "conflict with \(name)"
        }
    }

    private func sum() -> String {
        var (same, new, conflicts) = (0, 0, 0)
        for (_, result) in outcome.rows {
            switch result {
            case .same: same += 1
            case .new: new += 1
            case .conflict: conflicts += 1
            }
        }
        func counted(_ number: Int, _ noun: String) -> String {
            "\(number == 0 ? "no" : String(number)) \(noun)\(number == 1 ? "" : "s")"
        }
        let errors = outcome.findings.count { $0.severity == .error }
        let warnings = outcome.findings.count { $0.severity == .warning }
        let total = outcome.rows.map(\.contract.value.amount).reduce(.zero, +)
        let parts =
            plan == nil
            ? [counted(outcome.rows.count, "contract")]
            : ["\(same) the same", "\(new) new"]
                + (conflicts > 0 ? ["\(conflicts) in conflict"] : [])
        return parts.joined(separator: ", ") + ", \(total.plain) in all; "
            + counted(errors, "error") + ", " + counted(warnings, "warning")
    }
}
