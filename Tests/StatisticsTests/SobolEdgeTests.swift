import Testing

@testable import Statistics

struct SobolEdgeTests {
    private let function = TestFunction.ishigami

    private func indices(
        _ runs: [[Int32]],
        chunks: [Int]
    ) -> [SobolIndices?] {
        let groups = runs.count - 2
        var accumulator = SobolAccumulator(groups: groups)
        var start = 0
        for chunk in chunks {
            let range = start..<min(start + chunk, runs[0].count)
            accumulator.add(
                a: runs[0][range],
                b: runs[1][range],
                mixed: runs[2...].map { $0[range] }
            )
            start = range.upperBound
        }
        #expect(start == runs[0].count)
        return (0..<groups).map { accumulator.indices(group: $0) }
    }

    @Test func chunksChangeNoBit() {
        let runs = function.runs(seed: 3, count: 997)
        let whole = indices(runs, chunks: [997])
        #expect(whole.allSatisfy { $0 != nil })
        let sevens = [Int](repeating: 7, count: 143)
        for chunks in [[1, 996], [63, 65, 64, 805], [500, 0, 497], sevens] {
            #expect(indices(runs, chunks: chunks) == whole, "chunks \(chunks)")
        }
    }

    @Test func groupsMayBeAddedOneByOne() {
        let runs = function.runs(seed: 4, count: 300)
        var accumulator = SobolAccumulator(groups: 3)
        accumulator.add(a: runs[0][...], b: runs[1][...])
        for group in [2, 0, 1] {
            accumulator.add(
                group: group,
                mixed: runs[group + 2][...],
                a: runs[0][...],
                b: runs[1][...]
            )
        }
        #expect((0..<3).map { accumulator.indices(group: $0) } == indices(runs, chunks: [300]))
    }

    /// A variance that is 10⁻¹⁴ of the square of the mean: floating point would lose it.
    @Test func aLargeOffsetChangesNoBit() {
        let runs = function.runs(seed: 5, count: 256).map { $0.map { $0 >> 12 } }
        let shifted = runs.map { $0.map { $0 + 2_147_000_000 } }
        #expect(indices(shifted, chunks: [256]) == indices(runs, chunks: [256]))
    }

    @Test func extremeResultsDoNotOverflow() {
        let draws = CounterDraws(seed: 9)
        let a = (0..<512).map { draws.word($0) & 1 == 0 ? Int32.min : Int32.max }
        let b = (0..<512).map { draws.word($0) & 2 == 0 ? Int32.min : Int32.max }
        let index = indices([a, b, b, a], chunks: [512])
        // The first group is all there is, the second nothing: exact, because nothing is left over.
        #expect(index[0]?.first.value == 1)
        #expect(index[1]?.total.value == 0)
        #expect(index[1]?.first.value == 0)
        #expect(index[1]?.first.interval == 0...0)
    }

    @Test func whatDoesNotVaryHasNoIndices() {
        let same = [Int32](repeating: 5, count: 100)
        #expect(indices([same, same, same], chunks: [100]) == [nil])
    }

    /// Leaving out the batch that holds the one exception leaves nothing that varies.
    @Test func oneExceptionHasNoIndices() {
        let same = [Int32](repeating: 5, count: 100)
        var odd = same
        odd[17] = 6
        #expect(indices([odd, same, odd], chunks: [100]) == [nil])
    }

    @Test(arguments: [0, 1, 2, 15]) func fewReplicationsHaveNoIndices(count: Int) {
        let runs = function.runs(seed: 6, count: count)
        #expect(indices(runs, chunks: [count]).allSatisfy { $0 == nil })
    }

    @Test(arguments: [16, 17, 63, 64, 65]) func sixteenReplicationsHaveIndices(count: Int) {
        let runs = function.runs(seed: 6, count: count)
        for index in indices(runs, chunks: [count]) {
            let interval = index?.first.interval
            #expect(interval.map { $0.lowerBound >= 0 && $0.upperBound <= 1 } == true)
        }
    }

    /// Any table of Student's t, two-sided 5 %.
    @Test func studentQuantilesAreThoseOfTables() {
        let table = [
            1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 13: 2.160, 14: 2.145, 15: 2.131, 20: 2.086,
            30: 2.042, 40: 2.021, 60: 2.000, 120: 1.980,
        ]
        for (degrees, quantile) in table {
            let ours = StudentDistribution.upperQuantile(degrees: degrees)
            // Half a unit of the table's last digit, and the series' error.
            #expect(abs(ours - quantile) < 0.0006, "\(degrees): \(ours)")
        }
    }
}
