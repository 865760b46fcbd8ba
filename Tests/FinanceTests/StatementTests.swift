import Finance
import Foundation
import PlanFiles
import PlanModel
import Testing

/// A plan's money for a course of the ramp that is given by hand.
@Suite("Money of one course, by hand")
struct StatementTests {
    static func plan(_ economics: String = "", asOf: String = "2025-03-31") throws -> Plan {
        let text = """
            plan: Fab
            money: {currency: CNY, unit: 10000}
            horizon: {start: 2025-01, end: 2027-12}
            as_of: \(asOf)
            basis: assumed
            source: test
            sources: {test: made for a test}
            nodes:
              180:
                mix: 50 %
                price: 2
                yield: {mature: 1}
                layer_classes: {all: {share: 1, writer: raster}}
              65:
                mix: 50 %
                price: 10
                yield: {mature: 1}
                layer_classes: {all: {share: 1, writer: raster}}
            writers:
              laser:
                {class: raster, finest_node: 65, pixel: 100 nm, pixel_rate: 100 MHz, beams: 32,
                 overhead: 0.5 h}
            groups:
              laser: {writes: [raster], availability: 100 %}
            route:
              - {step: write, work: write}
            tools:
              opt: {group: laser, model: laser, promised: 2026-01, probability: 0.5, price: 500}
              w: {group: laser, model: laser, contract: c1, delivered: 2025-02}
              x: {group: laser, model: laser, contract: c2, promised: 2025-11}
            contracts:
              b: {what: construction, value: 1200, signed: 2024, paid: {2024: 500, 2025-Q1: 90.01}, accepted: 2025-08, asset: buildings}
              c1: {value: 1000, signed: 2024, paid: {2024: 300, 2025-Q1: 600}, unpaid: 100, terms: {signing: 0.3, arrival: 0.6, acceptance: 0.1}}
              c2: {value: 600, currency: USD, rate: 7, signed: 2025-02, paid: {2025-Q1: 60}, terms: {signing: 0.1, shipment: 0.5, acceptance: 0.3, warranty: 0.1}, deposit: 0.2}
            economics:
              operating_cost: 120
              operating_from: 2025-04
              cost_per_plate: {180: 0.5, 65: 1}
              cost_weight: {180: 1, 65: 4}
              tax_rate: 25 %
              discount_rate: 0
              loans:
                bank: {amount: 2000, interest: 6 %, drawn: {2025-Q1: 1}, repayments: {2027: 0.5}}
              assets:
                machines: {life: 60 months, residual: 10 %}
                buildings: {life: 240 months, residual: 5 %}
            \(economics)
            """
        let path = NSTemporaryDirectory() + "maskramp-finance-" + UUID().uuidString + ".yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try PlanReader.read(path: path).plan
    }

    /// Ten plates of 180 nm and four of 65 nm a month from the seventh month on.
    static func course(opt: Int = RampCourse.never) -> RampCourse {
        var plates = [Int32](repeating: 0, count: 72)
        for month in 6..<36 {
            plates[2 * month] = 10 * 256
            plates[2 * month + 1] = 4 * 256
        }
        return RampCourse(
            plates: plates,
            delivered: [opt, 1, 10],
            accepted: [opt, 5, 13],
            scales: [1, 1]
        )
    }

    private func statement(
        _ economics: String = "",
        opt: Int = RampCourse.never
    ) throws -> FinanceStatement {
        let plan = try Self.plan(economics)
        return FinanceStatement(
            FinancePlan(plan, rates: .init(plan)),
            Self.course(opt: opt)
        )
    }

    private func months(_ amounts: [Int: String]) throws -> [Amount] {
        try (0..<36).map { try amounts[$0].map(amount) ?? .zero }
    }

