public import PlanModel

extension Distribution {
    /// Every value times a factor.
    ///
    /// - Parameter factor: zero or more.
    /// - Returns: the distribution of the products.
    public func scaled(by factor: Double) -> Distribution {
        if case .normal(let mean, let deviation, let low, let high) = self, factor > 0 {
            return .normal(
                mean: mean * factor,
                standardDeviation: deviation * factor,
                low: low.map { $0 * factor },
                high: high.map { $0 * factor }
            )
        }
        if case .lognormal(let median, let sigma) = self, factor > 0 {
            return .lognormal(median: median * factor, sigma: sigma)
        }
        return mapped { $0 * factor }
    }

    /// Every value a step higher, up to a bound.
    ///
    /// - Parameters:
    ///   - step: how much higher.
    ///   - most: the bound.
    /// - Returns: the distribution of the sums.
    public func shifted(by step: Double, most: Double) -> Distribution {
        if case .normal(let mean, let deviation, let low, let high) = self {
            let end = min(most, (high ?? most) + step)
            if let low, low + step >= end { return .fixed(end) }
            return .normal(
                mean: mean + step,
                standardDeviation: deviation,
                low: low.map { $0 + step },
                high: end
            )
        }
        return mapped { min(most, $0 + step) }
    }

    /// Each of its points, or listed values, through a function that never falls.
    private func mapped(_ change: (Double) -> Double) -> Distribution {
        switch self {
        case .fixed(let value): return .fixed(change(value))
        case .uniform(let low, let high):
            let (low, high) = (change(low), change(high))
            return low < high ? .uniform(low: low, high: high) : .fixed(high)
        case .triangular(let low, let mode, let high):
            let (low, mode, high) = (change(low), change(mode), change(high))
            return low < high ? .triangular(low: low, mode: mode, high: high) : .fixed(high)
        case .pert(let low, let mode, let high):
            let (low, mode, high) = (change(low), change(mode), change(high))
            return low < high ? .pert(low: low, mode: mode, high: high) : .fixed(high)
        case .normal(let mean, _, _, _): return .fixed(change(mean))
        case .lognormal: return .fixed(change(moments.mean))
        case .discrete(let outcomes):
            return .discrete(
                outcomes.map { .init(value: change($0.value), probability: $0.probability) }
            )
        case .empirical(let values): return .empirical(values.map(change))
        }
    }
}
