import Foundation
import Testing

struct ImportTests {
    private let contracts = """
        name,supplier,what,value,signed,due,paid.2023,unpaid,basis
        c1,supplier 1,equipment,46724.60,2023,2025-Q3,18665.14,,assumed
        c2,圣晖,construction,10926.26,2024,,,2291.51,assumed

        """
    private let table = """
        单位：万元,,,,,,
        序号,供应商,合同内容,签订时间,合同金额,交期,2023年已付
        1,供应商三,设备,2023年,"46,724.60",2025年第三季度,"18,665.14"
        2,供应商四,设备,2024年,"13,869.90",2026年第四季度,"14,000.00"
        合计,,,,"60,594.50",,"32,665.14"

        """

    /// A plan with its contracts in a table of its own, in 10,000 CNY.
    private func folder() throws -> Folder {
        let folder = try Folder("small.yaml")
        let plan = try folder.text("small.yaml")
            .replacing(#/(?m)^(?:money|contracts):.*\n(?:  .*\n)*/#, with: "")
            .replacing(#/(?:    )?contract: c[12](?:\n|, )/#, with: "")
            .replacing(#/(?:    )?share_of_contract: [0-9]+(?:\n|, )/#, with: "")
        try folder.write(
            plan + "money: {currency: CNY, unit: 10000}\ncontracts: contracts.csv\n",
            to: "fab.yaml"
        )
        try folder.write(contracts, to: "contracts.csv")
        try folder.write(table, to: "table.csv")
        return folder
    }

    @Test func reportAndProposedTable() throws {
        let folder = try folder()
        let outcome = try folder.importTable("--into", "fab.yaml")
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        try expectGolden(outcome.output, "import.txt")
        #expect(try folder.text("contracts.csv") == contracts)
        let json = try folder.importTable("--into", "fab.yaml", "--format", "json")
        try expectGolden(json.output, "import.json")
    }

    @Test func writtenPlanValidatesAndHasItAll() throws {
        let folder = try folder()
        let outcome = try folder.importTable("--into", "fab.yaml", "--write")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasSuffix("wrote contracts.csv\n"))
        #expect(
            try folder.text("contracts.csv")
                == contracts + "c3,供应商四,设备,13869.90,2024,2026-Q4,14000.00,,assumed\n"
        )
        #expect(folder.names() == ["contracts.csv", "fab.yaml", "small.yaml", "table.csv"])
        #expect(try folder.run("validate", "fab.yaml").code == 0)
        let again = try folder.importTable("--into", "fab.yaml", "--write")
        #expect(again.output.contains("2 the same, 0 new"))
        #expect(again.output.hasSuffix("The plan has it all.\n"))
    }

    @Test func withoutAPlan() throws {
        let folder = try folder()
        let outcome = try folder.importTable("--out", "new.csv")
        #expect(outcome.code == 0)
        #expect(
            try folder.text("new.csv") == """
                name,supplier,what,value,signed,due,arrived,arrived_value,paid.2023,unpaid,basis,source
                c1,供应商三,设备,46724.60,2023,2025-Q3,,,18665.14,,assumed,
                c2,供应商四,设备,13869.90,2024,2026-Q4,,,14000.00,,assumed,

                """
        )
    }

    @Test func errorsWriteNothing() throws {
        let folder = try folder()
        try folder.write(
            table.replacing("2026年第四季度", with: "soon").replacing("60,594.50", with: "6.05945"),
            to: "table.csv"
        )
        let outcome = try folder.importTable("--into", "fab.yaml", "--write", "--out", "new.csv")
        #expect(outcome.code == 65)
        try expectGolden(outcome.output, "import-errors.txt")
        #expect(try folder.text("contracts.csv") == contracts)
        #expect(!folder.names().contains("new.csv"))
    }

    @Test func aTableThatThePlanCannotHoldIsNotWritten() throws {
        let folder = try folder()
        let outcome = try folder.importTable("--into", "fab.yaml", "--write", "--source", "none")
        #expect(outcome.code == 65)
        #expect(outcome.output.contains("contracts.csv:4:"))
        #expect(outcome.output.contains("Nothing was written"))
        #expect(try folder.text("contracts.csv") == contracts)
    }

    @Test func planWithoutATable() throws {
        let folder = try folder()
        let outcome = try folder.importTable("--into", "small.yaml", "--write")
        #expect(outcome.code == 65)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors
                == "maskramp: error: small.yaml: the plan has no CSV table of contracts of its own; "
                + "give --out contracts.csv and write 'contracts: contracts.csv' in it\n"
        )
    }

    @Test(
        "What cannot be read",
        arguments: [
            (
                ["none.csv"], 74,
                "none.csv: there is no such file; give the path of an existing one."
            ),
            (
                ["table.csv", "--sheet", "x"], 65,
                "table.csv: --sheet names a sheet of a workbook; a CSV table has none"
            ),
        ] as [([String], Int32, String)]
    )
    func unreadable(words: [String], code: Int32, message: String) throws {
        let folder = try folder()
        let outcome = try folder.start(Program.path, ["import", "contracts"] + words).wait()
        #expect(outcome.code == code)
        #expect(outcome.errors == "maskramp: error: \(message)\n")
    }

    @Test(
        "Wrong usage",
        arguments: [
            (
                ["--unit", "tons"],
                "Error: --unit: 'tons' is not a unit of money; expected such as 万元, 亿元, 元, CNY, "
                    + "USD or '10000 CNY'"
            ),
            (
                ["--rate", "7.1"],
                "Error: --rate: '7.1' is not a rate; expected a currency and a number from 0 to "
                    + "1,000,000, such as USD=7.1"
            ),
            (["--write"], "Error: --write: there is no plan to write to; give --into PLAN"),
            (["--out", ""], "Error: --out: '' is not a path"),
        ] as [([String], String)]
    )
    func wrongUsage(words: [String], message: String) throws {
        let folder = try folder()
        let outcome = try folder.start(Program.path, ["import", "contracts", "table.csv"] + words)
            .wait()
        #expect(outcome.code == 64)
        #expect(outcome.errors.hasPrefix(message))
    }
}

extension Folder {
    /// `maskramp import contracts table.csv` with further words.
    fileprivate func importTable(_ words: String...) throws -> Program.Outcome {
        try start(Program.path, ["import", "contracts", "table.csv"] + words).wait()
    }
}
