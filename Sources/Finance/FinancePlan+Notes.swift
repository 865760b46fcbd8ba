internal import PlanModel

extension FinancePlan {
    /// What a reader should know of figures that are missing or do not agree, a sentence each.
    public var notes: [String] {
        guard statesMoney else {
            return [
                "the plan states no money: no contracts, no prices, no economics. To work it out, "
                    + "give contracts:, a price: of tools, nodes or products, and economics: "
                    + "(terms, assets, operating_cost, discount_rate, loans…); docs/finance.md"
            ]
        }
        return contractNotes + operationNotes + financingNotes
    }

    /// Whether the plan says anything of money.
    private var statesMoney: Bool {
        let economics = plan.economics
        let figures = [
            economics.operatingCost, economics.discountRate, economics.taxRate,
            economics.openingCash,
        ]
        return !contracts.isEmpty || prices.contains { $0 != nil } || !plan.project.revenue.isEmpty
            || figures.contains { $0 != nil } || economics.costPerPlate != nil
            || !economics.loans.isEmpty || !economics.assets.isEmpty || !economics.deposits.isEmpty
            || !economics.constructionInProgress.isEmpty || economics.impairment != nil
    }

    private var contractNotes: [String] {
        var notes: [String] = []
        for position in positions where position.isOverpaid {
            let above = (position.paidInAll - position.value).text(rounding)
            notes.append(
                "contract \(position.name) is paid \(above) above its value; nothing is left to pay"
            )
        }
        let silent = stated.filter { $0.covered != nil }.compactMap(\.position)
            .filter { $0.statedUnpaid == nil && $0.rest > .zero }
        if !silent.isEmpty {
            notes.append(
                "no unpaid amount stated: \(silent.map(\.name).joined(separator: ", ")); what is "
                    + "to pay is the value less the payments stated"
            )
        }
        let dateless = stated.filter { $0.isBuilt && $0.lots[0].acceptance == nil }
            .compactMap(\.position?.name)
        if !dateless.isEmpty {
            notes.append(
                "no date of acceptance: \(dateless.joined(separator: ", ")); what is left is paid "
                    + "in the first open month, and nothing is put in use"
            )
        }
        let unsaid = stated.filter { $0.covered == nil }.compactMap(\.position?.name)
        if !unsaid.isEmpty {
            notes.append(
                "no payments stated: \(unsaid.joined(separator: ", ")); what fell due counts as "
                    + "paid when it did"
            )
        }
        if plan.economics.terms.isEmpty, plan.contracts.contains(where: { $0.terms.isEmpty }) {
            notes.append("contracts without terms pay everything on arrival")
        }
        let free = plan.tools.filter { $0.contract == nil && $0.price == nil }.map(\.name)
        if !free.isEmpty {
            notes.append(
                "neither contract nor price: \(free.joined(separator: ", ")); they cost nothing here"
            )
        }
        return notes
    }

    private var operationNotes: [String] {
        var notes: [String] = []
        let unpriced = zip(plan.nodes, prices).filter { $0.1 == nil }.map { $0.0.label }
        if !unpriced.isEmpty {
            notes.append(
                "no price: \(unpriced.joined(separator: ", ")); they bring nothing here"
            )
        }
        if plan.economics.operatingCost == nil, plan.economics.costPerPlate == nil {
            notes.append("no running costs are stated; none are counted")
        }
        if statedRevenue.contains(where: { $0 != nil }) {
            notes.append(
                "revenue that the plan states stands in place of what is made at its price, month "
                    + "by month"
            )
        }
        return notes
    }

    private var financingNotes: [String] {
        var notes: [String] = []
        if plan.economics.taxRate == nil { notes.append("no tax rate is stated; none is counted") }
        let free = plan.economics.loans.filter { $0.interest == nil }.map(\.name)
        if !free.isEmpty {
            notes.append(
                "no interest stated: loan \(free.joined(separator: ", ")); none is counted"
            )
        }
        if plan.economics.assets.isEmpty, !contracts.isEmpty {
            notes.append(
                "no classes of assets are stated; all are machines of 10 years with 5 % left"
            )
        }
        let last = Month(number: plan.start.number + monthCount - 1).text
        notes.append("nothing is counted after \(last), neither cash nor what the plant is worth")
        if plan.firstOpenMonth >= monthCount {
            notes.append("the as-of date is at the end of the horizon or after it; nothing is open")
        }
        return notes
    }
}
