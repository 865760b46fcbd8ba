internal import Foundation
public import PlanModel

/// A distribution's quantile and survival functions, each from its formula.
public struct ClosedForm: Sendable {
    private let distribution: Distribution

    /// Makes the functions of a distribution.
    public init(_ distribution: Distribution) {
        self.distribution = distribution
    }

    /// The value that a random word stands for when values up to `bound` are ruled out; `bound`
    /// where nothing is left.
    public func value(word: UInt32, above bound: Double = -.infinity) -> Double {
        switch distribution {
        case .fixed(let value): return max(value, bound)
        case .discrete(let outcomes): return listed(outcomes, word: word, above: bound)
        case .empirical(let values):
            let outcomes = values.map {
                Distribution.Outcome(value: $0, probability: 1 / Double(values.count))
            }
            return listed(outcomes, word: word, above: bound)
        default:
            let tail = Double((word & 0x7FFF_FFFF) | 1) / 4_294_967_296
            let above = word >> 31 == 1 ? tail : 1 - tail
            let left = survival(bound)
            if left < 1 / 4_294_967_296 { return bound }
            return max(bound, quantile(above: left * above))
        }
    }

    private func listed(
        _ outcomes: [Distribution.Outcome],
        word: UInt32,
        above bound: Double
    ) -> Double {
        let total = outcomes.reduce(0) { $0 + $1.probability }
        let left = outcomes.filter { $0.value > bound }.sorted { $0.value < $1.value }
        let ruledOut = outcomes.reduce(0) { $0 + ($1.value > bound ? 0 : $1.probability / total) }
        let u = ruledOut + (1 - ruledOut) * Double(word >> 8) / 16_777_216
        var sum = ruledOut
        for outcome in left {
            sum += outcome.probability / total
            if u < sum { return outcome.value }
        }
        return left.last?.value ?? bound
    }

    /// Probability of a value above `x`.
    public func survival(_ x: Double) -> Double {
        switch distribution {
        case .fixed(let value): return value > x ? 1 : 0
        case .discrete(let outcomes):
            return outcomes.reduce(0) { $0 + ($1.value > x ? $1.probability : 0) }
        case .empirical(let values):
            return Double(values.count { $0 > x }) / Double(values.count)
        case .uniform(let low, let high):
            return min(1, max(0, (high - x) / (high - low)))
        case .triangular(let low, let mode, let high):
            if x <= low { return 1 }
            if x >= high { return 0 }
            return x < mode
                ? 1 - (x - low) * (x - low) / ((high - low) * (mode - low))
                : (high - x) * (high - x) / ((high - low) * (high - mode))
        case .pert(let low, let mode, let high):
            let t = min(1, max(0, (x - low) / (high - low)))
            return 1
                - beta(t, 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low))
        case .normal(let mean, let deviation, let low, let high):
            if x <= low ?? -.infinity { return 1 }
            if x >= high ?? .infinity { return 0 }
            let above = normalSurvival((x - mean) / deviation)
            let cut = high.map { normalSurvival(($0 - mean) / deviation) } ?? 0
            let kept = (low.map { normalSurvival(($0 - mean) / deviation) } ?? 1) - cut
            return (above - cut) / kept
        case .lognormal(let median, let sigma):
            return x <= 0 ? 1 : normalSurvival(log(x / median) / sigma)
        }
    }

    /// The value above which lies probability `above`: where the survival function crosses it,
    /// found by halving.
    public func quantile(above: Double) -> Double {
        var (low, high) = support
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if middle <= low || middle >= high { break }
            if survival(middle) > above { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Ends between which every quantile lies that a word can stand for.
    private var support: (Double, Double) {
        switch distribution {
        case .fixed(let value): return (value, value)
        case .uniform(let low, let high), .triangular(let low, _, let high),
            .pert(let low, _, let high):
            return (low, high)
        case .normal(let mean, let deviation, let low, let high):
            let reach = 7 * deviation
            return (low ?? mean - reach, high ?? max(mean, low ?? mean) + reach)
        case .lognormal(let median, let sigma):
            return (0, median * exp(12 * sigma))
        case .discrete(let outcomes):
            let values = outcomes.map(\.value)
            return (values.min() ?? 0, values.max() ?? 0)
        case .empirical(let values): return (values.min() ?? 0, values.max() ?? 0)
        }
    }

    private func normalSurvival(_ z: Double) -> Double {
        erfc(z / 2.0.squareRoot()) / 2
    }

    /// Regularised incomplete beta function, by its continued fraction.
    ///
    /// - Source: DLMF 8.17.22, evaluated from the front (Lentz); 8.17.4 for the mirror image.
    private func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        if x > (a + 1) / (a + b + 2) { return 1 - beta(1 - x, b, a) }
        let front =
            exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
        var c = 1.0
        var d = 1 / (1 - (a + b) * x / (a + 1))
        var fraction = d
        for m in 1...200 {
            let m = Double(m)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / (1 + even * d)
            c = 1 + even / c
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / (1 + odd * d)
            c = 1 + odd / c
            fraction *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return front * fraction
    }
}
