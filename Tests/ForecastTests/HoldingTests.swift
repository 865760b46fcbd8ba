import CPUEngine
import MonteCarlo
import PlanModel
import Testing

/// Words and values of inputs on the host are those of the kernel.
struct HoldingTests {
    private func outcomes(_ tables: RampTables, _ first: UInt64) throws -> [Int32] {
        try CPUEngine(threadCount: 1).ramp(tables)
            .advance(RampLaunch(seed: 3, first: first, count: 1, wantsOutcomes: true))
    }

    /// Figures held where a replication draws them make that replication; events go on to be drawn.
    @Test(arguments: [0, 17, 4_294_967_301] as [UInt64], [false, true])
    func figuresAtTheirWordsAreTheReplication(replication: UInt64, isSecond: Bool) throws {
        let tables = try RampTables(plan: Plans.small()).drawingAgain { _ in isSecond }
        var held = tables
        for input in tables.inputs where input.isFigure {
            let words = tables.words(
                of: input,
                seed: 3,
                first: replication,
                count: 1,
                isSecond: isSecond
            )
            held = held.holding(input, atWord: words[0])
        }
        #expect(try outcomes(held, replication) == outcomes(tables, replication))
        #expect(try outcomes(held, replication + 1) != outcomes(tables, replication + 1))
    }

    @Test func wordsFollowTheReplications() throws {
        let tables = try RampTables(plan: Plans.small())
        for input in tables.inputs {
            let words = tables.words(of: input, seed: 9, first: 100, count: 50)
            let later = tables.words(of: input, seed: 9, first: 120, count: 5)
            #expect(Array(words[20..<25]) == later)
            #expect(words != tables.words(of: input, seed: 8, first: 100, count: 50))
        }
        #expect(Set(tables.inputs.map(\.kind)).count == 4)
    }

    /// Quantiles by hand: triangular (200, 400, 800) A/cm² and listed values.
    @Test func valuesAreQuantiles() throws {
        let tables = try RampTables(plan: Plans.small())
        let name = "writers.vsb-50kv.current_density"
        let density = try #require(tables.inputs.first { $0.name == name })
        // 200 + √(0.1 · 600 · 200), 800 − √(0.1 · 600 · 400); tables are within 3·10⁻⁵ of the
        // distance to the nearer end.
        #expect(abs(tables.value(of: density, at: 0.1) - 309.545) < 0.01)
        #expect(abs(tables.value(of: density, at: 0.9) - 645.081) < 0.01)
        let listed = try RampTables(
            plan: Plans.fab(demand: "2025: {random: {discrete: [[30, 0.2], [10, 0.5], [20, 0.3]]}}")
        )
        let demand = try #require(listed.inputs.first { $0.name.hasPrefix("demand") })
        let values = [0.1, 0.45, 0.55, 0.75, 0.85].map { listed.value(of: demand, at: $0) }
        #expect(values == [10, 10, 20, 20, 30])
    }
}
