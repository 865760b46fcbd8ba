import PlanModel

/// Steps after which plates go back.
extension PlanChecks {
    func checkRework() {
        let steps = root["route"]?.items ?? []
        let names = steps.compactMap { $0["step"]?.text }
        for (index, step) in steps.enumerated() {
            guard let back = step["back_to"], let name = back.text else { continue }
            // One that is wrong says so itself.
            let path = "route.\(step["step"]?.text ?? "")"
            if step["rework"] == nil, step["within"] == nil, !problems.touches(path + ".rework"),
                !problems.touches(path + ".within")
            {
                complain(back, "needs a rework, the share of plates that go back, or a within")
            }
            guard let target = names.firstIndex(of: name) else {
                complain(
                    back,
                    "unknown step \(quoted(name))"
                        + suggestion(for: name, among: names, called: "steps")
                )
                continue
            }
            if target > index {
                complain(
                    back,
                    "\(quoted(name)) comes after this step; plates go back to a step before it, or "
                        + "to itself"
                )
            }
        }
        if !problems.touches("route") { checkEnds(steps) }
    }

    /// Plates must come out of the route, however unlucky the draw.
    private func checkEnds(_ steps: [CheckedValue]) {
        for node in plan.nodes {
            let visits = plan.visits(of: node)
            let times = visits.timesTaken { $0.distribution.greatest }
            let most = [RouteVisit].mostTimes
            // The last step comes first: those before it take plates as often because of it.
            guard let worst = times.lastIndex(where: { $0 > most }) else { continue }
            let name = plan.route[visits[worst].step].name
            guard let step = steps.first(where: { $0["step"]?.text == name }) else { return }
            complain(
                step["rework"] ?? step,
                "so many plates can go back that those of \(node.node) nm take this step more than "
                    + "\(short(most)) times"
            )
            return
        }
    }
}
