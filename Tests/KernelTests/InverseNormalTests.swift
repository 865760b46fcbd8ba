import Foundation
import Testing

struct InverseNormalTests {
    /// How far `z` is from the quantile whose lower tail is v·2^-32.
    ///
    /// It is the distance in probability over the density, right but for its square, 1e-12.
    private func error(of z: Double, tail v: UInt32) -> Double {
        let p = Double(v) * 0x1p-32
        let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
        // Near the median erfc would lose what z still has.
        let excess =
            z > -1
            ? (erf(z * 0.5.squareRoot()) - (2 * p - 1)) / 2 : erfc(-z * 0.5.squareRoot()) / 2 - p
        return excess / density
    }

    /// Odd numbers up to 2^31 - 1: strided over all, all of those near both ends, near each power
    /// of two, and where one polynomial takes over from the other.
    private func forEachTail(_ body: ([UInt32]) -> Void) {
        let step = Walk.stride
        Walk.integers(0...(1 << 30) - 1, by: step) { body($0.map { 2 * $0 + 1 }) }
        if Walk.isFull { return }
        let seam = UInt64(exp(-6.25) / 4 * 0x1p31)
        for edge in (0...30).map({ UInt64(1) << $0 }) + [seam] {
            let near = edge - min(2000, edge)...min((1 << 30) - 1, edge + 2000)
            Walk.integers(near, by: 1) { body($0.map { 2 * $0 + 1 }) }
        }
    }

    @Test func errorIsWithinItsBound() {
        var worst = WorstError(name: "inverse normal")
        forEachTail { tails in
            let z = inverseNormal(tails)
            for (v, z) in zip(tails, z) {
                let error = error(of: Double(z), tail: v)
                worst.note(error, exact: Double(z) - error, at: "word \(v)")
            }
        }
        print(worst)
        // Cause: two roundings of the argument, the logarithm, a polynomial, a product.
        #expect(worst.ulps <= 2.9)
        #expect(worst.relative <= 2.1e-7)
    }

    /// Quantiles to 30 digits by mpmath 1.3: `sqrt(2) * erfinv(2 * p - 1)`.
    @Test(
        arguments: [
            (1, -6.2302601379890432),
            (3, -6.0558266433354174),
            (2073871, -3.300327259412699),
            (42949673, -2.3263478736914048),
            (107374183, -1.9599639821498032),
            (1073741825, -0.67448974946339512),
            (2147483647, -5.8361987458332453e-10),
            (2254857831, 1.9599639821498032),
            (2147483651, 6.0558266433354174),
            (2147483649, 6.2302601379890432),
        ] as [(UInt32, Double)]
    )
    func knownQuantiles(word: UInt32, quantile: Double) {
        let z = Double(inverseNormal([word])[0])
        #expect(abs(z / quantile - 1) <= 2.1e-7, "\(z)")
    }

    @Test func flippingTheTopBitFlipsTheSign() {
        var difference: String?
        forEachTail { words in
            let below = inverseNormal(words)
            let above = inverseNormal(words.map { $0 | 1 << 31 })
            difference = difference ?? firstDifference(below.map { -$0 }, above)
        }
        #expect(difference == nil)
        #expect(inverseNormal([0, 2, 1 << 31]) == inverseNormal([1, 3, 1 << 31 | 1]))
    }

    /// Neighbours may be out of order by rounding: 2 ULP at most over every word.
    @Test func growsWithTheTailProbability() {
        var last = -Float.infinity
        var lastTail: UInt32 = 0
        var worst: Float = 0
        forEachTail { tails in
            for (v, z) in zip(tails, inverseNormal(tails)) {
                if v > lastTail && z < last { worst = max(worst, (last - z) / z.ulp) }
                (last, lastTail) = (z, v)
            }
        }
        #expect(worst <= 2)
        // Far enough apart for every step to count.
        let coarse = inverseNormal((0..<32768).map { UInt32($0) << 16 })
        #expect(zip(coarse, coarse.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func vectorWidthChangesNoBit() {
        var difference: String?
        forEachTail { tails in
            let words = tails.dropLast().map { $0 ^ ($0 & 2) << 30 }
            let found = firstDifference(inverseNormal(words), inverseNormal(words, baseline: true))
            difference = difference ?? found
        }
        #expect(difference == nil)
    }

    /// Seed 2026, a million draws; each moment within four standard errors of the normal one.
    @Test func momentsOfAMillionDraws() {
        let blocks = (0..<250_000).map { PhiloxBlock(counter: [$0, 0, 0, 0], key: [2026, 0]) }
        let z = inverseNormal(philox(blocks)).map { Double($0) }
        let count = Double(z.count)
        var sums = [0.0, 0.0, 0.0, 0.0]
        for z in z {
            var power = 1.0
            for order in 0..<4 {
                power *= z
                sums[order] += power
            }
        }
        #expect(abs(sums[0] / count) <= 4 / count.squareRoot())
        #expect(abs(sums[1] / count - 1) <= 4 * (2 / count).squareRoot())
        #expect(abs(sums[2] / count) <= 4 * (15 / count).squareRoot())
        #expect(abs(sums[3] / count - 3) <= 4 * (96 / count).squareRoot())
    }
}
