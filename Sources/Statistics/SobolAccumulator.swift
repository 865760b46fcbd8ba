/// Takes one metric's results chunk by chunk, and gives the Sobol' indices of groups of inputs.
///
/// The results come from pick-freeze runs: run A, an independent run B, and for each group a run
/// that draws this group as B and all else as A. Memory is 64 batches of sums a group, however many
/// replications there are. Sums are exact integers and replication j belongs to batch j mod 64, so
/// no cutting into chunks changes a bit. Several metrics take one accumulator each.
///
/// The first-order index is the correlation of B with the group's run, which share the group; the
/// total index is one less the correlation of A with the group's run, which share all else (this is
/// Jansen's estimator). Both are corrected by the correlation of A with B, whose true value is zero.
/// What that gains, and when to trust the intervals: docs/statistics.md.
///
/// - Source: Janon et al. 2014, doi:10.1051/ps/2013040; Jansen 1999,
///   doi:10.1016/S0010-4655(98)00154-4; the run's design is that of Saltelli et al. 2010,
///   doi:10.1016/j.cpc.2009.09.018.
public struct SobolAccumulator: Sendable {
    /// Batches into which replications are dealt in turn.
    static let batches = 64

    private var a: ColumnSums
    private var b: ColumnSums
    private var ab = [Int128](repeating: 0, count: batches)
    private var groups: [GroupSums]

    /// Makes an accumulator that has seen nothing.
    ///
    /// - Parameters:
    ///   - groups: number of groups of inputs.
    ///   - first: number of the first replication that it will see.
    public init(groups: Int, first: UInt64 = 0) {
        precondition(groups >= 0, "a number of groups is not negative")
        (a, b) = (ColumnSums(first: first), ColumnSums(first: first))
        self.groups = Array(repeating: GroupSums(mixed: a), count: groups)
    }

    /// From sums over replications from number 0 on.
    ///
    /// - Parameters:
    ///   - groups: number of groups of inputs.
    ///   - sums: as `sums` gives them, added up.
    ///   - count: number of replications.
    public init(groups: Int, sums: ArraySlice<UInt128>, count: Int) {
        precondition(sums.count == Self.sumCount(groups: groups), "sums are of as many groups")
        var rest = sums
        a = ColumnSums(&rest, count: count)
        b = ColumnSums(&rest, count: count)
        ab = rest.takeBatches()
        self.groups = (0..<groups)
            .map { _ in
                GroupSums(
                    mixed: ColumnSums(&rest, count: count),
                    withA: rest.takeBatches(),
                    withB: rest.takeBatches()
                )
            }
    }

    /// Number of sums.
    public static func sumCount(groups: Int) -> Int { (5 + 4 * groups) * batches }

    /// All that it holds, to be added to that of other replications; negative ones modulo 2¹²⁸.
    public var sums: [UInt128] {
        a.words + b.words + ab.map { UInt128(bitPattern: $0) }
            + groups.flatMap { group in
                group.mixed.words
                    + (group.withA + group.withB).map { UInt128(bitPattern: $0) }
            }
    }

    /// Mean of run A.
    public var mean: ExactMean {
        ExactMean(count: UInt64(count), sum: a.total, squares: a.totalSquares)
    }

    /// Number of replications of A and of B.
    public var count: Int { a.count }

    /// Adds the next replications of all runs.
    ///
    /// - Parameters:
    ///   - a: one result a replication of run A.
    ///   - b: those of run B.
    ///   - mixed: for each group those of the run that draws the group as B and all else as A.
    public mutating func add(
        a: ArraySlice<Int32>,
        b: ArraySlice<Int32>,
        mixed: [ArraySlice<Int32>]
    ) {
        precondition(mixed.count == groups.count, "there is one mixed run a group")
        for (group, values) in mixed.enumerated() { add(group: group, mixed: values, a: a, b: b) }
        add(a: a, b: b)
    }

    /// Adds the next replications of A and B alone; each group gets them by `add(group:…)`.
    ///
    /// - Parameters:
    ///   - a: one result a replication of run A.
    ///   - b: those of run B.
    public mutating func add(a: ArraySlice<Int32>, b: ArraySlice<Int32>) {
        precondition(a.count == b.count, "runs have the same replications")
        ab.addProducts(a, b, after: self.a.next)
        self.a.add(a)
        self.b.add(b)
        precondition(count < 1 << 30, "sums hold up to 2^30 replications")
    }

    /// Adds the next replications of one group's run, so that one such run need be held at a time.
    ///
    /// - Parameters:
    ///   - group: number of the group.
    ///   - mixed: results with the group as in B and all else as in A.
    ///   - a: those of A for the same replications.
    ///   - b: those of B.
    public mutating func add(
        group: Int,
        mixed: ArraySlice<Int32>,
        a: ArraySlice<Int32>,
        b: ArraySlice<Int32>
    ) {
        precondition(
            mixed.count == a.count && mixed.count == b.count,
            "runs have the same replications"
        )
        let after = groups[group].mixed.next
        groups[group].withA.addProducts(mixed, a, after: after)
        groups[group].withB.addProducts(mixed, b, after: after)
        groups[group].mixed.add(mixed)
    }

    /// The indices of a group; nil with fewer than 16 replications, or when the results vary in one
    /// batch at most.
    ///
    /// - Parameter group: number of the group.
    /// - Returns: the indices with their intervals.
    public func indices(group: Int) -> SobolIndices? {
        let sums = groups[group]
        precondition(sums.mixed.count == count, "every run has the same replications by now")
        let control = pairs(a, b, ab)
        guard
            let shared = ControlledCorrelation(
                of: pairs(b, sums.mixed, sums.withB),
                control: control
            ),
            let rest = ControlledCorrelation(of: pairs(a, sums.mixed, sums.withA), control: control)
        else { return nil }
        func estimate(_ value: Double, _ from: ControlledCorrelation) -> Estimate {
            Estimate(
                value: value,
                standardError: from.standardError,
                reach: StudentDistribution.upperQuantile(degrees: from.degrees),
                possible: 0...1
            )
        }
        return SobolIndices(
            first: estimate(shared.value, shared),
            total: estimate(1 - rest.value, rest)
        )
    }

    private func pairs(_ x: ColumnSums, _ y: ColumnSums, _ products: [Int128]) -> [PairSums] {
        (0..<Self.batches)
            .map { batch in
                PairSums(
                    count: Int128(x.count(batch: batch)),
                    first: x.sums[batch],
                    second: y.sums[batch],
                    firstSquared: x.squares[batch],
                    secondSquared: y.squares[batch],
                    product: products[batch]
                )
            }
    }
}

/// Sums of one group's run and of its products with A and B, by batch.
private struct GroupSums: Sendable {
    var mixed: ColumnSums
    var withA = [Int128](repeating: 0, count: SobolAccumulator.batches)
    var withB = [Int128](repeating: 0, count: SobolAccumulator.batches)
}
