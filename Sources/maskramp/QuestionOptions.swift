internal import ArgumentParser
internal import Forecast
internal import PlanFiles
internal import PlanModel

/// Which write times are shown, and what is different in them from the plan.
struct QuestionOptions: ParsableArguments {
    @Option(help: .init("Only this node [nm]; may be repeated.", valueName: "nm"))
    var node: [String] = []

    @Option(help: .init("Only this layer class; may be repeated.", valueName: "name"))
    var layerClass: [String] = []

    @Option(help: .init("Only this writer, a model or a tool; may be repeated.", valueName: "name"))
    var writer: [String] = []

    @Option(
        name: .customLong("set"),
        help: .init(
            "A figure in place of the plan's, for all rows shown; may be repeated.",
            valueName: "name=value"
        )
    )
    var settings: [String] = []

    @Option(
        help: .init(
            "Compare with the same plates on another writer: writer=NAME, a model or a tool.",
            valueName: "writer=name"
        )
    )
    var whatIf: String?

    /// The options as they stand on a command line.
    var words: [String] {
        node.flatMap { ["--node", $0] } + layerClass.flatMap { ["--layer-class", $0] }
            + writer.flatMap { ["--writer", $0] } + settings.flatMap { ["--set", $0] }
            + (whatIf.map { ["--what-if", $0] } ?? [])
    }

    /// Finds the rows of a plan.
    ///
    /// - Throws: `ExposureRefusal`.
    func study(_ plan: Plan) throws -> ExposureStudy { try ExposureStudy(plan, parse().0) }

    /// Reads the plan, if it has the rows.
    ///
    /// - Throws: `Failure` with every problem of these options, and of the plan.
    func read(_ options: PlanOptions, isQuiet: Bool) throws -> PlanDocument {
        var (question, problems) = parse()
        do {
            let document = try options.read(isQuiet: isQuiet)
            try document.refuseProducts(file: options.plan, command: "exposure")
            do {
                _ = try ExposureStudy(document.plan, question)
                if problems.isEmpty { return document }
            } catch let refusal as ExposureRefusal {
                problems += refusal.problems.map { "--\($0.part.rawValue): \($0.message)" }
            }
        } catch let error as PlanError where !problems.isEmpty {
            let plan = Failure(error)?.message ?? ""
            throw Failure(code: .plan, message: Self.text(problems) + "\n" + plan)
        }
        throw Failure(code: .usage, message: Self.text(problems))
    }

    private static func text(_ problems: [String]) -> String {
        problems.map { "maskramp: error: \($0)" }.joined(separator: "\n")
    }

    /// The question as far as it is right, and what is wrong with the rest.
    private func parse() -> (ExposureQuestion, problems: [String]) {
        var problems: [String] = []
        var nodes: [Int] = []
        for text in node {
            if let number = Int(text), (1...9_999).contains(number) {
                nodes.append(number)
            } else {
                problems.append("--node: '\(text)' is not a node; expected 1 to 9999, such as 28")
            }
        }
        let (settings, complaints) = WriteSettings.read(settings)
        problems += complaints.map { "--set \($0)" }
        var other: String?
        if let whatIf {
            let parts = whatIf.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == "writer", !parts[1].isEmpty {
                other = String(parts[1])
            } else {
                problems.append("--what-if: '\(whatIf)' is no comparison; expected writer=NAME")
            }
        }
        let question = ExposureQuestion(
            nodes: nodes,
            layerClasses: layerClass,
            writers: writer,
            settings: settings,
            otherWriter: other
        )
        return (question, problems)
    }
}
