/// A correlation, made less uncertain by another one whose true value is zero.
///
/// The correlation of two results that share no input is zero but for chance. What it happens to be
/// in these replications tells how far the wanted correlation is likely to be off: the multiple
/// `slope` of it is taken away. The slope and the error come from leaving out one batch at a time.
///
/// - Source: Lavenberg, Welch 1981, doi:10.1287/mnsc.27.3.322 (control variates); Busing, Meijer,
///   van der Leeden 1999, doi:10.1023/A:1008800423698 (jackknife over unequal groups).
struct ControlledCorrelation {
    /// Fewest batches from which an error is told.
    static let fewestBatches = 16

    /// The correlation.
    var value: Double
    /// Its standard error.
    var standardError: Double
    /// Degrees of freedom of the standard error.
    var degrees: Int

    /// Estimates a correlation; nil when there are too few batches, or when the results do not vary
    /// once a batch is left out.
    ///
    /// - Parameters:
    ///   - wanted: pairs whose correlation is wanted, by batch.
    ///   - control: pairs of the same replications whose true correlation is zero.
    init?(of wanted: [PairSums], control: [PairSums]) {
        let batches = zip(wanted, control).filter { $0.0.count > 0 }
        guard batches.count >= Self.fewestBatches,
            let target = Jackknife(batches.map(\.0))
        else { return nil }
        let zero = Jackknife(batches.map(\.1))
        let zeroDeviations = zero?.deviations ?? target.deviations.map { _ in 0 }
        let square = zeroDeviations.reduce(0) { $0 + $1 * $1 }
        let product = zip(target.deviations, zeroDeviations).reduce(0) { $0 + $1.0 * $1.1 }
        let slope = square > 0 ? product / square : 0
        value = target.value - slope * (zero?.value ?? 0)
        degrees = batches.count - 2
        let residual = zip(target.deviations, zeroDeviations)
            .reduce(0) {
                let left = $1.0 - slope * $1.1
                return $0 + left * left
            }
        standardError = (residual * Double(batches.count) / Double(degrees)).squareRoot()
    }
}

/// A correlation and how far each batch moves it.
private struct Jackknife {
    var value: Double
    /// Their sum of squares, times batches over batches − 1, estimates the variance of `value`.
    var deviations: [Double]

    init?(_ batches: [PairSums]) {
        let all = batches.reduce(PairSums(), +)
        guard let value = all.correlation else { return nil }
        var deviations: [Double] = []
        deviations.reserveCapacity(batches.count)
        for batch in batches {
            let others = all - batch
            guard let without = others.correlation else { return nil }
            deviations.append(Double(others.count) / Double(all.count) * (value - without))
        }
        self.value = value
        self.deviations = deviations
    }
}
