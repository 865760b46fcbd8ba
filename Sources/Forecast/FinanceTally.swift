internal import Finance
internal import MonteCarlo
internal import PlanModel

/// What all replications of a plan's money come to, in memory that does not grow with their number.
struct FinanceTally {
    /// Lines of which every month is kept.
    static let monthly: [FinanceLine] = [.cashFlow, .cash]
    /// Single numbers, in the order of the result.
    enum Measure: String, CaseIterable {
        case lowPoint = "cash_low_point"
        case presentValue = "present_value"
        case valueOfRest = "present_value_still_to_come"
        case dueAfter = "contracts_due_after_horizon"
        case carrying, valueInUse, recoverable, loss
        /// Numbers of the impairment test have a table of their own.
        static let published: [Measure] = [.lowPoint, .presentValue, .valueOfRest, .dueAfter]
    }
    /// Single months.
    enum Date: String, CaseIterable {
        case lowPoint = "cash_low_point"
        case payback
    }

    private let finance: FinancePlan
    /// Replications.
    private(set) var count: UInt64 = 0
    /// `[year][line]`.
    private(set) var annual: [AmountSpread]
    /// `[month][line]`.
    private(set) var months: [AmountSpread]
    /// `[year][node]`.
    private(set) var revenues: [AmountSpread]
    /// `[year][node…, all]`.
    private(set) var costs: [AmountSpread]
    private(set) var measures: [AmountSpread]
    /// Months by their number; what does not happen is not counted.
    private(set) var dates: [AmountSpread]

    init(_ finance: FinancePlan) {
        self.finance = finance
        func spreads(_ count: Int) -> [AmountSpread] {
            [AmountSpread](repeating: AmountSpread(finance.rounding), count: count)
        }
        let (years, nodes) = (finance.years.count, finance.plan.nodes.count)
        annual = spreads(years * FinanceLine.allCases.count)
        months = spreads(finance.monthCount * Self.monthly.count)
        revenues = spreads(years * nodes)
        costs = spreads(years * (nodes + 1))
        measures = spreads(Measure.allCases.count)
        dates = [AmountSpread](
            repeating: AmountSpread(Rounding(digits: 0)),
            count: Date.allCases.count
        )
    }

    /// Adds a replication.
    mutating func add(_ statement: FinanceStatement) {
        count += 1
        let (lines, nodes) = (FinanceLine.allCases, finance.plan.nodes.count)
        for year in finance.years.indices {
            for (index, line) in lines.enumerated() {
                annual[year * lines.count + index].add(statement.year(line, year))
            }
            for node in 0..<nodes {
                if let amount = statement.revenue(node: node, year: year) {
                    revenues[year * nodes + node].add(amount)
                }
            }
            for node in 0...nodes {
                let of = node < nodes ? node : nil
                if let amount = statement.plateCost(node: of, year: year) {
                    costs[year * (nodes + 1) + node].add(amount)
                }
            }
        }
        for (index, line) in Self.monthly.enumerated() {
            for (month, amount) in statement[line].enumerated() {
                months[month * Self.monthly.count + index].add(amount)
            }
        }
        addMeasures(statement)
    }

    /// Adds all replications of another one of the same plan.
    mutating func add(_ other: FinanceTally) {
        func add(_ spreads: [AmountSpread], to all: inout [AmountSpread]) {
            for index in all.indices { all[index].add(spreads[index]) }
        }
        count += other.count
        add(other.annual, to: &annual)
        add(other.months, to: &months)
        add(other.revenues, to: &revenues)
        add(other.costs, to: &costs)
        add(other.measures, to: &measures)
        add(other.dates, to: &dates)
    }

    private mutating func addMeasures(_ statement: FinanceStatement) {
        let low = statement.lowPoint
        let test = statement.impairmentTest
        let rounding = finance.rounding
        let found: [Amount?] = [
            low?.amount, statement.presentValue, statement.valueOfRest, statement.dueAfter,
            test?.carrying, test?.valueInUse, test?.recoverable(rounding), test?.loss(rounding),
        ]
        for (index, amount) in found.enumerated() {
            if let amount { measures[index].add(amount) }
        }
        for (index, month) in [low?.month, statement.payback].enumerated() {
            if let month { dates[index].add(Amount(month)) }
        }
    }

    /// SHA-256 over every count and sum, in a fixed order.
    var digest: String {
        var hash = SHA256()
        hash.add("maskramp finance 1\n")
        hash.add([count])
        for spread in annual + months + revenues + costs + measures + dates {
            hash.add([spread.count, UInt64(spread.shift), UInt64(spread.bins.count)])
            hash.add(Self.words(spread.sum.parts))
            for (bin, count) in spread.sortedBins { hash.add(Self.words(bin) + [count]) }
        }
        return hash.hexadecimal()
    }

    private static func words(_ value: Int128) -> [UInt64] {
        [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    }
}
