public import ContractTables
internal import Finance
public import PlanModel

/// `import contracts --format json`.
public struct ContractImportDocument: Encodable {
    struct Column: Encodable {
        var column: Int
        var heading: String
        var holds: String
        var unit: String?
    }
    struct Row: Encodable {
        var row: Int
        var label: String
        var outcome: String
        var contract: String
        var filled: [String]
        var value: String
        var signed: String?
        var due: String?
        var arrived: [String]
        var arrivedValue: String?
        var paid: [String: String]
        var paidInAll: String?
        var unpaid: String?

        enum CodingKeys: String, CodingKey {
            case row, label, outcome, contract, filled, value, signed, due, arrived, paid, unpaid
            case arrivedValue = "arrived_value"
            case paidInAll = "paid_in_all"
        }
    }
    struct Finding: Encodable {
        var severity: String
        var row: Int
        var column: Int
        var value: String
        var expected: String
        var message: String
    }

    var maskramp: String
    var file: String
    var plan: String?
    var money: String
    var columns: [Column]
    var contracts: [Row]
    var findings: [Finding]
    var planIssues: [String]
    var hasErrors: Bool
    var written: String?
    var table: String

    enum CodingKeys: String, CodingKey {
        case maskramp, file, plan, money, columns, contracts, findings, written, table
        case hasErrors = "has_errors"
        case planIssues = "plan_issues"
    }

    /// Makes the document.
    ///
    /// - Parameters:
    ///   - version: of the program.
    ///   - table: what was read.
    ///   - outcome: what becomes of it.
    ///   - issues: what the plan's own checks would say of the proposed table.
    ///   - plan: path of the plan that it is compared with.
    ///   - written: the file that was written.
    public init(
        version: String,
        _ table: ContractTable,
        _ outcome: ContractImport,
        issues: [Issue],
        plan: String?,
        written: String?
    ) {
        maskramp = version
        (file, self.plan, self.written) = (table.file, plan, written)
        money = table.unit.text
        columns = table.columns.map {
            Column(
                column: $0.number,
                heading: $0.heading,
                holds: $0.column.key,
                unit: $0.unit?.text
            )
        }
        contracts = outcome.rows.map { Self.row($0.contract, $0.outcome) }
        findings = outcome.findings.map {
            Finding(
                severity: $0.severity.rawValue,
                row: $0.row,
                column: $0.column,
                value: $0.value,
                expected: $0.expected,
                message: $0.message
            )
        }
        planIssues = issues.map(\.text)
        hasErrors = outcome.hasErrors || issues.contains { $0.severity == .error }
        self.table = outcome.text
    }

    private static func row(_ stated: StatedContract, _ outcome: ContractImport.Outcome) -> Row {
        let (word, name, filled): (String, String, [String]) =
            switch outcome {
            case .same(let name, _, let filled): ("same", name, filled)
            case .new(let name): ("new", name, [])
            case .conflict(let name): ("conflict", name, [])
            }
        return Row(
            row: stated.row,
            label: stated.label,
            outcome: word,
            contract: name,
            filled: filled,
            value: stated.value.amount.plain,
            signed: stated.signed?.text,
            due: stated.due?.text,
            arrived: stated.arrived.map(\.text),
            arrivedValue: stated.arrivedValue?.amount.plain,
            paid: Dictionary(
                stated.paid.map { ($0.period.text, $0.amount.amount.plain) },
                uniquingKeysWith: { first, _ in first }
            ),
            paidInAll: stated.paidInAll?.amount.plain,
            unpaid: stated.unpaid?.amount.plain
        )
    }
}
