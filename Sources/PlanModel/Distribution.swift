/// How a quantity is spread, in the canonical unit of the figure that holds it.
///
/// Every figure of a plan writes its distribution the same way; `docs/file-formats.md` shows each.
/// Parameters are plain numbers: a distribution of distributions is not a plan.
public enum Distribution: Sendable, Equatable {
    /// One value.
    case fixed(Double)
    /// Equally likely between two ends.
    case uniform(low: Double, high: Double)
    /// Triangular density with its peak at `mode`.
    case triangular(low: Double, mode: Double, high: Double)
    /// Beta-PERT with shape 4: mean (low + 4·mode + high) / 6.
    ///
    /// - Source: Malcolm et al. 1959, doi:10.1287/opre.7.5.646.
    case pert(low: Double, mode: Double, high: Double)
    /// Normal, cut off below `low` and above `high` where given, and renormalised.
    case normal(mean: Double, standardDeviation: Double, low: Double?, high: Double?)
    /// Lognormal by its median and the standard deviation of its logarithm [1].
    case lognormal(median: Double, sigma: Double)
    /// Listed values with their probabilities, which sum to 1.
    case discrete([Outcome])
    /// Observed values, each equally likely.
    case empirical([Double])

    /// One value of a discrete distribution.
    public struct Outcome: Sendable, Equatable {
        /// The value, in the figure's unit.
        public var value: Double
        /// Its probability [1].
        public var probability: Double

        /// Makes an outcome.
        public init(value: Double, probability: Double) {
            self.value = value
            self.probability = probability
        }
    }

    /// The value when it is fixed, else nil.
    public var fixedValue: Double? {
        if case .fixed(let value) = self { value } else { nil }
    }
}
