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
            // The time is rounded to milliseconds, the rate to a whole number.
            let rounding = 0.0006 + seconds / rate
            #expect(abs(seconds - (count + beside) / rate) < rounding, "\(found)")
            #expect(try #require(found["measured"]) <= 32_768)
        }
        let outcome = try folder.run("run", "small.yaml", "--estimate")
        #expect(outcome.output.hasSuffix("\nNothing was run.\n"))
        #expect(folder.names() == ["small.yaml"])
    }
}
