internal import MonteCarlo
internal import Statistics

/// Quantiles of the times of plates or sets, evenly spread in each bin of a histogram [s].
struct FlowTimes {
    private let all: FlowBins
    /// Those of each section that has any.
    private let sections: [FlowBins]

    /// Fewest sections that say how sure a quantile is.
    private static let fewest = 10

    /// Nil where nothing was finished.
    ///
    /// - Parameters:
    ///   - times: histograms by section.
    ///   - tables: the fab.
    ///   - firsts: where the histograms that are taken together begin in a section.
    init?(_ times: [UInt64], _ tables: FlowTables, firsts: [Int]) {
        let parts = stride(from: 0, to: times.count, by: tables.counterCount)
            .map { section in
                var bins = [UInt64](repeating: 0, count: FlowTables.binCount)
                for first in firsts {
                    for bin in bins.indices { bins[bin] += times[section + first + bin] }
                }
                return bins
            }
        var sum = [UInt64](repeating: 0, count: FlowTables.binCount)
        for part in parts {
            for (bin, count) in part.enumerated() where count > 0 { sum[bin] += count }
        }
        guard let all = FlowBins(sum) else { return nil }
        self.all = all
        sections = parts.compactMap(FlowBins.init)
    }

    /// A quantile.
    func callAsFunction(_ p: Double) -> Double { all(p) }

    /// Half of a quantile's 95 % interval over replications; nil for few of them.
    ///
    /// Replications are dealt to sections in turn; how far the sections' own quantiles are from that
    /// of all says how sure that one is.
    ///
    /// - Source: sectioning: Asmussen, Glynn, Stochastic Simulation (2007), section III.5; Nakayama,
    ///   Confidence intervals for quantiles using sectioning, ACM TOMACS 24 (2014),
    ///   doi:10.1145/2558328.
    func halfWidth(_ p: Double) -> Double? {
        guard sections.count >= Self.fewest else { return nil }
        let (center, count) = (all(p), Double(sections.count))
        let squares = sections.reduce(0) { $0 + ($1(p) - center) * ($1(p) - center) }
        return StudentDistribution.upperQuantile(degrees: sections.count - 1)
            * (squares / (count - 1) / count).squareRoot()
    }
}

private struct FlowBins {
    /// Number and count of the bins that hold any.
    private let bins: [(bin: Int, count: UInt64)]
    private let total: UInt64

    /// Nil for an empty histogram.
    init?(_ counts: [UInt64]) {
        bins = counts.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
        total = counts.reduce(0, +)
        guard total > 0 else { return nil }
    }

    func callAsFunction(_ p: Double) -> Double {
        let wanted = p * Double(total)
        var seen = 0.0
        for (bin, count) in bins {
            let range = FlowTables.seconds(ofBin: bin)
            if seen + Double(count) >= wanted {
                let part = (wanted - seen) / Double(count)
                return Double(range.lowerBound) + part * Double(range.count)
            }
            seen += Double(count)
        }
        return 0
    }
}
