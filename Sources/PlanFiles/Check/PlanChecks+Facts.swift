import PlanModel

/// Milestones that have happened, against what is known of the tools.
extension PlanChecks {
    /// Warns of a milestone that the tools' dates contradict.
    func checkFacts(_ name: String, _ entry: CheckedValue) {
        guard let event = entry["event"]?.text, let happened = entry["happened"]?.date,
            happened.first <= plan.asOf, !problems.touches("tools"), !problems.touches("route")
        else { return }
        let complaint =
            if let tool = plan.tools.first(where: { $0.name == entry["tool"]?.text }) {
                contradiction(event, happened, tool)
            } else if let product = entry["product"]?.text {
                plan.nodes.first { $0.product?.name == product }
                    .flatMap { contradiction(event, happened, $0) }
            } else if let range = entry["node"]?.text.flatMap(NodeRange.init) {
                plan.nodes.filter { range.contains($0.node) }
                    .compactMap { contradiction(event, happened, $0) }
                    .first
            } else {
                nil as String?
            }
        guard let complaint else { return }
        warning(
            "milestones",
            name,
            "happened",
            message: "\(event) happened \(happened.text), but \(complaint)"
        )
    }

    private func contradiction(
        _ event: String,
        _ happened: DateInterval,
        _ tool: Tool
    ) -> String? {
        guard let delivered = tool.delivered.first, delivered.first <= plan.asOf else {
            return "\(tool.name) has no delivered date that is a fact; give it one, which counts"
        }
        let own = event == "delivered" ? delivered : tool.accepted.first
        if let own, happened.last < own.first || happened.first > own.last {
            return "\(tool.name) was \(event) \(own.text); the tool's date counts"
        }
        return happened.last < delivered.first
            ? "\(tool.name) was delivered \(delivered.text); the tool's date counts" : nil
    }

    /// A group that the node's plates go through, and none of whose tools was there.
    private func contradiction(
        _ event: String,
        _ happened: DateInterval,
        _ node: TechnologyNode
    ) -> String? {
        for group in plan.groups where needs(node, group) {
            let tools = plan.tools.filter { $0.group == group.name && $0.finestNode <= node.node }
            let known = tools.flatMap(\.delivered).map(\.first)
            guard !tools.isEmpty, !known.contains(where: { $0 <= happened.last }) else { continue }
            return "no tool of group \(group.name) that reaches \(node.label) was delivered by "
                + "then; the milestone counts"
        }
        return nil
    }

    private func needs(_ node: TechnologyNode, _ group: ToolGroup) -> Bool {
        func isUsed(_ share: Figure?) -> Bool { (share?.distribution.greatest ?? 0) > 0 }
        return plan.route.contains { step in
            switch step.work {
            case .write:
                return node.layerClasses.contains { group.writes.contains($0.writerClass) }
            case .secondLevel where step.group == nil:
                guard let second = node.secondWrite, isUsed(node.secondLevelShare) else {
                    return false
                }
                return group.writes.contains(second.writerClass)
            case .secondLevel, .hours:
                guard step.group == group.name, step.hoursPerPlate?.figure(for: node.node) != nil
                else { return false }
                return step.work == .secondLevel
                    ? isUsed(node.secondLevelShare)
                    : step.share == nil || isUsed(step.share?.figure(for: node.node))
            }
        }
    }
}
