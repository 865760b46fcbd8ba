import PlanModel
import Testing

@testable import ContractTables

struct HeadingTests {
    @Test func everySynonymIsUnderstood() throws {
        for (column, words) in ContractColumn.synonyms {
            for word in words {
                for text in [word, word.uppercased(), " \(word)： ", "\(word)（万元）"] {
                    let heading = try #require(ColumnHeading(text), "\(text)")
                    #expect(heading.column == column, "\(text)")
                }
            }
        }
    }

    @Test(
        "Headings with dates and units",
        arguments: [
            ("2023年已付", "paid.2023", nil, nil), ("paid 2023", "paid.2023", nil, nil),
            ("paid.2024-H1", "paid.2024-H1", nil, nil),
            ("2024年上半年付款金额", "paid.2024-H1", nil, nil),
            ("已付（2023年度）", "paid.2023", nil, nil),
            ("截至2024年末累计已付", "paid in all", nil, "2024"),
            ("paid to end 2024", "paid in all", nil, "2024"),
            ("累计已付", "paid in all", nil, nil),
            ("截至2025年6月30日未付（亿元）", "unpaid", "100,000,000 CNY", "2025-06-30"),
            ("unpaid at 2025-06-30", "unpaid", nil, "2025-06-30"),
            ("value arrived by 2025-06-30", "arrived_value", nil, "2025-06-30"),
            ("Contract amount (USD million)", "value", "1,000,000 USD", nil),
            ("合同金额，元", "value", "CNY", nil), ("合同金额（含税）", "value", nil, nil),
        ] as [(String, String, String?, String?)]
    )
    func dated(text: String, key: String, unit: String?, asOf: String?) throws {
        let heading = try #require(ColumnHeading(text))
        #expect(heading.column.key == key)
        #expect(heading.unit?.text == unit)
        #expect(heading.asOf?.text == asOf)
    }

    @Test(arguments: ["", "付", "supplier of value", "2023", "万元", "合同 2023 年 2024"])
    func otherHeadingsAreNone(text: String) {
        #expect(ColumnHeading(text) == nil)
    }

    @Test(
        "Dates",
        arguments: [
            ("2025 Q3", "2025-Q3"), ("2025Q3", "2025-Q3"), ("Q3 2025", "2025-Q3"),
            ("3Q2025", "2025-Q3"), ("2025年第三季度", "2025-Q3"), ("2025年三季度", "2025-Q3"),
            ("2025年3季度", "2025-Q3"), ("２０２５年第３季度", "2025-Q3"), ("2025-03", "2025-03"),
            ("2025/3", "2025-03"), ("2025.03", "2025-03"), ("2025年3月", "2025-03"),
            ("Mar 2025", "2025-03"), ("September 2025", "2025-09"), ("2024H1", "2024-H1"),
            ("2024-H2", "2024-H2"), ("H1 2024", "2024-H1"), ("2024年上半年", "2024-H1"),
            ("2024年下半年", "2024-H2"), ("2023", "2023"), ("2023年", "2023"),
            ("2025-03-19", "2025-03-19"), ("2025年3月9日", "2025-03-09"),
            ("2025.3.19", "2025-03-19"), ("2025/3/19 00:00:00", "2025-03-19"),
        ]
    )
    func dates(text: String, expected: String) {
        #expect(StatedDate.read(text)?.text == expected)
    }

    @Test(arguments: ["2025.1", "2025-13", "25-03", "2025年第五季度", "soon", "2025-02-30", "2025 Q5"])
    func whatIsNoDate(text: String) {
        #expect(StatedDate.read(text) == nil)
        #expect(StatedDate.list(text) == nil)
    }

    @Test(
        "Several dates, and none",
        arguments: [
            ("2024 and 2025 H1", ["2024", "2025-H1"]), ("2024;2025-H1", ["2024", "2025-H1"]),
            ("2024年、2025年上半年", ["2024", "2025-H1"]), ("2024年及2025年上半年", ["2024", "2025-H1"]),
            ("—", []), ("n/a", []), ("已建成", []), ("", []), ("built", []),
        ]
    )
    func lists(text: String, expected: [String]) {
        #expect(StatedDate.list(text)?.map(\.text) == expected)
    }
}
