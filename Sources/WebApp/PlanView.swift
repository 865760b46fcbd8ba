internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel

/// A plan as the planner's page works with it.
struct PlanView: Encodable, Sendable {
    /// A value for a form.
    struct Value: Encodable, Sendable {
        /// How a figure is spread, for fields of its parameters.
        struct Spread: Encodable, Sendable {
            /// `value`, `random` or `uncertain`.
            var kind: String
            /// `fixed`, `uniform`, `triangular`, `pert`, `lognormal`; `other` for what only text says.
            var shape: String
            /// Its parameters, in the order in which a plan has them.
            var numbers: [Double]
            /// Their unit: `share`, a symbol such as `months`, or empty.
            var unit: String
        }

        /// Path as in a scenario file.
        var path: String
        /// `figure`, `date`, `integer`, `text` or `list`.
        var kind: String
        /// The value on one line, as a scenario file has it.
        var text: String
        /// `disclosed`, `derived` or `assumed`.
        var basis: String?
        /// The figure.
        var spread: Spread?
    }

    /// A tool that may still be moved.
    struct PendingTool: Encodable, Sendable {
        /// Its name.
        var id: String
        /// Its group.
        var group: String
        /// First month in which it is promised, YYYY-MM; nil for none.
        var promised: String?
    }

    /// Path below the folder of plans.
    var path: String
    /// Name of the plan.
    var name: String
    /// The day up to which facts are known.
    var asOf: String
    /// First and last month.
    var start: String
    /// Last month.
    var end: String
    /// Text of the file.
    var text: String
    /// SHA-256 of the text, to be given back when it is saved.
    var sha256: String
    /// Scenario files beside the plan.
    var scenarios: [PlanFolder.Entry]
    /// Tools without a known delivery.
    var pending: [PendingTool]
    /// Values of the parts that have forms.
    var values: [Value]
    /// What somebody should look at.
    var warnings: [DraftIssue]

    /// Parts of a plan that have forms; the others are changed as text.
    private static let sections: Set<String> = [
        "as_of", "horizon", "tools", "nodes", "risks", "demand", "factors", "groups", "targets",
        "milestones",
    ]

    /// Reads a plan and its file.
    ///
    /// - Throws: `Refusal`.
    init(_ draft: Draft, in folder: PlanFolder) throws(Refusal) {
        let document = try draft.read(in: folder)
        let plan = document.plan
        let text: String
        if let own = draft.text { text = own } else { text = try folder.text(of: draft.plan) }
        path = draft.plan
        name = plan.name
        asOf = plan.asOf.text
        start = plan.start.text
        end = Month(number: plan.start.number + plan.monthCount - 1).text
        self.text = text
        sha256 = SHA256.hexadecimal(of: text)
        scenarios = folder.scenarios(of: draft.plan)
        pending = plan.tools.filter(\.delivered.isEmpty)
            .map {
                PendingTool(
                    id: $0.name,
                    group: $0.group,
                    promised: $0.promised.first?.first.month.text
                )
            }
        values = document.values
            .filter { value in
                let section = value.path.prefix { $0 != "." && $0 != "[" }
                return Self.sections.contains(String(section))
            }
            .map(Value.init)
        warnings = document.warnings.map { DraftIssue($0, in: folder) }
    }

    enum CodingKeys: String, CodingKey {
        case path, name, start, end, text, sha256, scenarios, pending, values, warnings
        case asOf = "as_of"
    }
}

extension PlanView.Value {
    init(_ value: PlanValue) {
        path = value.path
        kind = value.kind.rawValue
        text = value.text
        basis = value.basis?.rawValue
        spread = value.figure.map { Spread($0, unit: value.unit) }
    }
}

extension PlanView.Value.Spread {
    init(_ figure: Figure, unit: String) {
        kind = figure.kind.rawValue
        self.unit = unit
        switch figure.distribution {
        case .fixed(let value): (shape, numbers) = ("fixed", [value])
        case .uniform(let low, let high): (shape, numbers) = ("uniform", [low, high])
        case .triangular(let low, let mode, let high):
            (shape, numbers) = ("triangular", [low, mode, high])
        case .pert(let low, let mode, let high): (shape, numbers) = ("pert", [low, mode, high])
        case .lognormal(let median, let sigma): (shape, numbers) = ("lognormal", [median, sigma])
        default: (shape, numbers) = ("other", [])
        }
    }
}
