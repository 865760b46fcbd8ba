import Foundation
import Testing

/// A forecast of an earlier day against what happened since.
struct BacktestTests {
    private func result(_ plan: String, _ asOf: String, _ count: Int) throws -> [String: Any] {
        let folder = try Folder("backtest.yaml")
        let outcome = try folder.run(
            "run",
            plan,
            "--as-of",
            asOf,
            "--replications",
            "\(count)",
            "--format",
            "json",
            "--quiet"
        )
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try jsonObject(outcome.output)
    }

    private func rows(_ result: [String: Any], _ key: String) throws -> [[String: Any]] {
        let backtest = try #require(result["backtest"] as? [String: Any])
        return try #require(backtest[key] as? [[String: Any]], "\(key)")
    }

    /// A slip of up to ten months from 2026-07-15: 2 months to 2026-09-15, 5.5 to the year's end.
    @Test func sharesAreThoseOfTheHandCalculation() throws {
        let result = try result("backtest.yaml", "2025-12-31", 10_000)
        let milestones = try rows(result, "milestones")
        let expected = [
            ("late-half", earlier: 0.0, within: 0.5532), ("late-tool", 0.2, 0.0033),
        ]
        for (name, earlier, within) in expected {
            let row = try #require(milestones.first { $0["id"] as? String == name })
            // Four standard errors of 10,000 replications are at most 0.02.
            let shares = try [
                #require(row["earlier"] as? Double), #require(row["within"] as? Double),
            ]
            #expect(abs(shares[0] - earlier) < 0.02 && abs(shares[1] - within) < 0.02, "\(row)")
            #expect(row["p05"] as? String == "2026-07" && row["p95"] as? String == "2027-04")
            #expect(row["basis"] as? String == "disclosed")
        }
        let arrivals = try rows(result, "arrivals")
        #expect(arrivals.compactMap { $0["date"] as? String } == ["2026-06-30", "2026-12-31"])
        // One machine of the two, 30, by June; both and perhaps the third, 60 or 100, by December.
        #expect(arrivals[0]["low"] as? Double == 0 && arrivals[0]["high"] as? Double == 100)
        #expect(arrivals[0]["p05"] as? Double == 30 && arrivals[0]["p95"] as? Double == 30)
        #expect(arrivals[0]["within"] as? Double == 1)
        #expect(arrivals[1]["low"] as? Double == 100 && arrivals[1]["high"] as? Double == 100)
        #expect(arrivals[1]["p05"] as? Double == 60 && arrivals[1]["p95"] as? Double == 100)
        let less = try #require(arrivals[1]["less"] as? Double)
        #expect(abs(less - 0.4468) < 0.02, "\(less)")
    }

    @Test func withoutALookBackThereIsNone() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run(
            "run",
            "small.yaml",
            "--replications",
            "100",
            "--format",
            "json",
            "--quiet"
        )
        #expect(try jsonObject(outcome.output)["backtest"] == nil)
        #expect(!outcome.output.contains("backtest"))
    }

    /// The backtest runs apart: a plan that never heard of the later facts gives the same digest.
    @Test func digestDoesNotDependOnLaterFacts() throws {
        let folder = try Folder("backtest.yaml")
        let words = ["--as-of", "2025-12-31", "--replications", "200", "--quiet", "--out", "run"]
        let first = try folder.start(Program.path, ["run", "backtest.yaml"] + words).wait()
        try #require(first.code == 0, "\(first.errors)")
        expectNarrow(first.output)
        #expect(first.output.contains("\nBacktest: value of the tools that had arrived"))
        let plan = try folder.text("backtest.yaml").replacing(#/, happened: [0-9H-]+/#, with: "")
        try folder.write(plan, to: "unaware.yaml")
        let second = try folder.start(Program.path, ["run", "unaware.yaml"] + words).wait()
        let digest = try #require(first.output.firstMatch(of: #/\nDigest [0-9a-f]{64}\n/#)).0
        #expect(second.output.contains(digest))
        #expect(!second.output.contains("Backtest: "))
    }

    /// Every row of the section "Backtest" of docs/validation.md.
    @Test func guanshiIsAsQuoted() throws {
        let path = Program.repository + "/docs/validation.md"
        let page = try String(contentsOfFile: path, encoding: .utf8)
        let section = try
            #require(page.split(separator: "\n## Backtest").dropFirst().first)
            .split(separator: "\n## ")[0]
        let quoted = section.split(separator: "\n").filter { $0.hasPrefix("| ") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        let result = try result(Program.guanshi, "2023-10-31", 10_000)
        func percent(_ share: Any?) -> Double { 100 * (share as? Double ?? -1) }
        func expect(_ written: String, _ share: Any?, _ name: String) {
            let text = written.replacing(" %", with: "").replacing("**", with: "")
            let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
            let half = 0.5 * pow(10, -Double(decimals)) + 1e-9
            #expect(abs((Double(text) ?? -1) - percent(share)) <= half, "\(name): \(written)")
        }
        var found = 0
        for row in try rows(result, "milestones") {
            guard let line = quoted.first(where: { $0[0] == row["id"] as? String }) else {
                continue
            }
            found += 1
            #expect(line[1] == row["happened"] as? String)
            for (index, key) in ["p05", "p50", "p95"].enumerated() {
                #expect(line[2 + index] == row[key] as? String, "\(line)")
            }
            expect(line[5], row["earlier"], line[0])
        }
        #expect(found == 16)
        for row in try rows(result, "arrivals") {
            let line = try #require(quoted.first { $0[0] == row["date"] as? String })
            for (index, key) in ["low", "high", "p05", "p50", "p95"].enumerated() {
                let value = try #require(row[key] as? Double)
                let written = line[1 + index].replacing(",", with: "")
                #expect(Double(written).map { abs($0 - value) < 0.005 } ?? false, "\(line) \(key)")
            }
            expect(line[6], row["less"], line[0])
            expect(line[7], row["within"], line[0])
        }
    }
}
