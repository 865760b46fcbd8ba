import Foundation
import Testing

struct RunTests {
    private static let files = [
        "annual.csv", "bottlenecks.csv", "capacity.csv", "forecast.txt", "milestones.csv",
        "plan.yaml", "repeat.txt", "result.json", "targets.csv", "utilisation.csv",
    ]

    private func digest(_ arguments: String...) throws -> String {
        try digest(arguments)
    }

    private func digest(_ arguments: [String]) throws -> String {
        let folder = try Folder("small.yaml")
        let run = ["run", "small.yaml", "--replications", "400", "--format", "json"]
        let outcome = try folder.start(Program.path, run + arguments).wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(try jsonObject(outcome.output)["digest"] as? String)
    }

    @Test func tableAndRunFolder() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--replications",
            "400",
            "--engine",
            "cpu",
            "--out",
            "run"
        )
        #expect(outcome.code == 0)
        #expect(outcome.errors == "run folder: run\n")
        try expectGolden(withoutMachine(outcome.output), "small.txt")
        #expect(folder.names("run") == Self.files)
        #expect(folder.names() == ["run", "small.yaml"])
        #expect(try folder.text("run/forecast.txt") == outcome.output)
        for name in Self.files where name != "forecast.txt" && name != "result.json" {
            try expectGolden(withoutMachine(try folder.text("run/\(name)")), "small-\(name)")
        }
    }

    @Test func json() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--scenario",
            "late.yaml",
            "--replications",
            "400",
            "--engine",
            "cpu",
            "--format",
            "json",
            "--out",
            "run"
        )
        #expect(outcome.code == 0)
        try expectGolden(withoutMachine(outcome.output), "small-late.json")
        #expect(try folder.text("run/result.json") == outcome.output)
        #expect(outcome.output.hasPrefix("{\n") && outcome.output.hasSuffix("\n}\n"))
        let keys = outcome.output.matches(of: #/\n  "([a-z_]+)" :/#).map { String($0.1) }
        #expect(keys == keys.sorted())
    }

    @Test func jsonHasTheFieldsOfTheInterface() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--scenario",
            "late.yaml",
            "--replications",
            "400",
            "--format",
            "json"
        )
        let result = try jsonObject(outcome.output)
        func rows(_ key: String) throws -> [[String: Any]] {
            let rows = try #require(result[key] as? [[String: Any]], "\(key)")
            #expect(!rows.isEmpty, "\(key)")
            return rows
        }
        func expect(_ object: [String: Any], texts: [String], numbers: [String], _ name: String) {
            for key in texts { #expect(object[key] is String, "\(name).\(key)") }
            for key in numbers { #expect(object[key] is NSNumber, "\(name).\(key)") }
        }
        expect(
            result,
            texts: ["maskramp", "seed", "as_of", "digest", "command"],
            numbers: ["replications"],
            "result"
        )
        #expect(result["scenario"] as? [String] == ["the writer comes half a year later"])
        #expect(result["seed"] as? String == "0x1")
        #expect(result["as_of"] as? String == "2025-06-30")
        #expect((result["digest"] as? String)?.count == 64)
        let objects: [(String, texts: [String], numbers: [String])] = [
            ("plan", ["name", "sha256"], []),
            ("engine", ["kind", "device", "driver", "kernel_sha256"], []),
            ("spread", ["metric"], ["chance", "ignorance", "standard_error"]),
            ("basis", [], ["disclosed", "derived", "assumed"]),
            ("timing", [], ["seconds", "replications_per_second"]),
        ]
        for (key, texts, numbers) in objects {
            let object = try #require(result[key] as? [String: Any], "\(key)")
            expect(object, texts: texts, numbers: numbers, key)
        }
        let quantiles = ["p05", "p10", "p25", "p50", "p75", "p90", "p95"]
        for row in try rows("annual") {
            expect(
                row,
                texts: ["node", "unit"],
                numbers: ["year", "mean", "standard_error"] + quantiles,
                "annual"
            )
            let values = quantiles.compactMap { row[$0] as? Int }
            #expect(values.count == quantiles.count && values == values.sorted(), "\(row)")
        }
        #expect(
            Set(try rows("annual").compactMap { $0["node"] as? String }) == ["all", "180", "65"]
        )
        for row in try rows("milestones") {
            expect(row, texts: ["id"], numbers: ["probability"], "milestones")
            for key in ["p10", "p50", "p90"] {
                guard let month = row[key] as? String else { continue }
                #expect(month.wholeMatch(of: #/\d{4}-\d\d/#) != nil, "\(month)")
            }
        }
        for row in try rows("targets") {
            expect(row, texts: ["id"], numbers: ["value", "probability"], "targets")
        }
        for row in try rows("bottlenecks") {
            expect(row, texts: ["month", "group"], numbers: ["share"], "bottlenecks")
        }
        for row in try rows("utilisation") {
            expect(row, texts: ["month", "group"], numbers: ["mean"], "utilisation")
            #expect(row["denominator"] as? String == "available_hours")
        }
    }

    @Test func printedCommandAndStoredPlanRepeatTheDigest() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let first = try folder.run(
            "run",
            "small.yaml",
            "--scenario",
            "late.yaml",
            "--as-of",
            "2025-05-31",
            "--replications",
            "300",
            "--seed",
            "0xfeed",
            "--out",
            "first run"
        )
        #expect(first.code == 0, "\(first.errors)")
        let line = try #require(first.output.firstMatch(of: #/\nRepeat with: (.*)\n$/#)).1
        #expect(
            line == "maskramp run small.yaml --scenario late.yaml --as-of 2025-05-31 "
                + "--replications 300 --seed 0xfeed --out 'first run'"
        )
        let digest = try #require(first.output.firstMatch(of: #/\nDigest [0-9a-f]{64}\n/#)).0
        let second = try folder.shell(String(line))
        #expect(second.code == 0, "\(second.errors)")
        #expect(second.output.contains(digest))

        let stored = try folder.text("first run/repeat.txt").split(separator: "\n")
        #expect(stored.first.map(String.init) == String(line))
        let alone = try #require(stored.first { $0.contains("plan.yaml --seed") })
        let third = try folder.shell("cd 'first run' && \(alone) --out ../third")
        #expect(third.code == 0, "\(third.errors)")
        #expect(third.output.contains(digest))
    }

    @Test func seedChangesTheDigestThreadsDoNot() throws {
        let digest = try digest("--engine", "cpu", "--threads", "1")
        #expect(try self.digest("--engine", "cpu", "--threads", "2") == digest)
        #expect(try self.digest("--seed", "1") == digest)
        #expect(try self.digest("--seed", "0x1") == digest)
        #expect(try self.digest("--seed", "2") != digest)
        #expect(try self.digest("--seed", "random") != digest)
    }

    @Test func openCLGivesTheDigestOfTheProcessor() throws {
        try Test.requireDevice()
        let digest = try digest("--engine", "cpu")
        for device in Program.devices {
            #expect(try self.digest("--engine", device) == digest, "\(device)")
        }
    }

    @Test func quietWritesNothingToStandardError() throws {
        let folder = try Folder("small.yaml")
        for format in ["table", "json"] {
            let outcome = try folder.run(
                "run",
                "small.yaml",
                "--replications",
                "100",
                "--quiet",
                "--format",
                format
            )
            #expect(outcome.code == 0)
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test func repeatReplacesItsFolderAndNoOther() throws {
        let folder = try Folder("small.yaml")
        func run(_ count: String, _ seed: String) throws {
            let outcome = try folder.run(
                "run",
                "small.yaml",
                "--replications",
                count,
                "--seed",
                seed
            )
            #expect(outcome.code == 0)
        }
        try run("100", "1")
        try run("100", "1")
        #expect(folder.names("maskramp-runs").count == 1)
        try run("100", "2")
        try run("101", "2")
        #expect(folder.names("maskramp-runs").count == 3)
        #expect(folder.names("maskramp-runs").allSatisfy { $0.hasPrefix("small-fab-") })
    }

    @Test func longNamesKeepToTheWidth() throws {
        let folder = try Folder("small.yaml")
        let name = String(repeating: "long-name-", count: 9)
        let plan = try folder.text("small.yaml")
            .replacing("first-65nm-delivery", with: name)
            .replacing("full-capacity", with: name)
            .replacing("process:", with: "\(name.dropLast(1)):")
            .replacing("group: process", with: "group: \(name.dropLast(1))")
            .replacing("plan: Small fab", with: "plan: \(name)")
            .replacing("end: 2028-12", with: "end: 2060-12")
        try folder.write(plan, to: "long.yaml")
        let outcome = try folder.run("run", "long.yaml", "--replications", "100", "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        expectNarrow(outcome.output)
    }
}

/// Checks that a table's lines have 100 columns at most; the command that repeats a run is one line,
/// however long.
func expectNarrow(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("Repeat with: ") {
        #expect(line.count <= 100, "\(line)")
        #expect(line.last != " ", "\(line)")
    }
}

extension Test {
    /// Fails without an OpenCL device where one is required.
    static func requireDevice() throws {
        if Program.requiresOpenCL { try #require(!Program.devices.isEmpty) }
    }
}
