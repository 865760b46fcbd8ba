/// Fixed assets that are written off alike: straight line, from the month after they are put in
/// use.
public struct AssetClass: Sendable, Equatable {
    /// Name, such as `machines`.
    public var name: String
    /// Life [months], at least 1.
    public var lifeMonths: Int
    /// Share of the cost that stays at the end [1].
    public var residual: Ratio

    /// Makes a class.
    ///
    /// - Parameters:
    ///   - name: such as `machines`.
    ///   - lifeMonths: life [months]; less than 1 counts as 1.
    ///   - residual: share of the cost that stays at the end [1].
    public init(name: String, lifeMonths: Int, residual: Ratio) {
        (self.name, self.lifeMonths, self.residual) = (name, max(1, lifeMonths), residual)
    }

    /// What is written off in a year, as a share of the cost: (1 − residual) / years.
    public var annualRate: Ratio {
        (.one - residual) * Ratio(12, over: Int128(lifeMonths))
    }

    /// What is written off in all.
    ///
    /// - Parameters:
    ///   - cost: what the asset cost.
    ///   - rounding: of the residual value.
    /// - Returns: cost less residual value.
    public func depreciable(_ cost: Amount, _ rounding: Rounding) -> Amount {
        cost - cost.times(residual, rounding)
    }

    /// What has been written off after some months.
    ///
    /// - Parameters:
    ///   - cost: what the asset cost.
    ///   - months: whole months since the one in which it was put in use.
    ///   - rounding: of the sum; a month's charge is its growth.
    /// - Returns: cost less residual value at the end of the life and after.
    public func accumulated(_ cost: Amount, months: Int, _ rounding: Rounding) -> Amount {
        let whole = depreciable(cost, rounding)
        if months >= lifeMonths { return whole }
        return months <= 0
            ? .zero : whole.times(Int128(months), over: Int128(lifeMonths), rounding)
    }

    /// The charge of each month of the life, the first being the month after the asset is put in
    /// use.
    ///
    /// - Parameters:
    ///   - cost: what the asset cost.
    ///   - rounding: of the sums.
    /// - Returns: charges whose sum is cost less residual value.
    public func charges(_ cost: Amount, _ rounding: Rounding) -> [Amount] {
        (1...lifeMonths)
            .map {
                accumulated(cost, months: $0, rounding)
                    - accumulated(cost, months: $0 - 1, rounding)
            }
    }

    /// How new assets are: (cost − accumulated depreciation) / cost; nil for a cost of zero.
    ///
    /// - Parameters:
    ///   - cost: what they cost.
    ///   - accumulated: what has been written off.
    /// - Returns: 1 for new ones.
    public static func newness(cost: Amount, accumulated: Amount) -> Ratio? {
        (cost - accumulated).share(of: cost)
    }
}
