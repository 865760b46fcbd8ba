internal import MonteCarlo
internal import PlanModel

/// Makes of a plan the cases of itself and of other fabs.
struct PeerCases {
    /// The plan as seen at its ground-breaking.
    let plan: Plan
    /// Ground-breaking of the plan.
    let groundBreaking: DateInterval
    /// Key of all draws.
    let seed: UInt64
    /// How many replications there are.
    let replications: Int

    /// Makes the cases of a plan.
    ///
    /// - Throws: `PeerCase.Blank` when the plan cannot be put on a clock from its ground-breaking.
    init(_ plan: Plan, seed: UInt64, replications: Int) throws(PeerCase.Blank) {
        guard let groundBreaking = plan.project.groundBreaking else {
            throw .init(reason: "the plan has no project.ground_breaking to count from")
        }
        let start = groundBreaking.last.month
        let end = plan.start.number + plan.monthCount
        guard (12...600).contains(end - start.number) else {
            throw .init(
                reason: "the plan's horizon ends less than 12 or more than 600 months after its "
                    + "ground-breaking"
            )
        }
        var plan = plan
        plan.start = start
        plan.monthCount = end - start.number
        // Capacity is asked about, which wants no customers.
        plan.demand = []
        plan.targets = []
        self.plan = plan
        self.groundBreaking = groundBreaking
        self.seed = seed
        self.replications = replications
    }

    private static let parts = Double(RampTables.OutcomeLayout.monthParts)

    /// The middle of the plan's ground-breaking, in parts of a month since the case's clock began.
    var origin: Int {
        let (from, to) = groundBreaking.months
        return Int((((from + to) / 2 - Double(plan.start.number)) * Self.parts).rounded())
    }

    /// The plan's own fab.
    func own(id: String) -> PeerCase {
        let start = Int((Double(plan.start.number) * Self.parts).rounded()) + origin
        return PeerCase(
            id: id,
            nodes: plan.nodes.map(\.node),
            variants: [dated(plan)],
            choice: [Int](repeating: 0, count: replications),
            groundBreaking: [Int](repeating: start, count: replications),
            setting: .init(isOwn: true)
        )
    }

    /// Another fab.
    ///
    /// - Throws: `PeerCase.Blank` when too little is known of it.
    func other(_ peer: Peer) throws(PeerCase.Blank) -> PeerCase {
        guard let span = peer.nodes else {
            throw .init(reason: "nodes: \(peer.reason("nodes"))")
        }
        let nodes = plan.nodes.filter { span.contains($0.node) }
        guard let finest = nodes.map(\.node).min() else {
            throw .init(reason: "the plan has no node of \(span.text) nm")
        }
        let tools = PeerTools(plan, finest: finest)
        let scales = try scales(peer, tools)
        let construction = construction(peer)
        let last = lastPromise(tools)
        var keys: [Key: Int] = [:]
        var variants: [Plan] = []
        let choice = scales.indices.map { index in
            let key = Key(
                counts: tools.counts(scale: scales[index]),
                months: min(last, construction?[index] ?? last)
            )
            if let known = keys[key] { return known }
            var other = plan
            other.nodes = nodes
            other.milestones = []
            other.tools = tools.tools(counts: key.counts).map { promised($0, within: key.months) }
            variants.append(dated(other))
            keys[key] = variants.count - 1
            return variants.count - 1
        }
        let used = keys.sorted { $0.value < $1.value }.map(\.key)
        return PeerCase(
            id: peer.id,
            nodes: nodes.map(\.node),
            variants: variants,
            choice: choice,
            groundBreaking: starts(peer),
            setting: .init(
                isOwn: false,
                scale: .init(scales),
                costOverMoney: costs(tools, choice.map { used[$0].counts }, scales),
                tools: numbers(tools, choice.map { used[$0].counts }),
                construction: construction.map { .init($0.map(Double.init)) },
                groundBreaking: groundBreakingText(peer)
            )
        )
    }

    /// What tells the plans of a fab apart.
    private struct Key: Hashable {
        var counts: [Int]
        var months: Int
    }

    // MARK: Money

