import Testing

struct HelpTests {
    @Test(
        "Help is as recorded",
        arguments: [
            "", "run", "merge", "compare", "sensitivity", "target", "validate", "devices",
            "exposure", "init", "schema", "bench", "peers", "simulate", "finance", "report",
            "import contracts",
        ]
    )
    func help(command: String) throws {
        let folder = try Folder()
        let words = command.split(separator: " ").map(String.init)
        let outcome = try folder.start(Program.path, words + ["--help"]).wait()
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        try expectGolden(outcome.output, (["help"] + words).joined(separator: "-") + ".txt")
    }

    @Test func noArgumentsShowHelp() throws {
        let outcome = try Folder().run()
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix("OVERVIEW: Forecasts the ramp"))
    }

    @Test func version() throws {
        let outcome = try Folder().run("--version")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains(#/^0\.1\.0 \(build [0-9a-f]{12}\)\n$/#))
        #expect(outcome.errors.isEmpty)
    }

    @Test(
        "Wrong usage gives 64, one message and nothing on standard output",
        arguments: [
            (["fly"], "Error: Unexpected argument 'fly'"),
            (["run"], "Error: Missing expected argument '<plan>'"),
            (["run", "small.yaml", "--fast"], "Error: Unknown option '--fast'"),
            (["run", "small.yaml", "more"], "Error: Unexpected argument 'more'"),
            (
                ["run", "small.yaml", "--engine", "foo"],
                "Error: --engine: 'foo' is not an engine; expected auto, cpu, opencl or opencl:INDEX"
            ),
            (
                ["run", "small.yaml", "--engine", "opencl:-1"],
                "Error: --engine: 'opencl:-1' is not"
            ),
            (["run", "small.yaml", "--replications", "0"], replications("0")),
            (["run", "small.yaml", "--replications", "-5"], replications("-5")),
            (["run", "small.yaml", "--replications", "abc"], replications("abc")),
            (
                ["run", "small.yaml", "--threads", "0"],
                "Error: --threads: '0' is not a number of threads; expected 1 to 1,024"
            ),
            (["run", "small.yaml", "--threads", "two"], "Error: --threads: 'two' is not a number"),
            (
                ["run", "small.yaml", "--seed", "xyz"],
                "Error: --seed: 'xyz' is not a seed; expected 0 to 18446744073709551615, 0x and up "
                    + "to 16 hexadecimal digits, or random"
            ),
            (["run", "small.yaml", "--seed", "-1"], "Error: --seed: '-1' is not a seed;"),
            (["run", "small.yaml", "--seed", "0x"], "Error: --seed: '0x' is not a seed;"),
            (
                ["run", "small.yaml", "--as-of", "2025-13-01"],
                "Error: --as-of: '2025-13-01' is not a day; expected YYYY-MM-DD"
            ),
            (
                ["run", "small.yaml", "--as-of", "2025-03"],
                "Error: --as-of: '2025-03' is not a day"
            ),
            (["run", "small.yaml", "--out", ""], "Error: --out: '' is not a path"),
            (["run", "small.yaml", "--format", "xml"], "Error: The value 'xml' is invalid"),
            (
                ["exposure", "small.yaml", "--samples", "0"],
                "Error: --samples: '0' is not a number of samples; expected 1 to 1,099,511,627,776"
            ),
            (["exposure", "small.yaml", "--out", ""], "Error: --out: '' is not a path"),
            (["bench", "small.yaml", "--samples", "0"], "Error: --samples: '0' is not a number"),
            (
                ["compare", "small.yaml"],
                "Error: --scenario: none is given; expected at least one scenario file to compare "
                    + "with the plan"
            ),
            (
                ["compare", "small.yaml", "--scenario", "late.yaml", "--scenario", "./late.yaml"],
                "Error: --scenario: './late.yaml' is given twice; name each scenario file once"
            ),
            (
                ["compare", "small.yaml", "--scenario", "late.yaml", "--replications", "0"],
                replications("0")
            ),
            (
                ["compare", "small.yaml", "--scenario", "late.yaml", "--as-of", "2025"],
                "Error: --as-of: '2025' is not a day"
            ),
            (
                ["compare", "small.yaml", "--scenario", "late.yaml", "--out", ""],
                "Error: --out: '' is not a path"
            ),
            (
                ["run", "small.yaml", "--until-precision", "0"],
                "Error: --until-precision: '0' is not a width; expected a share of the median up "
                    + "to 100%, such as 1%, or a number of plates, such as 50"
            ),
            (
                ["run", "small.yaml", "--output", "output.2027"],
                "Error: --output: 'output.2027' says what --until-precision is about; give both "
                    + "or neither"
            ),
            (
                [
                    "sensitivity", "small.yaml", "--output", "output.2027", "--output",
                    "output.2027",
                ],
                "Error: --output: 'output.2027' is given twice; name each result once"
            ),
            (
                ["sensitivity", "small.yaml", "--group-by", "colour"],
                "Error: The value 'colour' is invalid for '--group-by <what>'"
            ),
            (
                ["sensitivity", "small.yaml", "--replications", "2000000000"],
                "Error: --replications: '2000000000' is not a number of replications; expected 1 "
                    + "to 1,073,741,824"
            ),
            (
                ["target", "small.yaml", "--replications", "0"],
                "Error: --replications: '0' is not a number of replications; "
                    + "expected 1 to 1,048,576"
            ),
            (["target", "small.yaml", "--out", ""], "Error: --out: '' is not a path"),
            (["init"], "Error: Missing expected argument '<name>'"),
            (["init", ""], "Error: '' is not a name for a plan; expected one such as my-fab"),
            (["init", ".."], "Error: '..' is not a name for a plan"),
            (["init", "fab/"], "Error: 'fab/' is not a name for a plan"),
            (["init", "a\nb"], "Error: 'a\nb' is not a name for a plan"),
        ]
    )
    func wrongUsage(arguments: [String], message: String) throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.start(Program.path, arguments).wait()
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
        #expect(outcome.errors.contains("\nUsage: maskramp "))
        #expect(folder.names() == ["small.yaml"])
    }

    private static func replications(_ text: String) -> String {
        "Error: --replications: '\(text)' is not a number of replications; "
            + "expected 1 to 1,099,511,627,776"
    }
}
