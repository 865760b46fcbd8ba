import Foundation
import Testing

/// What moves a result of a plan.
struct SensitivityTests {
    /// The question that the golden files are made of.
    private func golden(_ folder: Folder, _ more: String...) throws -> Program.Outcome {
        let words = [
            "sensitivity", "small.yaml", "--output", "output.2027", "--output",
            "target.full-capacity", "--output", "milestone.writer-arrives", "--replications",
            "400", "--engine", "cpu",
        ]
        return try folder.start(Program.path, words + more).wait()
    }

    @Test func table() throws {
        let outcome = try golden(try Folder("small.yaml"))
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        expectNarrow(outcome.output)
        try expectGolden(withoutMachine(outcome.output), "sensitivity.txt")
    }

    @Test func json() throws {
        let folder = try Folder("small.yaml")
        let outcome = try golden(folder, "--format", "json", "--out", "result.json", "--quiet")
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        try expectGolden(withoutMachine(outcome.output), "sensitivity.json")
        #expect(try folder.text("result.json") == outcome.output)
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        let folder = try Folder("small.yaml")
        func text(_ more: String...) throws -> String {
            let words = [
                "sensitivity", "small.yaml", "--output", "output.2028.65", "--output",
                "capacity.2027", "--replications", "700", "--format", "json", "--quiet",
            ]
            let outcome = try folder.start(Program.path, words + more).wait()
            try #require(outcome.code == 0, "\(outcome.errors)")
            return withoutMachine(outcome.output)
                .replacing(#/"(kind|command)" : "[^\n]*"/#) { "\"\($0.1)\" : \"\"" }
        }
        let first = try text("--engine", "cpu", "--threads", "1")
        #expect(try text("--engine", "cpu", "--threads", "2") == first)
        #expect(try text("--engine", "cpu", "--seed", "2") != first)
        try Test.requireDevice()
        for device in Program.devices {
            #expect(try text("--engine", device) == first, "\(device)")
        }
    }

    @Test func printedCommandRepeatsTheDigest() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let words =
            "small.yaml --scenario late.yaml --as-of 2025-05-31 --output output.2028 "
            + "--group-by tool --replications 100 --seed 0xfeed"
        let first = try folder.shell("maskramp sensitivity \(words)")
        #expect(first.code == 0, "\(first.errors)")
        let line = try #require(first.output.firstMatch(of: #/\nRepeat with: (.*)\n$/#)).1
        #expect(line == "maskramp sensitivity \(words)")
        let digest = try #require(first.output.firstMatch(of: #/\nDigest [0-9a-f]{64}\n/#)).0
        #expect(try folder.shell(String(line)).output.contains(digest))
        #expect(first.output.contains("\nscenario: the writer comes half a year later\n"))
    }

    @Test func helpListsTheResults() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run("sensitivity", "small.yaml", "--output", "help")
        #expect(outcome.code == 0)
        let names = outcome.output.split(separator: "\n")
        // Four years of two nodes and all, four of capacity, three milestones, one target.
        #expect(names.count == 4 * 3 + 4 + 3 + 1)
        for name in ["output.2025", "output.2028.65", "capacity.2026", "target.full-capacity"] {
            #expect(names.contains { $0 == name }, "\(name)")
        }
    }

    @Test func oneReplicationSaysLittleAndFitsTheWidth() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run("sensitivity", "small.yaml", "--replications", "1")
        #expect(outcome.code == 0)
        expectNarrow(outcome.output)
        #expect(outcome.output.contains("== capacity in 2028\n"))
    }

    /// A plan in which nothing is left open but the days of what is known.
    @Test func planWithoutChance() throws {
        let folder = try Folder("compare-exact.yaml")
        let outcome = try folder.run("sensitivity", "compare-exact.yaml", "--replications", "64")
        #expect(outcome.code == 0)
        #expect(
            outcome.output.contains("Mean 1,200 plates, P10 to P90 1,200 to 1,200. It does not")
        )
        #expect(outcome.output.contains("Target sold-out, reached with 100 %\n"))
    }

    @Test func guanshiFitsTheWidth() throws {
        let folder = try Folder()
        for grouping in ["kind", "supplier"] {
            let outcome = try folder.run(
                "sensitivity",
                Program.guanshi,
                "--replications",
                "32",
                "--group-by",
                grouping,
                "--quiet"
            )
            #expect(outcome.code == 0, "\(outcome.errors)")
            expectNarrow(outcome.output)
        }
    }

    // MARK: Errors

    @Test func unknownResult() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run("sensitivity", "small.yaml", "--output", "output.2040")
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.hasSuffix(
                "maskramp: error: --output: the plan has no result 'output.2040'; expected "
                    + "output.YEAR, output.YEAR.NODE, capacity.YEAR, milestone.NAME or "
                    + "target.NAME, of those that 'maskramp sensitivity PLAN --output help' lists\n"
            )
        )
    }

    @Test func unwritablePlaceIsFoundBeforeTheWork() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run(
            "sensitivity",
            "small.yaml",
            "--replications",
            "1000000000",
            "--out",
            "/dev/null/x"
        )
        #expect(outcome.code == 74)
        #expect(outcome.errors == "maskramp: error: cannot write '/dev/null/x': not a directory\n")
    }
}
