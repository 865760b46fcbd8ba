import Finance
import Testing

@Suite("Spreads of amounts")
struct AmountSpreadTests {
    private func spread(_ amounts: [Amount]) -> AmountSpread {
        var spread = AmountSpread(cents)
        for amount in amounts { spread.add(amount) }
        return spread
    }

    @Test("Few amounts are kept as they are")
    func few() throws {
        let made = spread(try ["3", "-1.25", "10", "2.004"].map(amount))
        #expect(made.quantile(percent: 10) == (try amount("-1.25")))
        #expect(made.quantile(percent: 50) == (try amount("2")))
        #expect(made.quantile(percent: 90) == (try amount("10")))
        // 13.75 / 4
        #expect(made.mean == (try amount("3.44")))
        #expect(!made.isExact && spread([Amount(7), Amount(7)]).isExact)
        #expect(AmountSpread(cents).mean == nil)
        #expect(AmountSpread(cents).quantile(percent: 50) == nil)
    }

    @Test("Many amounts stay within bounds, and no order of adding changes a bit")
    func many() throws {
        var state: UInt64 = 1
        let amounts = (0..<20_000)
            .map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Amount(parts: Int128(Int64(bitPattern: state) >> 10))
            }
        let made = spread(amounts)
        #expect(made == spread(amounts.reversed()))
        #expect(made == spread(amounts.sorted()))
        #expect(made.bins.count <= AmountSpread.mostBins)
        let sorted = amounts.sorted()
        let median = try #require(made.quantile(percent: 50))
        // Within a bin of 2^shift hundredths, and the rounding to one.
        let width = Amount(parts: (Int128(1) << Int128(made.shift)) * 10_000_000 + 10_000_000)
        #expect(abs(Double((sorted[9_999] - median).parts)) <= Double(width.parts))
    }
}
