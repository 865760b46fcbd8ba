import Statistics
import Testing

struct ConditionalProportionTests {
    /// An event with probability `base + slope · (u − ½)` for a word at u of its range.
    private func shift(
        base: Double,
        slope: Double,
        count: Int,
        seed: UInt64
    ) -> ConditionalProportion.Shift? {
        let draws = CounterDraws(seed: seed)
        let words = (0..<count).map { UInt32(truncatingIfNeeded: draws.word(2 * $0)) }
        let values = words.enumerated()
            .map { number, word in
                let probability = base + slope * (Double(word) / 4_294_967_296 - 0.5)
                return draws.uniform(2 * number + 1) < probability ? 1 : 0 as Int32
            }
        var whole = ConditionalProportion()
        whole.add(words: words[...], values: values[...])
        var parts = ConditionalProportion()
        parts.add(words: words[(count / 3)...], values: values[(count / 3)...])
        parts.add(words: words[..<(count / 3)], values: values[..<(count / 3)])
        #expect(parts == whole, "no order of adding changes a bit")
        return whole.shift
    }

    /// The root mean square of slope · (u − ½) is slope / √12.
    ///
    /// Of 200 intervals at least 180 hold it: for 95 % that is 3.2 standard deviations below the
    /// expected 190.
    @Test(arguments: [0.05, 0.2, 0.6])
    func intervalsHoldTheMove(slope: Double) throws {
        let truth = slope / 12.0.squareRoot()
        var held = 0
        var sum = 0.0
        for seed in 0..<200 as Range<UInt64> {
            let found = try #require(shift(base: 0.5, slope: slope, count: 4096, seed: seed))
            held += found.interval.contains(truth) ? 1 : 0
            sum += found.value * found.value
        }
        #expect(held >= 180, "\(held)")
        // The mean square is unbiased but for holding at 0 and what varies within a cell (1/256);
        // four standard errors of 200 estimates of about 10⁻³ each are 3·10⁻⁴.
        if slope > 0.1 { #expect(abs(sum / 200 - truth * truth) < 3e-4 + truth * truth / 100) }
    }

    /// A mere mean of |P(event | cell) − P(event)| would be 0.023 here.
    @Test func whatDoesNotMatterMovesNothing() throws {
        var sum = 0.0
        var clear = 0
        for seed in 0..<200 as Range<UInt64> {
            let found = try #require(shift(base: 0.3, slope: 0, count: 4096, seed: seed))
            sum += found.value * found.value
            clear += found.interval.lowerBound > 0 ? 1 : 0
        }
        #expect((sum / 200).squareRoot() < 0.012)
        // Those above 1.96 standard errors: 5 % with the skew of a chi-square of 15 degrees.
        #expect(clear <= 20, "\(clear)")
    }

    @Test func fewReplicationsSayNothing() {
        #expect(ConditionalProportion().shift == nil)
        #expect(shift(base: 0.5, slope: 0.5, count: 100, seed: 1) == nil)
        #expect(shift(base: 0, slope: 0, count: 1000, seed: 1)?.value == 0)
        #expect(shift(base: 1, slope: 0, count: 1000, seed: 1)?.interval == 0...0)
    }
}
