/// How much narrower the interdecile range of a result would be if one input were known.
public struct RangeReduction: Sendable, Equatable {
    /// Distance from the 10 % to the 90 % quantile, in the result's unit.
    public var range: Double
    /// The same, expected once the input is known.
    public var remaining: Double
    /// Share of the range that goes, `1 − remaining / range` [1].
    ///
    /// It can be negative: unlike variances, quantiles may lie further apart once more is known.
    public var reduction: Estimate

    /// Makes a reduction.
    public init(range: Double, remaining: Double, reduction: Estimate) {
        self.range = range
        self.remaining = remaining
        self.reduction = reduction
    }
}
