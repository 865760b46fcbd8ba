import Foundation
import Testing

/// What a run would take, without it.
struct EstimateTests {
    @Test func estimateIsOfTheRunAndRunsNothing() throws {
        let folder = try Folder("small.yaml")
        func estimate(_ words: String) throws -> [String: Double] {
            let command = "maskramp run small.yaml --estimate --format json --quiet \(words)"
            let outcome = try folder.shell(command)
            try #require(outcome.code == 0, "\(outcome.errors)")
            return try jsonObject(outcome.output)
                .compactMapValues { ($0 as? NSNumber)?.doubleValue }
        }
        for (words, count, beside) in [
            ("--replications 1000000000000", 1e12, 8192.0),
            ("--replications 1000000000000 --shard 1/4", 2.5e11, 8192),
            ("--replications 50", 50, 50),
        ] {
            let found = try estimate(words)
            #expect(found["replications"] == count && found["beside"] == beside, "\(found)")
            let rate = try #require(found["replications_per_second"])
            let seconds = try #require(found["seconds"])
            // The rate is rounded to a whole number, the time to milliseconds.
            #expect(abs(seconds * rate / (count + beside) - 1) < 0.05, "\(found)")
            #expect(try #require(found["measured"]) <= 32_768)
        }
        let outcome = try folder.run("run", "small.yaml", "--estimate")
        #expect(outcome.output.hasSuffix("\nNothing was run.\n"))
        #expect(folder.names() == ["small.yaml"])
    }

    /// The machine may be busy with other tests, so within a factor of ten.
    @Test func runTakesAboutThatLong() throws {
        let folder = try Folder("small.yaml")
        let words = "maskramp run small.yaml --replications 300000 --format json --quiet --out run"
        let expected = try #require(
            try jsonObject(folder.shell(words + " --estimate").output)["seconds"] as? Double
        )
        let timing = try jsonObject(folder.shell(words).output)["timing"] as? [String: Any]
        let seconds = try #require(timing?["seconds"] as? Double)
        #expect((0.1...10).contains(expected / seconds), "\(expected) s expected, \(seconds) s")
    }
}
