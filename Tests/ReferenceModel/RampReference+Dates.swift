internal import PlanModel

extension RampReference {
    /// Dates of one physical tool [months from the start].
    struct Unit {
        var tool: Tool
        var number: Int
        var group: Int
        var line: Int
        var delivered: Double
        var accepted = Double.infinity
        var ready = Double.infinity
    }

    /// The end of the as-of date [months from the start].
    var asOf: Double { months(Day(number: plan.asOf.number + 1)) }

    func months(_ day: Day) -> Double {
        Double(day.month.number - plan.start.number)
            + Double(day.dayOfMonth - 1) / Double(day.month.dayCount)
    }

    func drawUnits(_ draws: DrawnFigures) -> [Unit] {
        var units: [Unit] = []
        for group in lines.indices {
            for (line, entry) in lines[group].enumerated() {
                for tool in entry.tools {
                    for unit in 0..<tool.count {
                        units.append(draw(tool, unit: unit, group: group, line: line, draws))
                    }
                }
            }
        }
        accept(&units, draws)
        return units
    }

    static func name(_ tool: Tool, _ unit: Int) -> String {
        unit > 0 ? "tools.\(tool.name)#\(unit + 1)" : "tools.\(tool.name)"
    }

    private func draw(
        _ tool: Tool,
        unit: Int,
        group: Int,
        line: Int,
        _ draws: DrawnFigures
    ) -> Unit {
        let name = Self.name(tool, unit)
        var delivered = knownDate(tool.delivered, unit, name: "\(name).delivered", draws)
        if delivered == nil {
            var date = promisedDelivery(tool, unit, name: name, draws)
            for risk in plan.risks {
                date += delay(by: risk, of: tool.name, draws)
            }
            if let probability = tool.probability,
                draws.share(.purchase, "\(name).probability") >= value(probability, or: 1, draws)
            {
                date = .infinity
            }
            delivered = date
        }
        return Unit(
            tool: tool,
            number: unit,
            group: group,
            line: line,
            delivered: delivered ?? .infinity
        )
    }

    func date(_ dates: [DateInterval], _ unit: Int) -> DateInterval? {
        dates.count > 1 ? dates[min(unit, dates.count - 1)] : dates.first
    }

    /// A fact: some day of its interval that is not after the as-of date.
    func knownDate(
        _ dates: [DateInterval],
        _ unit: Int,
        name: String,
        _ draws: DrawnFigures
    ) -> Double? {
        guard let interval = date(dates, unit), interval.first <= plan.asOf else { return nil }
        let end = min(interval.last.number, plan.asOf.number) + 1
        return ClosedForm(
            .uniform(low: months(interval.first), high: months(Day(number: end)))
        )
        .value(word: draws.word(.figure, name, isUncertain: true))
    }

    /// The day that a tool is promised for; nil where there is none.
    ///
    /// It is the plan's, or the latest of those that risks put instead.
    private func promisedDay(
        _ tool: Tool,
        _ unit: Int,
        name: String,
        _ draws: DrawnFigures
    ) -> Double? {
        var moved: [Double] = []
        for risk in plan.risks {
            guard let index = outcome(of: risk, draws), let to = risk.outcomes[index].to,
                risk.outcomes[index].renegotiated.contains(tool.name)
            else { continue }
            let word = draws.word(.figure, "\(name).promised.\(risk.name)[\(index)]")
            moved.append(day(of: to, slip: tool.slip, word: word))
        }
        if let latest = moved.max() { return latest }
        return (date(tool.promised, unit) ?? date(tool.delivered, unit))
            .map { day(of: $0, slip: tool.slip, word: draws.word(.figure, "\(name).promised")) }
    }

    private func day(of promised: DateInterval, slip: Figure?, word: UInt32) -> Double {
        let from = months(promised.first)
        let to = months(Day(number: promised.last.number + 1))
        let tail = Double((word & 0x7FFF_FFFF) | 1) / 4_294_967_296
        let below = word >> 31 == 0 ? tail : 1 - tail
        if from >= asOf { return from + (to - from) * below }
        return posterior(from, to, slip: slip?.distribution ?? .fixed(0), below: below)
    }

    /// A promised day plus the slip, knowing that the tool has not come by the as-of date.
    private func promisedDelivery(
        _ tool: Tool,
        _ unit: Int,
        name: String,
        _ draws: DrawnFigures
    ) -> Double {
        guard let day = promisedDay(tool, unit, name: name, draws) else { return .infinity }
        if tool.slip == nil { return max(day, asOf) }
        return day
            + value(
                tool.slip,
                or: 0,
                unit: unit,
                above: asOf - day,
                by: supplierWord(tool, name: name, draws),
                draws
            )
    }

    /// The supplier's word, where the tool slips as its supplier does: in the share √ρ of
    /// replications, so that two tools of a supplier do in the share ρ.
    private func supplierWord(_ tool: Tool, name: String, _ draws: DrawnFigures) -> UInt32? {
        guard let correlation = plan.factors.delayCorrelation, tool.slip?.kind == .random,
            let supplier = plan.supplier(of: tool),
            draws.share(.sharing, "\(name).supplier")
                < value(correlation, or: 0, draws).squareRoot()
        else { return nil }
        return draws.word(.supplier, "suppliers.\(supplier).slip")
    }

