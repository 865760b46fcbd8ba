import Foundation
import Testing

/// Plates, mask sets and wafers.
struct WaferTests {
    private func run(_ more: String...) throws -> Program.Outcome {
        let folder = try Folder("wafers.yaml")
        let words = ["run", "wafers.yaml", "--replications", "2000", "--quiet", "--engine", "cpu"]
        return try folder.start(Program.path, words + more).wait()
    }

    private func rows(_ key: String, _ unit: String, _ node: String) throws -> [[String: Any]] {
        let outcome = try run("--format", "json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        let rows = try #require(try jsonObject(outcome.output)[key] as? [[String: Any]])
        return rows.filter { $0["unit"] as? String == unit && $0["node"] as? String == node }
    }

    /// 10,000 wafers a month take 600 plates, half of which are wanted here: 3,600 a year.
    @Test func wafersAreDemandForPlates() throws {
        let rows = try rows("annual", "plates", "180")
        #expect(rows.count == 2)
        for key in ["mean", "p05", "p95"] {
            #expect((rows[0][key] as? NSNumber)?.doubleValue == 3600, "\(key)")
        }
        // 8,000 to 12,000 wafers: 2,880 to 4,320 plates, every number alike.
        let mean = try #require(rows[1]["mean"] as? Double)
        #expect(abs(mean - 3600) < 4 * 416 / 2000.0.squareRoot(), "\(mean)")
        for (key, value) in [("p10", 3024), ("p90", 4176)] {
            let found = try #require(rows[1][key] as? Int)
            // Four standard errors of a decile of 2,000: 1,440 · √(0.09 / 2,000).
            #expect(abs(found - value) < 40, "\(key): \(found)")
        }
    }

    /// 8,760 plates a year in equal parts: 4,380, 175.2 sets of 25, 73,000 wafers at 0.06 plates.
    @Test func platesAreSetsAndWafers() throws {
        let expected: [(unit: String, node: String, value: Int)] = [
            ("plates", "180", 4380), ("plates", "130", 4380), ("plates", "all", 8760),
            ("sets", "180", 175), ("sets", "130", 146), ("sets", "all", 321),
            ("wafers", "180", 73_000),
        ]
        for (unit, node, value) in expected {
            let rows = try rows("capacity_by_node", unit, node)
            #expect(rows.count == 2, "\(unit) \(node)")
            for row in rows {
                #expect(row["p05"] as? Int == value && row["p95"] as? Int == value, "\(row)")
            }
        }
        // 130 nm does not say what a wafer takes, so there is no sum.
        for node in ["130", "all"] {
            #expect(try rows("capacity_by_node", "wafers", node).isEmpty, "\(node)")
        }
        let all = try rows("capacity", "plates", "all")
        #expect(all.count == 2 && all.allSatisfy { $0["p50"] as? Int == 8760 })
    }

    @Test func table() throws {
        let outcome = try run("--out", "run")
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        expectNarrow(outcome.output)
        try expectGolden(withoutMachine(outcome.output), "wafers.txt")
    }

    /// What each node could make adds up to what the tools could make.
    @Test func guanshiNodesAddUpToItsCapacity() throws {
        let folder = try Folder()
        let outcome = try folder.run(
            "run",
            Program.guanshi,
            "--replications",
            "1000",
            "--format",
            "json",
            "--quiet",
            "--out",
            "run"
        )
        #expect(folder.names("run").contains("capacity_by_node.csv"))
        let result = try jsonObject(outcome.output)
        func means(_ key: String) throws -> [Int: Double] {
            let rows = try #require(result[key] as? [[String: Any]])
                .filter { $0["unit"] as? String == "plates" && $0["node"] as? String == "all" }
            return try Dictionary(
                uniqueKeysWithValues: rows.map {
                    (try #require($0["year"] as? Int), try #require($0["mean"] as? Double))
                }
            )
        }
        let (whole, parts) = (try means("capacity"), try means("capacity_by_node"))
        #expect(whole.count == 9 && parts.count == 9)
        // Capacity is counted in bins of whole plates.
        for (year, plates) in whole {
            #expect(abs(plates - (parts[year] ?? -9)) < 1, "\(year): \(plates)")
        }
    }
}