    private func scales(_ peer: Peer, _ tools: PeerTools) throws(PeerCase.Blank) -> [Double] {
        guard let investment = peer.investment ?? peer.assumptions.investment else {
            throw .init(reason: "investment: \(peer.reason("investment"))")
        }
        guard let unit = peer.unit(in: plan.money) else {
            throw .init(
                reason: "its money is in \(peer.money?.currency ?? ""), the plan's in "
                    + plan.money.currency
            )
        }
        let money = investment.draws(seed: seed, count: replications)
        guard let cost = tools.cost else {
            guard let own = plan.project.investment?.distribution.moments.mean, own > 0 else {
                throw .init(reason: "the plan prices no tool and states no investment")
            }
            return money.map { $0 * unit / own }
        }
        guard let assumed = peer.assumptions.toolShare else {
            guard let share = PeerTools.share(of: plan) else {
                throw .init(reason: "assume.tool_share: not stated, and the plan has no investment")
            }
            return money.map { $0 * unit * share / cost }
        }
        let shares = assumed.draws(seed: seed, count: replications)
        return zip(money, shares).map { $0 * unit * $1 / cost }
    }

    /// What the tools cost over the money for them.
    private func costs(
        _ tools: PeerTools,
        _ counts: [[Int]],
        _ scales: [Double]
    ) -> PeersResult.Spread? {
        let ratios = zip(counts, scales)
            .compactMap { counts, scale in
                scale > 0 ? tools.scale(counts: counts).map { $0 / scale } : nil
            }
        return ratios.count == scales.count ? .init(ratios) : nil
    }

    private func numbers(_ tools: PeerTools, _ counts: [[Int]]) -> [PeersResult.Tools] {
        tools.names(counts: counts.first ?? [])
            .enumerated()
            .map { number, name in
                let numbers = counts.map { $0[number] }
                return .init(
                    group: name.group,
                    least: numbers.min() ?? 0,
                    most: numbers.max() ?? 0,
                    mean: rounded(
                        Double(numbers.reduce(0, +)) / Double(numbers.count),
                        3
                    )
                )
            }
    }

    // MARK: Dates

    /// Whole months of construction of each replication; nil where nobody says.
    private func construction(_ peer: Peer) -> [Int]? {
        (peer.construction ?? peer.assumptions.construction)?
            .draws(seed: seed, count: replications)
            .map { max(1, Int($0.rounded())) }
    }

    /// Months from ground-breaking to the end of the last promise.
    private func lastPromise(_ tools: PeerTools) -> Int {
        let last = tools.tools(counts: tools.counts(scale: 1)).flatMap(\.promised).map(\.last).max()
        return max(1, (last ?? groundBreaking.last).month.number - groundBreaking.last.month.number)
    }

    /// A tool that is promised by the end of a construction of so many months.
    private func promised(_ tool: Tool, within months: Int) -> Tool {
        let end = Month(number: groundBreaking.last.month.number + months)
        let first = Day(number: plan.asOf.number + 1)
        var tool = tool
        tool.promised = tool.promised.map { date in
            let late = date.last.month.number - end.number
            guard late > 0, date.first > plan.asOf else { return date }
            let start = max(first, date.first.adding(months: -late))
            let last = max(start, date.last.adding(months: -late))
            return DateInterval(first: start, last: last, text: date.text)
        }
        return tool
    }

    /// With the dates of every node that are asked about.
    private func dated(_ plan: Plan) -> Plan {
        var plan = plan
        plan.milestones = plan.milestones.filter { $0.happened != nil }
        for node in plan.nodes {
            for event in PeerCase.events {
                plan.milestones.append(
                    Milestone(
                        name: "peers \(node.node) \(event.rawValue)",
                        subject: .node(node.node),
                        event: event,
                        planned: nil,
                        happened: nil,
                        basis: nil,
                        source: nil
                    )
                )
            }
        }
        return plan
    }

    private func starts(_ peer: Peer) -> [Int]? {
        let known = peer.groundBreaking.flatMap { $0.happened ?? $0.expected ?? $0.planned }
        guard let date = known ?? peer.assumptions.groundBreaking else { return nil }
        let (from, to) = date.months
        let figure = Figure(
            kind: .uncertain,
            distribution: .uniform(low: from, high: to),
            path: "peers.\(peer.id).ground_breaking"
        )
        return figure.draws(seed: seed, count: replications)
            .map { Int(($0 * Self.parts).rounded()) }
    }

    private func groundBreakingText(_ peer: Peer) -> String? {
        let known = peer.groundBreaking.flatMap { $0.happened ?? $0.expected ?? $0.planned }
        return (known ?? peer.assumptions.groundBreaking)?.text
    }
}
