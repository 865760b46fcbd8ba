internal import PlanModel

/// What single numbers come out of a course.
extension FinanceStatement {
    /// A year of a line: its sum, or its end for a balance.
    ///
    /// - Parameters:
    ///   - line: which.
    ///   - year: number of the year among the plan's.
    /// - Returns: the amount.
    public func year(_ line: FinanceLine, _ year: Int) -> Amount {
        let months = self[line][finance.years[year].months]
        return line.isBalance ? months.last ?? .zero : months.sum
    }

    /// The least cash at the end of a month, and the month; nil when cash never falls below what
    /// there was at the start.
    public var lowPoint: (month: Int, amount: Amount)? {
        CashLine(self[.cashFlow]).lowPoint(opening: finance.openingCash)
    }

    /// The first month at whose end all that went out before financing has come back for good; nil
    /// when it does not.
    public var payback: Int? { CashLine(self[.cashBeforeFinancing]).payback }

    /// Value of all cash before financing at the start of the horizon; nil without a discount rate.
    public var presentValue: Amount? {
        guard finance.rates.discount != nil else { return nil }
        return CashLine(self[.cashBeforeFinancing])
            .presentValue(finance.rates.months, finance.rounding)
    }

    /// Value of cash before financing that is still to come, at the first open month; nil without
    /// a discount rate.
    public var valueOfRest: Amount? {
        guard finance.rates.discount != nil else { return nil }
        return CashLine(self[.cashBeforeFinancing])
            .presentValue(finance.rates.months, from: finance.firstOpenMonth, finance.rounding)
    }

    /// Additions to construction in progress so far as a share of the planned investment; nil when
    /// that is not stated.
    public var shareOfInvestment: Ratio? {
        let investment = finance.values.amount(finance.plan.project.investment) ?? .zero
        let last = finance.monthCount - 1
        guard last >= 0 else { return nil }
        return (self[.construction][last] + self[.fixedCost][last]).share(of: investment)
    }

    /// What a good plate costs in a year: its own running cost, and its part of running costs and
    /// depreciation that do not depend on plates, by the nodes' weights.
    ///
    /// - Parameters:
    ///   - node: number of the node among the plan's; nil for the mean over all plates.
    ///   - year: number of the year among the plan's.
    /// - Returns: nil when the node has no plates in that year.
    public func plateCost(node: Int?, year: Int) -> Amount? {
        let nodes = finance.prices.count
        let months = finance.years[year].months
        // Powers of two, so the finest parts are parts of all.
        let finest = parts.max() ?? RampCourse.plateParts
        func made(_ node: Int) -> Int128 {
            finest / parts[node] * months.reduce(0) { $0 + Int128(plates[$1 * nodes + node]) }
        }
        let fixed = -(self.year(.operatingCost, year) + self.year(.depreciation, year))
        guard let node else {
            let all = (0..<nodes).reduce(0) { $0 + made($1) }
            guard all > 0 else { return nil }
            return (fixed - self.year(.plateCost, year))
                .times(finest, over: all, finance.rounding)
        }
        guard made(node) > 0 else { return nil }
        // Weights in millionths: their digits beyond that do not show in a cost.
        let weights = finance.weights.map {
            max(
                1,
                Rounding.Rule.halfAwayFromZero.quotient(
                    $0.numerator,
                    1_000_000,
                    over: $0.denominator
                )
            )
        }
        let all = (0..<nodes).reduce(0) { $0 + made($1) * weights[$1] }
        let part = fixed.times(weights[node] * finest, over: all, finance.rounding)
        return finance.plateCosts[node] + part
    }

    /// What the plates of a node bring in a year at their price, whatever the books state.
    ///
    /// - Parameters:
    ///   - node: number of the node among the plan's.
    ///   - year: number of the year among the plan's.
    /// - Returns: nil when the node has no price.
    public func revenue(node: Int, year: Int) -> Amount? {
        guard let price = finance.prices[node] else { return nil }
        let nodes = finance.prices.count
        return finance.years[year].months
            .map {
                price.times(
                    Int128(plates[$0 * nodes + node]),
                    over: parts[node],
                    finance.rounding
                )
            }
            .sum
    }

