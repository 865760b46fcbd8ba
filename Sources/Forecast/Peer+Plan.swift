internal import MonteCarlo
internal import PlanModel

extension Peer {
    /// A plan's own published facts, for a plan that no peer file describes.
    init(plan: Plan, id: String) {
        self.init(id: id, file: "", company: plan.name)
        money = plan.money
        let nodes = plan.nodes.filter { $0.mix.distribution.moments.mean > 0 }.map(\.node)
        if let finest = nodes.min(), let coarsest = nodes.max() {
            let text = finest == coarsest ? "\(finest)" : "\(coarsest)-\(finest)"
            self.nodes = NodeSpan(text: text, finest: finest, coarsest: coarsest)
        }
        investment = plan.project.investment
        construction = plan.project.construction
        let target = plan.targets.max {
            $0.platesPerYear.distribution.moments.mean < $1.platesPerYear.distribution.moments.mean
        }
        platesPerYear = target?.platesPerYear
        sources = plan.sources
        milestones = plan.milestones.compactMap(PeerMilestone.init)
        if let date = plan.project.groundBreaking {
            milestones.append(
                PeerMilestone(
                    name: "ground-breaking",
                    event: .groundBreaking,
                    nodes: nil,
                    planned: nil,
                    expected: nil,
                    happened: date,
                    basis: .assumed,
                    source: nil
                )
            )
        }
    }
}

extension PeerMilestone {
    /// A plan's milestone of a node; nil for those of tools and those without a date.
    init?(_ milestone: Milestone) {
        guard case .node(let node) = milestone.subject,
            let event = Event(rawValue: milestone.event.rawValue),
            milestone.planned != nil || milestone.happened != nil
        else { return nil }
        self.init(
            name: milestone.name,
            event: event,
            nodes: Peer.NodeSpan(text: "\(node)", finest: node, coarsest: node),
            planned: milestone.planned,
            expected: nil,
            happened: milestone.happened,
            basis: milestone.basis ?? .assumed,
            source: milestone.source
        )
    }
}