    /// The quantile of a promised day, each day weighed with the chance that the slip from it
    /// reaches beyond the as-of date (Bayes).
    private func posterior(
        _ from: Double,
        _ to: Double,
        slip: Distribution,
        below: Double
    ) -> Double {
        let width = (to - from) / Double(promiseCells)
        let slip = ClosedForm(slip)
        let weights = (0..<promiseCells)
            .map { cell in
                let lag = asOf - (from + width * (Double(cell) + 0.5))
                return lag < 0 ? 1 : slip.survival(lag)
            }
        let total = weights.reduce(0, +)
        guard total > 0 else { return to }
        var left = below * total
        for (cell, weight) in weights.enumerated() where weight > 0 {
            if left <= weight { return from + width * (Double(cell) + left / weight) }
            left -= weight
        }
        return to
    }

    /// Which of a risk's outcomes happens.
    private func outcome(of risk: Risk, _ draws: DrawnFigures) -> Int? {
        let u = draws.share(.risk, "risks.\(risk.name)")
        var sum = 0.0
        return risk.outcomes.firstIndex { outcome in
            sum += value(outcome.probability, or: 0, draws)
            return u < sum
        }
    }

    /// Months that a risk adds to a tool's delivery.
    private func delay(by risk: Risk, of tool: String, _ draws: DrawnFigures) -> Double {
        guard let index = outcome(of: risk, draws) else { return 0 }
        let outcome = risk.outcomes[index]
        func count(_ tools: [String]) -> Int { tools.count { $0 == tool } }
        func months(_ figure: Figure?, _ count: Int) -> Double {
            if count == 0 { return 0 }
            return figure == nil ? .infinity : Double(count) * value(figure, or: 0, draws)
        }
        return months(outcome.by, count(outcome.delays))
            + months(outcome.replacedAfter, count(outcome.refused))
            + months(outcome.reorderedAfter, count(outcome.cancelled))
    }

    func drawNodes(_ units: [Unit], _ draws: DrawnFigures) -> [Replication.NodeDates] {
        plan.nodes.enumerated()
            .map { index, node in
                var dates = Replication.NodeDates()
                dates.ready = -.infinity
                for group in plan.groups.indices where work[group][index] {
                    let first =
                        units.filter { $0.group == group && lines[group][$0.line].reach > index }
                        .map(\.ready).min() ?? .infinity
                    if first > dates.ready { dates.lastGroup = group }
                    dates.ready = max(dates.ready, first)
                }
                if dates.ready == -.infinity { dates.ready = 0 }
                let volume = happened(.volume, at: node.node, draws)
                let delivery = happened(.delivery, at: node.node, draws) ?? volume
                let runThrough = happened(.runThrough, at: node.node, draws) ?? delivery
                dates.runThrough =
                    runThrough ?? event(after: dates.ready, node.qualification, draws)
                dates.delivery = delivery ?? firstDelivery(node, after: dates.runThrough, draws)
                dates.volume = volume ?? event(after: dates.delivery, node.verification, draws)
                return dates
            }
    }

    /// The date of an event that has not happened by the as-of date.
    private func event(after date: Double, _ lag: Figure, _ draws: DrawnFigures) -> Double {
        date + value(lag, or: 0, above: asOf - date, draws)
    }

    /// Run-through plus a sampling lag for each round, the last of which passes.
    ///
    /// What is known by the as-of date is how long all rounds together must be.
    private func firstDelivery(
        _ node: TechnologyNode,
        after date: Double,
        _ draws: DrawnFigures
    ) -> Double {
        let failure = value(node.sampleFailure, or: 0, draws)
        guard failure > 0 else { return event(after: date, node.sampling, draws) }
        let passed = asOf - date
        let lag = ClosedForm(node.sampling.distribution)
        let most = 16
        let weights = (1...most)
            .map { round in
                var share = (1..<round).reduce(1.0) { product, _ in product * failure }
                if round < most { share *= 1 - failure }
                return share * lag.survival(passed / Double(round))
            }
        var left =
            draws.share(.rounds, "nodes.\(node.node).sampling.rounds") * weights.reduce(0, +)
        var rounds = 1
        while rounds < most, left >= weights[rounds - 1] {
            left -= weights[rounds - 1]
            rounds += 1
        }
        let each = value(node.sampling, or: 0, above: passed / Double(rounds), draws)
        return date + max(passed, Double(rounds) * each)
    }

    private func happened(
        _ event: Milestone.Event,
        at node: Int,
        _ draws: DrawnFigures
    ) -> Double? {
        for milestone in plan.milestones
        where milestone.subject == .node(node) && milestone.event == event {
            guard let happened = milestone.happened, happened.first <= plan.asOf else { continue }
            let name = "milestones.\(milestone.name).happened"
            return knownDate([happened], 0, name: name, draws)
        }
        return nil
    }

    /// nil for a milestone of a node or tool that is not in the plan.
    func date(
        of milestone: Milestone,
        _ units: [Unit],
        _ nodes: [Replication.NodeDates]
    ) -> Double? {
        switch milestone.subject {
        case .tool(let name):
            guard let unit = units.first(where: { $0.tool.name == name }) else { return nil }
            return milestone.event == .delivered ? unit.delivered : unit.accepted
        case .node(let node):
            guard let index = plan.nodes.firstIndex(where: { $0.node == node }) else { return nil }
            switch milestone.event {
            case .runThrough: return nodes[index].runThrough
            case .delivery: return nodes[index].delivery
            case .volume: return nodes[index].volume
            default: return nodes[index].ready
            }
        }
    }
}
