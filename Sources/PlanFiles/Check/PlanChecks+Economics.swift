import PlanModel

/// Loans, assets, deposits, currencies.
extension PlanChecks {
    /// Rules of `economics`.
    func checkEconomics() {
        let economics = plan.economics
        checkTerms(economics.terms, at: ["economics", "terms"])
        for loan in economics.loans {
            for (key, shares) in [("repayments", loan.repayments), ("drawn", loan.drawn)] {
                let sum = shares.map(\.figure.distribution.typical).reduce(0, +)
                if sum > 1.001 {
                    error(
                        at: ["economics", "loans", loan.name, key],
                        message: "the shares sum to \(short(sum)); expected at most 1"
                    )
                }
            }
        }
        for asset in economics.assets {
            let cost = asset.cost?.distribution.typical ?? 0
            let accumulated = asset.accumulated?.distribution.typical ?? 0
            if accumulated > cost * 1.0005 {
                warning(
                    at: ["economics", "assets", asset.name, "accumulated"],
                    message: "\(short(accumulated)) exceeds the cost \(short(cost))"
                )
            }
        }
        for deposit in economics.deposits {
            if let freed = deposit.freed, freed.last < deposit.paid.first {
                error(
                    at: ["economics", "deposits", deposit.name, "freed"],
                    message: "\(freed.text) is before \(deposit.paid.text), when it is paid"
                )
            }
        }
        checkFlows()
        checkPrices()
    }

    /// Flows of one impairment test do not overlap, and lie ahead.
    private func checkFlows() {
        guard let flows = plan.economics.impairment?.flows else { return }
        for (index, flow) in flows.enumerated() {
            let path = ["economics", "impairment", "flows", flow.period.text]
            if flow.period.first <= plan.asOf {
                error(
                    at: path,
                    message: "the period begins by the as-of date \(plan.asOf.text); expected cash "
                        + "that is still to come"
                )
            }
            if index > 0, flows[index - 1].period.last >= flow.period.first {
                error(
                    at: path,
                    message: "the period overlaps \(flows[index - 1].period.text); expected each "
                        + "month once"
                )
            }
        }
    }

    /// A tool is bought by its contract or at its own price.
    private func checkPrices() {
        for tool in plan.tools where tool.price != nil {
            guard let contract = tool.contract else { continue }
            error(
                at: ["tools", tool.name, "price"],
                message: "contract \(contract) buys the tool; a price is for tools without a "
                    + "contract"
            )
        }
    }

    /// Currency and class of a contract.
    func checkMoneyOf(_ contract: Contract) {
        if let currency = contract.currency, currency != plan.money.currency, contract.rate == nil {
            error(
                at: ["contracts", contract.name, "currency"],
                message: "\(currency) is not the plan's \(plan.money.currency); give a rate, the "
                    + "plan's currency for one \(currency)"
            )
        }
        let classes = plan.economics.assets.map(\.name)
        if let asset = contract.asset, !classes.contains(asset), !problems.touches("economics") {
            let known = classes.isEmpty ? "none" : classes.joined(separator: ", ")
            error(
                at: ["contracts", contract.name, "asset"],
                message: "\(quoted(asset)) is no class of assets; economics.assets has \(known)"
            )
        }
    }
}
