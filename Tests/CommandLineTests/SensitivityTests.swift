import Foundation
import Testing

/// What moves a result of a plan.
struct SensitivityTests {
    @Test func goldenFiles() throws {
        let words = [
            "sensitivity", "small.yaml", "--output", "output.2027", "--output",
            "target.full-capacity", "--output", "milestone.writer-arrives", "--replications",
            "400", "--engine", "cpu",
        ]
        try Folder("small.yaml").expectGoldens(words, "sensitivity")
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        let words = [
            "sensitivity", "small.yaml", "--output", "output.2028.65", "--output",
            "capacity.2027", "--replications", "700",
        ]
        try Folder("small.yaml").expectSameOnEngines(words)
    }

    @Test func printedCommandRepeatsTheDigest() throws {
        let output = try Folder("small.yaml", "late.yaml")
            .expectRepeatable(
                "maskramp sensitivity small.yaml --scenario late.yaml --as-of 2025-05-31 "
                    + "--output output.2028 --group-by tool --replications 100 --seed 0xfeed"
            )
        #expect(output.contains("\nscenario: the writer comes half a year later\n"))
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
