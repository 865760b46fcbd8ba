public import PlanModel

/// A plan's money, ready to be worked out for courses of its ramp.
public struct FinancePlan: Sendable {
    /// What needs working out once for all courses.
    public struct Rates: Sendable {
        /// The plan's discount rate; nil when it states none.
        let discount: DiscountRate?
        /// Factors of the middle of each month from the start.
        let months: [Ratio]
        /// The rate of the impairment test; nil when there is none.
        let impairment: DiscountRate?

        /// Works out discount factors.
        ///
        /// - Parameter plan: a validated plan.
        public init(_ plan: Plan) {
            let values = FigureValues()
            let halves = 2 * plan.monthCount + 26
            discount = plan.economics.discountRate
                .map { DiscountRate(parts: [values.ratio($0)], halfMonths: halves) }
            months = discount?.monthFactors(plan.monthCount) ?? []
            let parts = plan.economics.impairment?.rates.map { values.ratio($0.share) } ?? []
            impairment =
                parts.isEmpty ? discount : DiscountRate(parts: parts, halfMonths: halves)
        }
    }

    /// The plan.
    public let plan: Plan
    /// How money is rounded.
    public let rounding: Rounding
    /// Months of the horizon.
    public let monthCount: Int
    /// Calendar years of the horizon, each with its months.
    public let years: [(year: Int, months: Range<Int>)]
    /// The first month in which something can still be decided, from 0 to the end of the horizon.
    public let firstOpenMonth: Int
    /// What is said of each contract today, c2 before c10.
    public var positions: [ContractPosition] { stated.compactMap(\.position) }
    /// Discount factors.
    public let rates: Rates

    let contracts: [ContractPlan]
    /// Those that are contracts of the plan, c2 before c10.
    var stated: [ContractPlan] {
        contracts.filter { $0.position != nil }
            .sorted {
                NaturalOrder.precedes($0.position?.name ?? "", $1.position?.name ?? "")
            }
    }
    let rules: PaymentRules
    let values: FigureValues
    let classes: [AssetClass]
    /// Price of a plate by node; nil where the plan has none.
    let prices: [Amount?]
    let plateCosts: [Amount]
    let weights: [Ratio]
    /// Revenue that the books state, by month.
    let statedRevenue: [Amount?]
    let operatingCosts: [Amount]
    let loans: [LoanSchedule]
    let openingCash: Amount
    let taxRate: Ratio
    /// Deposits that the plan names; those freed with a contract's acceptance apart.
    let deposits: [(month: Int, amount: Amount)]
    let depositsUntilAcceptance: [(contract: Int, amount: Amount)]

    /// Prepares a plan.
    ///
    /// - Parameters:
    ///   - plan: a validated plan.
    ///   - rates: its discount factors.
    ///   - values: what spread figures come to.
    public init(_ plan: Plan, rates: Rates, values: FigureValues = FigureValues()) {
        let rounding = plan.rounding
        let count = plan.monthCount
        let economics = plan.economics
        (self.plan, self.rounding, monthCount) = (plan, rounding, count)
        (self.rates, self.values) = (rates, values)
        firstOpenMonth = min(count, max(0, plan.firstOpenMonth))
        years = Dictionary(grouping: 0..<count) { ($0 + plan.start.number) / 12 }
            .map { ($0.key, ($0.value.first ?? 0)..<($0.value.last ?? -1) + 1) }
            .sorted { $0.0 < $1.0 }
        contracts = ContractReader(plan, values).contracts()
        let policies = plan.assetPolicies
        classes = policies.map {
            AssetClass(
                name: $0.name,
                lifeMonths: values.months($0.life, or: 1),
                residual: values.ratio($0.residual)
            )
        }
        rules = PaymentRules(
            firstOpenMonth: max(0, plan.firstOpenMonth),
            shipmentBefore: values.months(economics.shipmentBefore, or: 1),
            depositBefore: values.months(economics.depositBefore, or: 1),
            warranty: values.months(economics.warranty, or: 12),
            startsOnArrival: policies.map { $0.inService == .arrival },
            rounding: rounding
        )
        prices = plan.nodes.map { values.amount($0.price) }
        plateCosts = plan.nodes.map {
            values.amount(economics.costPerPlate?.figure(for: $0.node)) ?? .zero
        }
        weights = plan.nodes.map {
            economics.costWeight?.figure(for: $0.node).map(values.ratio) ?? .one
        }
        statedRevenue = Self.statedRevenue(plan, values, rounding)
        operatingCosts = Self.operatingCosts(plan, values, rounding)
        loans = economics.loans.map { Self.loan($0, plan, values, rounding) }
        openingCash = values.amount(economics.openingCash) ?? .zero
        taxRate = economics.taxRate.map(values.ratio) ?? .zero
        (deposits, depositsUntilAcceptance) = Self.deposits(plan, values)
    }

