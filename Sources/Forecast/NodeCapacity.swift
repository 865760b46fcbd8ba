internal import MonteCarlo
internal import PlanModel

/// What the tools could make of each node, in plates, mask sets and wafers served.
///
/// Engines count what all nodes could make, and what of each node is made. So a copy of the plan
/// runs in which customers take everything from the run-through on: what is made is then what could
/// be made, with the same luck.
struct NodeCapacity {
    /// Most replications that it keeps; the standard error of a median is then below 2 %.
    static let most: UInt64 = 8192

    private let plan: Plan
    private let copy: Plan

    /// Nil when the plan has no node with plates of a set or of a wafer.
    init?(_ plan: Plan) {
        guard
            plan.nodes.contains(where: {
                $0.meanPlatesPerSet != nil || $0.meanPlatesPerWafer != nil
            })
        else { return nil }
        self.plan = plan
        copy = Self.takingEverything(plan)
    }

    /// The plan with customers who take everything from the run-through on.
    static func takingEverything(_ plan: Plan) -> Plan {
        let start = DateInterval(
            first: plan.start.firstDay,
            last: plan.start.firstDay,
            text: plan.start.text
        )
        let all = Figure.value(SteadyState.platesPerMonth, path: "demand.endless")
        var copy = plan
        copy.demand = [
            DemandLine(node: nil, platesPerMonth: [YearFigure(period: start, figure: all)])
        ]
        copy.targets = []
        for index in copy.nodes.indices {
            let old = copy.nodes[index]
            copy.nodes[index].samplePlates = .value(0, path: old.samplePlates.path)
            copy.nodes[index].sampling = .value(0, path: old.sampling.path)
            copy.nodes[index].sampleFailure = nil
            copy.nodes[index].verification = .value(0, path: old.verification.path)
        }
        copy.milestones = plan.nodes.flatMap { volume($0.node, plan) }
        return copy
    }

    /// The known run-through of a node, as its volume too: under its own name, so on the same day.
    private static func volume(_ node: Int, _ plan: Plan) -> [Milestone] {
        for event in [Milestone.Event.runThrough, .delivery, .volume] {
            let known = plan.milestones.first {
                $0.subject == .node(node) && $0.event == event
                    && ($0.happened.map { $0.first <= plan.asOf } ?? false)
            }
            guard var known else { continue }
            known.event = .volume
            return [known]
        }
        return []
    }

    /// Runs it.
    ///
    /// - Parameters:
    ///   - engine: where.
    ///   - seed: key of all draws.
    ///   - replications: of the forecast.
    ///   - isWanted: asked after every launch; false stops.
    /// - Returns: rows by year, unit and node; the last node of a unit is `all` where it has all.
    /// - Throws: `PackError`, `RampForecast.Cancelled`, or the engine's own error.
    func rows(
        _ engine: any Engine,
        seed: UInt64,
        replications: UInt64,
        isWanted: () -> Bool
    ) throws -> [RunResult.AnnualRow] {
        let tables = try RampTables(plan: copy)
        let count = tables.nodes.count
        let wanted = tables.years.indices.flatMap { year in
            (0..<count).map { tables.outcomes.output(year: year, node: $0) }
        }
        let cells = try OutcomeRun(tables: tables, engine: engine, seed: seed)
            .cells(wanted, replications: min(replications, Self.most), isWanted: isWanted)
        return tables.years.enumerated()
            .flatMap { index, year in
                rows(year, Array(cells[index * count..<(index + 1) * count]))
            }
    }

    private func rows(_ year: Int, _ plates: [[Int32]]) -> [RunResult.AnnualRow] {
        let units: [(name: String, plates: (TechnologyNode) -> Double?)] = [
            ("plates", { _ in 1 }), ("sets", \.meanPlatesPerSet), ("wafers", \.meanPlatesPerWafer),
        ]
        return units.flatMap { unit -> [RunResult.AnnualRow] in
            var rows: [RunResult.AnnualRow] = []
            var sums = [Double](repeating: 0, count: plates.first?.count ?? 0)
            for (node, parts) in zip(plan.nodes, plates) {
                guard let plates = unit.plates(node) else { continue }
                let scale = plates * Double(RampTables.OutcomeLayout.plateParts)
                let values = parts.map { Double($0) / scale }
                for index in values.indices { sums[index] += values[index] }
                rows.append(Self.row(values, year, String(node.node), unit.name))
            }
            // Nodes without the figure would be missing in a sum.
            if rows.count == plan.nodes.count {
                rows.append(Self.row(sums, year, "all", unit.name))
            }
            return rows
        }
    }

    private static func row(
        _ values: [Double],
        _ year: Int,
        _ node: String,
        _ unit: String
    ) -> RunResult.AnnualRow {
        let sorted = values.sorted()
        let count = Double(sorted.count)
        func quantile(_ p: Double) -> Int {
            Int(sorted[max(1, Int((p * count).rounded(.up))) - 1].rounded())
        }
        let mean = sorted.reduce(0, +) / count
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return RunResult.AnnualRow(
            year: year,
            node: node,
            unit: unit,
            mean: rounded(mean, 4),
            p05: quantile(0.05),
            p10: quantile(0.1),
            p25: quantile(0.25),
            p50: quantile(0.5),
            p75: quantile(0.75),
            p90: quantile(0.9),
            p95: quantile(0.95),
            standardError: count > 1 ? rounded((squares / (count - 1) / count).squareRoot(), 4) : 0
        )
    }
}
