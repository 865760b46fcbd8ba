import Finance
import Testing

/// Tables that Nanjing Guanshi Technology (605588) printed, in 万元, to the printed digit.
///
/// From announcement 2025-038 of 2025-07-15.
@Suite("Printed tables: Guanshi")
struct GuanshiGoldenTests {
    /// Top ten outflows for long-term assets.
    ///
    /// Value, paid 2023, paid 2024, unpaid at 2025-06-30, arrived by then; "–" is "" here.
    static let printed: [(what: String, cells: [String])] = [
        ("equipment", ["46724.60", "18665.14", "12879.82", "14750.60", "22140.27"]),
        ("equipment", ["13657.96", "4048.03", "6843.98", "215.18", "13657.96"]),
        ("construction", ["10926.26", "", "7407.77", "2291.51", ""]),
        ("construction", ["9596.44", "1964.58", "5334.96", "2099.15", ""]),
        ("equipment", ["13869.90", "", "7212.00", "6934.95", ""]),
        ("equipment", ["6835.38", "2863.42", "3565.77", "", "6835.38"]),
        ("equipment", ["5966.37", "1787.27", "4217.68", "", "5966.37"]),
        ("equipment", ["11044.94", "4446.86", "1327.19", "2754.42", "7355.92"]),
        ("equipment", ["6469.56", "1919.81", "1896.53", "1293.91", "4852.17"]),
        ("equipment", ["4241.16", "1702.91", "2067.25", "", "4241.16"]),
    ]

    static func positions() throws -> [ContractPosition] {
        try printed.enumerated()
            .map { index, row in
                let cells = try row.cells.map { $0.isEmpty ? nil : try amount($0) }
                return ContractPosition(
                    name: "\(index + 1)",
                    isEquipment: row.what == "equipment",
                    value: try #require(cells[0]),
                    paid: [cells[1] ?? .zero, cells[2] ?? .zero],
                    statedUnpaid: cells[3],
                    arrived: cells[4] ?? .zero
                )
            }
    }

    @Test("Totals of the contract table")
    func totals() throws {
        let totals = ContractTotals(try Self.positions())
        #expect(totals.value.text(cents) == "129332.57")
        #expect(totals.paid.map { $0.text(cents) } == ["37398.02", "52752.95"])
        #expect(totals.paidInAll.text(cents) == "90150.97")
        #expect(totals.statedUnpaid.text(cents) == "30339.72")
        #expect(totals.arrived.text(cents) == "65049.23")
    }

    @Test("Equipment alone, and what is left of it")
    func equipment() throws {
        let totals = ContractTotals(try Self.positions().filter(\.isEquipment))
        #expect(totals.value.text(cents) == "108809.87")
        #expect(totals.arrived.text(cents) == "65049.23")
        // Arithmetic on the printed figures: 24,584.33 of contract 1, 13,869.90 of 5, 3,689.02 of
        // 8, 1,617.39 of 9.
        let left = try Self.positions().filter(\.isEquipment).map(\.toArrive).sum
        #expect(left.text(cents) == "43760.64")
    }

    @Test("Row sums, and a contract paid above its value")
    func rows() throws {
        let rows = try Self.positions()
        let printedSums = [
            "31544.96", "10892.01", "7407.77", "7299.54", "7212.00", "6429.19", "6004.95",
            "5774.05", "3816.34", "3770.16",
        ]
        #expect(rows.map { $0.paidInAll.text(cents) } == printedSums)
        #expect(rows.filter(\.isOverpaid).map(\.name) == ["7"])
        #expect(rows[6].rest == .zero)
        // Derived: 46,724.60 − 31,544.96 − 14,750.60 was paid in the first half of 2025.
        #expect(rows[0].paidSince.text(cents) == "429.04")
        #expect(rows[0].rest.text(cents) == "14750.60")
    }

    /// The printed flows; when they count is inferred.
    ///
    /// Flows in the middle of their year and the residual value at the end of 2031 give the
    /// printed value; the print does not say so.
    @Test("The impairment test of the LCD line")
    func impairment() throws {
        let rate = DiscountRate(
            parts: [2.56, 1.00, 1.00, 1.50, 1.50, 0.50].map { Ratio(figure: $0 / 100) }
        )
        #expect(rate.rate.percent() == "8.06")
        let flows = try [
            "346.09", "1085.85", "1480.67", "1792.15", "1982.12", "2062.65", "2109.93", "2158.31",
        ]
        .map(amount)
        let value = ValueInUse(yearly: flows, residual: try amount("493.20"))
        #expect(value.presentValue(rate, cents).text(cents) == "9377.69")
        // Printed 9,377.00: rounded down to whole 万元.
        #expect(value.presentValue(rate, Rounding(.down, digits: 0)).text(cents) == "9377.00")
        let test = ImpairmentTest(
            carrying: try amount("8694.81"),
            valueInUse: value.presentValue(rate, cents),
            fairValue: nil,
            disposal: []
        )
        #expect(test.loss(cents) == .zero)
    }

    @Test("The quotes of the tool line")
    func quotes() throws {
        let quotes = try [("430.00", 100), ("568.00", 110), ("475.00", 104)]
            .map { FairValue.Quote(price: try amount($0.0), ageIndex: Ratio(Int128($0.1))) }
        let fair = FairValue(quotes: quotes, liquidationDiscount: Ratio(figure: 0.08))
        #expect(fair.adjusted(cents).map { $0.text(cents) } == ["395.60", "475.05", "420.19"])
        #expect(fair.value(cents)?.text(cents) == "430.28")
        // Hand calculation: 430.28 · (1 − 4 % − 0.03 %); VAT surcharges are not printed.
        let test = ImpairmentTest(
            carrying: try amount("500"),
            valueInUse: nil,
            fairValue: fair.value(cents),
            disposal: [Ratio(figure: 0.04), Ratio(figure: 0.0003)]
        )
        #expect(test.fairValueLessDisposal(cents)?.text(cents) == "412.94")
        #expect(test.loss(cents)?.text(cents) == "87.06")
    }
}
