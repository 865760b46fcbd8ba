internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel

/// Which plan, and which scenarios are compared with it.
struct CompareOptions: ParsableArguments {
    @Argument(help: .init("The plan, a YAML file.", valueName: "plan"))
    var plan: String

    @Option(
        name: .long,
        help: .init(
            "A scenario file to compare with the plan; may be repeated, each is applied alone.",
            valueName: "file"
        )
    )
    var scenario: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: .init(
            "The day up to which facts are known, YYYY-MM-DD, instead of the plan's.",
            valueName: "day"
        )
    )
    var asOf: String?

    func validate() throws {
        guard !scenario.isEmpty else {
            throw ValidationError(
                "--scenario: none is given; expected at least one scenario file to compare with "
                    + "the plan"
            )
        }
        var seen: Set<String> = []
        for file in scenario where !seen.insert(Self.identity(file)).inserted {
            throw ValidationError(
                "--scenario: '\(file)' is given twice; name each scenario file once"
            )
        }
        try checkDay(asOf)
    }

    private static func identity(_ file: String) -> String {
        URL(fileURLWithPath: file).standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// Reads the plan alone and with each scenario; warnings go to standard error, each once.
    ///
    /// - Throws: `PlanError` with the problems of the plan and of all scenarios.
    func read(
        _ fidelity: Fidelity,
        isQuiet: Bool
    ) throws -> (plan: PlanDocument, scenarios: [PlanDocument]) {
        var base = try PlanReader.read(path: plan, asOf: asOf)
        try base.refuseProducts(file: plan, command: "compare")
        var documents: [PlanDocument] = []
        var problems: [Issue] = []
        for file in scenario {
            do {
                documents.append(try PlanReader.read(path: plan, scenarios: [file], asOf: asOf))
            } catch let error as PlanError {
                problems += error.issues.filter { !problems.contains($0) }
            }
        }
        guard problems.isEmpty else { throw PlanError(issues: problems) }
        base.plan.fidelity = fidelity
        for index in documents.indices {
            documents[index].plan.fidelity = fidelity
        }
        guard !isQuiet else { return (base, documents) }
        var seen: Set<String> = []
        for warning in ([base] + documents).flatMap(\.warnings)
        where seen.insert(warning.text).inserted {
            Console.note(warning.text)
        }
        return (base, documents)
    }

    /// The options as they stand on a command line.
    var words: [String] {
        [plan] + scenario.flatMap { ["--scenario", $0] } + (asOf.map { ["--as-of", $0] } ?? [])
    }
}

extension Comparison.Scenario {
    /// A scenario as it was read.
    ///
    /// - Parameters:
    ///   - document: the plan with the scenario.
    ///   - file: of the scenario.
    ///   - base: the plan without the scenario.
    init(_ document: PlanDocument, file: String, base: PlanDocument) {
        self.init(
            plan: document.plan,
            planSHA256: document.identity.sha256,
            name: document.scenarioNames.first ?? document.plan.name,
            file: file,
            changes: PlanDifference.between(base, document)
                .map {
                    ComparisonResult.Change(
                        path: $0.path,
                        plan: $0.old,
                        scenario: $0.new,
                        planBasis: $0.oldBasis,
                        scenarioBasis: $0.newBasis
                    )
                }
        )
    }
}