    @Test("Facts are fixed, the rest follows terms, dates and rates")
    func contracts() throws {
        let made = try statement()
        // c1: 200 a month of 2025-Q1, and 100 at acceptance. c2, at 7: 140 a month of 2025-Q1, half
        // a month before delivery, 30 % at acceptance, 10 % a year later. b: 30.00, 30.01, 30.00,
        // the rest at its acceptance.
        #expect(
            made[.contracts]
                == (try months([
                    0: "-370.00", 1: "-370.01", 2: "-370.00", 5: "-100", 7: "-609.99", 9: "-2100",
                    13: "-1260", 25: "-420",
                ]))
        )
        #expect(made.dueAfter == .zero)
        // A fifth of 4,200 from a month before delivery until then.
        #expect(made[.deposits] == (try months([9: "-840", 10: "840"])))
    }

    @Test("An option that is bought is paid, in use and written off; else it costs nothing")
    func option() throws {
        let without = try statement()
        let with = try statement(opt: 20)
        let difference = zip(with[.contracts], without[.contracts]).map { $0 - $1 }
        #expect(difference == (try months([20: "-500"])))
        #expect(with[.fixedCost][20] - without[.fixedCost][20] == Amount(500))
        #expect(with[.depreciation][21] - without[.depreciation][21] == (try amount("-7.5")))
    }

    @Test("Construction in progress closes, and what is in use is written off from the next month")
    func assets() throws {
        let made = try statement()
        #expect(
            made[.transfers] == (try months([5: "1000", 7: "1200", 13: "4200"]))
        )
        #expect(
            made[.additions]
                == (try months([
                    0: "30.00", 1: "1030.01", 2: "30.00", 7: "609.99", 10: "4200",
                ]))
        )
        for month in 1..<36 {
            #expect(
                made[.construction][month]
                    == made[.construction][month - 1] + made[.additions][month]
                    - made[.transfers][month]
            )
        }
        // 500 of the building before the horizon.
        #expect(made[.construction][0] == Amount(530))
        #expect(made[.construction][35] == .zero)
        #expect(made[.fixedCost][35] == Amount(6_400))
        // 900 / 60 from month 6, 1,140 / 240 from month 8, 3,780 / 60 from month 14.
        #expect(made[.depreciation][5] == .zero)
        #expect(made[.depreciation][6] == Amount(-15))
        #expect(made.year(.depreciation, 0) == Amount(-109))
        #expect(made.year(.depreciation, 1) == Amount(-867))
        #expect(made[.accumulated][35] == (try amount("1969")))
        // Everything is paid and here by then.
        #expect(made[.prepaid][35] == .zero)
        #expect(made[.prepaid][2] == (try amount("320")))
    }

    @Test("Revenue, costs, interest and tax of the first two years")
    func income() throws {
        let made = try statement()
        let first: [FinanceLine: String] = [
            .revenue: "360", .plateCost: "-54", .operatingCost: "-90", .interest: "-100",
            .tax: "-1.75",
        ]
        for (line, text) in first { #expect(made.year(line, 0) == (try amount(text)), "\(line)") }
        // A loss of 495.
        #expect(made.year(.tax, 1) == .zero)
        #expect(made[.drawn] == (try months([0: "666.67", 1: "666.66", 2: "666.67"])))
        #expect(made[.interest][1] == (try amount("-3.33")))
        #expect(made[.owed][35] == Amount(1_000))
    }

    @Test("Cash adds up, and its present value at no discount is its sum")
    func cash() throws {
        let made = try statement()
        let lines: [FinanceLine] = [
            .revenue, .operatingCost, .plateCost, .tax, .contracts, .deposits,
        ]
        let own = lines.map { made[$0].sum }.sum
        #expect(made.presentValue == own)
        #expect(made[.cash][35] == own + [.drawn, .interest, .repaid].map { made[$0].sum }.sum)
        // All that is owed to cash before the first open month is over.
        let before = made[.cashBeforeFinancing][0..<3].sum
        #expect(made.valueOfRest == own - before)
        #expect(made.payback == nil)
        let low = try #require(made.lowPoint)
        #expect(made[.cash][low.month] == low.amount)
        #expect(made[.cash].min() == low.amount)
    }

    @Test("A good plate's cost by node: its own, and its part by weight")
    func plateCost() throws {
        let made = try statement()
        // 199 over 60 · 1 + 24 · 4 = 156 parts.
        #expect(made.plateCost(node: 0, year: 0) == (try amount("1.78")))
        #expect(made.plateCost(node: 1, year: 0) == (try amount("6.10")))
        #expect(made.plateCost(node: nil, year: 0) == (try amount("3.01")))
        let plan = try Self.plan()
        let empty = FinanceStatement(
            FinancePlan(plan, rates: .init(plan)),
            RampCourse(
                plates: [Int32](repeating: 0, count: 72),
                delivered: [RampCourse.never, 1, 10],
                accepted: [RampCourse.never, 5, 13],
                scales: [1, 1]
            )
        )
        #expect(empty.plateCost(node: 0, year: 0) == nil)
        #expect(empty.plateCost(node: nil, year: 2) == nil)
        #expect(try #require(empty.presentValue) < .zero)
    }

    @Test("A tool that never comes is not paid but for what was due at signing")
    func neverComes() throws {
        let plan = try Self.plan()
        var course = Self.course()
        course.delivered[2] = RampCourse.never
        course.accepted[2] = RampCourse.never
        let made = FinanceStatement(FinancePlan(plan, rates: .init(plan)), course)
        #expect(made[.contracts][9...].sum == .zero)
        #expect(made[.deposits].sum == .zero)
        #expect(made[.fixedCost][35] == Amount(2_200))
    }

    @Test("An impairment test of stated flows and quotes, as the reply prints it")
    func impairment() throws {
        let made = try statement(
            """
              impairment:
                rates: {risk-free: 2.56 %, strategic: 1 %, financial: 1 %, market: 1.5 %, operating: 1.5 %, legal: 0.5 %}
                flows: {2026: 100, 2027: -20}
                residual: 50
                carrying: 200
                quotes: {a: {price: 430}, b: {price: 568, age_index: 110}, c: {price: 475, age_index: 104}}
                liquidation_discount: 8 %
                disposal: {dismantling: 4 %, stamp duty: 0.03 %}
            """
        )
        let test = try #require(made.impairmentTest)
        // As of 2025-03-31: 2026 begins in 9 months, its middle is in 15; 1.0806 to the -1.25 is
        // 0.907651, to the -2.25 0.839951, to the -2.75 0.808019; by a calculator.
        #expect(test.valueInUse?.text(cents) == "114.37")
        #expect(test.fairValue?.text(cents) == "430.28")
        #expect(test.recoverable(cents)?.text(cents) == "412.94")
        #expect(test.loss(cents) == .zero)
    }

    @Test("Facts after the as-of date are none")
    func lookBack() throws {
        let made = try Self.plan(asOf: "2025-02-28")
        // Only 2024 is over by then: 2025-Q1 is not.
        let finance = FinancePlan(made, rates: .init(made))
        #expect(finance.positions.map(\.paidInAll) == [500, 300, 0].map(Amount.init))
    }

    @Test("The plan's rounding holds everywhere")
    func rounding() throws {
        var plan = try Self.plan()
        plan.money.digits = 0
        plan.money.rounding = .down
        let made = FinanceStatement(FinancePlan(plan, rates: .init(plan)), Self.course())
        for line in FinanceLine.allCases where line != .additions && line != .transfers {
            for amount in made[line] {
                #expect(amount == amount.rounded(Rounding(.down, digits: 0)), "\(line)")
            }
        }
    }
}
