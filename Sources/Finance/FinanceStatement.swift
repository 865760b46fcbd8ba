internal import PlanModel

/// A plan's money in one course of its ramp, month by month.
public struct FinanceStatement: Sendable {
    /// Months of each line.
    private var lines: [[Amount]]
    /// Plates of each node in each month, in parts: `[month][node]`.
    let plates: [Int32]
    /// Parts of a plate, or of a product's unit, by node.
    let parts: [Int128]
    /// What contracts are still to be paid after the horizon.
    public private(set) var dueAfter = Amount.zero
    let finance: FinancePlan

    /// The months of a line.
    ///
    /// - Parameter line: which.
    /// - Returns: an amount a month; what is paid out is less than zero.
    public subscript(line: FinanceLine) -> [Amount] { lines[line.index] }

    /// Works out a course.
    ///
    /// - Parameters:
    ///   - finance: the plan.
    ///   - course: plates and dates.
    public init(_ finance: FinancePlan, _ course: RampCourse) {
        self.finance = finance
        (plates, parts) = (course.plates, course.parts)
        lines = FinanceLine.allCases.map { _ in
            [Amount](repeating: .zero, count: finance.monthCount)
        }
        addOperations()
        addContracts(course)
        addLoans()
        addTax()
        addSums()
    }

    private mutating func add(_ amount: Amount, to line: FinanceLine, _ month: Int) {
        guard lines[line.index].indices.contains(month) else { return }
        lines[line.index][month] += amount
    }

    private mutating func addOperations() {
        let nodes = finance.prices.count
        for month in 0..<finance.monthCount {
            var (revenue, cost) = (Amount.zero, Amount.zero)
            for node in 0..<nodes {
                let made = Int128(plates[month * nodes + node])
                guard made != 0 else { continue }
                let scale = parts[node]
                if let price = finance.prices[node] {
                    revenue += price.times(made, over: scale, finance.rounding)
                }
                cost += finance.plateCosts[node].times(made, over: scale, finance.rounding)
            }
            add(finance.statedRevenue[month] ?? revenue, to: .revenue, month)
            add(-cost, to: .plateCost, month)
            add(-finance.operatingCosts[month], to: .operatingCost, month)
        }
    }

    private mutating func addContracts(_ course: RampCourse) {
        let count = finance.monthCount
        var (paidBefore, arrivedBefore, usedBefore) = (Amount.zero, Amount.zero, Amount.zero)
        var arrived = [Amount](repeating: .zero, count: count)
        var acceptances: [Int?] = []
        for contract in finance.contracts {
            let made = ContractCourse(contract, course, finance.rules)
            acceptances.append(made.uses.map(\.month).max())
            for (month, amount) in made.payments {
                if month < 0 { paidBefore += amount }
                if month >= count { dueAfter += amount }
                add(-amount, to: .contracts, month)
            }
            for (month, amount) in made.arrivals {
                if month < 0 { arrivedBefore += amount }
                add(amount, to: .additions, month)
            }
            for (month, amount) in made.deposits { add(-amount, to: .deposits, month) }
            let kind = finance.classes[contract.asset]
            for (month, amount) in made.uses {
                if month < 0 { usedBefore += amount }
                add(amount, to: .transfers, month)
                depreciate(amount, kind, from: month)
            }
        }
        for (month, amount) in finance.deposits { add(-amount, to: .deposits, month) }
        for (contract, amount) in finance.depositsUntilAcceptance {
            if let month = acceptances[contract] { add(amount, to: .deposits, max(0, month)) }
        }
        arrived = self[.additions]
        var (paid, came, used) = (paidBefore, arrivedBefore, usedBefore)
        for month in 0..<count {
            paid -= self[.contracts][month]
            came += arrived[month]
            used += self[.transfers][month]
            lines[FinanceLine.prepaid.index][month] = paid - came
            lines[FinanceLine.construction.index][month] = came - used
            lines[FinanceLine.fixedCost.index][month] = used
        }
    }

    private mutating func depreciate(_ cost: Amount, _ kind: AssetClass, from use: Int) {
        let last = min(finance.monthCount - 1, use + kind.lifeMonths)
        guard use < finance.monthCount else { return }
        var before = kind.accumulated(cost, months: -1 - use, finance.rounding)
        let first = max(0, use)
        for month in first..<max(first, last + 1) {
            let total = kind.accumulated(cost, months: month - use, finance.rounding)
            add(-(total - before), to: .depreciation, month)
            add(total, to: .accumulated, month)
            before = total
        }
        for month in max(first, last + 1)..<max(finance.monthCount, first, last + 1) {
            add(before, to: .accumulated, month)
        }
    }

    private mutating func addLoans() {
        for loan in finance.loans {
            for month in 0..<finance.monthCount {
                add(loan.drawn[month], to: .drawn, month)
                add(-loan.repaid[month], to: .repaid, month)
                add(-loan.interest[month], to: .interest, month)
                add(loan.balance[month], to: .owed, month)
            }
        }
    }

    /// Tax of a year in its last month.
    private mutating func addTax() {
        guard finance.taxRate > .zero else { return }
        let parts: [FinanceLine] = [
            .revenue, .operatingCost, .plateCost, .depreciation, .interest,
        ]
        let profits = finance.years.map { year in parts.map { self[$0][year.months].sum }.sum }
        let taxes = IncomeTax.taxes(profits: profits, rate: finance.taxRate, finance.rounding)
        for (year, tax) in zip(finance.years, taxes) {
            add(-tax, to: .tax, year.months.upperBound - 1)
        }
    }

    private mutating func addSums() {
        var cash = finance.openingCash
        for month in 0..<finance.monthCount {
            let before: [FinanceLine] = [
                .revenue, .operatingCost, .plateCost, .tax, .contracts, .deposits,
            ]
            let own = before.map { self[$0][month] }.sum
            let flow = own + self[.drawn][month] + self[.interest][month] + self[.repaid][month]
            cash += flow
            lines[FinanceLine.cashBeforeFinancing.index][month] = own
            lines[FinanceLine.cashFlow.index][month] = flow
            lines[FinanceLine.cash.index][month] = cash
        }
    }
}
