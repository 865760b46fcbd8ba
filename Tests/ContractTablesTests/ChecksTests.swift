import PlanModel
import Testing

@testable import ContractTables

struct ChecksTests {
    private func findings(_ text: String, unit: String? = nil) -> [String] {
        Tables.read(text, unit: unit).findings.filter { $0.severity != .note }
            .map { $0.text(file: "t") }
    }

    /// 5.36 亿元 is 4.11 and 1.25; the source prints the 4.11 once as 万元.
    @Test func aPartInAnotherUnitIsFound() {
        let message =
            "4.11万元 is off by 10,000: the rows above it sum to 1.250411, not to the total of "
            + "'金额（亿元）' 5.36, but with 4.11 in its place they add up; correct the unit"
        #expect(
            findings("供应商|金额（亿元）\n算力|4.11万元\n云|1.25\n合计|5.36") == ["t:2:2: error: \(message)"]
        )
    }

    @Test func partsOfAContractInAnotherUnitAreFound() {
        let found = findings(
            "供应商|合同金额（亿元）|累计已付|未付\nA|5.36亿元|4.11万元|1.25亿元"
        )
        #expect(found.count == 1)
        #expect(
            found[0].hasPrefix("t:2:3: error: 4.11万元 is off by 10,000: paid and unpaid sum to ")
        )
    }

    @Test(arguments: [("10,000", "536000000"), ("100,000,000", "53600")])
    func aTotalInAnotherUnitIsFound(factor: String, total: String) {
        let scale = factor == "10,000" ? ("41100", "12500") : ("4110000000000", "1250000000000")
        let found = findings("供应商|金额\nA|\(scale.0)\nB|\(scale.1)\n合计|\(total)", unit: "元")
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("t:4:2: error: \(total) is off by \(factor): "))
    }

    @Test func aTotalThatDoesNotAddUpIsReported() {
        #expect(
            findings("供应商|金额（万元）\nA|10.00\nB|20.00\n合计|31.00") == [
                "t:4:2: warning: the rows above it sum to 30.00, not to the total of '金额（万元）' 31.00"
            ]
        )
    }

    /// 0.1 and 0.2 as printed may be 0.14 and 0.24, so 0.4 is no contradiction; 0.5 is one.
    @Test func roundingIsNoContradiction() {
        #expect(findings("供应商|金额（万元）\nA|10.1\nB|20.2\n合计|30.4").isEmpty)
        #expect(findings("供应商|金额（万元）\nA|10.1\nB|20.2\n合计|30.5").count == 1)
    }

    @Test func subtotalsAndTotalsSumTheirOwnRows() {
        let text = "供应商|金额（万元）\nA|1\nB|2\n小计|3\nC|4\n小计|4\n合计|7"
        #expect(findings(text).isEmpty)
        #expect(findings(text.replacing("小计|4", with: "小计|7")).count == 1)
    }

    @Test func paymentsByYearAgainstPaymentsInAll() {
        #expect(
            findings("供应商|合同金额（万元）|2023年已付|2024年已付|截至2024年末累计已付\nA|100.00|10.00|20.00|35.00")
                == [
                    "t:2:5: warning: its payments by period sum to 30.00, not to paid in all 35.00"
                ]
        )
        // In all up to a later day may be more.
        #expect(
            findings("供应商|合同金额（万元）|2023年已付|截至2024年6月30日累计已付\nA|100.00|10.00|35.00").isEmpty
        )
    }

    @Test func paymentAboveTheContract() {
        #expect(
            findings("供应商|合同金额（万元）|2023年已付|2024年已付\n供应商7|5,966.37|1,787.27|4,217.68") == [
                "t:2:4: warning: 供应商7: paid 6004.95 exceeds the contract value 5966.37"
            ]
        )
    }

    @Test func paidAndUnpaid() {
        // Of one day they are the value; of different days they are at most that.
        #expect(findings("供应商|合同金额（万元）|已付|未付\nA|100.00|30.00|60.00").count == 1)
        #expect(findings("供应商|合同金额（万元）|已付|未付\nA|100.00|40.00|60.00").isEmpty)
        let later = "供应商|合同金额（万元）|截至2024年末已付|截至2025年6月30日未付\nA|100.00|30.00|"
        #expect(findings(later + "60.00").contains { $0.contains("warning") } == false)
        #expect(findings(later + "80.00").contains { $0.contains("together exceed") })
    }

    @Test func aSizeThatIsOffWithoutASumIsAWarning() {
        #expect(
            findings("供应商|合同金额（万元）|2024年已付\nA|4.11|30,000.00") == [
                "t:2:3: warning: paid in 2024 30,000.00 and the contract value 4.11 differ by a factor "
                    + "of about 10,000; is one in another unit?"
            ]
        )
    }

    @Test func duplicatesInTheTable() {
        let found = findings(
            "供应商|合同金额（万元）|签订|交期\nA|100|2023年|2025Q3\nB|100|2023-05|2025Q3\nC|100|2024|"
        )
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("t:3:2: warning: B: the value 100.00, the year of signing"))
        #expect(
            findings("合同编号|合同金额（万元）\nX1|100\nX1|200") == [
                "t:3:1: error: the name 'X1' stands in row 2 too; keep one"
            ]
        )
    }

    @Test func headingsInTwoRows() {
        let table = Tables.read(
            """
            合同一览（单位：万元）
            供应商|合同金额|已付||未付
            ||2023年|2024年|
            A|100.00|10.00|20.00|70.00
            注：略
            """
        )
        #expect(table.unit.text == "10,000 CNY")
        #expect(
            table.columns.map(\.column.key) == [
                "supplier", "value", "paid.2023", "paid.2024", "unpaid",
            ]
        )
        #expect(table.contracts.first?.paid.map(\.amount.amount.plain) == ["10.00", "20.00"])
        #expect(table.findings.map(\.message) == ["'注：略' is read as a remark"])
    }

    @Test func whatIsLeftOutIsSaid() {
        let found = findings("供应商|合同金额（万元）|颜色|备注\nA|100|红|x||y\nB|200|||")
        #expect(
            found == [
                "t:1:3: warning: the column '颜色' is not understood, or is a second one of its kind; "
                    + "it is left out",
                "t:2:6: warning: 'y' stands outside the columns; it is left out",
            ]
        )
        #expect(findings("颜色|形状\n红|圆").first?.contains("no row of headings is understood") == true)
        #expect(findings("供应商|合同金额（万元）").first?.contains("no row below the headings") == true)
        #expect(findings("供应商|合同金额\nA|3").first?.contains("no unit of money is stated") == true)
    }
}
