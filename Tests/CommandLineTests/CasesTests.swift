import Foundation
import Testing

/// What must hold of the plans of plans/cases.
struct CasesTests {
    private static let cases = Program.repository + "/plans/cases"
    private static let names = [
        "aurora-cluster", "aurora-sapphire", "gaoce", "lanyun", "qingcloud",
    ]

    @Test func everyCaseIsTested() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.cases)
        #expect(found.filter { !$0.contains(".") }.sorted() == Self.names)
    }

    @Test(arguments: names) func isValid(name: String) throws {
        let folder = try Folder()
        let check = try folder.run("validate", "\(Self.cases)/\(name)/plan.yaml", "--strict")
        #expect(check.code == 0, "\(check.output)")
        #expect(check.output.contains("no errors, no warnings"), "\(check.output)")
        for part in check.output.split(separator: "\n\n").dropFirst() { expectNarrow(String(part)) }
    }

    /// In text, JSON and CSV; a year without output, products without a price, plans without money.
    @Test(arguments: names, ["run", "finance"]) func everyTableIsSound(
        name: String,
        command: String
    ) throws {
        let folder = try Folder()
        let plan = "\(Self.cases)/\(name)/plan.yaml"
        let question = [command, plan, "--replications", "60", "--quiet", "--out", "out"]
        let outcome = try folder.start(Program.path, question).wait()
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        expectNarrow(outcome.output.replacing(Self.cases, with: ""))
        let words = outcome.output.lowercased().split { !$0.isLetter }
        #expect(!words.contains("plates") && !words.contains("plate"), "\(outcome.output)")
        for file in folder.names("out") { expectSound(try folder.text("out/" + file)) }
        if command == "run" {
            #expect(try folder.text("out/products.csv").hasPrefix("product,unit,kind,year"))
        }
    }

    @Test(arguments: names, ["run", "finance"]) func enginesAgree(
        name: String,
        command: String
    ) throws {
        try Folder()
            .expectSameOnEngines(
                [command, "\(Self.cases)/\(name)/plan.yaml", "--replications", "60"]
            )
    }

    /// A contract's start on 27 May; the row of a ledger; a plan without money.
    @Test func disclosedMoneyComesOut() throws {
        let folder = try Folder()
        func money(_ name: String) throws -> String {
            try folder.run("finance", "\(Self.cases)/\(name)/plan.yaml", "--replications", "50")
                .output
        }
        let row = try money("gaoce").split(separator: "\n").first { $0.contains("119,783,351.04") }
        #expect(row?.hasSuffix("87.49 %") == true)
        let cloud = try money("qingcloud")
        for share in ["45.19 %", "13.56 %", "19.00 %", "15.83 %", "31.67 %", "2.38 %"] {
            #expect(cloud.contains(share))
        }
        let none = try money("aurora-sapphire")
        #expect(none.contains("- the plan states no money: no contracts, no prices, no economics"))
        for title in ["Classes of assets", "By year", "What it comes to", "amounts in"] {
            #expect(!none.contains(title), "\(none)")
        }
    }

    @Test func sapphireStandsStill() throws {
        let folder = try Folder()
        let plan = "\(Self.cases)/aurora-sapphire/plan.yaml"
        let outcome = try folder.run("run", plan, "--replications", "50")
        #expect(outcome.output.contains("rod-4-inch"))
        // A year without output: nothing to divide by, and what is sold comes from stock.
        let line = outcome.output.split(separator: "\n")
            .first { $0.hasPrefix("  rod-4-inch  ") && $0.contains(" 2023 ") && $0.contains(" – ") }
        #expect(line?.contains("-8.58") == true, "\(outcome.output)")
    }

    @Test func gaoceNamesItsDenominators() throws {
        let folder = try Folder()
        let outcome = try folder.run("validate", "\(Self.cases)/gaoce/plan.yaml")
        #expect(
            outcome.output.contains(
                "slicing-use: slicing-shipped over slicing-capacity (≥ 60 GW, 2024-06-30): "
                    + "at most about 63.3 %"
            ),
            "\(outcome.output)"
        )
        #expect(outcome.output.contains("merged into Yancheng, Yibin"))
    }

    @Test func forecastOfGaoceIsAsKept() throws {
        let folder = try Folder()
        try FileManager.default.copyItem(
            atPath: "\(Self.cases)/gaoce/plan.yaml",
            toPath: "\(folder.path)/gaoce.yaml"
        )
        let outcome = try folder.run(
            "run",
            "gaoce.yaml",
            "--replications",
            "1000",
            "--engine",
            "cpu",
            "--out",
            "run"
        )
        #expect(outcome.code == 0, "\(outcome.errors)")
        try expectGolden(withoutMachine(outcome.output), "gaoce.txt")
    }

    @Test(arguments: ["target", "compare", "sensitivity", "exposure", "bench", "peers", "simulate"])
    func commandsThatCountPlatesSaySo(command: String) throws {
        let folder = try Folder()
        try folder.write("scenario: x\nchanges: {as_of: 2024-06-29}\n", to: "s.yaml")
        let plan = "\(Self.cases)/gaoce/plan.yaml"
        let more = command == "compare" ? ["--scenario", "s.yaml"] : []
        let outcome = try folder.start(Program.path, [command, plan] + more).wait()
        #expect(outcome.code != 0)
        #expect(outcome.errors.contains("'maskramp \(command)' counts plates"), "\(outcome.errors)")
    }

    @Test func aReportSaysSoToo() throws {
        let folder = try Folder()
        let plan = "\(Self.cases)/gaoce/plan.yaml"
        _ = try folder.run("run", plan, "--replications", "20", "--out", "out")
        let outcome = try folder.run("report", "out", "--quiet")
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("'maskramp report' counts plates"), "\(outcome.errors)")
    }
}
