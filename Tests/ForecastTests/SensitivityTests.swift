import Forecast
import MonteCarlo
import PlanModel
import Testing

/// Sensitivity of plans whose answers are known by hand.
struct SensitivityTests {
    /// Output of 2026 is 6·d + 6·e with d uniform over 30, e over 40 plates a month.
    private static let sum = Result {
        try Plans.sensitivity(
            Plans.fab(
                demand: "2025: 0, 2026-01: {random: {uniform: [50, 80]}}, "
                    + "2026-07: {uncertain: {uniform: [60, 100]}}"
            ),
            "output.2026",
            "output.2025"
        )
    }

    private func row() throws -> SensitivityResult.MetricRow { try Self.sum.get().metrics[0] }

    /// 30²/(30² + 40²) and 40²/(30² + 40²), as a sum has no interactions; to four standard errors.
    @Test func indicesOfASumAreSharesOfItsVariance() throws {
        let row = try row()
        // The third is the day on which the tool was delivered, long before.
        #expect(row.groups.count == 3 && row.groups[2].total.value == 0)
        for (name, share) in [("2026-01", 0.36), ("2026-07", 0.64)] {
            let group = try #require(row.groups.first { $0.group.hasSuffix(name) })
            #expect(abs(group.first.value - share) < 4 * group.first.standardError)
            #expect(abs(group.total.value - share) < 4 * group.total.standardError)
            #expect(group.inputs == 1 && group.isUncertain == (name == "2026-07"))
        }
        #expect(row.groups[0].group.hasSuffix("2026-07"), "the larger one first")
    }

