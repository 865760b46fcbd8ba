import Foundation
import Testing

/// Scenarios against their plan.
struct CompareTests {
    /// The result of a comparison that succeeds.
    private func compare(
        _ folder: Folder,
        _ plan: String,
        _ scenarios: [String],
        _ more: [String] = []
    ) throws -> [String: Any] {
        let words = ["compare", plan, "--replications", "400", "--format", "json"]
        let files = scenarios.flatMap { ["--scenario", $0] }
        let outcome = try folder.start(Program.path, words + files + more).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try jsonObject(outcome.output)
    }

    private func rows(_ object: [String: Any], _ key: String) throws -> [[String: Any]] {
        try #require(object[key] as? [[String: Any]], "\(key)")
    }

    /// Of the same nodes, and of others.
    @Test func goldenFiles() throws {
        let folder = try Folder("small.yaml", "late.yaml", "compare-other.yaml")
        let words = [
            "compare", "small.yaml", "--scenario", "late.yaml", "--scenario", "compare-other.yaml",
            "--replications", "400", "--engine", "cpu",
        ]
        try folder.expectGoldens(words, "compare")
    }

    @Test func fileHoldsWhatIsPrinted() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let command = "maskramp compare small.yaml --scenario late.yaml --replications 20"
        let outcome = try folder.shell(command + " --format json --out result.json --quiet")
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(try folder.text("result.json") == outcome.output)
    }

    /// Half of 1,200 plates a year is 600; all luck is the same, so no difference varies.
    @Test func halfTheDemandIsHalfTheOutput() throws {
        let folder = try Folder("compare-exact.yaml", "compare-half.yaml", "compare-same.yaml")
        let result = try compare(
            folder,
            "compare-exact.yaml",
            ["compare-half.yaml", "compare-same.yaml"]
        )
        let scenarios = try rows(result, "scenarios")
        let years = try rows(scenarios[0], "annual").filter { $0["node"] as? String == "all" }
        for row in years where row["year"] as? Int ?? 0 >= 2026 {
            #expect(row["plan"] as? Double == 1200 && row["scenario"] as? Double == 600)
            let difference = try #require(row["difference"] as? [String: Double])
            for key in ["mean", "low", "high", "p10", "p50", "p90"] {
                #expect(difference[key] == -600, "\(key)")
            }
            #expect(row["less"] as? Double == 1 && row["greater"] as? Double == 0)
        }
        #expect(years.count == 3)
        let target = try #require(try rows(scenarios[0], "targets").first)
        #expect(target["plan"] as? Double == 1 && target["scenario"] as? Double == 0)
        #expect(target["difference"] as? Double == -1 && target["low"] as? Double == -1)
        let changes = try rows(scenarios[0], "changes")
        #expect(changes.count == 1)
        #expect(changes[0]["path"] as? String == "demand[0].plates_per_month.2026")
        #expect(changes[0]["plan"] as? String == "100" && changes[0]["scenario"] as? String == "50")
        #expect(changes[0]["scenario_basis"] as? String == "assumed")
        // Same or greater than all, and never beaten by itself.
        let matrix = try #require(result["matrix"] as? [String: Any])
        #expect(matrix["metric"] as? String == "output, all nodes, 2026")
        let greater = try #require(matrix["greater"] as? [[Any]])
        #expect(greater[0].map { $0 as? Double } == [nil, 1, 0])
        #expect(greater[1].map { $0 as? Double } == [0, nil, 0])
    }

    @Test func whatChangesNothingDiffersInNothing() throws {
        let folder = try Folder("compare-exact.yaml", "compare-same.yaml", "small.yaml")
        try folder.write("scenario: none\nchanges: {}\n", to: "none.yaml")
        for (plan, file) in [
            ("compare-exact.yaml", "compare-same.yaml"), ("small.yaml", "none.yaml"),
        ] {
            let result = try compare(folder, plan, [file])
            let scenario = try #require(try rows(result, "scenarios").first)
            #expect(try rows(scenario, "changes").isEmpty)
            #expect(scenario["digest"] as? String == result["plan_digest"] as? String)
            for row in try rows(scenario, "annual") + rows(scenario, "capacity") {
                #expect(row["equal"] as? Double == 1 && row["greater"] as? Double == 0)
                let difference = try #require(row["difference"] as? [String: Double])
                #expect(difference.values.allSatisfy { $0 == 0 }, "\(row)")
            }
            for row in try rows(scenario, "milestones") {
                #expect(row["equal"] as? Double == 1)
                let months = try #require(row["months"] as? [String: Double])
                #expect(months.values.allSatisfy { $0 == 0 }, "\(row)")
            }
            for row in try rows(scenario, "targets") {
                #expect(row["difference"] as? Double == 0)
            }
        }
    }

    /// A slip of six months on a promise after the as-of date moves the tool by six months.
    @Test func halfAYearLateIsHalfAYear() throws {
        let folder = try Folder("compare-exact.yaml", "compare-late.yaml")
        let result = try compare(folder, "compare-exact.yaml", ["compare-late.yaml"])
        let scenario = try #require(try rows(result, "scenarios").first)
        let tool = try #require(
            try rows(scenario, "milestones").first { $0["id"] as? String == "later-tool" }
        )
        #expect(tool["later"] as? Double == 1 && tool["earlier"] as? Double == 0)
        #expect(tool["both"] as? Double == 1 && tool["tool"] as? String == "laser-2")
        let months = try #require(tool["months"] as? [String: Double])
        // Dates are in 1/256 month.
        for key in ["mean", "p10", "p50", "p90"] {
            #expect(abs((months[key] ?? 0) - 6) <= 1.0 / 256, "\(key)")
        }
    }

    @Test func whatOneSideLacksIsMissingAndNotZero() throws {
        let folder = try Folder("small.yaml", "compare-other.yaml")
        let result = try compare(folder, "small.yaml", ["compare-other.yaml"])
        let scenario = try #require(try rows(result, "scenarios").first)
        func missing(_ key: String, _ isIt: ([String: Any]) -> Bool) throws -> [String?] {
            let found = try rows(scenario, key).filter(isIt)
            #expect(!found.isEmpty, "\(key)")
            for row in found where row["missing"] != nil {
                #expect(row["difference"] == nil && row["months"] == nil && row["equal"] == nil)
                #expect((row["plan"] == nil) != (row["scenario"] == nil))
            }
            return found.map { $0["missing"] as? String }
        }
        #expect(
            try missing("annual") { $0["node"] as? String == "90" }.allSatisfy { $0 == "plan" }
        )
        let fine = try missing("annual") { $0["node"] as? String == "65" }
        #expect(fine == ["scenario", "scenario", "scenario", "scenario"])
        #expect(try missing("capacity") { $0["year"] as? Int == 2029 } == ["plan"])
        #expect(try missing("capacity") { $0["year"] as? Int == 2028 } == [nil])
        let byName = { (name: String) in { (row: [String: Any]) in row["id"] as? String == name } }
        #expect(try missing("milestones", byName("first-65nm-delivery")) == ["scenario"])
        #expect(try missing("milestones", byName("volume-180nm")) == ["plan"])
        #expect(try missing("milestones", byName("writer-arrives")) == [nil])
        #expect(try missing("targets", byName("half-capacity")) == ["plan"])
    }

    @Test func digestsAreThoseOfRuns() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let result = try compare(folder, "small.yaml", ["late.yaml"])
        func digest(_ more: String...) throws -> String? {
            let run = ["run", "small.yaml", "--replications", "400", "--format", "json"]
            let outcome = try folder.start(Program.path, run + more).wait()
            return try jsonObject(outcome.output)["digest"] as? String
        }
        #expect(result["plan_digest"] as? String == (try digest()))
        let scenario = try #require(try rows(result, "scenarios").first)
        #expect(scenario["digest"] as? String == (try digest("--scenario", "late.yaml")))
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        let words = [
            "compare", "small.yaml", "--scenario", "late.yaml", "--scenario", "compare-other.yaml",
            "--replications", "3000",
        ]
        try Folder("small.yaml", "late.yaml", "compare-other.yaml").expectSameOnEngines(words)
    }

    @Test func printedCommandRepeatsTheDigest() throws {
        let output = try Folder("small.yaml", "late.yaml")
            .expectRepeatable(
                "maskramp compare small.yaml --scenario late.yaml --as-of 2025-05-31 "
                    + "--replications 300 --seed 0xfeed"
            )
        #expect(output.contains("compared with the plan as of 2025-05-31\n"))
    }

    @Test func oneReplicationHasNoInterval() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let result = try compare(folder, "small.yaml", ["late.yaml"], ["--replications", "1"])
        let scenario = try #require(try rows(result, "scenarios").first)
        for row in try rows(scenario, "annual") {
            let difference = try #require(row["difference"] as? [String: Double])
            #expect(difference["low"] == nil && difference["high"] == nil)
        }
        let text = try folder.run(
            "compare",
            "small.yaml",
            "--scenario",
            "late.yaml",
            "--replications",
            "1"
        )
        #expect(text.code == 0)
        expectNarrow(text.output)
    }

    // MARK: Errors

    @Test func missingScenarioFile() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let outcome = try folder.run(
            "compare",
            "small.yaml",
            "--scenario",
            "late.yaml",
            "--scenario",
            "later.yaml"
        )
        #expect(outcome.code == 74)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == "maskramp: error: later.yaml: there is no such file; give the path "
                + "of an existing one.\n"
        )
    }

    /// The problems of both scenarios at once.
    @Test func wrongScenarios() throws {
        let folder = try Folder("small.yaml")
        for name in ["one", "two"] {
            try folder.write(
                "scenario: \(name)\nchanges:\n  tools.writer-9.promised: 2026\n",
                to: "\(name).yaml"
            )
        }
        let outcome = try folder.run(
            "compare",
            "small.yaml",
            "--scenario",
            "one.yaml",
            "--scenario",
            "two.yaml"
        )
        #expect(outcome.code == 65)
        #expect(outcome.output.isEmpty)
        for name in ["one", "two"] {
            #expect(
                outcome.errors.contains(
                    "\(name).yaml:3:3: error: tools.writer-9.promised: 'writer-9' does not exist"
                ),
                "\(outcome.errors)"
            )
        }
        #expect(outcome.errors.hasSuffix("\n2 errors, no warnings\n"))
    }

    @Test func unwritablePlaceIsFoundBeforeTheWork() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let words = ["compare", "small.yaml", "--scenario", "late.yaml", "--out", "/dev/null/x"]
        let outcome =
            try folder.start(
                Program.path,
                words + ["--replications", "100000000000"]
            )
            .wait()
        #expect(outcome.code == 74)
        #expect(outcome.errors == "maskramp: error: cannot write '/dev/null/x': not a directory\n")
    }

    @Test func guanshiScenariosAreReadAndCompared() throws {
        let scenarios = Program.repository + "/plans/ningbo-guanshi/scenarios"
        let names = try FileManager.default.contentsOfDirectory(atPath: scenarios).sorted()
        #expect(names.count == 8)
        let folder = try Folder()
        for name in names {
            let text = try String(contentsOfFile: "\(scenarios)/\(name)", encoding: .utf8)
            #expect(text.hasPrefix("# "), "\(name) says first what it means")
        }
        let files = names.flatMap { ["--scenario", "\(scenarios)/\($0)"] }
        let words = ["compare", Program.guanshi, "--replications", "200", "--quiet"]
        let outcome = try folder.start(Program.path, words + files).wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        expectNarrow(outcome.output)
        #expect(!outcome.output.contains("Nothing changes"))
    }
}
