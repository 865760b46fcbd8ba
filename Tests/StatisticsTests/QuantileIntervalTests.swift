import Foundation
import Testing

@testable import Statistics

struct QuantileIntervalTests {
    private func histogram(_ values: [Int], width: Int = 1) -> IntegerHistogram {
        var counts = [UInt64](repeating: 0, count: (values.max() ?? 0) / width + 1)
        for value in values { counts[value / width] += 1 }
        return IntegerHistogram(counts: counts, width: width)
    }

    /// Ranks 2 and 9 of ten.
    @Test func endsAreOrderStatistics() {
        let values = histogram([3, 5, 8, 13, 21, 34, 55, 89, 144, 233])
        #expect(values.quantileInterval(0.5) == 5...144)
        #expect(values.quantileInterval(0.9) == nil)
    }

    @Test func tiesMeetInOneBin() {
        #expect(histogram(Array(repeating: 4, count: 50)).quantileInterval(0.5) == 4...4)
        let two = histogram(Array(repeating: 1, count: 30) + Array(repeating: 9, count: 20))
        #expect(two.quantileInterval(0.5) == 1...9)
        #expect(two.quantileInterval(0.3) == 1...1)
    }

    @Test func wideBinsAreNamedByTheirFirstValue() {
        #expect(histogram(Array(0..<100), width: 10).quantileInterval(0.5) == 30...60)
    }

    @Test func nothingHasNoInterval() {
        #expect(IntegerHistogram(counts: []).quantileInterval(0.5) == nil)
        #expect(IntegerHistogram(counts: [0, 0]).quantileInterval(0.5) == nil)
    }

    /// A geometric distribution, whose quantiles are known and which has many ties.
    ///
    /// 2000 seeds: the coverage is at least 0.95, so fewer than 1850 have a chance of 10⁻⁶.
    @Test func geometricQuantilesAreHeldOftenEnough() {
        for (p, count) in [(0.1, 60), (0.5, 20), (0.9, 100)] {
            let stay = exp(-1.0 / 15)
            // The smallest v with 1 − stay^(v+1) ≥ p.
            let exact = Int((log(1 - p) / log(stay)).rounded(.up)) - 1
            var held = 0
            for seed in 0..<UInt64(2000) {
                let draws = CounterDraws(seed: seed)
                let values = (0..<count).map { Int(log(draws.uniform($0)) / log(stay)) }
                if histogram(values).quantileInterval(p)?.contains(exact) == true { held += 1 }
            }
            #expect(held >= 1850, "p \(p), \(count) observations: \(held) of 2000")
        }
    }

    /// Looking again and again until the interval is narrow enough costs little coverage if the first
    /// look is at 200 and each further one at half as many again.
    ///
    /// 200 seeds: a coverage of 0.94 gives fewer than 177 with a chance of 1/1000.
    @Test func stoppingOnceTheIntervalIsNarrowCostsLittle() {
        let exact = Int(10_000 * log(10.0))
        var held = 0
        for seed in 0..<UInt64(200) {
            let draws = CounterDraws(seed: 400_000 + seed)
            var values: [Int] = []
            var size = 200
            var interval = 0...Int.max
            while interval.upperBound - interval.lowerBound > exact / 6 {
                values += (values.count..<size).map { Int(-10_000 * log(draws.uniform($0))) }
                interval = histogram(values, width: 100).quantileInterval(0.9) ?? interval
                size = size * 3 / 2
            }
            if interval.contains(exact / 100 * 100) { held += 1 }
        }
        #expect(held >= 177, "\(held) of 200")
    }

    /// Nearly continuous, so the interval misses as often as its coverage says: within four standard
    /// errors of 2000 draws.
    @Test func uniformQuantilesAreHeldAsOftenAsStated() throws {
        let count = 150
        let coverage = try #require(QuantileRanks(count: UInt64(count), p: 0.9)).coverage
        var held = 0
        for seed in 0..<UInt64(2000) {
            let draws = CounterDraws(seed: 90_000 + seed)
            let values = (0..<count).map { Int(draws.uniform($0) * 100_000) }.sorted()
            let ranks = try #require(QuantileRanks(count: UInt64(count), p: 0.9))
            let interval = values[Int(ranks.lower) - 1]...values[Int(ranks.upper) - 1]
            if interval.contains(90_000) { held += 1 }
        }
        let error = (coverage * (1 - coverage) / 2000).squareRoot()
        #expect(abs(Double(held) / 2000 - coverage) < 4 * error, "\(held), \(coverage)")
    }
}
