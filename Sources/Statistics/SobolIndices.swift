/// How much of the variance of a result comes from a group of inputs.
public struct SobolIndices: Sendable, Equatable {
    /// Share of the variance that goes when this group alone is known [1].
    public var first: Estimate
    /// Share of the variance that stays when everything but this group is known [1].
    public var total: Estimate

    /// Makes indices.
    public init(first: Estimate, total: Estimate) {
        self.first = first
        self.total = total
    }
}
