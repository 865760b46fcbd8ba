/// Observations counted in bins, taken to lie evenly within each bin.
///
/// Places are in bins.
struct BinnedObservations {
    /// Counts.
    var counts: [Double]
    /// Number of observations.
    var count: Double
    private var cumulative: [Double]

    init(counts: [Double]) {
        self.counts = counts
        cumulative = []
        cumulative.reserveCapacity(counts.count)
        var seen = 0.0
        for count in counts {
            seen += count
            cumulative.append(seen)
        }
        count = seen
    }

    /// Quantile whose median is right to second order whatever the distribution; 0 without
    /// observations.
    ///
    /// - Source: Hyndman, Fan 1996, definition 8, doi:10.1080/00031305.1996.10473566.
    func quantile(_ p: Double) -> Double {
        guard count > 0 else { return 0 }
        let rank = min(count, max(1, p * (count + 1.0 / 3) + 1.0 / 3))
        // The observation of rank r fills what is between r − 1 and r.
        let place = rank - 0.5
        var low = 0
        var high = counts.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] < place { low = middle + 1 } else { high = middle }
        }
        return Double(low + 1) - (cumulative[low] - place) / counts[low]
    }

    /// Probability density at a quantile, from the distance of quantiles around it.
    func density(atQuantile p: Double) -> Double {
        let reach = min((p * (1 - p) / count).squareRoot(), 0.9 * min(p, 1 - p))
        return 2 * reach / (quantile(p + reach) - quantile(p - reach))
    }
}

/// The interdecile range of observations, and what each adds to it.
struct CountedRange {
    /// What is counted.
    var observations: BinnedObservations
    /// Distance of the quantiles, in bins.
    var range = 0.0
    private var low = QuantilePoint()
    private var high = QuantilePoint()

    init(_ observations: BinnedObservations) {
        self.observations = observations
        guard observations.count > 0 else { return }
        low = QuantilePoint(observations, p: 0.1)
        high = QuantilePoint(observations, p: 0.9)
        range = high.place - low.place
    }

    /// The range, and how far an observation in a bin moves it, times the number of observations;
    /// its mean over observations is the range.
    ///
    /// - Source: Hampel 1974, doi:10.1080/01621459.1974.10482962 (influence of a quantile).
    func influence(_ bin: Int) -> Double {
        range + high.influence(bin) - low.influence(bin)
    }
}

/// A quantile with what its error depends on.
private struct QuantilePoint {
    var p = 0.0
    var place = 0.0
    var density = 1.0

    init() {}

    init(_ observations: BinnedObservations, p: Double) {
        self.p = p
        place = observations.quantile(p)
        density = observations.density(atQuantile: p)
    }

    func influence(_ bin: Int) -> Double {
        let shareBelow = min(1, max(0, place - Double(bin)))
        return (p - shareBelow) / density
    }
}
