internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// A plan's plates, event by event.
struct SimulateCommand: CountedCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Send plates through the fab: cycle times, queues, use of tools, on-time share.",
        discussion: """
            maskramp simulate fab.yaml
            maskramp simulate fab.yaml --load 0.8 --rule due-date --lead 14
            maskramp simulate fab.yaml --curve
            maskramp simulate fab.yaml --compare third-writer.yaml
            maskramp simulate fab.yaml --gantt 2028-W14 --out week.csv

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
            "Which plate goes first: fifo, due-date, critical-ratio, shortest, finest or fewest-setups.",
            valueName: "rule"
        )
    )
    var rule = "fifo"
    @Option(
        parsing: .unconditional,
        help: .init("From an order to when it is due [days].", valueName: "days")
    )
    var lead = 10.0
    @Option(
        parsing: .unconditional,
        help: .init(
            "Factor on all orders; several, as 0.5,0.7,0.9, give cycle times against load.",
            valueName: "factors"
        )
    )
    var load = "1"
    @Flag(help: "Cycle times against load, at loads from 0.3 to 1.")
    var curve = false
    @Option(
        help: .init(
            "A scenario to compare with the plan on the same draws; may be repeated.",
            valueName: "file"
        )
    )
    var compare: [String] = []
    @Option(
        help: .init(
            "Also show all months after a warm-up, as one: 'found', or a number of months.",
            valueName: "months"
        )
    )
    var warmUp: String?
    @Option(
        help: .init(
            "What each tool does through a week of one replication, such as 2028-W14, or from a day on.",
            valueName: "week"
        )
    )
    var gantt: String?
    @Option(
        parsing: .unconditional,
        help: .init("The replication of --gantt, from 0.", valueName: "replication")
    )
    var of: UInt32?
    @Flag(help: "Order plates one by one, not by the mask set.")
    var byPlate = false
    @Option(
        parsing: .unconditional,
        help: .init("Room for plates in process at once.", valueName: "n")
    )
    var mostPlates = Count(65_536)
    @OptionGroup var engineOptions: EngineOptions
    @Option(
        help: .init(
            "A file for the result as JSON; with --gantt as CSV where its name ends so; for a shard, "
                + "a folder.",
            valueName: "file"
        )
    )
    var out: String?
    @OptionGroup var shards: ShardOptions
    @OptionGroup(title: "Options of clusters") var cluster: ClusterOptions
    @OptionGroup var output: OutputOptions

    static var mostReplications: UInt64 { FlowStudy.mostReplications }
    var count: Count { replications }
    var ownWords: [String] {
        var words: [String] = []
        if rule != "fifo" { words += ["--rule", rule] }
        if lead != 10 { words += ["--lead", String(lead)] }
        if load != "1" { words += ["--load", load] }
        if curve { words.append("--curve") }
        for file in compare { words += ["--compare", file] }
        if let warmUp { words += ["--warm-up", warmUp] }
        if let gantt { words += ["--gantt", gantt] }
        if let of { words += ["--of", String(of)] }
        if byPlate { words.append("--by-plate") }
        if mostPlates.value != 65_536 { words += ["--most-plates", mostPlates.description] }
        return words
    }

    func validate() throws {
        try checkStudy()
        try checkShards()
        try mostPlates.check(option: "most-plates", largest: 1 << 22)
        guard FlowFab.Rule(rawValue: rule) != nil else {
            throw ValidationError(
                "--rule: '\(rule)' is not a rule; expected "
                    + FlowFab.Rule.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        guard lead > 0, lead <= 1000 else {
            throw ValidationError("--lead: \(lead) is not above 0 and at most 1000")
        }
        try checkQuestion()
    }

    private func checkQuestion() throws {
        let loads = try loads()
        if let wrong = loads.first(where: { !($0 > 0 && $0 <= 1000) }) {
            throw ValidationError("--load: \(wrong) is not above 0 and at most 1000")
        }
        _ = try warmUpValue()
        try checkGantt(loads)
        guard !compare.isEmpty else { return }
        if loads.count > 1 || warmUp != nil {
            throw ValidationError(
                "--compare: does not go with --curve, several loads or --warm-up; compare at one "
                    + "--load"
            )
        }
        try replications.check(
            option: "replications",
            largest: FlowComparison.mostReplications
        )
    }

    private func checkGantt(_ loads: [Double]) throws {
        guard let gantt else {
            guard of == nil else {
                throw ValidationError("--of: is the replication of --gantt, which is missing")
            }
            return
        }
        guard FlowWeek(gantt) != nil else {
            throw ValidationError(
                "--gantt: '\(gantt)' is no week; expected one such as 2028-W14, or its first day as "
                    + "YYYY-MM-DD"
            )
        }
        guard loads.count == 1, compare.isEmpty, warmUp == nil else {
            throw ValidationError(
                "--gantt: does not go with --curve, several loads, --compare or --warm-up; it shows "
                    + "one replication"
            )
        }
        guard shard == nil, cluster.cluster == nil else {
            throw ValidationError(
                "--gantt: does not go with --shard or --cluster; it shows one replication"
            )
        }
        guard UInt64(of ?? 0) < Self.mostReplications else {
            throw ValidationError(
                "--of: \(of ?? 0) is not below \(Self.mostReplications), the most replications"
            )
        }
    }

    /// Factors on all orders.
    private func loads() throws -> [Double] {
        if curve {
            guard load == "1" else {
                throw ValidationError("--curve: has loads of its own; leave out --curve or --load")
            }
            return FlowCurve.usualLoads
        }
        let words = load.split(separator: ",", omittingEmptySubsequences: false)
        let loads = words.compactMap { Double($0) }
        guard loads.count == words.count, Set(loads).count == loads.count else {
            throw ValidationError(
                "--load: '\(load)' is not a number, or different ones such as 0.5,0.7,0.9"
            )
        }
        return loads
    }

    private func warmUpValue() throws -> FlowWarmUp {
        switch warmUp {
        case nil: return .none
        case "found": return .found
        case let text?:
            guard let months = Int(text), months >= 0 else {
                throw ValidationError(
                    "--warm-up: '\(text)' is not 'found' or a number of months"
                )
            }
            return .months(months)
        }
    }

    func run() throws {
        if shard == nil, let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(isQuiet: output.quiet)
        try document.refuseProducts(file: planOptions.plan, command: "simulate")
        if let week = gantt.flatMap(FlowWeek.init) { return try show(week, document) }
        try study(document, against: compare.map { try scenario($0, of: document) })
    }

    /// What the plan does not say.
    private func terms() throws -> FlowTerms {
        var terms = FlowTerms()
        terms.rule = FlowFab.Rule(rawValue: rule) ?? .firstCome
        (terms.lead, terms.isBySet, terms.load) = (lead, !byPlate, try loads()[0])
        terms.mostPlates = Int(mostPlates.value)
        return terms
    }

    func answer(
        _ request: PlanRequest,
        against sides: [Comparison.Scenario],
        engine: any Engine
    ) throws -> Answer {
        let (loads, warmUp, terms) = (try loads(), try warmUpValue(), try terms())
        if !sides.isEmpty {
            let study = try FlowComparison(
                request,
                terms: terms,
                scenarios: sides,
                engine: engine
            )
            return Answer(study, result: study.result(of:)) { FlowComparisonText($0).lines() }
        }
        if loads.count > 1 {
            let study = try FlowCurve(
                request,
                terms: terms,
                loads: loads,
                warmUp: warmUp,
                engine: engine
            )
            return Answer(study, result: study.result(of:)) { FlowCurveText($0).lines() }
        }
        let study = try FlowStudy(request, terms: terms, warmUp: warmUp, engine: engine)
        return Answer(study, result: study.result(of:)) { FlowText($0).lines() }
    }

    /// A week of one replication.
    private func show(_ week: FlowWeek, _ document: PlanDocument) throws {
        let engine = try engineOptions.make(isQuiet: output.quiet)
        let study = try FlowStudy(request(document), terms: terms(), engine: engine)
        let result = try follow { try study.gantt(week, of: UInt64(of ?? 0), progress: $0) }
        let isTable = out?.hasSuffix(".csv") ?? false
        if let out, isTable {
            try NewFile.write(Data(FlowGanttCSV(result).text.utf8), to: out, replaces: true)
        }
        try output.publish(result, to: isTable ? nil : out) { FlowGanttText(result).lines() }
    }

    /// A scenario on top of those of the plan.
    private func scenario(_ file: String, of base: PlanDocument) throws -> ComparedPlan {
        let document = try PlanReader.read(
            path: planOptions.plan,
            scenarios: planOptions.scenario + [file],
            asOf: planOptions.asOf
        )
        var side = Comparison.Scenario(document, file: file, base: base)
        side.name = document.scenarioNames.last ?? side.name
        return ComparedPlan(document, side)
    }
}
