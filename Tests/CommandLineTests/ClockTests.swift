import Foundation
import Testing

/// The wall clock decides nothing: it may jump by years while the program is at work.
struct ClockTests {
    @Test func runInPartsWhileTheClockJumps() throws {
        let folder = try Folder("small.yaml")
        let jumps = try Faults.system(["FAULTS_CLOCK": "1"])
        let seen = try folder.shell("date +%Y; date +%Y", environment: jumps)
        let years = seen.output.split(separator: "\n").compactMap { Int($0) }
        let now = Calendar(identifier: .gregorian).component(.year, from: Date())
        #expect(years.count == 2 && years.allSatisfy { abs($0 - now) >= 1 }, "\(seen)")

        let words = "run small.yaml --replications 400000 --engine cpu --quiet"
        #expect(try folder.shell("maskramp \(words) --out whole").code == 0)
        for shard in 1...2 {
            let line = "maskramp \(words) --shard \(shard)/2 --out part-\(shard)"
            let outcome = try folder.shell(line, environment: jumps)
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        let merged = try folder.shell(
            "maskramp merge part-1 part-2 --out merged",
            environment: jumps
        )
        #expect(merged.code == 0, "\(merged.errors)")
        #expect(try folder.digest("merged/result.json") == folder.digest("whole/result.json"))
        let result = try jsonObject(folder.text("merged/result.json"))
        let timing = try #require(result["timing"] as? [String: Any])
        let seconds = try #require(timing["seconds"] as? Double)
        #expect(seconds > 0 && seconds < 120)
    }

    /// A printer has two minutes by a clock that does not jump.
    @Test func printerIsGivenItsTimeWhileTheClockJumps() throws {
        let folder = try Folder("small.yaml")
        let run = "maskramp run small.yaml --replications 100 --engine cpu --out run"
        #expect(try folder.shell(run).code == 0)
        try folder.write(
            """
            #!/bin/sh
            sleep 0.5
            for word; do
                case $word in --print-to-pdf=*) printf '%%PDF-1.4\\n%%%%EOF\\n' >"${word#*=}";; esac
            done
            """,
            to: "chromium"
        )
        chmod(folder.path + "/chromium", 0o755)
        let outcome = try folder.shell(
            "PATH=$PWD:$PATH maskramp report run --replications 100 --engine cpu --quiet --pdf",
            environment: Faults.system(["FAULTS_CLOCK": "1"])
        )
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.names("run").contains("report.pdf"))
    }
}
