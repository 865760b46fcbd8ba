import Foundation
import Testing

@testable import Statistics

struct QuantileRanksTests {
    /// Intervals of the median: lower rank by number of observations; the upper is its mirror.
    ///
    /// MacKinnon 1964, doi:10.1080/01621459.1964.10480741; critical values of the sign test + 1.
    @Test func medianRanksAreThoseOfThePublishedTable() {
        let table: [UInt64: UInt64] = [
            6: 1, 7: 1, 8: 1, 9: 2, 10: 2, 11: 2, 12: 3, 13: 3, 14: 3, 15: 4, 16: 4, 17: 5, 18: 5,
            19: 5, 20: 6, 25: 8, 30: 10, 40: 14, 50: 18, 100: 40,
        ]
        for (count, lower) in table {
            let ranks = QuantileRanks(count: count, p: 0.5)
            #expect(ranks?.lower == lower, "\(count)")
            #expect(ranks?.upper == count + 1 - lower, "\(count)")
        }
    }

    /// By hand: P(B ≤ 1) = 11/1024 for ten throws of a coin, so ranks 2 and 9 miss 22/1024.
    @Test func coverageIsThatOfTheBinomialTable() throws {
        let ranks = try #require(QuantileRanks(count: 10, p: 0.5))
        #expect(abs(ranks.coverage - (1 - 22.0 / 1024)) < 1e-15)
    }

    /// The extreme observation bounds a quantile as soon as pⁿ ≤ 0.025.
    @Test(arguments: [
        (0.5, 6), (0.9, 36), (0.1, 36), (0.95, 72), (0.05, 72), (0.99, 368), (0.01, 368),
    ]) func tooFewObservationsHaveNoInterval(p: Double, fewest: UInt64) {
        #expect(QuantileRanks(count: fewest - 1, p: p) == nil)
        #expect(QuantileRanks(count: fewest, p: p) != nil)
    }

    @Test func nothingEnclosesTheEnds() {
        for p in [0, 1, -0.1, 1.1, 1e-9, 1 - 1e-9] {
            #expect(QuantileRanks(count: 100_000, p: p) == nil, "\(p)")
        }
        #expect(QuantileRanks(count: 0, p: 0.5) == nil)
        #expect(QuantileRanks(count: 1, p: 0.5) == nil)
    }

    /// Against the binomial distribution built throw by throw: both tails are within their half, and
    /// one rank further in would exceed it.
    @Test(arguments: [0.02, 0.1, 0.25, 0.5, 0.9]) func ranksAreTheNarrowest(p: Double) {
        var terms = [1.0]
        for count in 1...200 {
            terms = zip(terms + [0], [0] + terms).map { $0 * (1 - p) + $1 * p }
            func below(_ rank: Int) -> Double { terms[..<rank].reduce(0, +) }
            func from(_ rank: Int) -> Double { terms[rank...].reduce(0, +) }
            let lowest = (0...count).last { below($0) <= 0.025 } ?? 0
            let highest = (0...count + 1).first { from($0) <= 0.025 } ?? 0
            let ranks = QuantileRanks(count: UInt64(count), p: p)
            if lowest == 0 || highest == count + 1 {
                #expect(ranks == nil, "\(count)")
                continue
            }
            #expect(ranks?.lower == UInt64(lowest), "\(count)")
            #expect(ranks?.upper == UInt64(highest), "\(count)")
            let coverage = 1 - below(lowest) - from(highest)
            #expect(abs((ranks?.coverage ?? 0) - coverage) < 1e-13, "\(count)")
        }
    }

    /// Cornish-Fisher with continuity: z·σ, and (z² − 1)(1 − 2p)/6 for the skew.
    @Test(arguments: [10_000, 1_000_000, 1_000_000_000])
    func manyObservationsComeToTheNormalDistribution(count: UInt64) throws {
        for p in [0.01, 0.1, 0.5, 0.9] {
            let ranks = try #require(QuantileRanks(count: count, p: p))
            let middle = Double(count) * p
            let reach = 1.959964 * (middle * (1 - p)).squareRoot()
            let skew = (1.959964 * 1.959964 - 1) * (1 - 2 * p) / 6
            // A rank is a whole number: within one, and half the continuity correction.
            #expect(abs(Double(ranks.lower) - (middle - reach + skew)) < 2, "\(count), \(p)")
            #expect(abs(Double(ranks.upper) - (middle + reach + skew)) < 2, "\(count), \(p)")
            #expect(ranks.coverage >= 0.95 && ranks.coverage < 0.96, "\(count), \(p)")
        }
    }
}
