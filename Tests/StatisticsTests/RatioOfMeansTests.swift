import Statistics
import Testing

struct RatioOfMeansTests {
    @Test func threeReplicationsByHand() throws {
        var ratio = RatioOfMeans()
        for (x, y) in [(2, 1), (4, 1), (6, 4)] as [(UInt64, UInt64)] { ratio.add(x, y) }
        // 12 over 6; what is left of each is 0, 2 and -2: √(8 · 3/2)/6.
        #expect(ratio.value == 2)
        let error = try #require(ratio.standardError)
        #expect(abs(error - 12.0.squareRoot() / 6) < 1e-15)
    }

    @Test func nothingHasNoRatio() {
        var ratio = RatioOfMeans()
        #expect(ratio.value == nil)
        ratio.add(0, 0)
        #expect(ratio.value == nil && ratio.standardError == nil)
        ratio.add(0, 0)
        #expect(ratio.standardError == nil)
        var single = RatioOfMeans()
        single.add(3, 2)
        #expect(single.value == 1.5 && single.standardError == nil)
    }
}
