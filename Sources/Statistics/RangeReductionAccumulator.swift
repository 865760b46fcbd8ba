/// Takes pairs of an input's random word and a result, and tells how much the result's interdecile
/// range would shrink, in expectation, if the input were known.
///
/// The word is the input's place in its distribution, so cells of equal words hold equal shares of
/// the replications. Each of 32 cells has a histogram of the result; the mean of the cells' ranges
/// stands for the range given the input. A cell is not one value of the input, and its range is
/// therefore somewhat too wide. Cells merged in pairs are wider still, and how much tells how far
/// to go the other way (`divisor`). Formulas, bias and limits: docs/statistics.md.
///
/// Counters alone are kept, so neither order nor chunks change a bit. One accumulator takes one
/// input and one metric, in 128 bytes a bin.
///
/// - Source: conditional quantiles by binning of one sample as Plischke et al. 2013 bin
///   distributions, doi:10.1016/j.ejor.2012.11.047; extrapolation after Richardson 1911,
///   doi:10.1098/rsta.1911.0009.
public struct RangeReductionAccumulator: Sendable, Equatable {
    /// Cells of the input at most; fewer are used for fewer replications.
    static let cells = 32
    /// Fewest cells, for which 64 replications each must do.
    static let fewestCells = 8
    /// Replications in a cell on average, so that the bias of its quantiles does not matter.
    static let fewestPerCell = 128
    /// Inverse of the part of the step from pairs of cells to cells that is taken once more.
    ///
    /// The excess falls with the number of cells to a power from 1 (the input decides all: divisor
    /// 1) to 2 (it decides little, and has no tails: divisor 3). 1.5 fits normal inputs.
    static let divisor = 1.5

    /// Results outside the bins, counted in the first or last.
    public private(set) var clamped: UInt64 = 0
    private let lowest: Int32
    private let width: Int32
    private let bins: Int
    private var counts: [UInt32]

    /// Makes an accumulator that has seen nothing.
    ///
    /// - Parameters:
    ///   - lowest: first value of the first bin.
    ///   - width: values to a bin. The range should take some hundred bins.
    ///   - bins: number of bins.
    public init(lowest: Int32, width: Int32, bins: Int) {
        precondition(width >= 1 && bins >= 1, "a bin holds a value, and there is a bin")
        (self.lowest, self.width, self.bins) = (lowest, width, bins)
        counts = Array(repeating: 0, count: Self.cells * bins)
    }

    /// All that it holds, to be added to that of other replications.
    ///
    /// What is set takes the place of all that was added.
    public var counters: [UInt64] {
        get { [clamped] + counts.map { UInt64($0) } }
        set {
            precondition(newValue.count == counts.count + 1, "bins stay as they are")
            clamped = newValue[0]
            counts = newValue.dropFirst().map { UInt32($0) }
        }
    }

    /// Number of counters.
    public var counterCount: Int { counts.count + 1 }

    /// Adds replications.
    ///
    /// - Parameters:
    ///   - words: the input's random word in each, which its distribution turns into a value.
    ///   - values: the result in each.
    public mutating func add(words: ArraySlice<UInt32>, values: ArraySlice<Int32>) {
        precondition(words.count == values.count, "words and results come in pairs")
        let shift = 32 - Self.cells.trailingZeroBitCount
        for (word, value) in zip(words, values) {
            let distance = Int(value) - Int(lowest)
            let bin = distance >= 0 ? distance / Int(width) : -1
            let held = min(bins - 1, max(0, bin))
            if held != bin { clamped += 1 }
            counts[Int(word >> shift) * bins + held] += 1
        }
    }

    /// The reduction; nil with fewer than 512 replications.
    ///
    /// - Complexity: O(32 · bins).
    public var result: RangeReduction? {
        let all = merged(cells: 1)[0]
        guard all.count >= Double(Self.fewestCells * Self.fewestPerCell / 2) else { return nil }
        var cells = Self.cells
        while cells > Self.fewestCells, all.count < Double(cells * Self.fewestPerCell) {
            cells /= 2
        }
        let fine = merged(cells: cells).map(CountedRange.init)
        let coarse = merged(cells: cells / 2).map(CountedRange.init)
        let step = 1 / Self.divisor
        let remaining = (1 + step) * mean(fine, of: all.count) - step * mean(coarse, of: all.count)
        let whole = CountedRange(all)
        let error = standardError(whole: whole, fine: fine, coarse: coarse, remaining: remaining)
        return RangeReduction(
            range: whole.range * Double(width),
            remaining: remaining * Double(width),
            reduction: Estimate(
                value: 1 - remaining / whole.range,
                standardError: error,
                reach: 1.959963984540054,
                possible: -Double.greatestFiniteMagnitude...1
            )
        )
    }

    private func mean(_ cells: [CountedRange], of count: Double) -> Double {
        cells.reduce(0) { $0 + $1.observations.count * $1.range } / count
    }

    /// From the influence of each replication on the estimate: its mean square over the number.
    private func standardError(
        whole: CountedRange,
        fine: [CountedRange],
        coarse: [CountedRange],
        remaining: Double
    ) -> Double {
        let step = 1 / Self.divisor
        var sum = 0.0
        var squares = 0.0
        for (number, cell) in fine.enumerated() {
            let pair = coarse[number / 2]
            for (bin, count) in cell.observations.counts.enumerated() where count > 0 {
                let onRemaining = (1 + step) * cell.influence(bin) - step * pair.influence(bin)
                let onWhole = whole.influence(bin) - whole.range
                let influence = onRemaining - remaining / whole.range * onWhole
                sum += count * influence
                squares += count * influence * influence
            }
        }
        let n = whole.observations.count
        return ((squares - sum * sum / n) / n / n).squareRoot() / whole.range
    }

    /// Counts of the given number of cells, a power of two.
    private func merged(cells: Int) -> [BinnedObservations] {
        let each = Self.cells / cells
        return (0..<cells)
            .map { cell in
                var sums = [Double](repeating: 0, count: bins)
                for fine in cell * each..<(cell + 1) * each {
                    for bin in 0..<bins { sums[bin] += Double(counts[fine * bins + bin]) }
                }
                return BinnedObservations(counts: sums)
            }
    }
}
