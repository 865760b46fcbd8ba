internal import ArgumentParser
internal import Forecast
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Every problem of a plan at once.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check a plan and report every problem at once."
    )

    @OptionGroup var planOptions: PlanOptions
    @Flag(help: "Warnings are errors.")
    var strict = false
    @Flag(help: "Print the plan as the engine sees it: library, scenarios and defaults filled in.")
    var resolved = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        do {
            let document = try PlanReader.read(
                path: planOptions.plan,
                scenarios: planOptions.scenario,
                asOf: planOptions.asOf,
                strict: strict
            )
            if resolved {
                for warning in document.warnings where !output.quiet { Console.note(warning.text) }
                try Console.result(document.resolvedText)
            } else {
                try report(document.warnings, plan: document.plan)
            }
        } catch let error as PlanError {
            try report(error.issues, plan: nil)
            throw ExitCode(Failure.Code.plan.rawValue)
        }
    }

    private func report(_ issues: [Issue], plan: Plan?) throws {
        if output.format == .json {
            let document = IssueDocument(
                maskramp: Version.text,
                plan: planOptions.plan,
                valid: plan != nil,
                issues: issues.map(IssueDocument.Row.init)
            )
            try Console.result(try JSONText.data(document))
            return
        }
        var lines = issues.map(\.text)
        let errors = issues.count { $0.severity == .error }
        let sum = "\(counted(errors, "error")), \(counted(issues.count - errors, "warning"))"
        lines.append("\(planOptions.plan): \(sum)")
        if let plan {
            let basis = Basis.allCases.map { "\(plan.basisCounts[$0] ?? 0) \($0.rawValue)" }
            lines.append(
                "\(plan.name): "
                    + "\(counted(plan.nodes.count, plan.hasProducts ? "product" : "node")), "
                    + "\(counted(plan.tools.reduce(0) { $0 + $1.count }, "tool")), "
                    + "\(counted(plan.contracts.count, "contract")), "
                    + "\(counted(plan.risks.count, "risk")); figures: "
                    + basis.joined(separator: ", ")
            )
            lines += FactText(FactRow.rows(plan)).lines()
        }
        try Console.result(lines.joined(separator: "\n") + "\n")
    }
}

/// `validate --format json`.
private struct IssueDocument: Encodable {
    struct Row: Encodable {
        var severity: String
        var file: String
        var line: Int
        var column: Int
        var path: String
        var message: String

        init(_ issue: Issue) {
            severity = issue.severity.rawValue
            file = issue.location.file
            line = issue.location.line
            column = issue.location.column
            path = issue.path
            message = issue.message
        }
    }

    var maskramp: String
    var plan: String
    var valid: Bool
    var issues: [Row]
}
