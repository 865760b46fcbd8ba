/// Tells how far knowing one input would move the probability of an event.
///
/// Replications are dealt to 16 cells of equal random words of the input, so of equal probability.
/// The shares of the event in the cells differ because the input matters, and because cells hold
/// few replications; what the second makes of their variance is known and is taken off. Counters
/// alone are kept, so no order of adding changes a bit.
///
/// - Source: the estimator of the variance between classes of one-way analysis of variance (Searle,
///   Casella, McCulloch 1992, Variance Components, doi:10.1002/9780470316856), for shares.
public struct ConditionalProportion: Sendable, Equatable {
    /// How far the probability moves.
    public struct Shift: Sendable, Equatable {
        /// Root mean square of P(event | input) − P(event) over the input [1].
        public var value: Double
        /// Encloses the true one with a chance of about 95 %.
        public var interval: ClosedRange<Double>
    }

    static let cells = 16
    private var counts = [UInt64](repeating: 0, count: cells)
    private var hits = [UInt64](repeating: 0, count: cells)

    /// Makes an accumulator that has seen nothing.
    public init() {}

    /// Number of counters.
    public static let counterCount = 2 * cells

    /// All that it holds, to be added to that of other replications.
    public var counters: [UInt64] { counts + hits }

    /// From counters over replications.
    ///
    /// - Parameter counters: as `counters` gives them, added up.
    public init(counters: ArraySlice<UInt64>) {
        precondition(counters.count == Self.counterCount, "there are as many counters")
        counts = Array(counters.prefix(Self.cells))
        hits = Array(counters.suffix(Self.cells))
    }

    /// Adds replications.
    ///
    /// - Parameters:
    ///   - words: the input's random word in each.
    ///   - values: 1 where the event happens, else 0.
    public mutating func add(words: ArraySlice<UInt32>, values: ArraySlice<Int32>) {
        precondition(words.count == values.count, "words and results come in pairs")
        let shift = 32 - Self.cells.trailingZeroBitCount
        for (word, value) in zip(words, values) {
            counts[Int(word >> shift)] += 1
            hits[Int(word >> shift)] += value == 0 ? 0 : 1
        }
    }

    /// The move; nil where a cell has fewer than 16 replications.
    ///
    /// The interval is that of the variance between cells, whose estimate is a scaled noncentral
    /// chi-square, at 1.96 of its standard errors.
    public var shift: Shift? {
        guard counts.allSatisfy({ $0 >= 16 }) else { return nil }
        let n = Double(counts.reduce(0, +))
        let mean = Double(hits.reduce(0, +)) / n
        var (between, within, noise) = (0.0, 0.0, 0.0)
        for (count, hit) in zip(counts, hits) {
            let (size, share) = (Double(count), Double(hit) / Double(count))
            // Unbiased for the variance of one replication in this cell.
            let variance = share * (1 - share) * size / (size - 1)
            between += size / n * (share - mean) * (share - mean)
            within += size / n * variance
            noise += variance / n * (1 - size / n)
        }
        let moved = between - noise
        let degrees = Double(Self.cells - 1)
        let spread = 2 * degrees * within * within / (n * n) + 4 * within * max(0, moved) / n
        let reach = PairedDifferences.normalQuantile * spread.squareRoot()
        func root(_ x: Double) -> Double { max(0, x).squareRoot() }
        return Shift(value: root(moved), interval: root(moved - reach)...root(moved + reach))
    }
}
