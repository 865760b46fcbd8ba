import Finance
import PlanModel
import Testing

/// Figures of other companies' filings, in the unit of each table.
@Suite("Printed tables: other filings")
struct CaseGoldenTests {
    /// QingCloud's contract B, in 万元.
    ///
    /// From the auditor's reply of October 2024. Printed: 40 sets, 60 months, 17,040.00 with VAT;
    /// 40 servers for 11,800.00 with VAT. Inferred: VAT of 6 and 13 %, the start on 2024-05-27,
    /// six months' payment ahead, 28 of the 40 servers depreciating in June.
    @Test("Contract B: from its value to its first margin")
    func contractB() throws {
        let start = try #require(Day(year: 2024, month: 5, day: 27))
        let day = try #require(Day(year: 2024, month: 6, day: 30))
        let contract = ServiceContract(
            value: try amount("17040"),
            vat: Ratio(figure: 0.06),
            months: 60,
            start: start
        )
        #expect(contract.net(cents).text(cents) == "16075.47")
        let asset = try amount("11800").withoutTax(Ratio(figure: 0.13), cents)
        #expect(asset.text(cents) == "10442.48")
        #expect(contract.monthsServed(through: day) == Ratio(36, over: 31))
        let revenue = contract.revenue(through: day, cents)
        #expect(revenue.text(cents) == "311.14")
        #expect(contract.received(through: day, advance: 6, cents).text(cents) == "2033.81")
        let servers = AssetClass(name: "servers", lifeMonths: 60, residual: Ratio(figure: 0.05))
        let month = servers.accumulated(asset, months: 1, .finest)
        let cost = month.times(28, over: 40, cents)
        #expect(cost.text(cents) == "115.74")
        #expect(revenue.margin(cost: cost)?.percent() == "62.80")
        let steady = contract.net(.finest).times(1, over: 60)
        #expect(steady.text(Rounding(digits: 4)) == "267.9245")
        #expect(month.text(Rounding(digits: 3)) == "165.339")
        #expect(steady.margin(cost: month)?.percent() == "38.29")
    }

    @Test("Rates of straight-line depreciation")
    func rates() {
        for (years, rate) in [(40, "2.38"), (5, "19.00"), (6, "15.83"), (3, "31.67")] {
            let kind = AssetClass(name: "", lifeMonths: 12 * years, residual: Ratio(5, over: 100))
            #expect(kind.annualRate.percent() == rate, "\(years) years")
        }
    }

    @Test("Newness of a fleet at 2024-06-30")
    func newness() throws {
        for (cost, accumulated, printed) in [
            ("31545.84", "17290.74", "45.19"), ("13389.55", "11574.58", "13.56"),
            ("49559.19", "29514.03", "40.45"),
        ] {
            let share = AssetClass.newness(
                cost: try amount(cost),
                accumulated: try amount(accumulated)
            )
            #expect(share?.percent() == printed)
        }
        #expect(AssetClass.newness(cost: .zero, accumulated: .zero) == nil)
    }

    @Test("A row of construction in progress: Gaoce, half-year 2024, in yuan")
    func constructionInProgress() throws {
        let row = ConstructionInProgress(
            budget: try amount("182380000.00"),
            opening: try amount("44877284.84"),
            additions: try amount("114686469.24"),
            transfers: try amount("25013167.69"),
            other: try amount("14767235.35")
        )
        #expect(row.closing.text(cents) == "119783351.04")
        #expect(row.shareOfBudget?.percent() == "87.49")
    }

    @Test("Gross margin of Aurora's compute, half-year 2024")
    func margin() throws {
        let revenue = try amount("6302.29")
        let cost = revenue - (try amount("2455.61"))
        #expect(revenue.margin(cost: cost)?.percent() == "38.96")
    }
}
