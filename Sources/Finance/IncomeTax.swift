/// Income tax of a row of years.
public enum IncomeTax {
    /// The tax of each year; a loss lowers the profits of the years after it, without limit of time.
    ///
    /// - Parameters:
    ///   - profits: profit before tax, or loss, of consecutive years.
    ///   - rate: tax on profit [1].
    ///   - rounding: of each year's tax.
    /// - Returns: a tax for each year, never negative.
    public static func taxes(
        profits: [Amount],
        rate: Ratio,
        _ rounding: Rounding
    ) -> [Amount] {
        var loss = Amount.zero
        return profits.map { profit in
            let taxable = profit - loss
            loss = max(.zero, -taxable)
            return max(.zero, taxable).times(rate, rounding)
        }
    }
}
