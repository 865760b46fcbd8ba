import Statistics
import Testing

struct PairedRatiosTests {
    @Test func threePairsByHand() throws {
        var pairs = PairedRatios()
        for (first, second) in [(2, 3), (4, 6), (6, 6)] as [(UInt64, UInt64)] {
            pairs.add((first, 1), (second, 1))
        }
        #expect(pairs.first == 4)
        #expect(pairs.second == 5)
        #expect(pairs.difference == 1)
        // Differences 1, 2 and 0 have the variance 1: t · √(1/3) with two degrees of freedom.
        let half = try #require(pairs.halfWidth)
        #expect(abs(half - 4.303 / 3.0.squareRoot()) < 1e-9)
    }

    @Test func agreesWithOneRatioAgainstNothing() throws {
        var (pairs, ratio) = (PairedRatios(), RatioOfMeans())
        for (x, y) in [(2, 1), (4, 1), (6, 4), (9, 5), (1, 2)] as [(UInt64, UInt64)] {
            pairs.add((0, 1), (x, y))
            ratio.add(x, y)
        }
        let half = try #require(ratio.halfWidth)
        #expect(abs(try #require(pairs.halfWidth) - half) < 1e-12 * half)
        #expect(pairs.difference == ratio.value)
    }

    @Test func whatBothHaveInCommonCancels() throws {
        var pairs = PairedRatios()
        for step in 1...50 {
            let luck = UInt64(step * step % 17)
            pairs.add((1000 + luck, 7 + luck), (1000 + luck, 7 + luck))
        }
        #expect(pairs.difference == 0)
        #expect(pairs.halfWidth == 0)
    }

    @Test func nothingHasNoDifference() {
        var pairs = PairedRatios()
        pairs.add((0, 0), (3, 1))
        pairs.add((0, 0), (4, 1))
        #expect(pairs.first == nil && pairs.difference == nil && pairs.halfWidth == nil)
    }
}
