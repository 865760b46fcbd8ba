import CPUEngine
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// Runs that stop when quantiles are known well enough.
struct PrecisionTests {
    private func run(_ precision: Precision?, _ replications: UInt64) throws -> RunResult {
        let request = Plans.request(try Plans.small(), seed: 4, replications)
        return try RampForecast(request, until: precision, engine: CPUEngine(threadCount: nil))
            .run { _, _ in true }
    }

    @Test func widthsAreRead() throws {
        let shares = [("1%", 0.01), ("0.5 %", 0.005), ("100%", 1)]
        for (text, share) in shares {
            #expect(Precision(text)?.width == .share(share), "\(text)")
        }
        #expect(Precision("50")?.width == .plates(50))
        #expect(Precision("2.5")?.width == .plates(2.5))
        for text in ["", "%", "0", "0%", "101%", "-1%", "1e3", "0x10", "ten", "1 plate", "nan"] {
            #expect(Precision(text) == nil, "\(text)")
        }
    }

    /// Looks at 1,000, 1,500, 2,250 and 3,375 replications; the digest is that of a run of as many.
    @Test func stopsAtTheFirstLookThatIsPreciseEnough() throws {
        let precision = try #require(Precision("25", metrics: ["output.2027"]))
        let result = try run(precision, 1_000_000)
        let row = try #require(result.precision)
        #expect(row.isReached && row.metrics == ["output.2027"] && row.requested == "25")
        #expect([1500, 2250, 3375, 5063, 7595].contains(result.replications))
        let alone = try run(nil, result.replications)
        #expect(alone.digest == result.digest && alone.precision == nil)
        #expect(alone.spread.ignorance == result.spread.ignorance)
        let year = try #require(result.annual.first { $0.year == 2027 && $0.node == "all" })
        let ends = try [year.p10Interval, year.p50Interval, year.p90Interval]
            .map { try #require($0) }
        for end in ends { #expect(end[1] - end[0] <= 25) }
        // It was not precise enough half as early.
        let before = try run(precision, (result.replications - 1) * 2 / 3)
        #expect(before.precision?.isReached == false)
    }

    @Test func intervalsHoldTheirQuantiles() throws {
        let result = try run(nil, 500)
        for row in result.annual + result.capacity {
            let ends = [(row.p10, row.p10Interval), (row.p50, row.p50Interval)]
            for (quantile, ends) in ends + [(row.p90, row.p90Interval)] {
                let ends = try #require(ends)
                #expect(ends[0] <= quantile && quantile <= ends[1])
            }
        }
        #expect(try run(nil, 20).capacity.allSatisfy { $0.p10Interval == nil })
    }

    @Test func theCapEndsIt() throws {
        let result = try run(try #require(Precision("0.001%")), 1600)
        let row = try #require(result.precision)
        #expect(result.replications == 1600 && !row.isReached && row.metrics == ["capacity.2028"])
        let widest = try #require(row.widest)
        #expect(Double(widest.plates) > widest.requested)
        #expect(try run(try #require(Precision("1")), 5).precision?.widest == nil)
    }

    @Test func onlyPlatesAreWidths() throws {
        let precision = try #require(Precision("1%", metrics: ["milestone.writer-arrives"]))
        #expect(throws: PlanMetric.Unknown.self) { try run(precision, 1000) }
    }
}
