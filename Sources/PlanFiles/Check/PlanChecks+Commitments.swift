import PlanModel

/// Contracts, money, risks, demand, milestones and loans.
extension PlanChecks {
    /// Sums of a contract.
    func check(_ contract: Contract) {
        let value = contract.value.distribution.typical
        checkTerms(contract)
        checkMoneyOf(contract)
        let paid = contract.paid.map(\.figure.distribution.typical).reduce(0, +)
        let tools = plan.tools.filter { $0.contract == contract.name }
        let shares = tools.compactMap(\.shareOfContract?.distribution.typical)
        let bought = shares.reduce(0, +)
        let arrived = contract.arrivedValue?.distribution.typical ?? 0
        for (what, part) in [
            ("paid", paid), ("arrived_value", arrived), ("unpaid", unpaid(contract)),
            ("share_of_contract of its tools", bought),
        ] where isOffByTenThousand(part, value) {
            let key = what.contains(" ") ? "value" : what
            warning(
                "contracts",
                contract.name,
                key,
                message: "\(what) \(short(part)) and the contract value \(short(value)) differ by "
                    + "a factor of about 10,000; is one in another unit?"
            )
            return
        }
        checkSums(contract, value: value, paid: paid, arrived: arrived)
        let isComplete = !tools.isEmpty && shares.count == tools.count
        if bought > value * 1.005 || (isComplete && bought < value * 0.995) {
            warning(
                "contracts",
                contract.name,
                "value",
                message: "its tools' share_of_contract sum to \(short(bought)), not to the "
                    + "contract value \(short(value))"
            )
        }
    }

    private func checkTerms(_ contract: Contract) {
        checkTerms(contract.terms, at: ["contracts", contract.name, "terms"])
    }

    /// Terms are of the whole.
    func checkTerms(_ terms: [PaymentTerm], at path: [String]) {
        let sum = terms.map(\.share.distribution.typical).reduce(0, +)
        if !terms.isEmpty, abs(sum - 1) > 0.001 {
            error(at: path, message: "the terms sum to \(short(sum)); expected 1 ± 0.001")
        }
    }

    private func unpaid(_ contract: Contract) -> Double {
        contract.unpaid?.distribution.typical ?? 0
    }

    private func checkSums(_ contract: Contract, value: Double, paid: Double, arrived: Double) {
        if paid > value * 1.0005 {
            warning(
                "contracts",
                contract.name,
                "paid",
                message: "paid \(short(paid)) exceeds the contract value \(short(value))"
            )
        } else if contract.unpaid != nil, !contract.paid.isEmpty,
            // Less is no contradiction: payments between the last period and the as-of date.
            paid + unpaid(contract) > value * 1.02
        {
            warning(
                "contracts",
                contract.name,
                "unpaid",
                message:
                    "paid \(short(paid)) and unpaid \(short(unpaid(contract))) together exceed "
                    + "the contract value \(short(value))"
            )
        }
        if arrived > value * 1.0005 {
            warning(
                "contracts",
                contract.name,
                "arrived_value",
                message: "\(short(arrived)) exceeds the contract value \(short(value))"
            )
        }
    }

    /// Units of money, and contracts that are there twice.
    func checkMoney() {
        var seen: [String: String] = [:]
        for contract in plan.contracts {
            guard let value = contract.value.distribution.fixedValue, let signed = contract.signed
            else { continue }
            if let other = seen.updateValue(contract.name, forKey: "\(value) \(signed.text)") {
                warning(
                    "contracts",
                    contract.name,
                    "value",
                    message: "the value \(plainText(value)) and the signing \(signed.text) are "
                        + "those of \(other); is it one contract under two names?"
                )
            }
        }
        let total = plan.contracts.map(\.value.distribution.typical).reduce(0, +)
        let investment = plan.project.investment?.distribution.typical ?? 0
        if isOffByTenThousand(total, investment) {
            warning(
                "project",
                "investment",
                message: "the investment \(short(investment)) and the contracts' \(short(total)) "
                    + "differ by a factor of about 10,000; is one in another unit?"
            )
        }
    }

    private func isOffByTenThousand(_ part: Double, _ whole: Double) -> Bool {
        guard part > 0, whole > 0 else { return false }
        let ratio = max(part / whole, whole / part)
        return (5_000...20_000).contains(ratio)
    }

    /// Risks, demand and milestones.
    func checkCommitments() {
        for risk in plan.risks { check(risk) }
        let nodes = plan.nodes.map(\.node)
        for (index, line) in (root["demand"]?.items ?? []).enumerated() {
            checkDemand(line, index)
            guard let text = line["node"]?.text, let range = NodeRange(text), range != .all else {
                continue
            }
            if range.single == nil {
                error(
                    "demand",
                    "[\(index)]",
                    "node",
                    message: "\(quoted(text)) is a range; demand takes one node or all"
                )
            } else {
                checkTakesPart(text, nodes, ["demand", "[\(index)]", "node"])
            }
        }
        for (name, entry) in root["milestones"]?.entries ?? [] {
            checkMilestone(name, entry, nodes)
            checkFacts(name, entry)
        }
        var names: Set<String> = []
        for milestone in plan.milestones where !names.insert(milestone.name).inserted {
            error("milestones", message: "two milestones are called \(quoted(milestone.name))")
        }
    }

    private func check(_ risk: Risk) {
        let most = risk.outcomes.map(\.probability.distribution.greatest).reduce(0, +)
        if most > 1 + 1e-9 {
            error(
                "risks",
                risk.name,
                "outcomes",
                message: "the probabilities can sum to \(short(most)); exclusive outcomes sum to "
                    + "at most 1"
            )
        }
        for (index, outcome) in risk.outcomes.enumerated() {
            check(outcome, ["risks", risk.name, "outcomes", "[\(index)]"])
        }
    }

    private func checkTakesPart(_ text: String, _ nodes: [Int], _ path: [String]) {
        guard let node = Int(text), !nodes.contains(node), !problems.touches("nodes") else {
            return
        }
        let value = place(path)
        problems.add(
            .meaning,
            at: value.location,
            path: value.path,
            "node \(text) takes no part in the plan; nodes with a mix: "
                + nodes.map(String.init).joined(separator: ", ")
        )
    }

    private func checkMilestone(_ name: String, _ entry: CheckedValue, _ nodes: [Int]) {
        let subjects = ["node", "product", "tool"].count { entry[$0] != nil }
        guard subjects == 1 else {
            let made = plan.hasProducts ? "product" : "node"
            error(
                "milestones",
                name,
                message: "is about one \(made) or one tool; give \(made) or tool"
            )
            return
        }
        if plan.hasProducts, entry["node"] != nil {
            error(
                "milestones",
                name,
                "node",
                message: "this plan makes products; give product instead"
            )
            return
        }
        let forTools: [String] = ["delivered", "accepted"]
        if let event = entry["event"]?.text, forTools.contains(event) != (entry["tool"] != nil) {
            let expected =
                entry["tool"] != nil
                ? "delivered or accepted" : "ready, run-through, delivery or volume"
            error(
                "milestones",
                name,
                "event",
                message: "\(event) is no event of a \(entry["tool"] != nil ? "tool" : "node"); "
                    + "expected \(expected)"
            )
        }
        guard let text = entry["node"]?.text, let range = NodeRange(text) else { return }
        if range.single != nil {
            checkTakesPart(text, nodes, ["milestones", name, "node"])
        } else if !nodes.contains(where: range.contains) {
            error("milestones", name, "node", message: "no node with a mix is in \(quoted(text))")
        }
    }
}
