internal import MonteCarlo
internal import PlanModel

/// What is published of a fab, and what follows by division.
struct PeerFacts {
    let peer: Peer
    /// The plan that it is set beside: its money, its nodes and its as-of date.
    let plan: Plan
    let isOwn: Bool

    /// The fab as results show it.
    func fab() -> PeersResult.Fab {
        let investment = investment()
        let construction = cell("construction", peer.construction)
        let plates = cell("plates_per_year", peer.platesPerYear)
        let state = peer.state.flatMap { isKnown($0.date) ? $0 : nil }
        return .init(
            id: peer.id,
            company: peer.company,
            code: peer.code,
            project: peer.project,
            isOwn: isOwn,
            nodes: peer.nodes?.text,
            investment: investment,
            construction: construction,
            platesPerYear: plates,
            investmentPerPlate: ratio(investment, plates, decimals: 4),
            investmentPerMonth: ratio(investment, construction, decimals: 4),
            platesPerMonth: ratio(plates, by: 12),
            finestNode: finestNode(),
            groundBreaking: groundBreaking?.text,
            state: state?.what,
            stateDate: state?.date?.text,
            remarks: remarks(state),
            milestones: peer.milestones.map(event)
        )
    }

    /// A date after the as-of date is not known yet.
    private func isKnown(_ date: DateInterval?) -> Bool {
        date.map { $0.first <= plan.asOf } ?? true
    }

    /// Ground-breaking as published, if it is known by the as-of date or planned.
    private var groundBreaking: DateInterval? {
        let fact = peer.groundBreaking
        return fact?.happened.flatMap { isKnown($0) ? $0 : nil } ?? fact?.expected ?? fact?.planned
    }

    private func source(_ id: String?) -> String? {
        id.map { id in peer.sources.first { $0.id == id }?.citation ?? id }
    }

    // MARK: Figures

    private func cell(_ key: String, _ figure: Figure?) -> PeersResult.Cell {
        guard let figure else { return .init(missing: peer.reason(key)) }
        return .init(
            value: figure.distribution.moments.mean,
            basis: (figure.basis ?? .assumed).rawValue,
            source: source(figure.source),
            remark: peer.remarks[key]
        )
    }

    private func investment() -> PeersResult.Cell {
        var cell = cell("investment", peer.investment)
        guard let value = cell.value else { return cell }
        guard let unit = peer.unit(in: plan.money) else {
            let own = peer.money?.currency ?? ""
            return .init(missing: "in \(own), the plan's money is \(plan.money.currency)")
        }
        cell.value = value * unit
        return cell
    }

    private func finestNode() -> PeersResult.Cell {
        guard let nodes = peer.nodes else { return .init(missing: peer.reason("nodes")) }
        guard nodes.finest > 0 else { return .init(missing: "no finest node in '\(nodes.text)'") }
        return .init(
            value: Double(nodes.finest),
            basis: peer.basis.rawValue,
            source: source(peer.source),
            remark: peer.remarks["nodes"]
        )
    }

    private func ratio(
        _ above: PeersResult.Cell,
        _ below: PeersResult.Cell,
        decimals: Int
    ) -> PeersResult.Cell {
        guard let top = above.value, let bottom = below.value else {
            let open = [above.missing, below.missing].compactMap { $0 }
            return .init(missing: Set(open).count > 1 ? open.joined(separator: "; ") : open.first)
        }
        let bases = [above.basis, below.basis]
        let isAssumed = bases.contains(Basis.assumed.rawValue)
        return .init(
            value: rounded(top / bottom, decimals),
            basis: (isAssumed ? Basis.assumed : .derived).rawValue,
            remark: [above.remark, below.remark].compactMap { $0 }.first
        )
    }

    private func ratio(_ above: PeersResult.Cell, by divisor: Double) -> PeersResult.Cell {
        ratio(above, .init(value: divisor, basis: Basis.derived.rawValue), decimals: 4)
    }

    // MARK: Dates

    private func remarks(_ state: Peer.State?) -> [String: String] {
        var remarks: [String: String] = [:]
        if groundBreaking == nil || peer.remarks["ground_breaking"] != nil {
            remarks["ground_breaking"] = peer.reason("ground_breaking")
        }
        if state == nil {
            let isLater = peer.state != nil
            remarks["state"] = isLater ? "said after the as-of date" : peer.reason("state")
        }
        for key in ["code", "project", "nodes", "milestones"] {
            remarks[key] = peer.remarks[key]
        }
        return remarks
    }

    private func event(_ milestone: PeerMilestone) -> PeersResult.Event {
        let happened = milestone.happened.flatMap { isKnown($0) ? $0 : nil }
        return .init(
            id: milestone.name,
            event: milestone.event.rawValue,
            node: milestone.nodes?.text,
            planNodes: plan.nodes.map(\.node)
                .filter { milestone.nodes?.contains($0) ?? false },
            planned: milestone.planned?.text,
            expected: milestone.expected?.text,
            happened: happened?.text,
            plannedMonths: months(milestone.planned),
            happenedMonths: months(happened),
            basis: milestone.basis.rawValue,
            source: source(milestone.source)
        )
    }

    /// From ground-breaking to a date, from the least to the most that both allow.
    private func months(_ date: DateInterval?) -> PeersResult.Months? {
        guard let date, let start = groundBreaking else { return nil }
        let (from, to) = date.months
        let (first, last) = start.months
        return .init(from: rounded(from - last, 2), to: rounded(to - first, 2))
    }
}
