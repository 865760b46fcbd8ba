internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A plan's plates, event by event.
struct SimulateCommand: StudyCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Send plates through the fab: cycle times, queues, use of tools, on-time share.",
        discussion: """
            maskramp simulate fab.yaml
            maskramp simulate fab.yaml --load 0.8 --rule due-date --lead 14

            Every replication has the tools, dates and demand of the same replication of
            'maskramp run'. Plates come by the mask set and wait for tools that fail, learn
            and are maintained; lost ones start again. docs/simulation.md says what is
            assumed.
            """
    )

    @OptionGroup var planOptions: PlanOptions
    @Option(
        parsing: .unconditional,
        help: .init("Number of replications.", valueName: "n")
    )
    var replications = Count(100)
    @Option(
        help: .init(
            "Which plate goes first: fifo, due-date, critical-ratio, shortest or finest.",
            valueName: "rule"
        )
    )
    var rule = "fifo"
    @Option(
        parsing: .unconditional,
        help: .init("From an order to when it is due [days].", valueName: "days")
    )
    var lead = 10.0
    @Option(parsing: .unconditional, help: .init("Factor on all orders.", valueName: "factor"))
    var load = 1.0
    @Flag(help: "Order plates one by one, not by the mask set.")
    var byPlate = false
    @Option(
        parsing: .unconditional,
        help: .init("Room for plates in process at once.", valueName: "n")
    )
    var mostPlates = Count(32_768)
    @OptionGroup var engineOptions: EngineOptions
    @Option(help: .init("A file for the result as JSON.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    static var mostReplications: UInt64 { FlowStudy.mostReplications }
    var count: Count { replications }
    var questionWords: [String] {
        var words = planOptions.words
        if rule != "fifo" { words += ["--rule", rule] }
        if lead != 10 { words += ["--lead", String(lead)] }
        if load != 1 { words += ["--load", String(load)] }
        if byPlate { words.append("--by-plate") }
        if mostPlates.value != 32_768 { words += ["--most-plates", mostPlates.description] }
        return words
    }

    func validate() throws {
        try checkStudy()
        try mostPlates.check(option: "most-plates", largest: 1 << 22)
        guard FlowFab.Rule(name: rule) != nil else {
            throw ValidationError(
                "--rule: '\(rule)' is not a rule; expected "
                    + FlowFab.Rule.allCases.map(\.name).joined(separator: ", ")
            )
        }
        for (option, value) in [("lead", lead), ("load", load)]
        where !(value > 0 && value <= 1000) {
            throw ValidationError("--\(option): \(value) is not above 0 and at most 1000")
        }
    }

    func run() throws {
        let document = try planOptions.read(isQuiet: output.quiet)
        let engine = try engineOptions.make(isQuiet: output.quiet)
        var terms = FlowTerms()
        terms.rule = FlowFab.Rule(name: rule) ?? .firstCome
        (terms.lead, terms.load, terms.isBySet) = (lead, load, !byPlate)
        terms.mostPlates = Int(mostPlates.value)
        let study = try FlowStudy(request(document), terms: terms, engine: engine)
        do {
            let result = try follow { try study.run(progress: $0) }
            try output.publish(result, to: out) { FlowText(result).lines() }
        } catch let refusal as FlowRefusal {
            throw Failure(code: .plan, message: "maskramp: error: \(refusal.message)")
        }
    }
}
