public import PlanModel

/// A contract under which somebody pays by the month for the use of equipment.
public struct ServiceContract: Sendable {
    /// Value, value-added tax included.
    public var value: Amount
    /// Rate of that tax [1].
    public var vat: Ratio
    /// Whole months that it runs, at least 1.
    public var months: Int
    /// First day of service.
    public var start: Day

    /// Makes a contract.
    public init(value: Amount, vat: Ratio, months: Int, start: Day) {
        precondition(months >= 1, "a service runs for a month at least")
        (self.value, self.vat, self.months, self.start) = (value, vat, months, start)
    }

    /// Months of service up to a day: a part of a month counts by its days.
    ///
    /// - Parameter day: last day that counts.
    /// - Returns: at most all months of the contract.
    public func monthsServed(through day: Day) -> Ratio {
        guard day >= start else { return .zero }
        func elapsed(_ day: Day) -> Ratio {
            Ratio(Int128(day.month.number))
                + Ratio(Int128(day.dayOfMonth), over: Int128(day.month.dayCount))
        }
        let served = elapsed(day) - elapsed(Day(number: start.number - 1))
        return min(served, Ratio(Int128(months)))
    }

    /// The value without tax.
    ///
    /// - Parameter rounding: of the result.
    /// - Returns: value / (1 + vat).
    public func net(_ rounding: Rounding) -> Amount { value.withoutTax(vat, rounding) }

    /// Revenue up to a day: the value without tax, evenly over the months.
    ///
    /// - Parameters:
    ///   - day: last day that counts.
    ///   - rounding: of the result.
    /// - Returns: the sum since the start.
    public func revenue(through day: Day, _ rounding: Rounding) -> Amount {
        value.withoutTax(vat, .finest)
            .times(monthsServed(through: day) * Ratio(1, over: Int128(months)), rounding)
    }

    /// Cash up to a day: the value with tax by the month, some months ahead.
    ///
    /// - Parameters:
    ///   - day: last day that counts.
    ///   - advance: months that are paid ahead.
    ///   - rounding: of the result.
    /// - Returns: the sum since the start; nothing before it, at most the value.
    public func received(through day: Day, advance: Int, _ rounding: Rounding) -> Amount {
        guard day >= start else { return .zero }
        let paid = min(
            monthsServed(through: day) + Ratio(Int128(advance)),
            Ratio(Int128(months))
        )
        return value.times(paid * Ratio(1, over: Int128(months)), rounding)
    }
}

extension Amount {
    /// The amount without a tax that is in it.
    ///
    /// - Parameters:
    ///   - rate: the tax on the amount without it [1].
    ///   - rounding: of the result.
    /// - Returns: amount / (1 + rate).
    public func withoutTax(_ rate: Ratio, _ rounding: Rounding) -> Amount {
        let gross = .one + rate
        return times(gross.denominator, over: gross.numerator, rounding)
    }

    /// What is left of revenue, as a share of it; nil for a revenue of zero.
    ///
    /// - Parameter cost: what it cost.
    /// - Returns: (revenue − cost) / revenue.
    public func margin(cost: Amount) -> Ratio? { (self - cost).share(of: self) }
}
