import Foundation
import Testing

/// Runs that were stopped or killed, and go on.
struct ResumeTests {
    /// Kills at random moments, a hundred times: what was kept is never lost or wrong, and the run
    /// folder at the end is that of a run that nobody disturbed.
    @Test func killedRunsGoOnToTheSameEnd() throws {
        let folder = try Folder("small.yaml")
        let words = ["run", "small.yaml", "--replications", "2000000", "--quiet", "--out", "run"]
        let undisturbed = try folder.start(Program.path, words).wait()
        #expect(undisturbed.code == 0, "\(undisturbed.errors)")
        let expected = try folder.files("run")
        var begun = 0
        func next() throws -> Running {
            if folder.names("run.parts").contains("run.task") {
                return try folder.start(Program.path, ["run", "--resume", "run", "--quiet"])
            }
            if folder.names().contains("run") {
                #expect(try folder.files("run") == expected)
                try FileManager.default.removeItem(atPath: "\(folder.path)/run")
            }
            begun += 1
            return try folder.start(Program.path, words)
        }
        for kill in 0..<100 {
            let running = try next()
            // A run that begins keeps nothing in its first two seconds; most are let through them.
            let wait = kill % 10 == 0 ? 0 : 600
            for _ in 0..<wait where !folder.names("run.parts").contains("run.task") {
                Thread.sleep(forTimeInterval: 0.01)
            }
            Thread.sleep(forTimeInterval: .random(in: 0.0...0.4))
            running.kill(kill % 8 == 0 ? SIGTERM : kill % 8 == 4 ? SIGINT : SIGKILL)
            let outcome = try running.wait()
            #expect(
                outcome.code == 128 + SIGKILL || outcome.code == 130 || outcome.code == 0
                    || outcome.code == 128 + SIGTERM || outcome.code == 128 + SIGINT,
                "\(outcome.errors)"
            )
        }
        var last = try next().wait()
        while last.code != 0 { last = try next().wait() }
        #expect(last.code == 0, "\(last.errors)")
        #expect(try folder.files("run") == expected)
        #expect(folder.names() == ["run", "small.yaml"], "\(folder.names())")
        print("killedRunsGoOnToTheSameEnd: 100 kills in \(begun) runs")
    }

    @Test func stoppedRunSaysHowToGoOn() throws {
        let folder = try Folder("small.yaml")
        let words = ["run", "small.yaml", "--replications", "200000000", "--out", "long"]
        let running = try folder.start(Program.path, words + ["--engine", "cpu"])
        for _ in 0..<600
        where !folder.names("long.parts").contains(where: { $0.hasSuffix(".part") }) {
            Thread.sleep(forTimeInterval: 0.05)
        }
        for second in [words, ["run", "--resume", "long"]] {
            let outcome = try folder.start(Program.path, second).wait()
            #expect(outcome.code == 74)
            #expect(
                outcome.errors.contains("error: another run is at work in 'long.parts'"),
                "\(outcome.errors)"
            )
        }
        running.interrupt()
        let outcome = try running.wait()
        #expect(outcome.code == 130)
        let said = outcome.errors.replacing(#/stopped; [0-9,]+ of/#, with: "stopped; SOME of")
        #expect(
            said == "maskramp: stopped; SOME of 200,000,000 replications are kept in "
                + "'long.parts'; go on with: maskramp run --resume long.parts\n"
        )
        let anew = try folder.start(Program.path, words).wait()
        #expect(anew.code == 74 && anew.errors.contains("or remove the folder to begin anew"))
        let changed = try folder.run("run", "--resume", "long", "--seed", "3")
        #expect(changed.code == 64 && changed.errors.contains("--seed: a run goes on as it began"))
        let nothing = try folder.run("run", "--resume", "small.yaml")
        #expect(nothing.code == 74 && nothing.errors.contains("'small.yaml' holds no parts of a"))
    }

    @Test func shortRunLeavesNothingBehind() throws {
        let folder = try Folder("small.yaml")
        #expect(try folder.run("run", "small.yaml", "--out", "a/run").code == 0)
        #expect(folder.names("a") == ["run"])
    }
}

extension Folder {
    /// Texts of all files of a run folder, without what differs between machines.
    func files(_ name: String) throws -> [String: String] {
        let place = "\(path)/\(name)"
        let names = try FileManager.default.subpathsOfDirectory(atPath: place)
        var files: [String: String] = [:]
        for name in names {
            var isFolder: ObjCBool = false
            FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder)
            guard !isFolder.boolValue else { continue }
            files[name] = withoutMachine(
                try String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)
            )
        }
        return files
    }
}
