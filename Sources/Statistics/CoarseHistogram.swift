/// Bins of a fine histogram taken together, as many as a person or a file can use.
///
/// Up to the 99th percentile all bins are equally wide. One more holds what lies beyond, so that a
/// long tail does not squeeze the rest into a few bins.
public struct CoarseHistogram: Sendable, Equatable {
    /// The first fine bin of each coarse one, and the fine bin after the last.
    public private(set) var edges: [Int]
    /// Observations of each coarse bin; they sum to those of the fine histogram.
    public private(set) var counts: [UInt64]

    /// Takes bins together; there are none where there are no observations.
    ///
    /// - Parameters:
    ///   - fine: the histogram.
    ///   - most: the most coarse bins, at least 2.
    public init(_ fine: IntegerHistogram, most: Int) {
        precondition(most >= 2, "one bin for the tail and one for the rest")
        (edges, counts) = ([], [])
        let counts = fine.counts
        guard let first = counts.firstIndex(where: { $0 > 0 }),
            let last = counts.lastIndex(where: { $0 > 0 }),
            let usual = fine.quantile(0.99).map({ $0 / fine.width })
        else { return }
        let width = (usual - first + most - 1) / (most - 1)
        let equal = stride(from: first, through: usual, by: width)
        edges = Array(equal)
        let end = (edges.last ?? first) + width
        if end <= last { edges.append(end) }
        edges.append(last + 1)
        self.counts = zip(edges, edges.dropFirst()).map { counts[$0..<$1].reduce(0, +) }
    }
}
