internal import Finance
internal import PlanFiles
public import PlanModel

/// A contract table beside a plan's contracts: which are the same, which are new, and the table
/// that the plan would have.
public struct ContractImport: Sendable {
    /// What becomes of a contract of the table.
    public enum Outcome: Sendable, Equatable {
        /// The plan has it, under another name unless that is nil; cells that are empty there are
        /// filled.
        case same(as: String, under: String?, filled: [String])
        /// The plan does not have it.
        case new(name: String)
        /// The plan has another one of this name; nothing is done.
        case conflict(with: String)
    }

    /// Contracts of the table in their order, and what becomes of each.
    public private(set) var rows: [(contract: StatedContract, outcome: Outcome)] = []
    /// What was noticed in the table, and between it and the plan, in order of rows.
    public private(set) var findings: [ImportFinding]
    /// The proposed table of contracts: the plan's with what is new, else the new ones alone.
    public private(set) var text = ""
    /// Whether the plan's table would change.
    public private(set) var hasChanges = false

    /// Whether something is wrong with the table.
    public var hasErrors: Bool { findings.contains { $0.severity == .error } }

    private let plan: [Contract]
    private var names: Set<String>
    private var taken: Set<String> = []
    private var records: ContractRecords

    /// Compares a table with a plan.
    ///
    /// - Parameters:
    ///   - table: the table, in the plan's unit.
    ///   - plan: contracts that are there.
    ///   - text: the plan's table of contracts; nil where it has none.
    /// - Throws: `CSVRows.Unusable` for a plan's table that is none.
    public init(_ table: ContractTable, plan: [Contract], text: String?) throws {
        self.plan = plan
        findings = table.findings
        names = Set(plan.map(\.name))
        records =
            try text.map(ContractRecords.init(text:))
            ?? ContractRecords(header: Self.header(table))
        for contract in table.contracts {
            let outcome = outcome(of: contract)
            rows.append((contract, outcome))
            if case .conflict = outcome { continue }
            if case .same(_, _, let filled) = outcome, filled.isEmpty { continue }
            hasChanges = true
        }
        findings.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        self.text = records.text
    }

    private static func header(_ table: ContractTable) -> [String] {
        var periods: [DateInterval] = []
        for case .paid(let period) in table.columns.map(\.column) { periods.append(period) }
        periods.sort { ($0.first, $0.last) < ($1.first, $1.last) }
        return ["name", "supplier", "what", "value", "signed", "due", "arrived", "arrived_value"]
            + periods.map { "paid.\($0.text)" } + ["unpaid", "basis", "source"]
    }

    // MARK: Recognition

    private mutating func outcome(of stated: StatedContract) -> Outcome {
        if let name = stated.name, let known = plan.first(where: { $0.name == name }) {
            guard Self.isSame(stated, known) else { return conflict(stated, known) }
            return same(stated, known)
        }
        let likely = plan.filter { Self.isSame(stated, $0) }
            .sorted { Self.agreement(stated, $0) > Self.agreement(stated, $1) }
        if let known = likely.first(where: { !taken.contains($0.name) }) ?? likely.first {
            return same(stated, known)
        }
        warnOfLikeness(stated)
        let name = freeName(stated)
        names.insert(name)
        records.add(stated.cells(name: name))
        return .new(name: name)
    }

    /// A contract is recognised by its value, the year it was signed and its due date; what one
    /// side does not say contradicts nothing.
    static func isSame(_ stated: StatedContract, _ known: Contract) -> Bool {
        guard stated.value.amount == amount(known.value, of: known) else { return false }
        if let one = stated.signed, let other = known.signed,
            one.first.month.year != other.first.month.year
        {
            return false
        }
        if let one = stated.due, let other = known.due {
            return one.first == other.first && one.last == other.last
        }
        return true
    }

    /// How much else agrees, to choose between contracts of one value.
    private static func agreement(_ stated: StatedContract, _ known: Contract) -> Int {
        (stated.due?.text == known.due?.text ? 2 : 0) + (stated.signed != nil ? 1 : 0)
            + (stated.supplier != nil && stated.supplier == known.supplier ? 4 : 0)
    }

    /// A figure of a contract in the plan's currency; nil where it is uncertain.
    private static func amount(_ figure: Figure, of contract: Contract) -> Amount? {
        guard let value = figure.distribution.fixedValue else { return nil }
        guard let rate = contract.rate else { return Amount(figure: value) }
        return rate.distribution.fixedValue.map { Amount(figure: value).times(Ratio(figure: $0)) }
    }

    private mutating func conflict(_ stated: StatedContract, _ known: Contract) -> Outcome {
        let value = Self.amount(known.value, of: known)?.plain ?? "an uncertain value"
        let signed = known.signed.map { ", signed \($0.text)" } ?? ""
        let due = known.due.map { ", due \($0.text)" } ?? ""
        add(
            .error,
            stated,
            expected: value,
            "'\(known.name)' is \(value)\(signed)\(due) in the plan, here "
                + "\(stated.value.amount.plain)"
                + (stated.signed.map { ", signed \($0.text)" } ?? "")
                + (stated.due.map { ", due \($0.text)" } ?? "")
                + "; nothing is overwritten: give one of them another name, or correct it"
        )
        return .conflict(with: known.name)
    }

