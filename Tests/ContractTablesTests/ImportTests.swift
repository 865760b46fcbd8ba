import Finance
import Foundation
import PlanFiles
import PlanModel
import Testing

@testable import ContractTables

struct ImportTests {
    private func contract(
        _ name: String,
        _ value: Double,
        signed: String? = nil,
        due: String? = nil,
        supplier: String? = nil,
        paid: [String: Double] = [:],
        basis: Basis? = nil
    ) -> Contract {
        func figure(_ number: Double) -> Figure {
            Figure(kind: .value, distribution: .fixed(number), basis: basis, path: "p")
        }
        return Contract(
            name: name,
            supplier: supplier,
            what: nil,
            value: figure(value),
            signed: signed.flatMap { DateInterval($0) },
            due: due.flatMap { DateInterval($0) },
            arrived: [],
            arrivedValue: nil,
            paid: paid.sorted { $0.key < $1.key }
                .compactMap { key, value in
                    DateInterval(key).map { YearFigure(period: $0, figure: figure(value)) }
                },
            unpaid: nil,
            terms: []
        )
    }

    private func outcomes(
        _ table: String,
        _ plan: [Contract],
        text: String? = nil
    ) throws -> ContractImport {
        try ContractImport(Tables.read(table, target: "万元"), plan: plan, text: text)
    }

    /// What becomes of each row: the contract that it is, with what is filled; or a new one.
    private func names(_ result: ContractImport) -> [String] {
        result.rows.map {
            switch $0.outcome {
            case .same(let name, _, let filled): ([name] + filled).joined(separator: "+")
            case .new(let name): "new \(name)"
            case .conflict(let name): "conflict \(name)"
            }
        }
    }

    /// The table as the reply prints it, against the plan that was typed from it.
    @Test func theGuanshiTableIsThePlans() throws {
        let path = URL(fileURLWithPath: Tables.fixtures)
            .appendingPathComponent("../../../plans/ningbo-guanshi/plan.yaml").standardized.path
        let document = try PlanReader.read(path: path)
        let file = try #require(document.contractsFile)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let sheet = try SheetReader.read(path: "\(Tables.fixtures)/guanshi-printed.csv")
        let table = ContractTableReader.read(
            sheet,
            options: .init(
                target: MoneyUnit(document.plan.money),
                basis: .disclosed,
                source: "reply"
            )
        )
        #expect(table.columns.count == 12)
        // Every printed total adds up. What rows 5 and 7 say is more than their values in the reply.
        #expect(
            table.findings.map(\.message) == [
                "供应商5: paid 7212.00 and unpaid 6934.95 together exceed the contract value 13869.90",
                "供应商7: paid 6004.95 exceeds the contract value 5966.37",
            ]
        )
        let result = try ContractImport(table, plan: document.plan.contracts, text: text)
        #expect(names(result) == (1...10).map { "c\($0)" })
        // The reply calls builders by their names and numbers the other suppliers.
        #expect(result.rows[0].outcome == .same(as: "c1", under: "供应商1", filled: []))
        #expect(result.rows[2].outcome == .same(as: "c3", under: nil, filled: []))
        #expect(!result.hasChanges)
        #expect(result.text == text)
        #expect(result.findings == table.findings)

