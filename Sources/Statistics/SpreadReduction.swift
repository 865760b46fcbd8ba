/// How much narrower a result would be expected to spread if one input were known.
public struct SpreadReduction: Sendable, Equatable {
    /// Distance from the 10 % to the 90 % quantile, in the result's unit.
    public var spread: Double
    /// The same, expected once the input is known.
    public var remaining: Double
    /// Share of the spread that goes, `1 − remaining / spread` [1].
    ///
    /// It can be negative: unlike variances, quantiles may lie further apart once more is known.
    public var reduction: Estimate

    /// Makes a reduction.
    public init(spread: Double, remaining: Double, reduction: Estimate) {
        self.spread = spread
        self.remaining = remaining
        self.reduction = reduction
    }
}
