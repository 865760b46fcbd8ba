import Foundation
import Statistics
import Testing

struct HistogramTests {
    /// Counts of a lognormal of median 1 in bins up to `most`, as exact as integers can be; the last
    /// takes whatever lies beyond.
    private func lognormal(sigma: Double, most: Double, bins: Int) -> IntegerHistogram {
        func share(below value: Double) -> Double {
            value > 0 ? erfc(-log(value) / sigma / 2.0.squareRoot()) / 2 : 0
        }
        let ends = (0..<bins).map { share(below: most * Double($0) / Double(bins)) } + [1]
        let counts = zip(ends, ends.dropFirst()).map { UInt64((($1 - $0) * 1e12).rounded()) }
        return IntegerHistogram(counts: counts)
    }

    // Quantiles of the standard normal, Abramowitz and Stegun 1964, table 26.5.
    @Test(arguments: [
        (0.05, -1.644853627), (0.25, -0.674489750), (0.5, 0), (0.75, 0.674489750),
        (0.95, 1.644853627),
        (0.99, 2.326347874),
    ])
    func interpolatedQuantilesAreThoseOfTheLognormal(p: Double, z: Double) throws {
        for sigma in [0.3, 0.7, 1] {
            let most = exp(5.5 * sigma)
            let histogram = lognormal(sigma: sigma, most: most, bins: 16_384)
            let found = try #require(histogram.interpolated(p)) * most / 16_384
            let exact = exp(sigma * z)
            // The density changes over a bin of width w by w·|f′|; interpolation is off by at most
            // w²/8 · |f′|/f, and |f′|/f = (1 + z/σ)/x here. Counts are rounded to 1e-12.
            let width = most / 16_384
            let bound = width * width / 8 * abs(1 + z / sigma) / (exact - width)
            #expect(abs(found - exact) <= 1.1 * bound + 1e-7, "σ \(sigma)")
        }
    }

    @Test func interpolationOfFewValues() {
        #expect(IntegerHistogram(counts: [0, 0]).interpolated(0.5) == nil)
        let two = IntegerHistogram(counts: [0, 1, 0, 1, 0], width: 10)
        #expect(two.interpolated(0) == 10)
        #expect(two.interpolated(0.5) == 20)
        #expect(two.interpolated(0.75) == 35)
        #expect(two.interpolated(1) == 40)
    }

    @Test(arguments: [2, 3, 50, 100, 20_000])
    func coarseBinsHoldEverything(most: Int) {
        for sigma in [0.1, 0.7, 1] {
            let fine = lognormal(sigma: sigma, most: exp(5.5 * sigma), bins: 16_384)
            let coarse = CoarseHistogram(fine, most: most)
            #expect(coarse.counts.count <= most)
            #expect(coarse.edges.count == coarse.counts.count + 1)
            #expect(coarse.counts.reduce(0, +) == fine.total)
            let widths = zip(coarse.edges, coarse.edges.dropFirst()).map { $1 - $0 }
            #expect(Set(widths.dropLast()).count == 1 && widths.allSatisfy { $0 > 0 })
            // One in a hundred at most lies in the tail.
            #expect(Double(coarse.counts.last ?? 0) <= 0.01 * Double(fine.total))
        }
    }

    @Test func coarseBinsOfFewValues() {
        #expect(CoarseHistogram(IntegerHistogram(counts: [0, 0]), most: 10).counts.isEmpty)
        let one = CoarseHistogram(IntegerHistogram(counts: [0, 7, 0]), most: 10)
        #expect(one.edges == [1, 2] && one.counts == [7])
        let ends = CoarseHistogram(IntegerHistogram(counts: [5, 0, 0, 0, 5]), most: 3)
        #expect(ends.edges == [0, 3, 5] && ends.counts == [5, 5])
    }
}
