import PlanModel

/// What only flow simulations read: batches, limits of waiting, customers.
extension PlanChecks {
    func checkFlow() {
        for group in root["groups"]?.entries.map(\.value) ?? [] { checkBatch(group) }
        for (index, step) in (root["route"]?.items ?? []).enumerated() { checkLimit(step, index) }
        if root["products"] == nil { checkCustomers() }
    }

    private func checkBatch(_ group: CheckedValue) {
        guard let batch = group["batch"] else { return }
        if !(group["writes"]?.texts.isEmpty ?? true) {
            complain(batch, "a writer takes one plate at a time; a group that writes has no batch")
        }
        if group["rated"] != nil {
            complain(batch, "does not go with rated; a batch is of plates")
        }
        guard let least = batch["least"]?.integer, let most = batch["most"]?.integer else { return }
        if least > most {
            complain(
                batch["least"] ?? batch,
                "\(least) is out of range; expected at most \(most), the most of a batch"
            )
        }
    }

    /// Plates that waited too long go back to a step before this one.
    private func checkLimit(_ step: CheckedValue, _ index: Int) {
        guard let limit = step["within"] else { return }
        let names = (root["route"]?.items ?? []).map { $0["step"]?.text }
        if let back = step["back_to"] {
            if let name = back.text, names.firstIndex(of: name) == index {
                complain(
                    back,
                    "plates that waited longer than within cannot go back to this step itself; "
                        + "give one before it"
                )
            }
        } else {
            complain(
                limit,
                "needs a back_to, the step before to which plates go that waited longer"
            )
        }
    }

    private func checkCustomers() {
        guard let customers = root["customers"], !customers.entries.isEmpty else { return }
        for customer in customers.entries.map(\.value) {
            for value in [customer["share"], customer["due"], customer["hot"]?["due"]] {
                checkRanges(value)
            }
        }
        // What is wrong with one of them says so itself.
        guard !problems.touches("customers") else { return }
        for node in plan.nodes {
            let shares = plan.customers.compactMap {
                $0.share.figure(for: node.node)?.distribution.typical
            }
            let sum = shares.reduce(0, +)
            if sum <= 0 {
                complain(customers, "nobody orders plates of \(node.node) nm; give a share of them")
            } else if abs(sum - 1) > 0.02 {
                warning(
                    "customers",
                    message: "the shares of \(node.node) nm sum to \(short(sum)), not 1; they are "
                        + "normalised"
                )
            }
        }
    }
}
