internal import MonteCarlo
internal import Statistics

/// What the plates of one row came to, before anything is rounded.
struct ExposureSample {
    /// Mean [h].
    let mean: Double
    /// Standard deviation [h].
    let standardDeviation: Double
    /// Share of the time in each part: beam, settling, stage, calibration, overhead [1].
    let shares: [Double]
    /// Share of writes that a failure of the writer interrupts [1].
    let lost: Double
    private let histogram: IntegerHistogram
    private let binHours: Double

    /// Index of the total among a tally's sums.
    static let totalSum = 5
    /// Hours of a day.
    private static let day = 24.0
    /// Bins that a result shows.
    private static let binLimit = 73

    /// Hours of a sum, which counts sixteenths of a second.
    static func hours(_ sum: UInt64) -> Double {
        Double(sum) / 57_600
    }

    init(_ tally: ExposureTally, binHours: Double) {
        let samples = Double(tally.samples)
        let total = Self.hours(tally.sums[Self.totalSum])
        let average = total / samples
        let squares = Double(tally.sums[6]) + 4_294_967_296 * Double(tally.sums[8])
        let square = squares / (3600 * 3600) / samples
        mean = average
        standardDeviation = max(0, square - average * average).squareRoot()
        shares = tally.sums[..<Self.totalSum].map { total > 0 ? Self.hours($0) / total : 0 }
        lost = Double(tally.sums[7]) / samples
        histogram = IntegerHistogram(counts: tally.counts)
        self.binHours = binHours
    }

    /// Plates that come through in a day of a tool that writes all 24 hours of it.
    var platesPerToolDay: Double {
        mean > 0 ? Self.day / mean * (1 - lost) : 0
    }

    /// A quantile of the hours.
    func quantile(_ p: Double) -> Double {
        (histogram.interpolated(p) ?? 0) * binHours
    }

    /// The distribution in a few bins.
    var coarse: ExposureRow.Histogram {
        let bins = CoarseHistogram(histogram, most: Self.binLimit)
        return .init(
            edges: bins.edges.map { rounded(Double($0) * binHours, 6) },
            plates: bins.counts
        )
    }
}
