import Foundation
import Testing

/// Ctrl-C, and progress on a terminal.
struct StopTests {
    @Test(
        "Ctrl-C stops a long run within seconds and leaves nothing",
        arguments: [
            (
                [
                    "run", "small.yaml", "--until-precision", "0.001%", "--replications",
                    "100000000", "--out", "runs/long",
                ],
                "replications"
            ),
            (
                ["exposure", "small.yaml", "--samples", "100000000000", "--out", "long.json"],
                "samples"
            ),
            (
                [
                    "compare", "small.yaml", "--scenario", "late.yaml", "--replications",
                    "100000000", "--out", "long.json",
                ],
                "replications"
            ),
            (
                ["target", "small.yaml", "--replications", "1000000", "--out", "long.json"],
                "evaluations"
            ),
        ]
    )
    func interrupt(arguments: [String], noun: String) throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let running = try folder.start(Program.path, arguments + ["--engine", "cpu"])
        running.interrupt()
        let start = ContinuousClock.now
        let outcome = try running.wait()
        #expect(ContinuousClock.now - start < .seconds(20 * Program.patience))
        #expect(outcome.code == 130)
        #expect(outcome.output.isEmpty)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(outcome.errors)")
        let isStopped = outcome.errors.hasPrefix("maskramp: stopped after ")
        #expect(isStopped && outcome.errors.hasSuffix(" \(noun); nothing was written\n"))
        #expect(folder.names() == ["late.yaml", "small.yaml"])
    }

    @Test func noProgressAwayFromATerminal() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--replications",
            "100000",
            "--engine",
            "cpu",
            "--out",
            "run"
        )
        #expect(outcome.errors == "run folder: run\n")
    }

    /// `script` gives the program a terminal, on which both of its streams appear.
    @Test func progressOnATerminalIsCleared() throws {
        let folder = try Folder("small.yaml")
        guard try folder.shell("script --version").code == 0 else {
            print("progressOnATerminalIsCleared: skipped, no script of util-linux here")
            return
        }
        let run = "maskramp run small.yaml --replications 300000 --engine cpu --out run"
        let outcome = try folder.shell("script -qec '\(run) >/dev/null' /dev/null")
        #expect(outcome.code == 0)
        let shown = #/\r\u{1B}\[K\d+ %  (less than a second|\d+ (s|min|h)) left/#
        #expect(outcome.output.contains(shown), "\(outcome.output)")
        #expect(outcome.output.hasSuffix(" left\r\u{1B}[Krun folder: run\r\n"), "\(outcome.output)")
        let quiet = try folder.shell("script -qec '\(run) --quiet >/dev/null' /dev/null")
        #expect(quiet.output.isEmpty)
    }
}
