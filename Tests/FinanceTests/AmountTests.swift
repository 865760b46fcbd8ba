import Finance
import Foundation
import Testing

/// An amount as a test writes it.
func amount(_ text: String) throws -> Amount { try #require(Amount(text), "'\(text)'") }

/// Two decimals, halves away from zero: what documents print.
let cents = Rounding()

@Suite("Exact amounts")
struct AmountTests {
    @Test("A figure of a plan is the decimal that was written")
    func figureIsTheDecimal() throws {
        for (figure, text) in [
            (46_724.60, "46724.60"), (0.1 + 0.2, "0.3"), (-5.5, "-5.5"), (0, "0"),
            (760_430_655.93, "760430655.93"), (1e15, "1000000000000000"), (1e-9, "0.000000001"),
            (8.06 * 0.01, "0.0806"), (1e-30, "0"),
        ] {
            #expect(Amount(figure: figure) == (try amount(text)))
        }
        #expect(Ratio(figure: 2.56 / 100) == Ratio(256, over: 10_000))
    }

    @Test("Text that is no plain decimal is refused")
    func badTextIsRefused() {
        for text in ["", ".", "1.", ".5", "1.0000000001", "1e3", "1,000", "--1", "1.-5", "x"] {
            #expect(Amount(text) == nil, "'\(text)'")
        }
    }

    @Test("Rounding rules differ in halves and signs as they say")
    func roundingRules() throws {
        let cases: [(String, String, String, String)] = [
            ("2.345", "2.35", "2.34", "2.34"), ("2.355", "2.36", "2.36", "2.35"),
            ("-2.345", "-2.35", "-2.34", "-2.34"), ("2.3451", "2.35", "2.35", "2.34"),
            ("-0.001", "0.00", "0.00", "0.00"), ("9377.699", "9377.70", "9377.70", "9377.69"),
        ]
        for (text, away, even, down) in cases {
            let value = try amount(text)
            #expect(value.text(Rounding(.halfAwayFromZero)) == away)
            #expect(value.text(Rounding(.halfEven)) == even)
            #expect(value.text(Rounding(.down)) == down)
        }
        #expect(try amount("9377.69").text(Rounding(.down, digits: 0)) == "9377")
        #expect(try amount("-12.5").text(Rounding(.halfEven, digits: 0)) == "-12")
    }

    @Test("A product is rounded once, also beyond 38 digits")
    func productIsRoundedOnce() throws {
        // 10^15 - 10^-9 times 1 - 10^-18: the product has 42 digits before it is rounded.
        let large = try amount("999999999999999.999999999")
        let factor = Ratio(999_999_999_999_999_999, over: 1_000_000_000_000_000_000)
        // 10^15 - 10^-9 - 10^-3 + 10^-27
        #expect(large.times(factor) == (try amount("999999999999999.998999999")))
        // 0.15 * 0.3 = 0.045: rounded to 0.0 at one decimal in one step, not by way of 0.05.
        #expect(try amount("0.15").times(Ratio(3, over: 10), Rounding(digits: 1)) == .zero)
    }

    @Test("Parts of a split sum to the whole and differ by a cent")
    func splitSums() throws {
        for (text, count) in [("100", 3), ("0.01", 7), ("-99.99", 12), ("12345.678", 11)] {
            let whole = try amount(text)
            let parts = whole.split(into: count, cents)
            #expect(parts.count == count)
            #expect(parts.sum == whole)
            let spread = try #require(parts.max()) - #require(parts.min())
            #expect(spread <= (try amount("0.02")), "\(text) in \(count)")
        }
        #expect(Amount(1).split(into: 0, cents).isEmpty)
    }

    @Test("Foundation's decimal is the same number")
    func decimalIsTheSame() throws {
        #expect(try amount("-129332.57").decimal == Decimal(string: "-129332.57"))
        #expect(Amount.zero.decimal == 0)
    }

    @Test("Shares of nothing are blank")
    func sharesOfNothing() throws {
        #expect(Amount(5).share(of: .zero) == nil)
        #expect(Ratio.one / .zero == nil)
        #expect(Amount.zero.margin(cost: Amount(3)) == nil)
    }

    @Test("Fractions compare and print")
    func fractions() {
        #expect(Ratio(1, over: 3) < Ratio(34, over: 100))
        #expect(Ratio(-1, over: 3) < Ratio(-1, over: 4))
        #expect(Ratio(2, over: -4) == Ratio(-1, over: 2))
        #expect(Ratio(1, over: 3).text(digits: 4) == "0.3333")
        #expect(Ratio(-1, over: 8).percent(digits: 1) == "-12.5")
        #expect(Ratio(figure: 0.3896).percent() == "38.96")
    }
}
