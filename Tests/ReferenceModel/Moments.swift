internal import Foundation
internal import PlanModel

extension RampReference {
    /// Mean, and variance over squared mean, by integrating the quantiles; the lognormal's from
    /// its formula.
    static func moments(_ distribution: Distribution) -> (mean: Double, squaredVariation: Double) {
        switch distribution {
        case .fixed(let value): return (value, 0)
        case .lognormal(let median, let sigma):
            return (median * exp(sigma * sigma / 2), exp(sigma * sigma) - 1)
        default:
            let count = 4096
            let values = (0..<count)
                .map {
                    ClosedForm(distribution).quantile(above: (Double($0) + 0.5) / Double(count))
                }
            let mean = values.reduce(0, +) / Double(count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
            return (mean, variance / (mean * mean))
        }
    }
}
