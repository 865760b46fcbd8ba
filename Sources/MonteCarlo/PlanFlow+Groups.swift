internal import Foundation
internal import PlanModel

extension PlanFlow {
    /// A group of tools.
    func group(_ index: Int, _ course: Course) -> FlowFab.Group {
        let group = plan.groups[index]
        let value = course.value
        // What failures do not explain of the availability, and what tools are not used for, makes
        // every plate take longer.
        var lost = 1.0
        var failures: FlowFab.Failures?
        let availability = value(group.availability)
        if let mtbf = group.mtbf.map(value), let mttr = group.mttr.map(value), mtbf > 0, mttr > 0 {
            let repair = min(mttr, mtbf * (1 - availability) / availability)
            lost = availability * (mtbf + repair) / mtbf
            let pattern = group.failures ?? FailurePattern()
            failures = .init(
                byCalendar: pattern.clock == .calendar,
                up: (mtbf * 3600, .init(variation: pattern.variation)),
                down: (
                    max(repair, 1.0 / 3600) * 3600, .init(variation: pattern.repairVariation)
                )
            )
        } else {
            lost = availability
        }
        let staffed = value(group.hoursPerWeek) / 168
        let slower = 1 / max(0.01, lost * value(group.usable) * staffed)
        var result = FlowFab.Group(
            tools: lines[index]
                .map { line in
                    let tool = plan.tools[line.tool]
                    return .init(
                        name: "tools.\(tool.name)#\(line.unit + 1).failures",
                        ready: second(course.ready[line.tool][line.unit]),
                        factor: slower / max(0.01, tool.speed.map(value) ?? 1)
                    )
                }
        )
        result.rule = group.dispatch ?? terms.rule
        if let batch = group.batch {
            let wait = Int((batch.wait * 3600).rounded())
            result.batch = .init(least: batch.least, most: batch.most, wait: wait)
        }
        result.setup = group.setup.map { value($0.hours) * 3600 }
        result.failures = failures
        result.closings = closings[index]
        result.maintenance = group.maintenance.map {
            (value($0.every) * 730.5 * 3600, value($0.hours) * 3600)
        }
        let learning = value(group.learningMonths) * (plan.factors.learning.map(value) ?? 1)
        result.learning = (value(group.learningStart), max(1, learning * 730.5 * 3600))
        return result
    }
}

extension FlowFab.Spread {
    /// One of a coefficient of variation: 1 exponential, others lognormal, 0 none.
    init(variation: Double) {
        switch variation {
        case 0: self = .uniform(width: 0)
        case 1: self = .exponential
        default: self = .lognormal(sigma: log(1 + variation * variation).squareRoot())
        }
    }
}

extension Plan {
    /// Units of a group's tools, coarse to fine; equal reach in the order of their names.
    func units(of group: ToolGroup) -> [(tool: Int, unit: Int, reach: Int)] {
        var units: [(tool: Int, unit: Int, reach: Int)] = []
        for (index, tool) in tools.enumerated() where tool.group == group.name {
            let model = writers.first { $0.name == tool.model }
            let finest = tool.finestNode > 0 ? tool.finestNode : model?.finestNode ?? 0
            let reach = nodes.count { $0.node >= finest }
            for unit in 0..<tool.count { units.append((index, unit, reach)) }
        }
        return units.sorted { ($0.reach, $0.tool, $0.unit) < ($1.reach, $1.tool, $1.unit) }
    }
}
