import PlanModel

/// Suppliers, broken promises, failed samples, crews and clean room. Drawn after all else of a
/// plan, so that the rest of it is the same with and without.
extension RandomPlans {
    mutating func addDeliveries(to plan: inout Plan) {
        for index in plan.tools.indices where chance(0.7) {
            if chance(0.3) {
                plan.tools[index].contract = "c"
            } else {
                plan.tools[index].supplier = ["A", "B"][below(2)]
            }
        }
        plan.contracts = [.of(supplier: "A")]
        let path = "factors.delay_correlation"
        if chance(0.8) { plan.factors.delayCorrelation = shareFigure(0.1, 0.95, path) }
        for index in plan.nodes.indices where chance(0.5) {
            let path = "nodes.\(plan.nodes[index].node).sample_failure"
            plan.nodes[index].sampleFailure = shareFigure(0.05, 0.7, path)
        }
        for index in 0..<below(3) { plan.risks.append(makeChange(plan, "change-\(index)")) }
    }

    private mutating func makeChange(_ plan: Plan, _ name: String) -> Risk {
        let path = "risks.\(name).outcomes"
        let tools = (0..<3).map { _ in plan.tools[below(plan.tools.count)].name }
        return Risk(
            name: name,
            outcomes: [
                RiskOutcome(
                    probability: shareFigure(0.1, 0.5, "\(path)[0].probability"),
                    delays: [tools[0]],
                    by: figure(1, 5, "\(path)[0].by"),
                    refused: [],
                    replacedAfter: nil,
                    renegotiated: Array(Set(tools)).sorted(),
                    to: interval(around: plan.asOf.month, -3, 24)
                ),
                RiskOutcome(
                    probability: shareFigure(0.1, 0.4, "\(path)[1].probability"),
                    delays: [],
                    by: nil,
                    refused: [],
                    replacedAfter: nil,
                    cancelled: [tools[1]],
                    reorderedAfter: chance(0.7)
                        ? figure(4, 14, "\(path)[1].reordered_after") : nil
                ),
            ]
        )
    }

    mutating func addLimits(to plan: inout Plan) {
        let units = plan.tools.map(\.count).reduce(0, +)
        let hasRoom = chance(0.6)
        if !hasRoom || chance(0.6) { plan.project.installationCrews = 1 + below(max(1, units / 2)) }
        guard hasRoom else { return }
        var total = 0.0
        for index in plan.tools.indices where chance(0.85) {
            let path = "tools.\(plan.tools[index].name).area"
            let area = between(5, 60)
            plan.tools[index].area =
                chance(0.5)
                ? .value(area, path: path)
                : .uncertain(.uniform(low: area, high: area + 9), path: path)
            total += area * Double(plan.tools[index].count)
        }
        let start = plan.start
        plan.project.cleanRoom = (0..<3)
            .map { step in
                let day = interval(around: Month(number: start.number + 12 * step), -6, 3)
                let path = "project.clean_room.\(day.text)"
                let area = total * between(0.25, 0.4) * Double(step + 1)
                return YearFigure(period: day, figure: .value(area, path: path))
            }
    }
}

extension Contract {
    /// A contract called c.
    static func of(supplier: String) -> Contract {
        Contract(
            name: "c",
            supplier: supplier,
            what: nil,
            value: .value(1, path: "contracts.c.value"),
            signed: nil,
            due: nil,
            arrived: [],
            arrivedValue: nil,
            paid: [],
            unpaid: nil,
            terms: []
        )
    }
}
