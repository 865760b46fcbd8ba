import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel

/// Plans and what lies beside them.
enum PlanInputs {
    /// What plans of other tests look like, in a few lines.
    static let smallText = """
        plan: Small fab
        money: {currency: CNY, unit: 10000}
        horizon: {start: 2025-01, end: 2026-12}
        as_of: 2025-06-30
        basis: assumed
        demand:
          - {node: all, plates_per_month: {2025: 60, 2026: 150}}
        targets:
          full: {plates_per_year: 1800, by: 2026-12}
        milestones:
          first: {node: 65, event: delivery, planned: 2026}
        nodes:
          65:
            mix: 1
            yield: {start: 0.6, mature: 0.9, mature_after: 24 months}
            qualification: {uncertain: {triangular: [1, 2, 4], in: months}}
            layer_classes:
              all: {share: 1, writer: raster, passes: 2}
        writers:
          laser-257nm: {class: raster, finest_node: 65, pixel: 80 nm, pixel_rate: 40 MHz, beams: 32, overhead: 0.75 h}
        groups:
          laser: {writes: [raster], availability: 90 %}
        route:
          - {step: write, work: write}
        tools:
          laser-1: {group: laser, model: laser-257nm, contract: c1, promised: 2025-Q3, slip: {random: {lognormal: {median: 1 month, p90: 6 months}}}}
        contracts:
          c1: {supplier: s, value: 12000, signed: 2024, due: 2025-Q4, paid: {2024: 4800}}
        risks:
          licence:
            outcomes:
              - {probability: 10 %, refused: [laser-1], replaced_after: 18 months}
        economics: {operating_cost: 100, discount_rate: 10 %}
        """

    /// The small plan.
    static let small: PlanDocument = {
        do {
            return try PlanReader.read(path: planPath, replacements: [planPath: smallText])
        } catch {
            preconditionFailure("the small plan is right: \(error)")
        }
    }()

    private static let planPath = "\(Scratch.folder)/plan.yaml"

    static func plan(_ data: Data) {
        guard let text = String(validating: data, as: UTF8.self) else { return }
        read(text, [:])
    }

    static func scenario(_ data: Data) {
        guard let text = String(validating: data, as: UTF8.self) else { return }
        read(smallText, ["scenario.yaml": text], scenarios: ["scenario.yaml"])
    }

    /// Two tables, with a line of `---` between them.
    static func tables(_ data: Data) {
        guard let text = String(validating: data, as: UTF8.self) else { return }
        let parts = text.split(separator: "\n---\n", maxSplits: 1, omittingEmptySubsequences: false)
        var plan = Substring(smallText)
        plan = plan[..<(plan.range(of: "tools:")?.lowerBound ?? plan.endIndex)]
        read(
            plan + "tools: tools.csv\ncontracts: contracts.csv\n",
            ["tools.csv": String(parts[0]), "contracts.csv": String(parts.last ?? "")]
        )
    }

    static func peer(_ data: Data) {
        _ = try? PeerReader.read(paths: [Scratch.write(data, "peer.yaml")])
    }

    /// Reads a plan; what is right goes as far as a run does.
    private static func read(
        _ plan: some StringProtocol,
        _ files: [String: String],
        scenarios: [String] = []
    ) {
        var replacements = [planPath: String(plan)]
        for (name, text) in files { replacements["\(Scratch.folder)/\(name)"] = text }
        guard
            let document = try? PlanReader.read(
                path: planPath,
                scenarios: scenarios.map { "\(Scratch.folder)/\($0)" },
                replacements: replacements,
                within: Scratch.folder
            )
        else { return }
        // What was resolved reads back.
        guard
            let again = try? PlanReader.read(
                path: planPath,
                replacements: [planPath: document.resolvedText]
            ),
            again.resolvedText == document.resolvedText
        else { preconditionFailure("it does not read back:\n\(document.resolvedText)") }
        run(document)
    }

    private static func run(_ document: PlanDocument) {
        let request = request(document)
        let engine = CPUEngine(threadCount: 1)
        guard let forecast = try? RampForecast(request, engine: engine) else { return }
        _ = try? FlowStudy(request, terms: FlowTerms(), engine: engine)
        let plan = document.plan
        // Larger ones take seconds: too few a second to find anything.
        guard plan.monthCount <= 60, plan.nodes.count <= 4, plan.tools.count <= 12,
            plan.milestones.count <= 20
        else { return }
        _ = try? forecast.run { _, _ in true }
        _ = try? FinanceStudy(request, threads: 1, engine: engine).run { _, _ in true }
    }

    static func request(_ document: PlanDocument) -> PlanRequest {
        PlanRequest(
            plan: document.plan,
            planSHA256: SHA256.hexadecimal(of: document.resolvedText),
            seed: 1,
            replications: 16,
            command: "maskramp run plan.yaml",
            version: "test"
        )
    }
}
