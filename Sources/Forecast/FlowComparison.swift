public import MonteCarlo
internal import Statistics

/// Scenarios against their plan in the flow of plates, with the same luck plate by plate.
public struct FlowComparison: Sendable {
    private let request: PlanRequest
    private let terms: FlowTerms
    private let scenarios: [Comparison.Scenario]
    private let engine: any Engine

    /// Most replications: those of the plan are held beside a scenario's.
    public static let mostReplications: UInt64 = 1 << 16

    /// Takes up a plan and its scenarios.
    ///
    /// - Parameters:
    ///   - request: the plan; each scenario has its replications.
    ///   - terms: what the plan does not say.
    ///   - scenarios: at least one.
    ///   - engine: where plates flow.
    public init(
        _ request: PlanRequest,
        terms: FlowTerms,
        scenarios: [Comparison.Scenario],
        engine: any Engine
    ) {
        (self.request, self.terms) = (request, terms)
        (self.scenarios, self.engine) = (scenarios, engine)
    }

    /// Simulates the plan and every scenario.
    ///
    /// - Parameter progress: called after every launch with the replications done and those to do,
    ///   of plan and scenarios; false stops.
    /// - Returns: differences by year and node.
    /// - Throws: `PackError`, `FlowRefusal`, `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> FlowComparisonResult {
        let clock = ContinuousClock()
        let start = clock.now
        let all = request.replications * UInt64(scenarios.count + 1)
        let study = try FlowStudy(request, terms: terms, engine: engine)
        var own: [[FlowPlates]] = []
        let plan = try study.run(progress: { done, _ in progress(done, all) }) { own.append($0) }
        var sides: [FlowComparisonResult.Scenario] = []
        for (index, scenario) in scenarios.enumerated() {
            var side = request
            side.plan = scenario.plan
            side.planSHA256 = scenario.planSHA256
            let before = request.replications * UInt64(index + 1)
            let study = try FlowStudy(side, terms: terms, engine: engine)
            var other: [[FlowPlates]] = []
            let result = try study.run(progress: { done, _ in progress(before + done, all) }) {
                other.append($0)
            }
            sides.append(
                .init(
                    id: sides.count < 26
                        ? String(UnicodeScalar(UInt8(65 + sides.count))) : "S\(sides.count + 1)",
                    name: scenario.name,
                    file: scenario.file,
                    planSHA256: scenario.planSHA256,
                    changes: scenario.changes,
                    digest: result.digest,
                    rows: Self.rows((plan, own), (result, other))
                )
            )
        }
        let seconds = (clock.now - start) / .seconds(1)
        return FlowComparisonResult(
            plan,
            scenarios: sides,
            timing: .init(
                seconds: rounded(seconds, 3),
                replicationsPerSecond: rounded(Double(all) / max(seconds, 1e-9), 1)
            )
        )
    }

    private typealias Side = (result: FlowResult, plates: [[FlowPlates]])

    /// Years and nodes that both have.
    private static func rows(_ plan: Side, _ scenario: Side) -> [FlowComparisonResult.Row] {
        plan.result.plates.enumerated()
            .compactMap { index, row in
                let other = scenario.result.plates.firstIndex {
                    $0.year == row.year && $0.node == row.node
                }
                guard let other else { return nil }
                func difference(
                    _ above: (FlowPlates) -> UInt64,
                    _ below: (FlowPlates) -> UInt64,
                    unit: Double = 1,
                    decimals: Int
                ) -> FlowComparisonResult.Difference {
                    var pairs = PairedRatios()
                    for (one, two) in zip(plan.plates, scenario.plates) {
                        pairs.add(
                            (Double(above(one[index])), Double(below(one[index]))),
                            (Double(above(two[other])), Double(below(two[other])))
                        )
                    }
                    func said(_ value: Double?) -> Double? {
                        value.map { rounded($0 / unit, decimals) }
                    }
                    return .init(
                        plan: said(pairs.first),
                        scenario: said(pairs.second),
                        difference: said(pairs.difference),
                        halfWidth: said(pairs.halfWidth)
                    )
                }
                return .init(
                    year: row.year,
                    node: row.node,
                    finished: difference(\.finished, { _ in 1 }, decimals: 3),
                    cycleDays: difference(\.cycle, \.finished, unit: 86_400, decimals: 5),
                    onTime: difference(\.onTime, \.finished, decimals: 5),
                    isGrowing: row.isGrowing || scenario.result.plates[other].isGrowing
                )
            }
    }
}
