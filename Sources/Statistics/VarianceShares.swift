/// How much of the variance of a result is ignorance, and how much chance.
///
/// Each pair of results shares all draws of uncertain figures and none of random ones. Their
/// covariance is then the variance of the conditional mean: the part that knowing the uncertain
/// figures would remove.
///
/// - Source: the law of total variance; pick-freeze estimator of Sobol' 2001,
///   doi:10.1016/S0378-4754(00)00270-6, in the symmetric form of Janon et al. 2014,
///   doi:10.1051/ps/2013040.
public struct VarianceShares: Sendable, Equatable {
    /// Share that is chance [1].
    public var chance: Double
    /// Share that is ignorance [1].
    public var ignorance: Double

    /// Estimates the shares; both 0 when the results do not vary.
    ///
    /// - Parameters:
    ///   - first: one result a replication.
    ///   - second: the result with the same uncertain and other random draws.
    public init(first: [Double], second: [Double]) {
        precondition(first.count == second.count, "results come in pairs")
        let count = Double(first.count)
        guard count > 1 else {
            (chance, ignorance) = (0, 0)
            return
        }
        let mean = (first.reduce(0, +) + second.reduce(0, +)) / (2 * count)
        var product = 0.0
        var square = 0.0
        for (a, b) in zip(first, second) {
            product += (a - mean) * (b - mean)
            square += ((a - mean) * (a - mean) + (b - mean) * (b - mean)) / 2
        }
        guard square > 0 else {
            (chance, ignorance) = (0, 0)
            return
        }
        ignorance = min(1, max(0, product / square))
        chance = 1 - ignorance
    }
}
