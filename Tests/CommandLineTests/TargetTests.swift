import Foundation
import Testing

/// Whether targets add up.
struct TargetTests {
    private func answers(
        _ folder: Folder,
        _ plan: String,
        _ more: String...
    ) throws -> [String: [String: Any]] {
        let words = ["target", plan, "--replications", "100", "--format", "json"]
        let outcome = try folder.start(Program.path, words + more).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        let targets = try #require(
            try jsonObject(outcome.output)["targets"] as? [[String: Any]]
        )
        return Dictionary(uniqueKeysWithValues: targets.map { ($0["id"] as? String ?? "", $0) })
    }

    private func change(_ answer: [String: Any]?, _ name: String) throws -> [String: Any] {
        let rows = try #require(answer?["changes"] as? [[String: Any]])
        return try #require(
            rows.first { ($0["like"] as? String ?? $0["change"] as? String) == name },
            "\(name)"
        )
    }

    @Test func goldenFiles() throws {
        let words = ["target", "small.yaml", "--replications", "100", "--engine", "cpu"]
        try Folder("small.yaml").expectGoldens(words, "target")
    }

    /// 8784 h in a leap year; 2 h / 0.8 = 2.5 h a good plate; 6,000 and 10,000 take 15,000 and
    /// 25,000 h.
    @Test func hoursAreThoseOfTheHandCalculation() throws {
        let answers = try answers(try Folder("target-exact.yaml"), "target-exact.yaml")
        for (name, needed, missing) in [("near", 15_000.0, 0.0), ("far", 25_000, 7_432)] {
            let groups = try #require(answers[name]?["groups"] as? [[String: Any]])
            let row = try #require(groups.first { $0["group"] as? String == "process" })
            #expect(row["tools"] as? Double == 2)
            #expect(row["hours"] as? Double == 17_568)
            // Plates are counted in 1/256.
            for (key, value) in [
                ("hours_per_plate", 2.5), ("hours_needed", needed), ("hours_missing", missing),
            ] {
                let found = try #require(row[key] as? Double)
                #expect(abs(found - value) <= 1e-5 * value, "\(name) \(key): \(found)")
            }
            #expect(row["binding"] as? Double == 1)
            let carries = try #require(row["carries"] as? [String: Double])
            #expect(carries["p10"] == 7_027 && carries["p90"] == 7_027)
            #expect(carries["probability"] == (name == "near" ? 1 : 0))
            let steady = try #require(answers[name]?["steady"] as? [String: Double])
            #expect(steady["p50"] == 7_027)
        }
    }

    /// One tool makes 3,504 plates in 2026, two of them for half of 2027 make 5,270.
    ///
    /// 6,000 need 260 days of a second tool in one year: 275 from April on, 245 from May on.
    @Test func smallestChangesAreThoseOfTheHandCalculation() throws {
        let answers = try answers(try Folder("target-exact.yaml"), "target-exact.yaml")
        let near = answers["near"]
        let years = try #require(near?["by_year"] as? [[String: Double]])
        #expect(years.allSatisfy { $0["probability"] == 0 })
        let expected: [(String, by: Int?, end: Int?)] = [
            ("process-1", 1, 1), ("laser-1", nil, nil), ("deliveries", 15, 3), ("yield", nil, 12),
        ]
        for (name, by, end) in expected {
            let row = try change(near, name)
            for (key, amount) in [("by", by), ("end", end)] {
                let reach = try #require(row[key] as? [String: Any])
                #expect(reach["p50"] as? Int == amount, "\(name) \(key): \(reach)")
                #expect(reach["p90"] as? Int == amount, "\(name) \(key): \(reach)")
                #expect(reach["probability"] as? Double == (amount == nil ? 0 : 1))
            }
        }
        let rows = try #require(near?["changes"] as? [[String: Any]])
        // One node has no other mix, and capacity does not ask for demand.
        #expect(
            rows.compactMap { $0["change"] as? String } == ["tool", "tool", "deliveries", "yield"]
        )
        // From April 2027 to March 2028: 91 days of one tool, 275 of two.
        let met = try #require(near?["first_met"] as? [String: Any])
        #expect(met["probability"] as? Double == 1)
        for key in ["p10", "p50", "p90"] { #expect(met[key] as? String == "2028-03") }
    }

    @Test func toolsAreAddedWhereTheyAreMissing() throws {
        let answers = try answers(try Folder("target-exact.yaml"), "target-exact.yaml")
        #expect((answers["near"]?["together"] as? [[String: Any]])?.count == 2)
        let rows = try #require(answers["far"]?["together"] as? [[String: Any]])
        #expect(rows.count == 2)
        for row in rows {
            let tools = try #require(row["tools"] as? [[String: Any]])
            #expect(tools.count == 1)
            #expect(tools.first?["group"] as? String == "process")
            #expect(tools.first?["count"] as? Int == 1)
            #expect(row["steady"] as? Double == 1)
        }
        // 100 plates a month are wanted, 2,000 a year are 67 % more.
        let demand = try change(answers["sold"], "demand")
        let reach = try #require(demand["end"] as? [String: Any])
        #expect(reach["p50"] as? Int == 67)
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        try Folder("small.yaml")
            .expectSameOnEngines(["target", "small.yaml", "--replications", "200"])
    }

    @Test func printedCommandRepeatsTheDigest() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        try folder.expectRepeatable(
            "maskramp target small.yaml --scenario late.yaml --as-of 2025-05-31 "
                + "--target full-capacity --replications 50 --seed 0xfeed --out t.json"
        )
        #expect(try folder.text("t.json").hasPrefix("{\n"))
    }

    @Test func guanshiTargetDoesNotFollowFromTheInvestment() throws {
        let folder = try Folder()
        let outcome = try folder.run("target", Program.guanshi, "--replications", "200", "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        expectNarrow(outcome.output)
        #expect(outcome.output.contains("\n  No. Under the plan's assumptions"))
        let text = outcome.output.replacing("\n  ", with: " ")
        #expect(
            text.contains(
                "So a capacity of 12,450 plates a year does not follow from the disclosed investment "
                    + "of 161,000 [10,000 CNY] and from what the plan takes it to buy."
            )
        )
    }

    // MARK: Errors

    @Test func unknownTarget() throws {
        let folder = try Folder("target-exact.yaml")
        let outcome = try folder.run("target", "target-exact.yaml", "--target", "fare")
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == "maskramp: error: --target: the plan has no target 'fare'; "
                + "expected far, near, sold\n"
        )
    }

    @Test func planWithoutTargets() throws {
        let folder = try Folder("backtest.yaml")
        let outcome = try folder.run("target", "backtest.yaml", "--quiet")
        #expect(outcome.code == 65)
        #expect(
            outcome.errors == "maskramp: error: backtest.yaml: the plan has no targets; give one, "
                + "such as targets: {full: {plates_per_year: 12450, by: 2028-12}}\n"
        )
    }
}