    @Test func ignoranceIsWhatIsUncertain() throws {
        let row = try row()
        let (chance, ignorance) = (try #require(row.chance), try #require(row.ignorance))
        #expect(abs(chance.value - 0.36) < 4 * chance.standardError)
        #expect(abs(chance.value + ignorance.value - 1) < 1e-9)
        #expect(abs(ignorance.low + chance.high - 1) < 1e-9)
    }

    /// P10 and P90 of a uniform figure lie 0.8 of its width apart; six months of it.
    @Test func swingsOfASum() throws {
        let bars = try row().tornado
        #expect(bars.map { $0.input.suffix(7) } == ["2026-07", "2026-01"])
        for (bar, width) in zip(bars, [40.0, 30]) {
            // Plates are counted in 1/256, and a month's are rounded.
            #expect(abs(bar.swing.mean - 6 * 0.8 * width) < 0.1, "\(bar)")
            #expect(abs(bar.high - bar.low - 0.8 * width) < 0.001)
            #expect(abs(bar.meanAtHigh - bar.meanAtLow - bar.swing.mean) < 0.001)
        }
    }

    /// The sum of uniforms over 180 and 240 plates is a trapezoid.
    ///
    /// Its P10 lies √(0.2 · 180 · 240) = 92.95 from the end, so its interdecile range is
    /// 420 − 185.9 = 234.1. With the uncertain one known 0.8 · 180 = 144 are left.
    @Test func knowingAFigureLeavesTheOther() throws {
        let knowing = try row().knowing
        #expect(knowing.count == 1, "only what is uncertain can be found out")
        let reduction = try #require(knowing.first).reduction
        // Four standard errors, and the bias that docs/statistics.md states.
        #expect(abs(reduction.value - (1 - 144 / 234.1)) < 4 * reduction.standardError + 0.01)
    }

    @Test func whatDoesNotVaryHasNoShares() throws {
        let row = try Self.sum.get().metrics[1]
        #expect(row.mean == 0 && row.standardError == 0 && row.chance == nil)
        #expect(row.groups.isEmpty && row.knowing.isEmpty)
        #expect(row.tornado.allSatisfy { $0.swing.mean == 0 })
    }

    // MARK: Risks

    /// The only tool is refused for good with probability p; else 1,200 plates are made in 2027.
    private func risky(_ probability: String) throws -> SensitivityResult {
        try Plans.sensitivity(
            Plans.fab(
                demand: "2025: 100",
                more: """
                    risks:
                      licence: {outcomes: [{probability: \(probability), refused: [laser-1]}]}
                    targets:
                      sold-out: {plates_per_year: 1199, by: 2027-12, measure: output}
                    """,
                tool: "laser-1: {group: laser, model: laser, promised: 2025-03-10}"
            ),
            "output.2027",
            "target.sold-out",
            grouping: .kind
        )
    }

    @Test func riskRuledOutOrCertain() throws {
        let result = try risky("0.3")
        for (row, all) in zip(result.metrics, [1200.0, 1]) {
            #expect(row.events.map(\.outcome) == ["never", "outcomes[0]"])
            #expect(row.events.map(\.what) == ["never", "laser-1 refused"])
            #expect(abs(row.events[0].mean - all) < 0.01 && row.events[1].mean == 0)
            #expect(row.events.map(\.probability) == [0.7, 0.3])
            // 0.3 of 4,096 replications within four standard errors, 0.029.
            #expect(abs(row.mean / all - 0.7) < 0.03)
            // Known for certain: nothing else varies but the day, which no year of 2027 sees.
            let risk = try #require(row.groups.first { $0.group == "risks" })
            #expect(risk.first.value == 1 && risk.total.value > 0.99 && !risk.isUncertain)
            #expect(row.chance?.value == 1)
        }
        #expect(abs((result.target?.probability ?? 0) - 0.7) < 0.03)
    }

    @Test(arguments: [("0", 1200.0, ["never"]), ("1", 0.0, ["never", "outcomes[0]"])])
    func certainRiskChangesNothing(
        probability: String,
        mean: Double,
        outcomes: [String]
    ) throws {
        let row = try risky(probability).metrics[0]
        #expect(abs(row.mean - mean) < 0.01)
        #expect(row.events.map(\.outcome) == outcomes)
        #expect(row.events.last?.difference.mean == 0)
        #expect(row.chance == nil)
    }

    /// P(target | p) = 1 − p with p uniform over 0.4: a standard deviation of 0.4/√12 = 0.1155.
    @Test func findingOutAProbabilityMovesTheTarget() throws {
        let target = try #require(try risky("{uncertain: {uniform: [0.2, 0.6]}}").target)
        let row = try #require(target.knowing.first)
        #expect(target.knowing.count == 1 && row.input == "risks.licence.outcomes[0].probability")
        // Four standard errors: (√(4 · 0.24 · 0.0133 / 8,192) = 0.0013) / (2 · 0.1155) = 0.0054.
        #expect(abs(row.shift - 0.1155) < 0.022)
        #expect(row.low < row.shift && row.shift < row.high && row.high - row.low < 0.025)
    }

    @Test func purchaseRuledOutOrCertain() throws {
        let result = try Plans.sensitivity(
            Plans.fab(
                demand: "2025: 100",
                tool: "laser-1: {group: laser, model: laser, promised: 2025-03-10, "
                    + "probability: 0.6, count: 1}"
            ),
            "output.2027"
        )
        let events = result.metrics[0].events
        #expect(events.map(\.name) == ["tools.laser-1", "tools.laser-1"])
        #expect(events.map(\.what) == ["never", "bought"])
        #expect(events[0].mean == 0 && abs(events[1].mean - 1200) < 0.01)
    }

    // MARK: Names

    @Test func everyNameIsFound() throws {
        let plan = try Plans.small()
        let tables = try RampTables(plan: plan)
        let all = PlanMetric.all(in: tables)
        #expect(Set(all.map(\.name)).count == all.count)
        for metric in all { #expect(try PlanMetric(metric.name, in: tables) == metric) }
        let chief = PlanMetric.chief(of: tables)
        #expect(chief.name == "capacity.2028")
        for name in ["", "output", "output.2024", "output.2028.90", "milestone.none", "help"] {
            #expect(throws: PlanMetric.Unknown.self) { try PlanMetric(name, in: tables) }
        }
    }

    @Test(arguments: InputGrouping.allCases)
    func everyInputIsInOneGroup(grouping: InputGrouping) throws {
        let plan = try Plans.small()
        let result = try Plans.sensitivity(
            plan,
            "milestone.writer-arrives",
            grouping: grouping,
            replications: 64
        )
        let count = try RampTables(plan: plan).inputs.count
        #expect(result.metrics[0].groups.reduce(0) { $0 + $1.inputs } == count)
        #expect(result.groupBy == grouping)
    }
}
