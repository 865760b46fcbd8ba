public import PlanModel

extension Plan {
    /// How the plan rounds money.
    public var rounding: Rounding {
        let rule: Rounding.Rule
        switch money.rounding {
        case .halfAwayFromZero: rule = .halfAwayFromZero
        case .halfEven: rule = .halfEven
        case .down: rule = .down
        }
        return Rounding(rule, digits: money.digits)
    }

    /// Figures of money that are drawn in every replication, because they are spread.
    public var spreadMoneyFigures: [Figure] {
        moneyFigures.filter { $0.distribution.fixedValue == nil }
    }

    /// Figures of money that may be spread.
    fileprivate var moneyFigures: [Figure] {
        var figures = nodes.map(\.price) + tools.flatMap { [$0.price, $0.shareOfContract] }
        for contract in contracts {
            figures += [contract.value, contract.unpaid, contract.rate, contract.deposit]
            figures += contract.paid.map(\.figure)
        }
        for loan in economics.loans { figures += [loan.amount, loan.interest] }
        figures += [economics.operatingCost]
        figures += economics.costPerPlate?.entries.map(\.figure) ?? []
        figures += project.revenue.map(\.figure)
        return figures.compactMap { $0 }
    }

    /// A day's month, counted from the start of the horizon; negative before it.
    func index(_ day: Day) -> Int { day.month.number - start.number }

    /// The first month in which something can still be decided: that of the day after the as-of
    /// date.
    var firstOpenMonth: Int { index(Day(number: asOf.number + 1)) }

    /// A sum that is stated for a period, evenly over those of its months that a range holds; none
    /// when it holds none of them.
    func spread(
        _ amount: Amount,
        over period: DateInterval,
        within range: Range<Int>,
        _ rounding: Rounding
    ) -> [(month: Int, amount: Amount)] {
        let months = (index(period.first)...index(period.last)).clamped(to: range)
        return zip(months, amount.split(into: months.count, rounding))
            .map { ($0.0, $0.1) }
    }
}

extension ClosedRange<Int> {
    /// The part of it that another range holds; empty where they do not meet.
    fileprivate func clamped(to range: Range<Int>) -> Range<Int> {
        let low = Swift.max(lowerBound, range.lowerBound)
        return low..<Swift.max(low, Swift.min(upperBound + 1, range.upperBound))
    }
}

/// Where the value of a figure comes from: the plan, or what a replication draws.
public struct FigureValues: Sendable {
    private var known: [String: Ratio]

    /// Makes one.
    ///
    /// - Parameter draws: what spread figures come to, by path.
    public init(draws: [String: Ratio] = [:]) { known = draws }

    /// Reads a plan's fixed figures of money once, for many replications.
    ///
    /// - Parameter plan: the plan.
    public init(fixedOf plan: Plan) {
        known = [:]
        for figure in plan.moneyFigures {
            if let value = figure.distribution.fixedValue {
                known[figure.path] = Ratio(figure: value)
            }
        }
    }

    /// The same with what spread figures come to.
    ///
    /// - Parameter draws: by path.
    /// - Returns: values of all.
    public func drawing(_ draws: [(path: String, value: Ratio)]) -> FigureValues {
        var values = self
        for draw in draws { values.known[draw.path] = draw.value }
        return values
    }

    /// The figure's value; a spread one that nobody drew has none and counts as zero.
    ///
    /// - Parameter figure: a figure of the plan.
    /// - Returns: its value, in its unit.
    public func ratio(_ figure: Figure) -> Ratio {
        if let value = known[figure.path] { return value }
        return figure.distribution.fixedValue.map { Ratio(figure: $0) } ?? .zero
    }

    /// An amount; nil without a figure.
    func amount(_ figure: Figure?) -> Amount? { figure.map { Amount(1).times(ratio($0)) } }

    /// Whole months, to the nearest.
    func months(_ figure: Figure?, or fallback: Int) -> Int {
        figure.map {
            let value = ratio($0)
            return Int(
                Rounding.Rule.halfAwayFromZero.quotient(
                    value.numerator,
                    1,
                    over: value.denominator
                )
            )
        } ?? fallback
    }
}
