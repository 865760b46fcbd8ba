import Finance
import PlanModel
import Testing

@Suite("Schedules, by hand")
struct ScheduleTests {
    @Test(
        "Depreciation sums to cost less residual, whatever the life",
        arguments: [1, 7, 36, 120, 720]
    )
    func depreciationSums(life: Int) throws {
        for rule in Rounding.Rule.allCases {
            let rounding = Rounding(rule)
            let kind = AssetClass(name: "", lifeMonths: life, residual: Ratio(figure: 0.05))
            let cost = try amount("46724.61")
            let charges = kind.charges(cost, rounding)
            #expect(charges.count == life)
            #expect(charges.sum == cost - cost.times(Ratio(figure: 0.05), rounding))
            #expect(kind.accumulated(cost, months: 0, rounding) == .zero)
            #expect(kind.accumulated(cost, months: life + 1, rounding) == charges.sum)
            #expect(charges.allSatisfy { $0 >= .zero })
        }
    }

    @Test("Depreciation by hand: 1,000.00 over three months with a residual of 10 %")
    func depreciationByHand() throws {
        let kind = AssetClass(name: "", lifeMonths: 3, residual: Ratio(1, over: 10))
        #expect(kind.charges(Amount(1_000), cents) == [Amount(300), Amount(300), Amount(300)])
        #expect(kind.annualRate.percent() == "360.00")
    }

    @Test("Construction in progress closes as the identity says, with a budget of zero too")
    func closing() {
        let row = ConstructionInProgress(
            budget: .zero,
            opening: Amount(10),
            additions: Amount(5),
            transfers: Amount(12),
            other: Amount(1)
        )
        #expect(row.closing == Amount(2))
        #expect(row.shareOfBudget == nil)
    }

    @Test("Discount factors: whole and half years by hand")
    func factors() {
        let rate = DiscountRate(Ratio(21, over: 100))
        // 1 / 1.21 and 1 / 1.1, to 15 decimals.
        #expect(rate.factor(halfMonths: 24).text(digits: 15) == "0.826446280991736")
        #expect(rate.factor(halfMonths: 12).text(digits: 15) == "0.909090909090909")
        #expect(rate.factor(halfMonths: 0) == .one)
        #expect(rate.factor(halfMonths: -12) == Ratio(11, over: 10))
        #expect(DiscountRate(.zero).monthFactors(3) == [.one, .one, .one])
        // 1.0806^-0.5, by a calculator of 50 digits.
        let printed = DiscountRate(Ratio(figure: 0.0806))
        #expect(printed.factor(halfMonths: 12).text(digits: 15) == "0.961983268178129")
    }

    @Test("Present value: by hand, additive, and negative where it is")
    func presentValue() throws {
        let rate = DiscountRate(Ratio(21, over: 100))
        // 110 in the middle of the first year and 121 at its end: 100 + 100.
        let value = ValueInUse(yearly: [Amount(110)], residual: Amount(121))
        #expect(value.presentValue(rate, cents) == Amount(200))
        let loss = ValueInUse(yearly: [Amount(-110)], residual: .zero)
        #expect(loss.presentValue(rate, cents) == Amount(-100))
        #expect(ValueInUse(yearly: [], residual: .zero).presentValue(rate, cents) == .zero)
        let factors = rate.monthFactors(6)
        let a = CashLine(try ["-50", "1.01", "7", "0", "3.33", "12"].map(amount))
        let b = CashLine(try ["10", "-3.3", "0.07", "5", "1", "-2"].map(amount))
        let both = CashLine(zip(a.months, b.months).map { $0 + $1 })
        // Each product is rounded to nine decimals: twelve halves of the last one.
        let gap =
            both.presentValue(factors, .finest)
            - a.presentValue(factors, .finest) - b.presentValue(factors, .finest)
        #expect(abs(Double(gap.parts)) <= 9)
        #expect(CashLine([]).presentValue(factors, cents) == .zero)
        #expect(a.presentValue(factors, from: 9, cents) == .zero)
    }

