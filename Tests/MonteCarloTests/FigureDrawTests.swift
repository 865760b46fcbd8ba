import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import Testing

/// Figures that the host draws for itself.
struct FigureDrawTests {
    private static func plan() throws -> Plan {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try PlanReader.read(path: root.path + "/plans/ningbo-guanshi/plan.yaml").plan
    }

    /// The host and the kernel draw one figure alike: the same words, the same place.
    @Test func hostDrawsWhatAKernelDraws() throws {
        let plan = try Self.plan()
        let tables = try RampTables(plan: plan)
        let figure = try #require(plan.factors.shots)
        let input = try #require(tables.inputs.first { $0.name == figure.path })
        let words = tables.words(of: input, seed: 7, first: 5, count: 500)
        let draws = figure.draws(seed: 7, first: 5, count: 500)
        for (word, draw) in zip(words, draws) {
            // The upper half counts from above.
            let tail = (Double(word & 0x7FFF_FFFF) + 0.5) / 4_294_967_296
            let value = tables.value(of: input, at: word >> 31 == 1 ? 1 - tail : tail)
            // The kernel's table is straight between knots, 32 to each power of two.
            #expect(abs(draw - value) < 1e-3 * value, "\(word): \(draw), \(value)")
        }
        let mean = draws.reduce(0, +) / 500
        #expect(abs(mean - figure.distribution.moments.mean) < 0.06)
    }

    @Test func listedValuesComeWithTheirProbabilities() {
        let figure = Figure(
            kind: .uncertain,
            distribution: .discrete([
                .init(value: 2, probability: 0.25), .init(value: 5, probability: 0.75),
            ]),
            path: "peers.x.assume.construction"
        )
        let draws = figure.draws(seed: 1, count: 4_000)
        #expect(Set(draws) == [2, 5])
        // Four standard deviations of a share of 4,000.
        #expect(abs(Double(draws.count { $0 == 2 }) / 4_000 - 0.25) < 0.028)
        #expect(Figure.value(3, path: "x").draws(seed: 1, count: 2) == [3, 3])
    }

    /// The empty name has the plan's draws; another name has others, and each its own.
    @Test func namesHaveDrawsOfTheirOwn() throws {
        let tables = try RampTables(plan: try Self.plan())
        let all: (RampInput) -> Bool = { _ in true }
        #expect(tables.drawing(apart: "", all).integers == tables.integers)
        #expect(tables.drawing(apart: "luxin", all).integers != tables.integers)
        #expect(RampTables.set(of: "luxin") != RampTables.set(of: "longtu"))
        let apart = tables.drawing(apart: "luxin") { !$0.name.hasPrefix("factors.") }
        let moved = zip(apart.integers, tables.integers).count { $0 != $1 }
        #expect(moved == tables.inputs.count { !$0.name.hasPrefix("factors.") })
    }
}
