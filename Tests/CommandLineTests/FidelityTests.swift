import Foundation
import Testing

/// How months count plates: by moments, plate by plate, or as means.
struct FidelityTests {
    private func run(_ more: String...) throws -> Program.Outcome {
        let folder = try Folder("small.yaml")
        let words = ["run", "small.yaml", "--replications", "200", "--engine", "cpu", "--quiet"]
        return try folder.start(Program.path, words + more).wait()
    }

    @Test func platesAreWholeAndAddUp() throws {
        let outcome = try run("--fidelity", "plates", "--format", "json")
        try #require(outcome.code == 0, "\(outcome.errors)")
        let result = try jsonObject(outcome.output)
        #expect(result["fidelity"] as? String == "plates")
        #expect((result["command"] as? String)?.contains("--fidelity plates") == true)
        let starts = try #require(result["starts"] as? [[String: Any]])
        let annual = try #require(result["annual"] as? [[String: Any]])
        var inProcess: [String: Double] = [:]
        var sum = 0.0
        for row in starts {
            func number(_ key: String) throws -> Double {
                try #require((row[key] as? NSNumber)?.doubleValue)
            }
            let (node, year) = (try #require(row["node"] as? String), row["year"] as? Int)
            let before = inProcess[node] ?? 0
            let after = try number("in_process")
            // Means are given to four decimals.
            let (started, good) = (try number("started"), try number("good"))
            let ended = good + (try number("scrapped")) + after
            #expect(abs(before + started - ended) < 3e-4, "\(row)")
            let made = annual.first { $0["node"] as? String == node && $0["year"] as? Int == year }
            #expect(abs(try #require(made?["mean"] as? Double) - good) < 1e-3, "\(row)")
            inProcess[node] = after
            sum += started
        }
        #expect(sum > 0)
    }

    @Test func momentsAreTheDefaultAndSaidNowhere() throws {
        let (plain, named) = (try run(), try run("--fidelity", "moments"))
        #expect(plain.code == 0 && !plain.output.contains("fidelity"))
        func digest(_ text: String) -> String? {
            text.firstMatch(of: /Digest ([0-9a-f]+)/).map { String($0.1) }
        }
        #expect(digest(plain.output) != nil && digest(plain.output) == digest(named.output))
        let drawn = try run("--fidelity", "plates")
        #expect(drawn.output.contains("\nevery plate drawn (--fidelity plates)\n"))
        #expect(digest(drawn.output) != digest(plain.output))
        let json = try jsonObject(try run("--format", "json").output)
        #expect(json["fidelity"] as? String == "moments" && json["starts"] == nil)
    }

    @Test func otherWordsAreRefused() throws {
        let outcome = try run("--fidelity", "atoms")
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains("'atoms'") && outcome.errors.contains("plates"))
    }

    @Test func compareDrawsPlates() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let outcome = try folder.run(
            "compare",
            "small.yaml",
            "--scenario",
            "late.yaml",
            "--replications",
            "100",
            "--fidelity",
            "plates",
            "--format",
            "json"
        )
        try #require(outcome.code == 0, "\(outcome.errors)")
        #expect(try jsonObject(outcome.output)["fidelity"] as? String == "plates")
    }
}
