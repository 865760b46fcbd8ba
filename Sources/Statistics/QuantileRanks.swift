/// The two order statistics that enclose a quantile, whatever the distribution.
///
/// Of n independent observations the number below the true quantile is binomial. The interval from
/// the observation of rank `lower` to that of rank `upper` holds the quantile unless that number is
/// below `lower`, or `upper` and more; ties make it hold the quantile more often. The tails are
/// summed from exact binomial terms for every n, in about √n steps: there is no normal
/// approximation.
///
/// - Source: Scheffé, Tukey 1945, doi:10.1214/aoms/1177731119; David, Nagaraja 2003, Order
///   Statistics, section 7.1, doi:10.1002/0471722162.
public struct QuantileRanks: Sendable, Equatable {
    /// Rank of the lower end; the smallest observation has rank 1.
    public var lower: UInt64
    /// Rank of the upper end.
    public var upper: UInt64
    /// Chance that the interval holds the quantile, for a continuous distribution [1].
    public var coverage: Double

    /// Finds the ranks that leave at most half of `1 − confidence` out at either end; nil when even
    /// the extreme observations leave more, so when there are too few for this `p`.
    ///
    /// - Parameters:
    ///   - count: number of observations.
    ///   - p: probability below the quantile.
    ///   - confidence: least coverage.
    public init?(count: UInt64, p: Double, confidence: Double = 0.95) {
        precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
        guard count > 0, p > 0, p < 1 else { return nil }
        let terms = BinomialTerms(count: count, p: p)
        let tail = terms.total * (1 - confidence) / 2
        var below = 0.0
        var low = 0
        while below + terms.weights[low] <= tail {
            below += terms.weights[low]
            low += 1
        }
        var above = 0.0
        var high = terms.weights.count
        while above + terms.weights[high - 1] <= tail {
            above += terms.weights[high - 1]
            high -= 1
        }
        lower = terms.first + UInt64(low)
        upper = terms.first + UInt64(high)
        coverage = 1 - (below + above) / terms.total
        guard lower >= 1, upper <= count else { return nil }
    }
}

/// Probabilities of the binomial distribution, but for a common factor and but for ends that make
/// less than 10⁻¹⁷ together.
private struct BinomialTerms {
    /// The number of successes that the first weight stands for.
    var first: UInt64
    /// Weights of numbers of successes in a row.
    var weights: [Double]
    /// Their sum.
    var total: Double

    /// From the most likely number outwards, each term from its neighbour.
    init(count: UInt64, p: Double) {
        let n = Double(count)
        let negligible = 1e-24
        let mode = min(count, UInt64((n + 1) * p))
        var down: [Double] = []
        var k = mode
        var weight = 1.0
        while k > 0 {
            weight *= Double(k) / (n - Double(k) + 1) * ((1 - p) / p)
            if weight < negligible { break }
            down.append(weight)
            k -= 1
        }
        first = mode - UInt64(down.count)
        weights = down.reversed()
        weights.append(1)
        k = mode
        weight = 1
        while k < count {
            weight *= (n - Double(k)) / (Double(k) + 1) * (p / (1 - p))
            if weight < negligible { break }
            weights.append(weight)
            k += 1
        }
        total = weights.reduce(0, +)
    }
}
