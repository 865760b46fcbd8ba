extension IntegerHistogram {
    /// Encloses the quantile of the distribution behind the observations, whatever it is, by the
    /// first values of two bins; nil when there are too few observations for this `p`.
    ///
    /// With bins of one value the interval holds the quantile with at least the chance `confidence`;
    /// wider bins hold it somewhere from the first bin's first to the last bin's last value. An end
    /// in the last bin says no more than that bin does, if that bin holds everything beyond.
    ///
    /// - Parameters:
    ///   - p: from 0 to 1.
    ///   - confidence: least chance that the interval holds the quantile.
    /// - Returns: first values of the bins at both ends.
    /// - Complexity: O(bins + √n).
    public func quantileInterval(_ p: Double, confidence: Double = 0.95) -> ClosedRange<Int>? {
        guard let ranks = QuantileRanks(count: total, p: p, confidence: confidence) else {
            return nil
        }
        return value(rank: ranks.lower)...value(rank: ranks.upper)
    }

    /// First value of the bin that holds the observation of a rank from 1 to `total`.
    private func value(rank: UInt64) -> Int {
        var seen: UInt64 = 0
        for (bin, count) in counts.enumerated() {
            seen += count
            if seen >= rank { return bin * width }
        }
        return (counts.count - 1) * width
    }
}
