/// How much of the start of a series is warm-up.
public enum WarmUp {
    /// The observations to leave out, so that the mean of the others has the least standard error
    /// for a series without memory; nil where a series does not settle in its first half.
    ///
    /// Meant for means of batches, such as months over all replications, as MSER-5 takes means of
    /// five observations.
    ///
    /// - Parameter series: the observations in order.
    /// - Returns: how many come before the rest.
    /// - Source: White, An effective truncation heuristic for bias reduction in simulation output,
    ///   Simulation 69 (1997), doi:10.1177/003754979706900601.
    public static func mser(_ series: [Double]) -> Int? {
        guard series.count >= 4 else { return nil }
        var (sum, squares) = (0.0, 0.0)
        let center = series.reduce(0, +) / Double(series.count)
        var scores = [Double](repeating: .infinity, count: series.count)
        for first in series.indices.reversed() {
            let value = series[first] - center
            sum += value
            squares += value * value
            let count = Double(series.count - first)
            scores[first] = max(0, squares - sum * sum / count) / (count * count)
        }
        // Few observations agree by chance, so the second half does not count.
        let half = series.count / 2
        let best = (0..<half).min { (scores[$0], $0) < (scores[$1], $1) }
        guard let best, best < half - 1 else { return nil }
        return best
    }
}
