import Foundation
import Testing

/// A plan's money.
struct FinanceTests {
    private func result(_ folder: Folder, _ words: String...) throws -> [String: Any] {
        let more = ["--replications", "100", "--format", "json", "--quiet"]
        let outcome = try folder.start(Program.path, ["finance"] + words + more).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        expectSound(outcome.output)
        return try jsonObject(outcome.output)
    }

    private func spread(_ rows: Any?, _ matches: ([String: Any]) -> Bool) -> [String: Any]? {
        (rows as? [[String: Any]])?.first(where: matches)?["spread"] as? [String: Any]
    }

    @Test func goldenFiles() throws {
        let words = ["finance", "finance.yaml", "--replications", "100", "--engine", "cpu"]
        try Folder("finance.yaml").expectGoldens(words, "finance")
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        let words = ["finance", "finance.yaml", "--replications", "700"]
        try Folder("finance.yaml").expectSameOnEngines(words)
    }

    @Test func folderHoldsTheTables() throws {
        let folder = try Folder("finance.yaml")
        _ = try result(folder, "finance.yaml", "--out", "money")
        #expect(
            folder.names("money") == [
                "annual.csv", "assets.csv", "construction_in_progress.csv", "contracts.csv",
                "dates.csv", "finance.txt", "impairment.csv", "measures.csv", "months.csv",
                "nodes.csv", "plan.yaml", "repeat.txt", "result.json",
            ]
        )
        for name in folder.names("money") {
            let text = try folder.text("money/" + name)
            #expect(!text.isEmpty)
            expectSound(text)
        }
        let contracts = try folder.text("money/contracts.csv")
        // 50 at 7.2.
        #expect(contracts.contains("c2,360.00,108.00,0.00,252.00,0.00\r\n"), "\(contracts)")
        let assets = try folder.text("money/assets.csv")
        #expect(assets.contains("machines,60,19.00,31545.84,17290.74,45.19\r\n"), "\(assets)")
        let lines = try folder.text("money/construction_in_progress.csv")
        #expect(lines.hasSuffix("4487.73,11468.65,2501.32,1476.72,11978.34,87.49\r\n"), "\(lines)")
        let dates = try folder.text("money/dates.csv")
        #expect(dates.hasPrefix("id,probability,p10,p50,p90\r\ncash_low_point,"), "\(dates)")
        // Again, in its place.
        _ = try result(folder, "finance.yaml", "--out", "money")
    }

    /// Printed 9,377.00, rounded down; mid-year flows and a residual at the end give 9,377.69.
    @Test func printedImpairmentTestOfTheReply() throws {
        let result = try result(try Folder("finance-lcd.yaml"), "finance-lcd.yaml")
        let test = try #require(result["impairment"] as? [String: Any])
        #expect(test["rate"] as? String == "8.06")
        let use = try #require(test["value_in_use"] as? [String: Any])
        #expect(use["p10"] as? Double == 9_377.69 && use["p90"] as? Double == 9_377.69)
        let loss = try #require(test["loss"] as? [String: Any])
        #expect(loss["p50"] as? Double == 0)
        // Zero output: no cost of a plate, and a reason in its place.
        let nodes = try #require(result["nodes"] as? [[String: Any]])
        let cost = try #require(
            nodes.first { $0["measure"] as? String == "cost_per_plate" }
        )
        #expect(cost["reason"] as? String == "no plates")
        #expect((cost["spread"] as? [String: Any])?.isEmpty == true)
    }

    @Test func impairmentIsATable() throws {
        let folder = try Folder("finance-lcd.yaml")
        _ = try result(folder, "finance-lcd.yaml", "--out", "money")
        let table = try folder.text("money/impairment.csv")
        #expect(table.hasPrefix("item,id,unit,mean,p10,p50,p90,reason\r\nrate_part,"), "\(table)")
        for row in [
            "rate,,percent,8.06,8.06,8.06,8.06,\r\n",
            "value_in_use,,money,9377.69,9377.69,9377.69,9377.69,\r\n",
            "loss,,money,0.00,0.00,0.00,0.00,\r\n",
        ] {
            #expect(table.contains(row), "\(table)")
        }
    }

    /// c2 before c10, wherever contracts are named.
    @Test func contractsAreCounted() throws {
        let folder = try Folder("finance.yaml")
        let plan = try folder.text("finance.yaml")
        let more = [10, 9, 100].map { "\n  c\($0): {value: 5, arrived: [2025-03], basis: assumed}" }
        try folder.write(
            plan.replacing("\ncontracts:", with: "\ncontracts:" + more.joined()),
            to: "more.yaml"
        )
        let result = try result(folder, "more.yaml")
        let rows = try #require(result["contracts"] as? [[String: Any]])
        let names = rows.compactMap { $0["id"] as? String }
        #expect(names == ["building", "c1", "c2", "c9", "c10", "c100", "equipment", "all"])
        let notes = try #require(result["notes"] as? [String])
        #expect(notes.contains { $0.hasPrefix("no payments stated: c9, c10, c100; ") }, "\(notes)")
    }

    /// A life of 60 years, a contract paid above its value, a present value below zero, an as-of
    /// date at the end of the horizon, nothing but one contract.
    @Test func oddPlansGiveSoundTables() throws {
        let folder = try Folder("finance.yaml")
        let plan = try folder.text("finance.yaml")
        try folder.write(
            plan.replacing("life: 5 years", with: "life: 60 years")
                .replacing("price: 3\n", with: "price: 0.01\n"),
            to: "odd.yaml"
        )
        let odd = try result(folder, "odd.yaml", "--out", "odd")
        for file in folder.names("odd") { expectSound(try folder.text("odd/" + file)) }
        let value = spread(odd["measures"]) { $0["id"] as? String == "present_value" }
        #expect(try #require(value?["p90"] as? Double) < 0)
        let notes = try #require(odd["notes"] as? [String])
        #expect(notes.contains { $0.hasPrefix("contract c1 is paid 10.00 above its value") })
        let payback = (odd["dates"] as? [[String: Any]])?.first { $0["id"] as? String == "payback" }
        #expect(payback?["probability"] as? Double == 0 && payback?["p50"] == nil)
        _ = try result(folder, "finance.yaml", "--as-of", "2028-12-31")
        _ = try result(folder, "finance.yaml", "--as-of", "2024-06-30")
        let start = try #require(plan.range(of: "economics:"))
        let before = String(plan[..<start.lowerBound]).replacing(", asset: buildings", with: "")
        try folder.write(before, to: "bare.yaml")
        let bare = try result(folder, "bare.yaml")
        let missing = try #require(
            (bare["measures"] as? [[String: Any]])?.first { $0["id"] as? String == "present_value" }
        )
        #expect(missing["reason"] as? String == "no discount rate is stated")
    }

    @Test func wrongMoneyIsRefused() throws {
        let folder = try Folder("finance.yaml")
        let plan = try folder.text("finance.yaml")
        try folder.write(
            plan.replacing("rate: 7.2, ", with: "")
                .replacing("asset: buildings", with: "asset: castles")
                .replacing("price: 200", with: "price: 200, contract: c1")
                .replacing("shipment: 0.5", with: "shipment: 0.2"),
            to: "wrong.yaml"
        )
        let outcome = try folder.run("finance", "wrong.yaml")
        #expect(outcome.code == 65)
        for text in [
            "contracts.c2.currency: USD is not the plan's CNY; give a rate, the plan's currency "
                + "for one USD",
            "contracts.building.asset: 'castles' is no class of assets; economics.assets has "
                + "buildings, machines",
            "tools.laser-2.price: contract c1 buys the tool; a price is for tools without a "
                + "contract",
            "economics.terms: the terms sum to 0.7; expected 1 ± 0.001",
        ] {
            #expect(outcome.errors.contains(text), "\(outcome.errors)")
        }
    }
}
