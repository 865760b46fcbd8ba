public import MonteCarlo
internal import Statistics

/// Scenarios against their plan in the flow of plates, with the same luck plate by plate.
public struct FlowComparison: Sendable {
    private let request: PlanRequest
    private let scenarios: [Comparison.Scenario]
    private let engine: any Engine
    private let plan: FlowStudy
    private let sides: [Side]

    /// Most replications: those of the plan are held beside a scenario's.
    public static let mostReplications: UInt64 = 1 << 16

    /// Takes up a plan and its scenarios.
    ///
    /// - Parameters:
    ///   - request: the plan; each scenario has its replications.
    ///   - terms: what the plan does not say.
    ///   - scenarios: at least one.
    ///   - engine: where plates flow.
    /// - Throws: `PackError` when a plan is beyond what a kernel can hold.
    public init(
        _ request: PlanRequest,
        terms: FlowTerms,
        scenarios: [Comparison.Scenario],
        engine: any Engine
    ) throws(PackError) {
        (self.request, self.engine, self.scenarios) = (request, engine, scenarios)
        plan = try FlowStudy(request, terms: terms, engine: engine)
        var sides: [Side] = []
        for scenario in scenarios {
            var changed = request
            changed.plan = scenario.plan
            changed.planSHA256 = scenario.planSHA256
            sides.append(Side(plan, try FlowStudy(changed, terms: terms, engine: engine)))
        }
        self.sides = sides
    }

    /// Simulates the plan and every scenario.
    ///
    /// - Parameter progress: called after every launch with the replications done, mean of plan and
    ///   scenarios, and those to do; false stops.
    /// - Returns: differences by year and node.
    /// - Throws: `FlowRefusal`, `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> FlowComparisonResult {
        result(of: try whole(progress: progress))
    }

    /// The result of all replications.
    ///
    /// - Parameter whole: put together from parts.
    /// - Returns: differences by year and node.
    public func result(of whole: RunPart) -> FlowComparisonResult {
        var rest = whole.counts
        func taken(_ shape: PartCounts.Shape) -> RunPart {
            var part = whole
            part.counts = rest.take(shape)
            return part
        }
        let own = plan.result(of: taken(plan.shape))
        let rows = zip(scenarios, sides).enumerated()
            .map { index, both -> FlowComparisonResult.Scenario in
                let (scenario, side) = both
                let other = side.study.result(of: taken(side.study.shape))
                let pairs = rest.take(side.shape).wide
                return .init(
                    id: Comparison.letter(index),
                    name: scenario.name,
                    file: scenario.file,
                    planSHA256: scenario.planSHA256,
                    changes: scenario.changes,
                    digest: other.digest,
                    rows: side.rows(own, other, pairs, count: whole.replications)
                )
            }
        let all = Double(whole.replications) * Double(sides.count + 1)
        return FlowComparisonResult(
            own,
            scenarios: rows,
            timing: .init(seconds: whole.seconds, replications: all)
        )
    }
}

extension FlowComparison: CountedStudy {
    /// What its parts have in common.
    public var identity: RunIdentity {
        var identity = RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
        identity.sides = scenarios.map(\.planSHA256)
        return identity
    }

    /// Integers of each part.
    public var shape: PartCounts.Shape {
        sides.reduce(plan.shape) { $0 + $1.study.shape + $1.shape }
    }

    /// Counts some of the replications, as `CountedStudy` says.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        let clock = PartClock(first: range.lowerBound, engine: engine.identity)
        var runs: UInt64 = 0
        func run(_ study: FlowStudy) throws -> (counts: PartCounts, plates: [[FlowPlates]]) {
            var plates: [[FlowPlates]] = []
            let part = try study.part(range, each: { plates.append($0) }) { done, _ in
                let all = runs * UInt64(range.count) + done
                return try goesOn(progress, all / UInt64(sides.count + 1))
            }
            runs += 1
            return (part.counts, plates)
        }
        var (counts, own) = try run(plan)
        for side in sides {
            let other = try run(side.study)
            counts.append(other.counts)
            counts.append(side.counts(own, other.plates))
        }
        return clock.part(UInt64(range.count), counts)
    }
}

/// A scenario beside its plan.
private struct Side {
    let study: FlowStudy
    /// Years and nodes that both have, by their places.
    private let cells: [(year: Int, node: String, plan: Int, scenario: Int)]

    init(_ plan: FlowStudy, _ study: FlowStudy) {
        self.study = study
        let others = study.cells
        cells = plan.cells.enumerated()
            .compactMap { index, cell in
                others.firstIndex { $0 == cell }.map { (cell.year, cell.node, index, $0) }
            }
    }

    /// What is compared of a cell: sums over plates.
    private static let ratios: [@Sendable (FlowPlates) -> (above: UInt64, below: UInt64)] = [
        { ($0.finished, 1) }, { ($0.cycle, $0.finished) }, { ($0.onTime, $0.finished) },
    ]

    /// The sums of all pairs.
    var shape: PartCounts.Shape {
        .init(wide: cells.count * Self.ratios.count * PairedRatios.sumCount)
    }

    /// The sums of some replications.
    ///
    /// - Parameters:
    ///   - plan: each one's plates.
    ///   - scenario: likewise.
    /// - Returns: the sums.
    func counts(_ plan: [[FlowPlates]], _ scenario: [[FlowPlates]]) -> PartCounts {
        var counts = PartCounts()
        for cell in cells {
            for ratio in Self.ratios {
                var pairs = PairedRatios()
                for (one, two) in zip(plan, scenario) {
                    pairs.add(ratio(one[cell.plan]), ratio(two[cell.scenario]))
                }
                counts.wide += pairs.sums
            }
        }
        return counts
    }

    /// The differences.
    func rows(
        _ plan: FlowResult,
        _ scenario: FlowResult,
        _ sums: [UInt128],
        count: UInt64
    ) -> [FlowComparisonResult.Row] {
        var rest = sums[...]
        func difference(unit: Double = 1, decimals: Int) -> FlowComparisonResult.Difference {
            let pairs = PairedRatios(sums: rest.prefix(PairedRatios.sumCount), count: count)
            rest = rest.dropFirst(PairedRatios.sumCount)
            func said(_ value: Double?) -> Double? { value.map { rounded($0 / unit, decimals) } }
            return .init(
                plan: said(pairs.first),
                scenario: said(pairs.second),
                difference: said(pairs.difference),
                halfWidth: said(pairs.halfWidth)
            )
        }
        return cells.map { cell in
            .init(
                year: cell.year,
                node: cell.node,
                finished: difference(decimals: 3),
                cycleDays: difference(unit: 86_400, decimals: 5),
                onTime: difference(decimals: 5),
                isGrowing: plan.plates[cell.plan].isGrowing
                    || scenario.plates[cell.scenario].isGrowing
            )
        }
    }
}
