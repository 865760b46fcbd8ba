import Foundation
import Testing

/// What must hold of the forecast of plans/ningbo-guanshi.
struct GuanshiTests {
    private struct Row {
        var year: Int
        var node: String
        var mean: Double
        var median: Int
    }

    private struct Forecast {
        var annual: [Row]
        var capacity: [Row]

        init(scenarios: [String]) throws {
            let folder = try Folder()
            let scenarios = scenarios.flatMap { ["--scenario", $0] }
            let outcome =
                try folder.start(
                    Program.path,
                    ["run", Program.guanshi, "--replications", "2000", "--format", "json"]
                        + scenarios
                )
                .wait()
            try #require(outcome.code == 0, "\(outcome.errors)")
            let object = try jsonObject(outcome.output)
            func rows(_ key: String) throws -> [Row] {
                try #require(object[key] as? [[String: Any]])
                    .map { row in
                        Row(
                            year: try #require(row["year"] as? Int),
                            node: try #require(row["node"] as? String),
                            mean: try #require(row["mean"] as? NSNumber).doubleValue,
                            median: try #require(row["p50"] as? Int)
                        )
                    }
            }
            annual = try rows("annual")
            capacity = try rows("capacity")
        }
    }

    private static let base = Result { try Forecast(scenarios: []) }
    private static let nodes = ["350", "250", "180", "130", "90", "65", "55", "45", "40", "28"]
    private static let writerLate =
        Program.repository + "/plans/ningbo-guanshi/scenarios/writer-2-six-months-late.yaml"

    private static func fixture(_ name: String) -> String {
        "\(Program.fixtures)/guanshi-\(name).yaml"
    }

    @Test func tableFitsTheTerminal() throws {
        let folder = try Folder()
        let outcome = try folder.run("run", Program.guanshi, "--replications", "500")
        #expect(outcome.code == 0)
        expectNarrow(outcome.output)
        for part in ["12,450 plates a year", "28 nm", "2031", "What binds", "Digest "] {
            #expect(outcome.output.contains(part), "\(part)")
        }
        let exposure = try folder.run("exposure", Program.guanshi, "--samples", "1000")
        #expect(exposure.code == 0)
        expectNarrow(exposure.output)
    }

    @Test func everyYearAndNodeIsThere() throws {
        let annual = try Self.base.get().annual
        let expected = (2023...2031)
            .flatMap { year in
                (["all"] + Self.nodes).map { "\(year) \($0)" }
            }
        #expect(Set(annual.map { "\($0.year) \($0.node)" }) == Set(expected))
        #expect(annual.count == expected.count)
    }

    /// Plates are counted as whole ones: each mean is off by half a plate at most.
    @Test func nodesAddUpToAll() throws {
        let annual = try Self.base.get().annual
        for year in 2023...2031 {
            let rows = annual.filter { $0.year == year }
            let all = try #require(rows.first { $0.node == "all" }).mean
            let sum = rows.filter { $0.node != "all" }.reduce(0) { $0 + $1.mean }
            #expect(abs(all - sum) <= 0.5 * Double(Self.nodes.count + 1), "\(year): \(all), \(sum)")
        }
    }

    @Test func toolThatNothingUsesChangesNoPlate() throws {
        let base = try Self.base.get()
        let other = try Forecast(scenarios: [Self.fixture("unused-tool")])
        for (before, after) in [(base.annual, other.annual), (base.capacity, other.capacity)] {
            #expect(before.count == after.count)
            for (left, right) in zip(before, after) {
                #expect(left.mean == right.mean && left.median == right.median, "\(left), \(right)")
            }
        }
    }

    @Test(
        "A tool that comes later raises no median of any node and year",
        arguments: [
            ([], writerLate),
            ([fixture("without-writer-3")], writerLate),
            ([], fixture("inspection-28-6-months-late")),
            ([], fixture("inspection-28-12-months-late")),
        ] as [([String], String)]
    )
    func delayRaisesNothing(common: [String], delay: String) throws {
        let base = common.isEmpty ? try Self.base.get() : try Forecast(scenarios: common)
        let late = try Forecast(scenarios: common + [delay])
        #expect(base.annual.count == late.annual.count)
        for (left, right) in zip(base.annual + base.capacity, late.annual + late.capacity) {
            #expect(left.year == right.year && left.node == right.node)
            #expect(right.median <= left.median, "\(left), \(right)")
        }
        let moved = zip(base.annual, late.annual).contains { $0.mean > $1.mean }
        #expect(moved, "the delay changes nothing")
    }
}
