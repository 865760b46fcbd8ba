internal import MonteCarlo
internal import PlanModel

/// Plans with one thing changed; everything else keeps its names, and so its draws.
extension Plan {
    /// Tools that do the same at the same speed; any of them stands for all.
    struct ToolKind {
        /// The tool that stands for them.
        var tool: Tool
        /// Mean speed, for an order among kinds.
        var speed: Double
    }

    /// The kinds of tools of the plan: by group, then the finest reach last.
    var toolKinds: [ToolKind] {
        var seen: Set<String> = []
        return groups.flatMap { group in
            tools.filter { $0.group == group.name && seen.insert(kindKey($0)).inserted }
                .map { ToolKind(tool: $0, speed: $0.speed?.distribution.moments.mean ?? 1) }
                .sorted { ($1.tool.finestNode, $0.speed) < ($0.tool.finestNode, $1.speed) }
        }
    }

    private func kindKey(_ tool: Tool) -> String {
        let settings = tool.settings.map { "\($0.key.rawValue)=\($0.value.distribution)" }.sorted()
        let reach = nodes.count { $0.node >= tool.finestNode }
        let speed = tool.speed.map { "\($0.distribution)" } ?? ""
        return "\(tool.group)/\(tool.model ?? "")/\(reach)/\(speed)/\(settings)"
    }

    /// With further tools of a kind, in production from a day on.
    func adding(_ count: Int, like tool: Tool, on day: Day) -> Plan {
        guard count > 0 else { return self }
        var plan = self
        plan.tools.append(tool.present(count, name: "further \(tool.name)", from: day))
        return plan
    }

    /// With everything that has not come promised so many months earlier, but never on a day up to
    /// the as-of date.
    func deliveringEarlier(by months: Int) -> Plan {
        let first = Day(number: asOf.number + 1)
        func earlier(_ date: DateInterval) -> DateInterval {
            guard date.last > asOf else { return date }
            let start = max(first, date.first.adding(months: -months))
            let end = max(start, date.last.adding(months: -months))
            return DateInterval(first: start, last: end, text: date.text)
        }
        var plan = self
        for index in plan.tools.indices {
            let tool = plan.tools[index]
            let promised = tool.promised.isEmpty ? tool.delivered : tool.promised
            plan.tools[index].promised = promised.map(earlier)
        }
        for risk in plan.risks.indices {
            for outcome in plan.risks[risk].outcomes.indices {
                let to = plan.risks[risk].outcomes[outcome].to
                plan.risks[risk].outcomes[outcome].to = to.map(earlier)
            }
        }
        return plan
    }

    /// With every mature yield so many percentage points higher, 100 % at most.
    func yieldingMore(points: Int) -> Plan {
        var plan = self
        for index in plan.nodes.indices {
            let mature = plan.nodes[index].yieldMature
            let start = plan.nodes[index].yieldStart
            plan.nodes[index].yieldMature.distribution = mature.distribution
                .shifted(by: Double(points) / 100, most: 1)
            // The same figure under the same name: a node without a yield of its own to start with.
            if start.path == mature.path {
                plan.nodes[index].yieldStart = plan.nodes[index].yieldMature
            }
        }
        return plan
    }

    /// With so many per cent of each node's share of the mix moved to the next coarser or finer
    /// node; the last one keeps its share.
    func movingMix(percent: Int, toCoarser: Bool) -> Plan {
        let means = nodes.map { max(0, $0.mix.distribution.moments.mean) }
        let part = Double(percent) / 100
        var moved = means
        // Nodes come coarsest first.
        for index in nodes.indices {
            let next = toCoarser ? index - 1 : index + 1
            guard nodes.indices.contains(next) else { continue }
            moved[index] -= part * means[index]
            moved[next] += part * means[index]
        }
        var plan = self
        for index in nodes.indices where means[index] > 0 {
            plan.nodes[index].mix.distribution = nodes[index].mix.distribution
                .scaled(by: moved[index] / means[index])
        }
        return plan
    }

    /// With so many per cent more volume demand in every month.
    func demandingMore(percent: Int) -> Plan {
        var plan = self
        for line in plan.demand.indices {
            for place in plan.demand[line].platesPerMonth.indices {
                let old = plan.demand[line].platesPerMonth[place].figure.distribution
                plan.demand[line].platesPerMonth[place].figure.distribution =
                    old.scaled(by: 1 + Double(percent) / 100)
            }
            for place in plan.demand[line].wafersPerMonth.indices {
                let old = plan.demand[line].wafersPerMonth[place].figure.distribution
                plan.demand[line].wafersPerMonth[place].figure.distribution =
                    old.scaled(by: 1 + Double(percent) / 100)
            }
        }
        return plan
    }
}

extension Tool {
    /// The same kind of tool, bought for certain and in production from a day on.
    func present(_ count: Int, name: String, from day: Day) -> Tool {
        var tool = self
        tool.name = name
        tool.count = count
        tool.contract = nil
        tool.shareOfContract = nil
        tool.probability = nil
        tool.delivered = []
        tool.promised = [DateInterval(first: day, last: day, text: day.text)]
        tool.accepted = []
        tool.slip = nil
        tool.installation = nil
        tool.acceptance = nil
        tool.qualification = nil
        tool.area = nil
        return tool
    }
}

extension Day {
    /// The same day of another month, or that month's last.
    func adding(months: Int) -> Day {
        let other = Month(number: month.number + months)
        return Day(number: other.firstDay.number + min(dayOfMonth, other.dayCount) - 1)
    }
}
