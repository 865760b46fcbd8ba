import PlanModel

/// Demand that is stated in wafers.
extension PlanChecks {
    /// Whether a line of demand says what is wanted, and its plates can be counted.
    func checkDemand(_ line: CheckedValue, _ index: Int) {
        let place = ["demand", "[\(index)]"]
        let hasPlates = line["plates_per_month"] != nil
        let hasWafers = line["wafers_per_month"] != nil
        if hasPlates == hasWafers {
            error(
                at: place,
                message: hasPlates
                    ? "plates_per_month and wafers_per_month exclude each other; give one"
                    : "plates_per_month is missing; give it, or wafers_per_month for one node"
            )
            return
        }
        guard hasWafers else {
            if line["share"] != nil {
                error(
                    at: place + ["share"],
                    message: "is a share of the plates for wafers; it needs wafers_per_month"
                )
            }
            return
        }
        guard let text = line["node"]?.text, let range = NodeRange(text) else { return }
        if range == .all {
            error(
                at: place + ["node"],
                message: "wafers take the plates of one node; give a line for each node"
            )
        }
        guard let number = range.single,
            let node = plan.nodes.first(where: { $0.node == number })
        else { return }
        checkSets(node, "wafers_per_month needs it")
    }

    /// Whether a node says how many plates its wafers take.
    private func checkSets(_ node: TechnologyNode, _ reason: String) {
        let name = String(node.node)
        if node.tapeOutsPerThousandWafers == nil, node.replacementPlatesPerThousandWafers == nil {
            error(
                at: ["nodes", name],
                message: "tape_outs_per_thousand_wafers is missing; \(reason)"
            )
        } else if node.tapeOutsPerThousandWafers != nil, node.platesPerSet == nil {
            error(
                at: ["nodes", name],
                message: "plates_per_set is missing; tape_outs_per_thousand_wafers needs it"
            )
        }
    }
}
