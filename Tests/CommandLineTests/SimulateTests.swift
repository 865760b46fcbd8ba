import Testing

/// Plates that flow through a plan's fab.
struct SimulateTests {
    private static let question = ["simulate", "small.yaml", "--replications", "20"]

    @Test func goldenFiles() throws {
        try Folder("small.yaml")
            .expectGoldens(Self.question + ["--seed", "1", "--engine", "cpu"], "simulate")
    }

    @Test func curveIsAsRecorded() throws {
        try Folder("small.yaml")
            .expectGoldens(
                [
                    "simulate", "small.yaml", "--replications", "12", "--load", "0.2,0.1,1,40",
                    "--most-plates", "2000", "--seed", "1", "--engine", "cpu",
                ],
                "simulate-curve"
            )
    }

    @Test func comparisonIsAsRecorded() throws {
        try Folder("small.yaml", "late.yaml")
            .expectGoldens(
                [
                    "simulate", "small.yaml", "--replications", "12", "--compare", "late.yaml",
                    "--load", "0.3", "--seed", "1", "--engine", "cpu",
                ],
                "simulate-compare"
            )
    }

    @Test func warmUpIsShown() throws {
        let folder = try Folder("small.yaml")
        let words = Self.question + ["--quiet", "--load", "0.1", "--warm-up"]
        let given = try folder.start(Program.path, words + ["24"]).wait()
        #expect(given.code == 0, "\(given.errors)")
        #expect(given.output.contains("From 2027-01 on, after a warm-up of 24 months (given)"))
        #expect(!(try folder.run("simulate", "small.yaml", "--quiet").output).contains("warm-up"))
        let long = try folder.start(Program.path, words + ["48"]).wait()
        #expect(long.code == 65)
        #expect(long.errors.contains("a warm-up of 48 months leaves none of the plan's 48"))
    }

    @Test func customersGoldenFiles() throws {
        let question = ["simulate", "customers.yaml", "--replications", "5", "--load", "0.6"]
        try Folder("small.yaml", "customers.yaml")
            .expectGoldens(question + ["--seed", "1", "--engine", "cpu"], "simulate-customers")
    }

    @Test func weekIsAsRecorded() throws {
        let folder = try Folder("small.yaml")
        let words = ["simulate", "small.yaml", "--gantt", "2028-W10", "--of", "3", "--load", "0.3"]
        try folder.expectGoldens(words + ["--seed", "1", "--engine", "cpu"], "simulate-gantt")
        let outcome =
            try folder.start(
                Program.path,
                words + ["--engine", "cpu", "--quiet", "--out", "week.csv"]
            )
            .wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        let lines = try folder.text("week.csv").split(separator: "\r\n")
        #expect(
            lines[0]
                == "group,tool,state,start,end,seconds,node,customer,hot,order,plate,step,round"
        )
        let seconds = lines.dropFirst().compactMap { Int($0.split(separator: ",")[5]) }
        // Four tools, one plate at most in each.
        #expect(seconds.count == lines.count - 1 && seconds.reduce(0, +) == 4 * 7 * 86_400)
        let late =
            try folder.start(
                Program.path,
                ["simulate", "small.yaml", "--gantt", "2031-W10", "--quiet"]
            )
            .wait()
        #expect(late.code == 65)
        #expect(
            late.errors.contains(
                "the week of 2031-03-03 does not begin within the plan's horizon, 2025-01-01 to "
                    + "2028-12-31"
            )
        )
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
        "The command of every question repeats it",
        arguments: [
            "--curve", "--load 0.1,0.2 --warm-up 30", "--compare late.yaml",
            "--gantt 2028-04-03 --of 7",
        ]
    )
    func theCommandRepeatsQuestions(words: String) throws {
        try Folder("small.yaml", "late.yaml")
            .expectRepeatable(
                "maskramp simulate small.yaml \(words) --replications 2 --seed 0x7 --engine cpu"
            )
    }

    @Test(
        "Wrong options are named",
        arguments: [
            (
                ["--rule", "best"],
                "--rule: 'best' is not a rule; expected fifo, due-date, "
                    + "critical-ratio, shortest, finest, fewest-setups"
            ),
            (["--load", "0"], "--load: 0.0 is not above 0 and at most 1000"),
            (
                ["--load", "0.5,high"],
                "--load: '0.5,high' is not a number, or different ones such as 0.5,0.7,0.9"
            ),
            (["--load", "0.5,-1"], "--load: -1.0 is not above 0 and at most 1000"),
            (
                ["--curve", "--load", "2"],
                "--curve: has loads of its own; leave out --curve or --load"
            ),
            (
                ["--compare", "late.yaml", "--curve"],
                "--compare: does not go with --curve, several loads or --warm-up; compare at one --load"
            ),
            (["--warm-up", "soon"], "--warm-up: 'soon' is not 'found' or a number of months"),
            (
                ["--gantt", "2028-W54"],
                "--gantt: '2028-W54' is no week; expected one such as 2028-W14"
            ),
            (["--of", "3"], "--of: is the replication of --gantt, which is missing"),
            (
                ["--gantt", "2028-W14", "--curve"],
                "--gantt: does not go with --curve, several loads, --compare or --warm-up"
            ),
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