    private mutating func warnOfLikeness(_ stated: StatedContract) {
        if let known = plan.first(where: { Self.amount($0.value, of: $0) == stated.value.amount }) {
            let (signed, due) = (known.signed?.text ?? "–", known.due?.text ?? "–")
            add(
                .warning,
                stated,
                expected: "",
                "\(stated.label) has the value of \(known.name), \(stated.value.amount.plain), but "
                    + "is signed \(stated.signed?.text ?? "–") and due \(stated.due?.text ?? "–"), "
                    + "not \(signed) and \(due); it is taken for another contract"
            )
        } else if let supplier = stated.supplier,
            let known = plan.first(where: {
                $0.supplier == supplier && $0.what == stated.what
                    && $0.signed?.text == stated.signed?.text && $0.due?.text == stated.due?.text
            })
        {
            let value = Self.amount(known.value, of: known)?.plain ?? "uncertain"
            add(
                .warning,
                stated,
                expected: value,
                "\(stated.label) has the supplier, subject and dates of \(known.name), but the value "
                    + "\(stated.value.amount.plain), not \(value); it is taken for another contract"
            )
        }
    }

    private func freeName(_ stated: StatedContract) -> String {
        if let name = stated.name, name.count <= 100,
            !name.contains(where: { ".[];".contains($0) }),
            !names.contains(name)
        {
            return name
        }
        let numbers = names.compactMap { $0.hasPrefix("c") ? Int($0.dropFirst()) : nil }
        return "c\((numbers.max() ?? 0) + 1)"
    }

    // MARK: What the plan has

    private mutating func same(_ stated: StatedContract, _ known: Contract) -> Outcome {
        taken.insert(known.name)
        let label = stated.label
        let under = [known.name, known.supplier, known.what].contains(label) ? nil : label
        let there = Dictionary(
            Self.facts(known),
            uniquingKeysWith: { first, _ in first }
        )
        var fills: [(key: String, text: String)] = []
        for (key, text) in stated.facts where !text.isEmpty {
            guard let old = there[key] else {
                fills.append((key, text))
                continue
            }
            if old != text {
                add(
                    .warning,
                    stated,
                    key: key,
                    expected: old,
                    "\(known.name): \(key) is \(old) in the plan, \(text) here; the plan's stays"
                )
            }
        }
        guard !fills.isEmpty else { return .same(as: known.name, under: under, filled: []) }
        let keys = fills.map(\.key)
        // A row states the origin of all its figures.
        guard (stated.basis ?? .assumed) == (known.value.basis ?? .assumed),
            stated.source == known.value.source
        else {
            let (own, other) = (
                Self.origin(known.value.basis, known.value.source),
                Self.origin(stated.basis, stated.source)
            )
            add(
                .warning,
                stated,
                expected: own,
                "\(known.name) lacks \(keys.joined(separator: ", ")), which is not filled: its row is "
                    + "\(own), this one \(other); give --basis and --source if they are the same"
            )
            return .same(as: known.name, under: under, filled: [])
        }
        records.fill(known.name, fills)
        return .same(as: known.name, under: under, filled: keys)
    }

    private static func origin(_ basis: Basis?, _ source: String?) -> String {
        (basis ?? .assumed).rawValue + (source.map { ", source \($0)" } ?? "")
    }

    /// What a plan's contract states, in the words of its table.
    private static func facts(_ known: Contract) -> [(String, String)] {
        func text(_ figure: Figure) -> String {
            amount(figure, of: known)?.plain ?? "an uncertain figure"
        }
        var facts: [(String, String)] = []
        if let due = known.due { facts.append(("due", due.text)) }
        if !known.arrived.isEmpty {
            facts.append(("arrived", known.arrived.map(\.text).joined(separator: ";")))
        }
        if let arrived = known.arrivedValue { facts.append(("arrived_value", text(arrived))) }
        facts += known.paid.map { ("paid.\($0.period.text)", text($0.figure)) }
        if let unpaid = known.unpaid { facts.append(("unpaid", text(unpaid))) }
        return facts
    }

    private mutating func add(
        _ severity: ImportFinding.Severity,
        _ stated: StatedContract,
        key: String = "value",
        expected: String,
        _ message: String
    ) {
        let cell =
            switch key {
            case "arrived_value": stated.arrivedValue
            case "unpaid": stated.unpaid
            case "value": stated.value
            default: stated.paid.first { "paid.\($0.period.text)" == key }?.amount
            }
        findings.append(
            .init(
                severity: severity,
                row: stated.row,
                column: cell?.column ?? 0,
                value: cell?.text ?? "",
                expected: expected,
                message: message
            )
        )
    }
}
