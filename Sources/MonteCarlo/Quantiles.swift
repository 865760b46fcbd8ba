internal import Foundation
public import PlanModel

/// Quantile function of a continuous distribution, by tail probability.
///
/// `below(p)` is the value with probability p beneath it and `above(p)` that with p over it, so
/// that neither tail loses digits. Both take 0 < p ≤ 0.52.
struct Quantiles {
    var below: (Double) -> Double
    var above: (Double) -> Double

    /// The quantiles of a distribution; nil when it is fixed or takes listed values only.
    init?(_ distribution: Distribution) {
        switch distribution {
        case .fixed, .discrete, .empirical: return nil
        case .uniform(let low, let high):
            self.init(below: { low + (high - low) * $0 }, above: { high - (high - low) * $0 })
        case .triangular(let low, let mode, let high):
            let width = high - low
            func value(below p: Double, above q: Double) -> Double {
                p * width <= mode - low
                    ? low + (p * width * (mode - low)).squareRoot()
                    : high - (q * width * (high - mode)).squareRoot()
            }
            self.init(
                below: { value(below: $0, above: 1 - $0) },
                above: { value(below: 1 - $0, above: $0) }
            )
        case .pert(let low, let mode, let high):
            self = Self.pert(low: low, mode: mode, high: high)
        case .normal(let mean, let deviation, let low, let high):
            // Probabilities that truncation cuts off at each end.
            let cut = low.map { NormalDistribution.cumulative(($0 - mean) / deviation) } ?? 0
            let over = high.map { NormalDistribution.cumulative((mean - $0) / deviation) } ?? 0
            let kept = 1 - cut - over
            func clamped(_ z: Double) -> Double {
                min(max(mean + deviation * z, low ?? -.infinity), high ?? .infinity)
            }
            self.init(
                below: { clamped(NormalDistribution.quantile(cut + kept * $0)) },
                above: { clamped(-NormalDistribution.quantile(over + kept * $0)) }
            )
        case .lognormal(let median, let sigma):
            self.init(
                below: { median * exp(sigma * NormalDistribution.quantile($0)) },
                above: { median * exp(-sigma * NormalDistribution.quantile($0)) }
            )
        }
    }

    init(below: @escaping (Double) -> Double, above: @escaping (Double) -> Double) {
        self.below = below
        self.above = above
    }

    /// Piecewise uniform density over equal cells of an interval; nil when all weights are 0.
    init?(low: Double, high: Double, weights: [Double]) {
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        var cumulative = [0.0]
        for weight in weights {
            cumulative.append(cumulative[cumulative.count - 1] + weight / total)
        }
        let width = (high - low) / Double(weights.count)
        func value(_ p: Double) -> Double {
            var lower = 0
            var upper = weights.count
            while lower + 1 < upper {
                let middle = (lower + upper) / 2
                if cumulative[middle] <= p { lower = middle } else { upper = middle }
            }
            let gap = cumulative[lower + 1] - cumulative[lower]
            let part = gap > 0 ? min(1, (p - cumulative[lower]) / gap) : 0
            return low + width * (Double(lower) + part)
        }
        self.init(below: value, above: { value(1 - $0) })
    }

    /// Beta-PERT: the density integrated on a grid by Simpson's rule; the first and last cells by
    /// the power law that the density has there.
    private static func pert(low: Double, mode: Double, high: Double) -> Quantiles {
        let alpha = 1 + 4 * (mode - low) / (high - low)
        let beta = 1 + 4 * (high - mode) / (high - low)
        let logBeta = lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)
        func quantile(_ a: Double, _ b: Double) -> (Double) -> Double {
            let cells = 4096
            func density(_ x: Double) -> Double {
                exp((a - 1) * log(x) + (b - 1) * log1p(-x) - logBeta)
            }
            let first = pow(1 / Double(cells), a) / (a * exp(logBeta))
            var cumulative = [0, first]
            for cell in 1..<cells - 1 {
                let x = Double(cell) / Double(cells)
                let step = 1 / Double(cells)
                let area = step / 6 * (density(x) + 4 * density(x + step / 2) + density(x + step))
                cumulative.append(cumulative[cell] + area)
            }
            return { p in
                if p <= first { return pow(p * a * exp(logBeta), 1 / a) }
                var lower = 1
                var upper = cumulative.count - 1
                while lower + 1 < upper {
                    let middle = (lower + upper) / 2
                    if cumulative[middle] <= p { lower = middle } else { upper = middle }
                }
                let gap = cumulative[lower + 1] - cumulative[lower]
                let part = gap > 0 ? min(1, (p - cumulative[lower]) / gap) : 0
                return (Double(lower) + part) / Double(cells)
            }
        }
        let left = quantile(alpha, beta)
        let right = quantile(beta, alpha)
        return Quantiles(
            below: { low + (high - low) * left($0) },
            above: { high - (high - low) * right($0) }
        )
    }

    /// Probability of a value above `x`, by bisection on the quantiles.
    func survival(_ x: Double) -> Double {
        let isUpper = x >= below(0.5)
        var low = 1e-12
        var high = 0.5
        if isUpper ? above(low) <= x : below(low) >= x { return isUpper ? 0 : 1 }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if isUpper ? above(middle) > x : below(middle) < x {
                low = middle
            } else {
                high = middle
            }
        }
        return isUpper ? low : 1 - low
    }
}

extension Distribution {
    /// Mean and variance.
    ///
    /// - Source: the textbook moments of each distribution; truncated normal: Johnson, Kotz,
    ///   Balakrishnan, Continuous Univariate Distributions 1 (1994), section 13.10.
    public var moments: (mean: Double, variance: Double) {
        switch self {
        case .fixed(let value): return (value, 0)
        case .uniform(let low, let high):
            return ((low + high) / 2, (high - low) * (high - low) / 12)
        case .triangular(let a, let m, let b):
            return ((a + m + b) / 3, (a * a + m * m + b * b - a * m - a * b - m * b) / 18)
        case .pert(let a, let m, let b):
            let mean = (a + 4 * m + b) / 6
            return (mean, (mean - a) * (b - mean) / 7)
        case .normal(let mean, let deviation, let low, let high):
            func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
            let a = low.map { ($0 - mean) / deviation }
            let b = high.map { ($0 - mean) / deviation }
            let kept =
                1 - (a.map(NormalDistribution.cumulative) ?? 0)
                - (b.map { NormalDistribution.cumulative(-$0) } ?? 0)
            let da = a.map(density) ?? 0
            let db = b.map(density) ?? 0
            let shift = (da - db) / kept
            let spread = 1 + ((a ?? 0) * da - (b ?? 0) * db) / kept - shift * shift
            return (mean + deviation * shift, deviation * deviation * spread)
        case .lognormal(let median, let sigma):
            let mean = median * exp(sigma * sigma / 2)
            return (mean, mean * mean * expm1(sigma * sigma))
        case .discrete(let outcomes):
            let mean = outcomes.reduce(0) { $0 + $1.value * $1.probability }
            return (
                mean,
                outcomes.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * $1.probability }
            )
        case .empirical(let values):
            let mean = values.reduce(0, +) / Double(values.count)
            return (
                mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            )
        }
    }

    /// The largest value that an engine can draw.
    var largest: Double {
        switch self {
        case .fixed(let value): value
        case .discrete(let outcomes): outcomes.map(\.value).max() ?? 0
        case .empirical(let values): values.max() ?? 0
        default: Quantiles(self)?.above(1 / 4_294_967_296) ?? 0
        }
    }
}

/// Natural logarithm of 1 + x.
func logOnePlus(_ x: Double) -> Double {
    log1p(x)
}