    /// The impairment test at the as-of date; nil when the plan asks for none.
    public var impairmentTest: ImpairmentTest? {
        guard let impairment = finance.plan.economics.impairment else { return nil }
        let values = finance.values
        return ImpairmentTest(
            carrying: values.amount(impairment.carrying) ?? booked,
            valueInUse: valueInUse(impairment),
            fairValue: finance.fairValue?.value(finance.rounding),
            disposal: impairment.disposal.map { values.ratio($0.share) }
        )
    }

    /// What the books hold at the end of the month before the first open one.
    private var booked: Amount {
        let month = finance.firstOpenMonth - 1
        guard month >= 0 else { return .zero }
        return self[.prepaid][month] + self[.construction][month] + self[.fixedCost][month]
            - self[.accumulated][month]
    }

    private func valueInUse(_ impairment: Impairment) -> Amount? {
        guard let rate = finance.rates.impairment else { return nil }
        let flows = impairment.flows.isEmpty ? rampFlows : finance.statedFlows
        guard !flows.isEmpty else { return nil }
        let value = ValueInUse(
            flows: flows,
            residual: finance.values.amount(impairment.residual) ?? .zero
        )
        return value.presentValue(rate, finance.rounding)
    }

    /// Before tax and financing, what is left to be paid for the plant included; by calendar year.
    private var rampFlows: [ValueInUse.Flow] {
        let open = finance.firstOpenMonth
        return finance.years.compactMap { year in
            let months = max(open, year.months.lowerBound)..<max(open, year.months.upperBound)
            guard !months.isEmpty else { return nil }
            let parts: [FinanceLine] = [.revenue, .operatingCost, .plateCost, .contracts]
            return .init(
                from: months.lowerBound - open,
                to: months.upperBound - open,
                amount: parts.map { self[$0][months].sum }.sum
            )
        }
    }
}

extension FinancePlan {
    /// Discount rate of the impairment test a year [1]; nil when none is stated.
    public var impairmentRate: Ratio? { rates.impairment?.rate }

    /// Fair value of the impairment test; nil without quotes.
    public var fairValue: FairValue? {
        guard let impairment = plan.economics.impairment, !impairment.quotes.isEmpty else {
            return nil
        }
        return FairValue(
            quotes: impairment.quotes.map {
                .init(
                    price: values.amount($0.price) ?? .zero,
                    ageIndex: values.ratio($0.ageIndex)
                )
            },
            liquidationDiscount: impairment.liquidationDiscount.map(values.ratio) ?? .zero
        )
    }

    /// The impairment test's flows as the plan states them.
    var statedFlows: [ValueInUse.Flow] {
        (plan.economics.impairment?.flows ?? [])
            .map {
                .init(
                    from: plan.index($0.period.first) - plan.firstOpenMonth,
                    to: plan.index($0.period.last) + 1 - plan.firstOpenMonth,
                    amount: values.amount($0.figure) ?? .zero
                )
            }
    }

    /// Rows of construction in progress that the plan states.
    public var constructionRows: [(name: String, row: ConstructionInProgress)] {
        plan.economics.constructionInProgress.map {
            (
                $0.name,
                ConstructionInProgress(
                    budget: values.amount($0.budget) ?? .zero,
                    opening: values.amount($0.opening) ?? .zero,
                    additions: values.amount($0.additions) ?? .zero,
                    transfers: values.amount($0.transfers) ?? .zero,
                    other: values.amount($0.other) ?? .zero
                )
            )
        }
    }

    /// Classes of assets, with what the books hold of each.
    public var assets: [(kind: AssetClass, cost: Amount?, accumulated: Amount?)] {
        zip(classes, plan.assetPolicies)
            .map { ($0, values.amount($1.cost), values.amount($1.accumulated)) }
    }
}
