import Statistics
import Testing

struct PairedDifferencesTests {
    private func counted(_ values: [Int], tolerance: Int = 0) -> PairedDifferences {
        var differences = PairedDifferences(tolerance: tolerance)
        differences.add(values)
        return differences
    }

    @Test func noPairsHaveNoMean() {
        let none = PairedDifferences()
        #expect(none.count == 0 && none.equal == 0)
        #expect(none.mean == nil && none.interval == nil && none.quantile(0.5) == nil)
    }

    @Test func onePairHasAMeanAndNoInterval() {
        let one = counted([-7])
        #expect(one.mean == -7 && one.quantile(0.1) == -7 && one.less == 1)
        #expect(one.standardError == nil && one.interval == nil)
    }

    /// Mean 2, squares of distances 9 + 1 + 0 + 1 + 9 = 20, variance 20 / 4 = 5, error √(5 / 5) = 1.
    @Test func fivePairsByHand() throws {
        let five = counted([-1, 1, 2, 3, 5])
        #expect(five.mean == 2)
        #expect(five.standardError == 1)
        let interval = try #require(five.interval)
        #expect(abs(interval.lowerBound - 0.040036) < 1e-6)
        #expect(abs(interval.upperBound - 3.959964) < 1e-6)
        #expect(five.greater == 4 && five.less == 1 && five.equal == 0)
        #expect([0, 0.2, 0.21, 0.5, 1].map(five.quantile) == [-1, -1, 1, 2, 5])
    }

    @Test func equalDifferencesHaveNoWidth() {
        let same = counted([Int](repeating: -153_600, count: 1000))
        #expect(same.mean == -153_600 && same.standardError == 0)
        #expect(same.interval == -153_600...(-153_600))
    }

    @Test func toleranceIsForTiesAlone() {
        let few = counted([-3, -2, 0, 2, 3, 4], tolerance: 2)
        #expect(few.less == 1 && few.equal == 3 && few.greater == 2)
        #expect(few.mean == 4.0 / 6 && few.quantile(0) == -3)
    }

    /// Squares near 2⁶⁶ and their products with the count do not overflow.
    @Test func largestDifferences() throws {
        let far = counted([1 << 33, -(1 << 33)])
        #expect(far.mean == 0)
        #expect(far.standardError == Double(1 << 33))
        #expect(far.quantile(0.5) == -(1 << 33))
    }

    /// What is counted does not depend on the pieces or their order.
    @Test func orderChangesNothing() {
        let values = (0..<5000).map { ($0 * 7919) % 100_003 - 40_000 }
        let whole = counted(values)
        for size in [1, 7, 4999] {
            var pieces = PairedDifferences()
            for start in stride(from: 0, to: values.count, by: size).reversed() {
                pieces.add(Array(values[start..<min(start + size, values.count)]))
            }
            #expect(pieces == whole, "pieces of \(size)")
        }
    }
}

struct WideningHistogramTests {
    @Test func quantilesAreExactWhileTheSpanIsSmall() {
        var histogram = WideningHistogram()
        histogram.add([5, -4000, 4191, 5])
        #expect(histogram.width == 1)
        #expect([0.25, 0.5, 0.75, 1].map(histogram.quantile) == [-4000, 5, 5, 4191])
        histogram.add([4192])
        #expect(histogram.width == 2)
        #expect([0.2, 0.4, 0.6, 0.8, 1].map(histogram.quantile) == [-4000, 4, 4, 4190, 4192])
    }

    @Test func zeroStartsABin() {
        var histogram = WideningHistogram()
        histogram.add([0, 0, 0, (1 << 30) - 1, -(1 << 30)])
        #expect(histogram.quantile(0.5) == 0)
        #expect(histogram.width == 1 << 18)
    }
}

struct PairedProportionsTests {
    private func counted(
        _ both: Int,
        _ first: Int,
        _ second: Int,
        _ neither: Int
    )
        -> PairedProportions
    {
        var pairs = PairedProportions()
        for _ in 0..<both { pairs.add(first: true, second: true) }
        for _ in 0..<first { pairs.add(first: true, second: false) }
        for _ in 0..<second { pairs.add(first: false, second: true) }
        for _ in 0..<neither { pairs.add(first: false, second: false) }
        return pairs
    }

    /// 81 of 263, and 0 of 20: Newcombe 1998, Statistics in Medicine 17, 857–872, table I.
    @Test func wilsonAsPublished() {
        let many = PairedProportions.wilson(81, of: 263)
        #expect(abs(many.lowerBound - 0.2553) < 5e-5 && abs(many.upperBound - 0.3662) < 5e-5)
        let none = PairedProportions.wilson(0, of: 20)
        #expect(none.lowerBound == 0 && abs(none.upperBound - 0.1611) < 5e-5)
        #expect(PairedProportions.wilson(20, of: 20).upperBound == 1)
    }

    /// 36 both, 12 the first alone, 2 the second alone of 50, by method 10 of Newcombe 1998, Statistics
    /// in Medicine 17, 2635–2650, for first minus second; the second row by the same formula written
    /// apart, in Python.
    @Test(arguments: [(0, 0.0569, 0.3404), (3, 0.0512, 0.3238)])
    func newcombeAsPublished(neither: Int, low: Double, high: Double) throws {
        let interval = try #require(counted(36, 12, 2, neither).interval)
        #expect(abs(interval.lowerBound + high) < 5e-5, "\(interval)")
        #expect(abs(interval.upperBound + low) < 5e-5, "\(interval)")
    }

    /// Wilson's upper end of 0 of n is z²/(n + z²).
    @Test func aDifferenceThatNeverWasHasAWidth() throws {
        let interval = try #require(counted(0, 0, 0, 20).interval)
        #expect(abs(interval.upperBound - 3.841459 / 23.841459) < 1e-6)
        #expect(interval.lowerBound == -interval.upperBound)
        #expect(PairedProportions().interval == nil)
    }

    /// Swapping the two sides turns the interval around.
    @Test func sidesAreAlike() throws {
        let one = try #require(counted(36, 12, 2, 3).interval)
        let other = try #require(counted(36, 2, 12, 3).interval)
        #expect(abs(one.lowerBound + other.upperBound) < 1e-12)
        #expect(abs(one.upperBound + other.lowerBound) < 1e-12)
        #expect(counted(36, 12, 2, 3).difference == -10.0 / 53)
        #expect(one.contains(-10.0 / 53))
    }
}
