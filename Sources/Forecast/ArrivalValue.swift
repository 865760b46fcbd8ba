internal import MonteCarlo
internal import PlanModel

/// Value of a plan's tools by contract, as a forecast has it and as the contracts state it.
struct ArrivalValue {
    /// A plan in which every valued machine is a tool of its own.
    ///
    /// Machines of a batch keep the draws that they have in the batch. Their speed and settings are
    /// left out: dates alone are asked of this plan.
    let plan: Plan
    /// Machines with a value: tool of `plan`, value [money unit].
    let machines: [(tool: String, value: Double)]
    private let contracts: [Contract]

    init(_ plan: Plan) {
        let values = Self.values(plan)
        var copy = plan
        copy.tools = plan.tools.flatMap(Self.split)
        for risk in copy.risks.indices {
            for outcome in copy.risks[risk].outcomes.indices {
                var changed = copy.risks[risk].outcomes[outcome]
                changed.delays = Self.split(changed.delays, plan)
                changed.refused = Self.split(changed.refused, plan)
                changed.cancelled = Self.split(changed.cancelled, plan)
                changed.renegotiated = Self.split(changed.renegotiated, plan)
                copy.risks[risk].outcomes[outcome] = changed
            }
        }
        self.plan = copy
        machines = plan.tools.flatMap { tool in
            (0..<tool.count)
                .compactMap { unit in
                    values[tool.name]
                        .map { (Self.name(tool.name, unit), $0 / Double(tool.count)) }
                }
        }
        let bought = Set(plan.tools.compactMap(\.contract))
        contracts = plan.contracts.filter { bought.contains($0.name) }
    }

    /// Ends of the stated arrivals after the as-of date, within the horizon.
    var dates: [Day] {
        let end = plan.start.number + plan.monthCount
        let days = contracts.flatMap(\.arrived).map(\.last)
        return Set(days).filter { $0 > plan.asOf && $0.month.number < end }.sorted()
    }

    /// Value that had arrived by the end of a day, as far as the contracts tell.
    ///
    /// A contract with several arrivals does not say how its value is split among them, so before
    /// the last of them it tells a range.
    func stated(by day: Day) -> ClosedRange<Double> {
        var (low, high) = (0.0, 0.0)
        for contract in contracts where contract.arrived.contains(where: { $0.first <= day }) {
            let whole = contract.value.distribution.moments.mean
            let arrived = contract.arrivedValue?.distribution.moments.mean
            high += arrived ?? whole
            if contract.arrived.allSatisfy({ $0.last <= day }) {
                low += arrived ?? (contract.due == nil ? whole : 0)
            }
        }
        return low...max(low, high)
    }

    /// The weakest origin of the contracts' values.
    var basis: Basis {
        let origins = contracts.filter { !$0.arrived.isEmpty }
            .map { ($0.arrivedValue ?? $0.value).basis ?? .assumed }
        if origins.contains(.assumed) { return .assumed }
        return origins.contains(.derived) ? .derived : .disclosed
    }

    /// A tool's part of its contract; tools without a stated part share what is left.
    private static func values(_ plan: Plan) -> [String: Double] {
        var values: [String: Double] = [:]
        for contract in plan.contracts {
            let tools = plan.tools.filter { $0.contract == contract.name }
            let shares = tools.compactMap(\.shareOfContract?.distribution.moments.mean)
            let rest = max(0, contract.value.distribution.moments.mean - shares.reduce(0, +))
            for tool in tools {
                values[tool.name] =
                    tool.shareOfContract?.distribution.moments.mean
                    ?? rest / Double(tools.count - shares.count)
            }
        }
        return values
    }

    private static func name(_ tool: String, _ unit: Int) -> String {
        unit > 0 ? "\(tool)#\(unit + 1)" : tool
    }

    private static func split(_ tools: [String], _ plan: Plan) -> [String] {
        tools.flatMap { name in
            let count = plan.tools.first { $0.name == name }?.count ?? 1
            return (0..<count).map { self.name(name, $0) }
        }
    }

    /// The machines of a batch, each with the names under which the batch draws for it.
    private static func split(_ tool: Tool) -> [Tool] {
        func date(_ dates: [DateInterval], _ unit: Int) -> [DateInterval] {
            dates.count > 1 ? [dates[min(unit, dates.count - 1)]] : dates
        }
        if tool.count == 1 { return [tool] }
        return (0..<tool.count)
            .map { unit in
                func own(_ figure: Figure?) -> Figure? {
                    guard var figure, unit > 0, figure.kind == .random else { return figure }
                    figure.path += "#\(unit + 1)"
                    return figure
                }
                var machine = tool
                machine.name = name(tool.name, unit)
                machine.count = 1
                machine.delivered = date(tool.delivered, unit)
                machine.promised = date(tool.promised, unit)
                machine.accepted = date(tool.accepted, unit)
                machine.slip = own(tool.slip)
                machine.installation = own(tool.installation)
                machine.acceptance = own(tool.acceptance)
                machine.qualification = own(tool.qualification)
                machine.speed = nil
                machine.settings = [:]
                return machine
            }
    }
}
