import PlanModel

/// What an outcome of a risk does to which tools.
extension PlanChecks {
    /// Keys that belong together, and a new promise that is one.
    func check(_ outcome: RiskOutcome, _ path: [String]) {
        let named = [
            ("delayed", outcome.delays), ("refused", outcome.refused),
            ("cancelled", outcome.cancelled), ("renegotiated", outcome.renegotiated),
        ]
        if named.allSatisfy(\.1.isEmpty) {
            error(
                at: path,
                message: "names no tool; give delays with by, refused, cancelled, or renegotiated "
                    + "with to"
            )
        }
        if outcome.delays.isEmpty != (outcome.by == nil) {
            error(at: path, message: "delays and by belong together; give both or none")
        }
        if outcome.replacedAfter != nil, outcome.refused.isEmpty {
            error(
                at: path,
                message: "replaced_after needs refused: the tools that are replaced"
            )
        }
        if outcome.reorderedAfter != nil, outcome.cancelled.isEmpty {
            error(
                at: path,
                message: "reordered_after needs cancelled: the tools that are ordered again"
            )
        }
        if outcome.renegotiated.isEmpty != (outcome.to == nil) {
            error(at: path, message: "renegotiated and to belong together; give both or none")
        }
        checkOnce(Array(named.dropFirst()), path)
        checkPromise(outcome, path)
    }

    /// An order is refused, cancelled or promised anew, not two of these.
    private func checkOnce(_ named: [(String, [String])], _ path: [String]) {
        var seen: [String: String] = [:]
        for (word, tools) in named {
            for tool in tools {
                guard let other = seen.updateValue(word, forKey: tool) else { continue }
                let twice = other == word ? "\(word) twice" : "both \(other) and \(word)"
                error(
                    at: path,
                    message: "\(quoted(tool)) is \(twice); one outcome does one thing to an order"
                )
            }
        }
    }

    /// A new promise lies ahead, and not before the old one.
    private func checkPromise(_ outcome: RiskOutcome, _ path: [String]) {
        guard let to = outcome.to else { return }
        if to.last <= plan.asOf, !isLookingBack {
            error(
                at: path + ["to"],
                message: "\(to.text) has passed by the as-of date \(plan.asOf.text); a new promise "
                    + "lies ahead"
            )
        }
        for tool in plan.tools where outcome.renegotiated.contains(tool.name) {
            let open = tool.promised.filter { $0.first > to.first }
            guard let old = open.max(by: { $0.first < $1.first }) else { continue }
            error(
                at: path + ["to"],
                message: "\(to.text) begins before \(old.text), for which \(tool.name) is "
                    + "promised; a new promise is no earlier"
            )
        }
    }
}
