import Finance
import PlanModel
import Testing

@testable import ContractTables

struct MoneyTests {
    @Test(
        "Units",
        arguments: [
            ("元", "CNY"), ("万元", "10,000 CNY"), ("亿元", "100,000,000 CNY"), ("千元", "1,000 CNY"),
            ("百万元", "1,000,000 CNY"), ("人民币万元", "10,000 CNY"), ("单位：万元", "10,000 CNY"),
            ("CNY", "CNY"), ("RMB", "CNY"), ("10000 CNY", "10,000 CNY"),
            ("10,000 CNY", "10,000 CNY"),
            ("CNY 10,000", "10,000 CNY"), ("USD", "USD"), ("美元", "USD"), ("万美元", "10,000 USD"),
            ("亿美元", "100,000,000 USD"), ("USD million", "1,000,000 USD"), ("€", "EUR"),
            ("billion JPY", "1,000,000,000 JPY"), ("欧元", "EUR"), ("港币", "HKD"),
        ]
    )
    func units(text: String, expected: String) {
        #expect(MoneyUnit(text)?.text == expected)
    }

    @Test(arguments: ["", "2023", "片", "USD EUR", "万万元", "10000", "0 CNY", "USDX", "tons"])
    func whatIsNoUnit(text: String) {
        #expect(MoneyUnit(text) == nil)
    }

    @Test(
        "Amounts come exactly to the plan's unit of 10,000 CNY",
        arguments: [
            ("46,724.60", "万元", "46724.60"), ("4.672460", "亿元", "46724.60"),
            ("467,246,000", "元", "46724.60"), ("467246", "千元", "46724.60"),
            ("467.246", "百万元", "46724.60"), ("¥7.30万元", "亿元", "7.30"),
            ("1.1亿元", "元", "11000.00"), ("4.67246E+4", "万元", "46724.60"),
            ("0.01", "元", "0.000001"), ("１，３７８．００", "万元", "1378.00"),
        ]
    )
    func conversion(text: String, unit: String, expected: String) throws {
        let table = Tables.read("supplier|value\nA|\(text)", unit: unit, target: "万元")
        #expect(table.findings.isEmpty)
        #expect(table.contracts.first?.value.amount.plain == expected)
    }

    @Test func unitsOfRowsAndCells() {
        let table = Tables.read(
            """
            供应商 | 合同金额 | 单位 | 币种
            A | 2 | 亿元 |
            B | 3 | 元 | CNY
            C | 4万元 | 亿元 |
            """,
            target: "万元"
        )
        #expect(table.findings.isEmpty)
        #expect(table.contracts.map(\.value.amount.plain) == ["20000.00", "0.0003", "4.00"])
    }

    @Test func otherCurrenciesNeedARate() {
        let text = "supplier|value (USD million)\nA|1.5"
        let without = Tables.read(text, target: "万元")
        #expect(without.contracts.isEmpty)
        #expect(
            without.findings.map { $0.text(file: "t") } == [
                "t:2:2: error: 1.5 is in USD, the result in CNY; give --rate USD=RATE, the CNY for "
                    + "one USD"
            ]
        )
        let with = Tables.read(
            text,
            target: "万元",
            options: .init(rates: ["USD": Amount(parts: 7_100_000_000)], basis: .disclosed)
        )
        #expect(with.contracts.map(\.value.amount.plain) == ["1065.00"])
        // What a rate gives is no longer what was published.
        #expect(with.contracts.first?.basis == .derived)
    }

    @Test(
        "What is no amount says so",
        arguments: ["1,5", "12%", "1.2.3", "ten", "1 片", "12345678901234567890", "1e400", "- 5 -"]
    )
    func wrongAmounts(text: String) {
        let table = Tables.read("supplier|value (万元)\nA|\(text)")
        #expect(table.contracts.isEmpty)
        #expect(table.findings.map(\.severity) == [.error])
        #expect(table.findings.first?.row == 2)
        #expect(table.findings.first?.column == 2)
        #expect(table.findings.first?.value == text)
    }

    @Test(arguments: ["0", "-3", "(3)", "—", ""])
    func aContractHasAValueAboveZero(text: String) {
        let table = Tables.read("supplier|what|value (万元)\nA|x|\(text)")
        #expect(table.contracts.isEmpty)
        #expect(table.findings.map(\.severity) == [.error])
    }

    @Test func largestAmountsDoNotOverflow() {
        let table = Tables.read(
            "supplier|value\nA|999999999999999\nB|999999999999999亿元\n合计|1",
            unit: "亿元",
            target: "万元"
        )
        #expect(table.findings.contains { $0.message.contains("is too large") })
    }
}
