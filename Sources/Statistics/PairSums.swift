/// Exact sums over pairs of results.
///
/// A sum of products of 32-bit results needs up to 62 bits and the bits of the count; with fewer
/// than 2³⁰ pairs nothing here overflows 128 bits.
struct PairSums: Equatable {
    /// Number of pairs.
    var count: Int128 = 0
    /// Sum of the first results.
    var first: Int128 = 0
    /// Sum of the second results.
    var second: Int128 = 0
    /// Sum of the first results' squares.
    var firstSquared: Int128 = 0
    /// Sum of the second results' squares.
    var secondSquared: Int128 = 0
    /// Sum of the products.
    var product: Int128 = 0

    static func + (a: PairSums, b: PairSums) -> PairSums {
        PairSums(
            count: a.count + b.count,
            first: a.first + b.first,
            second: a.second + b.second,
            firstSquared: a.firstSquared + b.firstSquared,
            secondSquared: a.secondSquared + b.secondSquared,
            product: a.product + b.product
        )
    }

    static func - (a: PairSums, b: PairSums) -> PairSums {
        PairSums(
            count: a.count - b.count,
            first: a.first - b.first,
            second: a.second - b.second,
            firstSquared: a.firstSquared - b.firstSquared,
            secondSquared: a.secondSquared - b.secondSquared,
            product: a.product - b.product
        )
    }

    /// Correlation with one mean and one variance for both, which have the same distribution; nil
    /// when nothing varies.
    ///
    /// Rounded twice: both integers are exact, whatever the results' size against their spread.
    ///
    /// - Source: Janon et al. 2014, doi:10.1051/ps/2013040.
    var correlation: Double? {
        let sum = first + second
        let squares = 2 * count * (firstSquared + secondSquared) - sum * sum
        guard squares > 0 else { return nil }
        return Double(4 * count * product - sum * sum) / Double(squares)
    }
}
