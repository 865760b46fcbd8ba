internal import MonteCarlo
internal import Statistics

/// Looks whether a run's quantiles are known well enough.
///
/// It looks at fixed numbers of replications, so that where a run stops, and so its digest, hangs on
/// the counters alone.
struct PrecisionCheck {
    /// Replications at the first look; half as many again at each of the next.
    static let first: UInt64 = 1000

    private let precision: Precision
    private let metrics: [PlanMetric]

    /// - Throws: `PlanMetric.Unknown` for what is not one of the plan's results in plates.
    init(_ precision: Precision, _ tables: RampTables) throws(PlanMetric.Unknown) {
        self.precision = precision
        var metrics: [PlanMetric] = []
        for name in precision.metrics {
            let metric = try PlanMetric(name, in: tables)
            guard metric.unit == .plates else {
                throw PlanMetric.Unknown(name: name, isOfPlates: true)
            }
            metrics.append(metric)
        }
        self.metrics = metrics.isEmpty ? [.chief(of: tables)] : metrics
    }

    /// The numbers of replications at which a run may stop.
    ///
    /// - Parameters:
    ///   - check: nil for a run that stops at the last alone.
    ///   - most: the last.
    /// - Returns: them, ascending.
    static func stops(_ check: PrecisionCheck?, most: UInt64) -> [UInt64] {
        guard check != nil else { return [most] }
        var stops: [UInt64] = []
        var stop = first
        while stop < most {
            stops.append(stop)
            stop += (stop + 1) / 2
        }
        return stops + [most]
    }

    /// What is reached, and how many replications may be needed in all.
    func state(
        _ rows: TallyRows,
        most: UInt64
    ) -> (row: RunResult.PrecisionRow, expected: UInt64) {
        let intervals = metrics.flatMap { metric in
            Self.intervals(rows.histogram(of: metric), metric.name, precision)
        }
        func excess(_ interval: RunResult.WidestInterval) -> Double {
            if Double(interval.plates) <= interval.requested { return 0 }
            return Double(interval.plates) / max(interval.requested, 1e-9)
        }
        let widest = intervals.compactMap { $0 }.max { excess($0) < excess($1) }
        let isKnown = intervals.allSatisfy { $0 != nil }
        let ratio = widest.map { excess($0) } ?? 1
        // A width falls with the root of the number.
        let needed = Double(rows.tally.replications) * max(1, ratio * ratio)
        let expected = Self.stops(self, most: most).first { Double($0) >= needed } ?? most
        return (
            RunResult.PrecisionRow(
                requested: precision.text,
                metrics: metrics.map(\.name),
                isReached: isKnown && ratio == 0,
                widest: widest
            ),
            expected
        )
    }

    /// Intervals of P10, P50 and P90; nil where replications are too few for one.
    private static func intervals(
        _ histogram: IntegerHistogram,
        _ name: String,
        _ precision: Precision
    ) -> [RunResult.WidestInterval?] {
        let requested = precision.plates(median: histogram.quantile(0.5) ?? 0)
        return [(0.1, "P10"), (0.5, "P50"), (0.9, "P90")]
            .map { p, quantile in
                histogram.quantileInterval(p)
                    .map {
                        // The ends lie anywhere in their bins.
                        RunResult.WidestInterval(
                            metric: name,
                            quantile: quantile,
                            plates: $0.upperBound - $0.lowerBound + histogram.width - 1,
                            requested: rounded(requested, 3)
                        )
                    }
            }
    }
}
