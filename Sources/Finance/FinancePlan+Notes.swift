internal import PlanModel

extension FinancePlan {
    /// What a reader should know of figures that are missing or do not agree.
    public var notes: [FinanceNote] {
        guard statesMoney else { return [.noMoney] }
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

    private var contractNotes: [FinanceNote] {
        var notes: [FinanceNote] = []
        for position in positions where position.isOverpaid {
            let above = (position.paidInAll - position.value).text(rounding)
            notes.append(.overpaid(contract: position.name, by: above))
        }
        let silent = stated.filter { $0.covered != nil }.compactMap(\.position)
            .filter { $0.statedUnpaid == nil && $0.rest > .zero }
        if !silent.isEmpty {
            notes.append(.noUnpaidAmount(silent.map(\.name)))
        }
        let dateless = stated.filter { $0.isBuilt && $0.lots[0].acceptance == nil }
            .compactMap(\.position?.name)
        if !dateless.isEmpty {
            notes.append(.noAcceptance(dateless))
        }
        let unsaid = stated.filter { $0.covered == nil }.compactMap(\.position?.name)
        if !unsaid.isEmpty {
            notes.append(.noPayments(unsaid))
        }
        if plan.economics.terms.isEmpty, plan.contracts.contains(where: { $0.terms.isEmpty }) {
            notes.append(.noTerms)
        }
        let free = plan.tools.filter { $0.contract == nil && $0.price == nil }.map(\.name)
        if !free.isEmpty {
            notes.append(.freeTools(free))
        }
        return notes
    }

    private var operationNotes: [FinanceNote] {
        var notes: [FinanceNote] = []
        let unpriced = zip(plan.nodes, prices).filter { $0.1 == nil }.map { $0.0.label }
        if !unpriced.isEmpty {
            notes.append(.noPrice(unpriced))
        }
        if plan.economics.operatingCost == nil, plan.economics.costPerPlate == nil {
            notes.append(.noRunningCosts)
        }
        if statedRevenue.contains(where: { $0 != nil }) {
            notes.append(.statedRevenue)
        }
        return notes
    }

    private var financingNotes: [FinanceNote] {
        var notes: [FinanceNote] = []
        if plan.economics.taxRate == nil { notes.append(.noTax) }
        let free = plan.economics.loans.filter { $0.interest == nil }.map(\.name)
        if !free.isEmpty {
            notes.append(.noInterest(free))
        }
        if plan.economics.assets.isEmpty, !contracts.isEmpty {
            notes.append(.noAssetClasses)
        }
        let last = Month(number: plan.start.number + monthCount - 1).text
        notes.append(.horizon(last))
        if plan.firstOpenMonth >= monthCount {
            notes.append(.nothingOpen)
        }
        return notes
    }
}