    @Test("Low point and payback")
    func turningPoints() {
        let line = CashLine([-5, -3, 2, 7, -2, 4].map(Amount.init))
        #expect(line.balance() == [-5, -8, -6, 1, -1, 3].map(Amount.init))
        let low = line.lowPoint(opening: Amount(6))
        #expect(low?.month == 1)
        #expect(low?.amount == Amount(-2))
        // Month 3 is above water, but month 4 is not.
        #expect(line.payback == 5)
        #expect(CashLine([Amount(1)]).payback == nil)
        #expect(CashLine([Amount(-1)]).payback == nil)
        #expect(CashLine([]).payback == nil)
        #expect(CashLine([.zero, .zero]).lowPoint() == nil)
    }

    @Test("Payments cover what fell due first; the rest follows its dates")
    func payments() throws {
        let dues = [
            PaymentSchedule.Due(month: 12, amount: Amount(60)),
            .init(month: -3, amount: Amount(30)), .init(month: 30, amount: Amount(10)),
        ]
        func rest(_ covered: Int) -> [PaymentSchedule.Due] {
            PaymentSchedule(dues, covered: Amount(covered), firstOpenMonth: 5).payments
        }
        #expect(
            rest(0)
                == [
                    .init(month: 5, amount: Amount(30)), .init(month: 12, amount: Amount(60)),
                    .init(month: 30, amount: Amount(10)),
                ]
        )
        #expect(
            rest(70) == [
                .init(month: 12, amount: Amount(20)), .init(month: 30, amount: Amount(10)),
            ]
        )
        #expect(rest(100).isEmpty)
        // Paid above its value.
        #expect(rest(150).isEmpty)
        #expect(PaymentSchedule(dues, covered: Amount(33), firstOpenMonth: 5).total == Amount(67))
    }

    @Test("A loan by hand: 1,200 at 10 %, half repaid in the second month")
    func loan() throws {
        let loan = LoanSchedule(
            opening: .zero,
            drawn: [Amount(1_200), .zero, .zero, .zero],
            repaid: [.zero, Amount(600), .zero, Amount(5_000)],
            interest: Ratio(1, over: 10),
            cents
        )
        #expect(loan.interest == (try ["0", "10", "5", "5"].map(amount)))
        #expect(loan.balance == [1_200, 600, 600, 0].map(Amount.init))
        // No more is repaid than is owed.
        #expect(loan.repaid.sum == Amount(1_200))
    }

    @Test("Tax: losses lower later profits")
    func tax() throws {
        let taxes = IncomeTax.taxes(
            profits: [-100, 30, 90, 50, -10].map(Amount.init),
            rate: Ratio(1, over: 4),
            cents
        )
        #expect(taxes == (try ["0", "0", "5", "12.5", "0"].map(amount)))
    }

    @Test("Service before its start, after its end, and over a leap day")
    func service() throws {
        let contract = ServiceContract(
            value: try amount("1060"),
            vat: Ratio(figure: 0.06),
            months: 10,
            start: try #require(Day(year: 2024, month: 2, day: 15))
        )
        func revenue(_ year: Int, _ month: Int, _ day: Int) throws -> String {
            contract.revenue(
                through: try #require(Day(year: year, month: month, day: day)),
                cents
            )
            .text(cents)
        }
        #expect(try revenue(2024, 2, 14) == "0.00")
        // 15 of 29 days.
        #expect(try revenue(2024, 2, 29) == "51.72")
        #expect(try revenue(2030, 1, 1) == "1000.00")
        let before = try #require(Day(year: 2024, month: 2, day: 14))
        #expect(contract.received(through: before, advance: 6, cents) == .zero)
    }

    @Test("An impairment without values is blank; a negative value in use loses all")
    func impairmentEdges() {
        func test(_ use: Amount?, _ fair: Amount?) -> Amount? {
            ImpairmentTest(
                carrying: Amount(100),
                valueInUse: use,
                fairValue: fair,
                disposal: [Ratio(1, over: 100)]
            )
            .loss(cents)
        }
        #expect(test(nil, nil) == nil)
        #expect(test(Amount(-50), nil) == Amount(100))
        #expect(test(Amount(40), Amount(80)) == (Amount(100) - Amount(80).times(99, over: 100)))
        #expect(FairValue(quotes: [], liquidationDiscount: .zero).value(cents) == nil)
    }
}