    /// Facts by the as-of date, evenly over the months of their periods.
    private static func statedRevenue(
        _ plan: Plan,
        _ values: FigureValues,
        _ rounding: Rounding
    ) -> [Amount?] {
        var stated = [Amount?](repeating: nil, count: plan.monthCount)
        for fact in plan.project.revenue where fact.period.last <= plan.asOf {
            let amount = values.amount(fact.figure) ?? .zero
            let months = plan.spread(
                amount,
                over: fact.period,
                within: 0..<plan.monthCount,
                rounding
            )
            for (month, part) in months { stated[month] = (stated[month] ?? .zero) + part }
        }
        return stated
    }

    /// A year's cost, evenly over its months from the first one that has any.
    private static func operatingCosts(
        _ plan: Plan,
        _ values: FigureValues,
        _ rounding: Rounding
    ) -> [Amount] {
        guard let year = values.amount(plan.economics.operatingCost) else {
            return [Amount](repeating: .zero, count: plan.monthCount)
        }
        let months = year.split(into: 12, rounding)
        let from = plan.economics.operatingFrom.map { plan.index($0.first) } ?? 0
        return (0..<plan.monthCount)
            .map { $0 < from ? .zero : months[($0 + plan.start.number) % 12] }
    }

    private static func loan(
        _ loan: Loan,
        _ plan: Plan,
        _ values: FigureValues,
        _ rounding: Rounding
    ) -> LoanSchedule {
        let principal = values.amount(loan.amount) ?? .zero
        let none = [Amount](repeating: .zero, count: plan.monthCount)
        var (drawn, repaid, opening) = (none, none, Amount.zero)
        func place(_ parts: [YearFigure], _ put: (Int?, Amount) -> Void) {
            for part in parts {
                let amount = principal.times(values.ratio(part.figure), rounding)
                if plan.index(part.period.last) < 0 { put(nil, amount) }
                let months = plan.spread(
                    amount,
                    over: part.period,
                    within: 0..<plan.monthCount,
                    rounding
                )
                for (month, amount) in months { put(month, amount) }
            }
        }
        place(loan.drawn) { month, amount in
            if let month { drawn[month] += amount } else { opening += amount }
        }
        if loan.drawn.isEmpty, plan.monthCount > 0 { drawn[0] = principal }
        place(loan.repayments) { month, amount in
            if let month { repaid[month] += amount } else { opening -= amount }
        }
        opening = max(.zero, opening)
        return LoanSchedule(
            opening: opening,
            drawn: drawn,
            repaid: repaid,
            interest: loan.interest.map(values.ratio) ?? .zero,
            rounding
        )
    }

    /// Deposits by month, paid out at more than zero.
    private static func deposits(
        _ plan: Plan,
        _ values: FigureValues
    ) -> (dated: [(month: Int, amount: Amount)], others: [(contract: Int, amount: Amount)]) {
        var dated: [(month: Int, amount: Amount)] = []
        var others: [(contract: Int, amount: Amount)] = []
        for deposit in plan.economics.deposits {
            let amount = values.amount(deposit.amount) ?? .zero
            dated.append((plan.index(deposit.paid.last), amount))
            if let freed = deposit.freed {
                dated.append((plan.index(freed.last), -amount))
            } else if let name = deposit.contract,
                let index = plan.contracts.firstIndex(where: { $0.name == name })
            {
                others.append((index, amount))
            }
        }
        return (dated, others)
    }
}
