import Foundation
import Testing

@testable import Statistics

struct RangeReductionTests {
    /// Pairs of a normal input's word and a result of correlation `rho` with it, 0.001 a unit.
    private func normalPairs(rho: Double, seed: UInt64, count: Int) -> ([UInt32], [Int32]) {
        let draws = CounterDraws(seed: seed)
        var words: [UInt32] = []
        var values: [Int32] = []
        for replication in 0..<count {
            let x = draws.normal(2 * replication)
            let rest = draws.normal(2 * replication + 1)
            words.append(UInt32(erfc(-x / 2.0.squareRoot()) / 2 * 0x1p32))
            values.append(Int32((1000 * (rho * x + (1 - rho * rho).squareRoot() * rest)).rounded()))
        }
        return (words, values)
    }

    private func accumulator(_ words: [UInt32], _ values: [Int32]) -> RangeReductionAccumulator {
        var accumulator = RangeReductionAccumulator(lowest: -6000, width: 8, bins: 1500)
        accumulator.add(words: words[...], values: values[...])
        return accumulator
    }

    /// Given the input, a normal result's range is √(1 − ρ²) of what it was.
    ///
    /// The tolerance is four standard errors, and 0.003 for the cells' width (docs/statistics.md).
    @Test(arguments: [0, 0.3, 0.7, 0.95]) func normalRangeShrinksByTheRoot(rho: Double) throws {
        let (words, values) = normalPairs(rho: rho, seed: 11, count: 16_384)
        let result = try #require(accumulator(words, values).result)
        let exact = 1 - (1 - rho * rho).squareRoot()
        let estimate = result.reduction
        #expect(abs(estimate.value - exact) < 4 * estimate.standardError + 0.003, "\(estimate)")
        #expect(estimate.standardError < 0.008)
        // P90 − P10 of a normal; its standard error is 0.016 of the deviation here.
        #expect(abs(result.range - 2563.1) < 65, "\(result.range)")
        #expect(abs(result.remaining / result.range - (1 - estimate.value)) < 1e-12)
    }

    /// 60 seeds each: a chance of 0.95 gives 50 or fewer with a chance of 10⁻⁴.
    ///
    /// Densities of small cells make the stated error too large, by a third at most here; the
    /// deviation of 60 estimates is known within a tenth.
    @Test(arguments: [0, 0.7]) func intervalsHoldTheReduction(rho: Double) throws {
        let exact = 1 - (1 - rho * rho).squareRoot()
        var held = 0
        var stated = 0.0
        var squares = 0.0
        for seed in 0..<UInt64(60) {
            let (words, values) = normalPairs(rho: rho, seed: 300 + seed, count: 2048)
            var accumulator = RangeReductionAccumulator(lowest: -6000, width: 30, bins: 400)
            accumulator.add(words: words[...], values: values[...])
            let reduction = try #require(accumulator.result).reduction
            if reduction.interval.contains(exact) { held += 1 }
            stated += reduction.standardError / 60
            squares += (reduction.value - exact) * (reduction.value - exact) / 60
        }
        #expect(held > 50, "\(held) of 60")
        #expect(stated < 1.4 * squares.squareRoot(), "\(stated), \(squares.squareRoot())")
    }

    /// A skewed result whose scale the input sets: against the mean range of 256 inner runs of
    /// 1000, with the input held.
    ///
    /// The nested estimate itself is within 0.01.
    @Test func agreesWithNestedRuns() throws {
        func result(_ u: Double, _ luck: Double) -> Double { -log(luck) * (1 + 3 * u * u) + 2 * u }
        let draws = CounterDraws(seed: 21)
        let count = 16_384
        var accumulator = RangeReductionAccumulator(lowest: 0, width: 40, bins: 1250)
        for replication in 0..<count {
            let word = UInt32(truncatingIfNeeded: draws.word(2 * replication) >> 32)
            let y = result((Double(word) + 0.5) * 0x1p-32, draws.uniform(2 * replication + 1))
            accumulator.add(words: [word], values: [Int32((y * 1000).rounded())])
        }
        let inner = CounterDraws(seed: 22)
        var all: [Double] = []
        var sum = 0.0
        for outer in 0..<256 {
            let u = (Double(outer) + 0.5) / 256
            let values = (0..<1000).map { result(u, inner.uniform(1000 * outer + $0)) }.sorted()
            sum += values[900] - values[100]
            all += values
        }
        all.sort()
        let nested = 1 - sum / 256 / (all[230_400] - all[25_600])
        let estimate = try #require(accumulator.result).reduction
        #expect(nested > 0.1)
        #expect(
            abs(estimate.value - nested) < 4 * estimate.standardError + 0.01,
            "\(estimate) against \(nested)"
        )
    }

    /// What is left is a 96th of the range: cells are 1/32 and pairs 1/16 of it, and
    /// 5/3 · 1/32 − 2/3 · 1/16 = 1/96.
    ///
    /// Evenly spaced words leave a thousandth to the quantiles.
    @Test func anInputThatDecidesAllLeavesNearlyNothing() throws {
        let words = (0..<UInt32(8192)).map { $0 << 19 }
        var accumulator = RangeReductionAccumulator(lowest: 0, width: 1, bins: 8192)
        accumulator.add(words: words[...], values: words.map { Int32($0 >> 19) }[...])
        let reduction = try #require(accumulator.result).reduction
        #expect(abs(reduction.value - (1 - 1.0 / 96)) < 1e-3, "\(reduction)")
    }

    @Test func neitherOrderNorChunksChangeABit() {
        let (words, values) = normalPairs(rho: 0.5, seed: 31, count: 1009)
        var reversed = RangeReductionAccumulator(lowest: -6000, width: 8, bins: 1500)
        reversed.add(words: words[500...], values: values[500...])
        reversed.add(words: words[..<500], values: values[..<500])
        #expect(reversed == accumulator(words, values))
    }

    @Test func whatLiesOutsideIsCounted() {
        var accumulator = RangeReductionAccumulator(lowest: 10, width: 5, bins: 2)
        accumulator.add(words: [0, 1, 2, 3], values: [9, 10, 19, 20])
        #expect(accumulator.clamped == 2)
        accumulator.add(words: [0, 1], values: [.min, .max])
        #expect(accumulator.clamped == 4)
    }

    @Test func fewReplicationsHaveNoResult() {
        for count in [0, 1, 511, 512, 1024] {
            let (words, values) = normalPairs(rho: 0.5, seed: 41, count: count)
            #expect((accumulator(words, values).result == nil) == (count < 512), "\(count)")
        }
    }
}
