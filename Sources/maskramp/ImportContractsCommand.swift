internal import ArgumentParser
internal import ContractTables
internal import Finance
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A contract table into a plan.
struct ImportContractsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contracts",
        abstract: "Check a contract table, CSV or XLSX, and propose the plan's table of contracts.",
        discussion: """
            maskramp import contracts table.xlsx --unit 万元 --out contracts.csv
            maskramp import contracts table.csv --into fab.yaml
            maskramp import contracts table.csv --into fab.yaml --source reply --write

            Headings may be Chinese or English. Contracts that the plan has are recognised
            by value, year of signing and due date, whatever the table calls them; nothing
            that the plan says is overwritten. What does not add up is listed with its row
            and column. Without --write nothing in the plan changes.
            """
    )

    @Argument(help: .init("The table, CSV or XLSX.", valueName: "file"))
    var file: String
    @Option(help: .init("The plan that is to have the contracts.", valueName: "plan"))
    var into: String?
    @Flag(help: "Write the plan's table of contracts, if nothing is wrong.")
    var write = false
    @Option(help: .init("A sheet of the workbook; else the first.", valueName: "name"))
    var sheet: String?
    @Option(
        help: .init(
            "Unit of amounts that state none, such as 万元, 亿元, 元, USD, '10000 CNY'.",
            valueName: "unit"
        )
    )
    var unit: String?
    @Option(
        help: .init(
            "What one unit of another currency costs, such as USD=7.1; may be repeated.",
            valueName: "code=rate"
        )
    )
    var rate: [String] = []
    @Option(
        help: .init(
            "Origin of contracts that state none: disclosed, derived or else assumed.",
            valueName: "basis"
        ),
        transform: Self.basis
    )
    var basis: Basis?
    @Option(
        help: .init("Source of contracts that state none, a key of the plan's.", valueName: "key")
    )
    var source: String?
    @Option(help: .init("A file for the proposed table.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try checkPath(out)
        _ = try statedUnit()
        _ = try rates()
        if write, into == nil {
            throw ValidationError("--write: there is no plan to write to; give --into PLAN")
        }
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let document = try into.map { try PlanReader.read(path: $0) }
        if write { try checkTarget(document) }
        let sheet = try SheetReader.read(path: file, sheet: sheet)
        let table = ContractTableReader.read(sheet, options: try options(document))
        let known = try document?.contractsFile.map { try ContractsText($0) }
        let outcome = try ContractImport(
            table,
            plan: document?.plan.contracts ?? [],
            text: known?.text
        )
        let issues = outcome.hasErrors ? [] : try check(outcome, known)
        let isWrong = outcome.hasErrors || issues.contains { $0.severity == .error }
        var written: String?
        if !isWrong {
            let data = Data(outcome.text.utf8)
            if let out { try NewFile.write(data, to: out, replaces: true) }
            if write, let known, outcome.hasChanges {
                try NewFile.write(data, to: known.path, replaces: true)
                written = known.path
            }
        }
        try publish(table, outcome, issues, isWrong: isWrong, written: written)
        if isWrong { throw ExitCode(Failure.Code.plan.rawValue) }
    }

    // MARK: Options

    private static func basis(_ text: String) throws -> Basis {
        guard let basis = Basis(rawValue: text) else {
            throw ValidationError(
                "'\(text)' is no basis; expected \(Basis.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return basis
    }

    private func statedUnit() throws -> MoneyUnit? {
        guard let unit else { return nil }
        guard let read = MoneyUnit(unit) else {
            throw ValidationError(
                "--unit: '\(unit)' is not a unit of money; expected such as 万元, 亿元, 元, CNY, USD "
                    + "or '10000 CNY'"
            )
        }
        return read
    }

    private func rates() throws -> [String: Amount] {
        var rates: [String: Amount] = [:]
        for text in rate {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let code = MoneyUnit(String(parts[0]))?.currency,
                let rate = Amount(String(parts[1])), rate > .zero, rate <= Amount(1_000_000)
            else {
                throw ValidationError(
                    "--rate: '\(text)' is not a rate; expected a currency and a number from 0 to "
                        + "1,000,000, such as USD=7.1"
                )
            }
            rates[code] = rate
        }
        return rates
    }

    private func options(_ document: PlanDocument?) throws -> ContractTableOptions {
        ContractTableOptions(
            unit: try statedUnit(),
            target: document.map { MoneyUnit($0.plan.money) },
            rates: try rates(),
            basis: basis,
            source: source
        )
    }

    // MARK: Plan

    /// Finds out before reading whether the plan keeps its contracts where they can be written.
    private func checkTarget(_ document: PlanDocument?) throws {
        guard let into else { return }
        guard let path = document?.contractsFile else {
            throw Failure(
                code: .plan,
                message: "maskramp: error: \(into): the plan has no CSV table of contracts of its "
                    + "own; give --out contracts.csv and write 'contracts: contracts.csv' in it"
            )
        }
        try NewFile.check(path, replaces: true)
    }

    /// What the plan would say of the table if it were written.
    private func check(_ outcome: ContractImport, _ known: ContractsText?) throws -> [Issue] {
        guard let into, let known, outcome.hasChanges else { return [] }
        do {
            let text =
                outcome.text.unicodeScalars.first == "\u{FEFF}"
                ? String(outcome.text.unicodeScalars.dropFirst()) : outcome.text
            return try PlanReader.read(path: into, replacements: [known.path: text]).warnings
                .filter { $0.location.file == known.path }
        } catch let error as PlanError {
            return error.issues
        }
    }

    // MARK: Result

    private func publish(
        _ table: ContractTable,
        _ outcome: ContractImport,
        _ issues: [Issue],
        isWrong: Bool,
        written: String?
    ) throws {
        if output.format == .json {
            let document = ContractImportDocument(
                version: Version.text,
                table,
                outcome,
                issues: issues,
                plan: into,
                written: written
            )
            try Console.result(try JSONText.data(document))
            return
        }
        var lines = ContractImportText(table, outcome, plan: into).lines()
        if !issues.isEmpty, let into {
            lines += ["", "What 'maskramp validate \(into)' would say of the table of contracts"]
            lines += issues.map { "  " + $0.text }
        }
        if let written { lines.append("wrote \(written)") }
        if isWrong {
            lines.append("Nothing was written; correct the errors first.")
        } else if let out {
            lines.append("wrote \(out)")
        } else if written == nil {
            if into != nil, !outcome.hasChanges {
                lines.append("The plan has it all.")
            } else {
                lines += ["", "Proposed table of contracts", outcome.text.trimmingSuffix("\n")]
            }
        }
        try Console.result(lines.joined(separator: "\n") + "\n")
    }
}

/// A plan's table of contracts as it is.
private struct ContractsText {
    let path: String
    let text: String

    init(_ path: String) throws {
        self.path = path
        // The plan was read from it a moment ago, so it is UTF-8.
        text = String(decoding: try FileText.data(path: path, limit: 4 << 20), as: UTF8.self)
    }
}

extension String {
    /// The text without an ending.
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