        // Alone, it gives the plan's figures.
        let alone = try ContractImport(table, plan: [], text: nil)
        let rows = try CSVRows.read(alone.text)
        let known = try CSVRows.read(text)
        let keys = try #require(rows.first).cells
        let knownKeys = try #require(known.first).cells
        for (row, other) in zip(rows.dropFirst(), known.dropFirst()).prefix(10) {
            for (index, key) in keys.enumerated() where !["supplier", "what"].contains(key) {
                let column = try #require(knownKeys.firstIndex(of: key), "\(key)")
                // The plan reads a dash as nothing, as the column's total does; a table alone as
                // not stated.
                let isDash = key == "unpaid" && row.cells[index].isEmpty
                let expected = isDash ? "0" : row.cells[index]
                #expect(expected == other.cells[column], "\(key) of \(row.cells[0])")
            }
        }
    }

    @Test func aContractIsRecognisedUnderAnotherName() throws {
        let plan = [
            contract("c1", 100, signed: "2023", due: "2025-Q3", supplier: "supplier 1"),
            contract("c2", 100, signed: "2024"), contract("c3", 200.5, signed: "2023-05-01"),
        ]
        let result = try outcomes(
            """
            供应商|合同金额（元）|签订|交期
            甲|1,000,000|2023年|2025年第三季度
            乙|1,000,000|2024年|
            丙|2005000|2023年|
            丁|2005001|2023年|
            """,
            plan
        )
        #expect(names(result) == ["c1", "c2", "c3", "new c4"])
        #expect(result.findings.isEmpty)
    }

    @Test func otherYearsAndDueDatesAreOtherContracts() throws {
        let plan = [contract("c1", 100, signed: "2023", due: "2025-Q3")]
        let result = try outcomes(
            "supplier|value|signed|due\nA|100|2024|2025-Q3\nB|100|2023|2025-Q4",
            plan
        )
        #expect(names(result) == ["new c2", "new c3"])
        #expect(
            result.findings.filter { $0.row > 1 }.map(\.message) == [
                "A has the value of c1, 100.00, but is signed 2024 and due 2025-Q3, not 2023 and "
                    + "2025-Q3; it is taken for another contract",
                "B has the value of c1, 100.00, but is signed 2023 and due 2025-Q4, not 2023 and "
                    + "2025-Q3; it is taken for another contract",
            ]
        )
    }

    @Test func twoOfOneValueGoToTwo() throws {
        let plan = [
            contract("c1", 5, signed: "2023"), contract("c2", 5, signed: "2023", supplier: "B"),
        ]
        let result = try outcomes("supplier|value (万元)|signed\nB|5|2023\nA|5|2023", plan)
        #expect(names(result) == ["c2", "c1"])
    }

    @Test func nothingIsOverwritten() throws {
        let plan = [contract("c1", 100, signed: "2023", paid: ["2023": 10])]
        let text = "name,value,signed,paid.2023\nc1,100,2023,10\n"
        let conflict = try outcomes("合同编号|合同金额（万元）\nc1|200", plan, text: text)
        #expect(names(conflict) == ["conflict c1"])
        #expect(conflict.hasErrors)
        #expect(conflict.text == text)
        #expect(
            conflict.findings.map(\.message) == [
                "'c1' is 100.00, signed 2023 in the plan, here 200.00; nothing is overwritten: give one "
                    + "of them another name, or correct it"
            ]
        )
        let other = try outcomes(
            "供应商|合同金额（万元）|签订|2023年已付\nA|100|2023|11",
            plan,
            text: text
        )
        #expect(other.text == text)
        #expect(
            other.findings.map(\.message) == [
                "c1: paid.2023 is 10.00 in the plan, 11.00 here; the plan's stays"
            ]
        )
    }

    @Test func emptyCellsAreFilledFromTheSameSource() throws {
        let plan = [contract("c1", 100, signed: "2023")]
        let text = "\u{FEFF}name,value,signed,due,note x\r\nc1,100,2023,,\"a,b\"\r\nc9,1\r\n"
        let table = "供应商|合同金额（万元）|签订|2024年已付|交期\nA|100|2023|7.5|2026年\n\"B\"|3|2024|1|"
        let result = try outcomes(table, plan + [contract("c9", 1)], text: text)
        #expect(names(result) == ["c1+due+paid.2024", "new c10"])
        #expect(
            result.text
                == "\u{FEFF}name,value,signed,due,note x,paid.2024,supplier,basis\r\n"
                + "c1,100,2023,2026,\"a,b\",7.50,,\r\nc9,1,,,,,,\r\n"
                + "c10,3.00,2024,,,1.00,\"\"\"B\"\"\",assumed\r\n"
        )
        // A row that says where it is from takes no figure from elsewhere.
        let disclosed = [contract("c1", 100, signed: "2023", basis: .disclosed)]
        let kept = try outcomes(
            "supplier|value|signed|due\nA|100|2023|2026",
            disclosed,
            text: "name,value\nc1,100\n"
        )
        #expect(!kept.hasChanges)
        #expect(kept.findings.contains { $0.message.contains("which is not filled") })
    }

    @Test func rowsThatDoNotChangeKeepTheirBytes() throws {
        let text = "name,value,supplier,basis\nc1, 100 ,\"x\"\nc2,1_000,\"two\nlines\",derived\n"
        let plan = [contract("c1", 100), contract("c2", 1000)]
        let result = try outcomes("supplier|value (万元)\nA|5", plan, text: text)
        #expect(result.text == text + "c3,5.00,A,assumed\n")
    }
}
