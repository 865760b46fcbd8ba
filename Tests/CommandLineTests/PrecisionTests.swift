import Foundation
import Testing

/// `run --until-precision` and `run --intervals`.
struct PrecisionTests {
    @Test func stopsAndRepeats() throws {
        let folder = try Folder("small.yaml")
        let words = "small.yaml --replications 50000 --seed 0x1 --until-precision 30 "
        let more = "--output output.2027 --engine cpu --out run"
        let first = try folder.shell("maskramp run \(words)\(more)")
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.errors == "run folder: run\n")
        expectNarrow(first.output)
        let line = try #require(first.output.firstMatch(of: #/\nRepeat with: (.*)\n$/#)).1
        #expect(line == "maskramp run \(words)\(more)")
        let found = try #require(
            first.output.firstMatch(
                of:
                    #/\nP10, P50 and P90 of output in 2027 are known to 30 plates after ([0-9,]+) r/#
            )
        )
        let count = found.1.replacing(",", with: "")
        #expect(first.output.contains("\n95 % intervals of these quantiles, all nodes\n"))
        let digest = try #require(first.output.firstMatch(of: #/\nDigest [0-9a-f]{64}\n/#)).0
        #expect(try folder.shell(String(line)).output.contains(digest))
        for engine in ["cpu --threads 1", "cpu --threads 2"] + Program.devices {
            let other = more.replacing("--engine cpu", with: "--engine \(engine)")
            let same = try folder.shell("maskramp run \(words)\(other)")
            #expect(same.output.contains(digest), "\(engine)")
        }
        let stored = try folder.text("run/repeat.txt")
        #expect(stored.contains("maskramp run plan.yaml --seed 0x1 --replications \(count)\n"))
        let plain = try folder.shell("maskramp run small.yaml --replications \(count)")
        #expect(plain.output.contains(digest))
    }

    @Test func whatIsNotReachedIsSaid() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--until-precision",
            "0.1%",
            "--replications",
            "1200",
            "--engine",
            "cpu"
        )
        #expect(outcome.code == 0)
        let warning =
            "warning: --until-precision: 0.1% of the median is not reached after 1,200 "
            + "replications; the interval of "
        #expect(outcome.errors.hasPrefix(warning), "\(outcome.errors)")
        #expect(outcome.errors.contains("; give more with --replications\n"))
        #expect(outcome.output.contains(" are not known to 0.1% of the median after 1,200 "))
    }

    @Test func intervalsAreShownWhenAskedFor() throws {
        let folder = try Folder("small.yaml")
        let words = ["run", "small.yaml", "--replications", "400", "--engine", "cpu", "--quiet"]
        let plain = try folder.start(Program.path, words).wait()
        let shown = try folder.start(Program.path, words + ["--intervals"]).wait()
        #expect(!plain.output.contains("95 % intervals"))
        #expect(shown.output.contains("\n95 % intervals of these quantiles\n"))
        try expectGolden(withoutMachine(shown.output), "small-intervals.txt")
    }

    @Test func resultsThatAreNotPlatesAreRefused() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--until-precision",
            "1%",
            "--output",
            "target.full-capacity"
        )
        #expect(outcome.code == 64)
        #expect(
            outcome.errors.hasSuffix(
                "maskramp: error: --output: the plan has no result in plates "
                    + "'target.full-capacity'; expected output.YEAR, output.YEAR.NODE or "
                    + "capacity.YEAR, of those that 'maskramp sensitivity PLAN --output help' "
                    + "lists\n"
            )
        )
        #expect(folder.names() == ["small.yaml"])
    }
}
