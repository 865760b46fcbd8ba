import Testing

/// Plates that flow through a plan's fab.
struct SimulateTests {
    private static let question = ["simulate", "small.yaml", "--replications", "20"]

    @Test func goldenFiles() throws {
        try Folder("small.yaml")
            .expectGoldens(Self.question + ["--seed", "1", "--engine", "cpu"], "simulate")
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        try Folder("small.yaml")
            .expectSameOnEngines(["simulate", "small.yaml", "--replications", "7"])
    }

    @Test func theCommandRepeatsIt() throws {
        try Folder("small.yaml")
            .expectRepeatable(
                "maskramp simulate small.yaml --rule due-date --lead 5.5 --load 0.5 --by-plate "
                    + "--replications 3 --seed 0x7 --engine cpu"
            )
    }

    @Test(
        "Wrong options are named",
        arguments: [
            (
                ["--rule", "best"],
                "--rule: 'best' is not a rule; expected fifo, due-date, critical-ratio, shortest, finest"
            ),
            (["--load", "0"], "--load: 0.0 is not above 0 and at most 1000"),
            (["--lead", "-1"], "--lead: -1.0 is not above 0 and at most 1000"),
            (
                ["--most-plates", "0"],
                "--most-plates: '0' is not a number of most-plates; expected 1 to 4,194,304"
            ),
        ]
    )
    func wrongOptions(words: [String], message: String) throws {
        let outcome = try Folder("small.yaml").start(Program.path, Self.question + words).wait()
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func aFullFabEndsWithAMessage() throws {
        let folder = try Folder("small.yaml")
        let words = Self.question + ["--most-plates", "1", "--quiet"]
        let outcome = try folder.start(Program.path, words).wait()
        #expect(outcome.code == 65)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.contains("more plates are in process at once than there is room for, 1:")
        )
    }
}
