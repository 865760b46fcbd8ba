import Statistics
import Testing

struct WarmUpTests {
    /// A series that climbs for six observations and then goes to and fro.
    @Test func theClimbIsLeftOut() {
        let series = [0, 3, 5, 7, 8, 9] + (0..<54).map { 10 + ($0 % 2 == 0 ? 0.4 : -0.4) }
        #expect(WarmUp.mser(series.map { Double($0) }) == 6)
    }

    /// By hand: from the second on, squares about the mean 2 sum to 6, over 7²; from the third on to
    /// 6 over 6², from the fourth to 4.8 over 5², and from the first to 48.9 over 8².
    @Test func scoresByHand() {
        #expect(WarmUp.mser([9, 2, 1, 3, 1, 3, 1, 3]) == 1)
    }

    @Test func whatHasSettledHasNoWarmUp() {
        #expect(WarmUp.mser([Double](repeating: 4, count: 12)) == 0)
    }

    @Test func whatGrowsForEverHasNone() {
        #expect(WarmUp.mser((0..<40).map { Double($0) }) == nil)
        #expect(WarmUp.mser([1, 2, 3]) == nil)
    }
}
