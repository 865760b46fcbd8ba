/// Which counters a run of a plan can come to.
extension RampTables {
    /// Whether a run could have counted this: each histogram holds every replication once, and no
    /// counter has more than its replications give.
    ///
    /// What fails is no result of the plan, whatever its checksum says, and its sums could be
    /// beyond 64 bits.
    ///
    /// - Parameter tally: of this layout, of at most 2^40 replications.
    /// - Returns: false for what no run counts.
    public func couldCount(_ tally: RampTally) -> Bool {
        let counts = tally.counts
        // A sum of use grows by 4096 a replication, one of plates begun by less than 2^21.
        guard counts.count == counterCount, tally.replications <= 1 << 40,
            counts.allSatisfy({ $0 <= tally.replications << 22 })
        else { return false }
        return histograms.allSatisfy { histogram in
            var sum: UInt64 = 0
            for count in counts[histogram] {
                let (next, isBeyond) = sum.addingReportingOverflow(count)
                if isBeyond { return false }
                sum = next
            }
            return sum == tally.replications
        }
    }

    private var histograms: [Range<Int>] {
        func ranges(_ start: Int, _ count: Int, of bins: Int) -> [Range<Int>] {
            (0..<count).map { start + $0 * bins..<start + ($0 + 1) * bins }
        }
        return ranges(layout.output, years.count * (nodes.count + 1), of: layout.outputBins)
            + ranges(layout.capacity, years.count, of: layout.capacityBins)
            + ranges(layout.milestones, milestones.count, of: monthCount + 1)
            + ranges(layout.targets, targets.count, of: years.count + 1)
    }
}
