import CPUEngine
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// Plates that flow through a plan's fab.
struct FlowTests {
    private func result(
        _ plan: Plan,
        replications: UInt64 = 40,
        warmUp: FlowWarmUp = .none,
        _ change: (inout FlowTerms) -> Void = { _ in }
    ) throws -> FlowResult {
        var terms = FlowTerms()
        change(&terms)
        let study = try FlowStudy(
            Plans.request(plan, replications),
            terms: terms,
            warmUp: warmUp,
            engine: CPUEngine(threadCount: 2)
        )
        return try study.run { _, _ in true }
    }

    private func year(_ result: FlowResult, _ year: Int) throws -> FlowResult.PlateRow {
        try #require(result.plates.first { $0.year == year && $0.node == "all" })
    }

    /// One laser of constant hours and random orders is an M/D/1 queue, whose mean wait is
    /// ρ·T/(2(1 − ρ)) for a time T on the tool.
    @Test func oneWriterWaitsAsAQueueDoes() throws {
        let plan = try Plans.fab(demand: "2025-01: 600")
        let result = try result(plan) { $0.isBySet = false }
        let row = try year(result, 2026)
        // 104 mm × 132 mm at 100 nm and 3.2·10⁹ pixels a second, and half an hour.
        let time = (0.5 + 13_728e6 * 100 / 3.2e9 / 3600) / 24
        #expect(abs(try #require(row.processDays) - time) < 0.0001)
        let use = 7200 / 365.0 * time
        let wait = use * time / 2 / (1 - use)
        let cycle = try #require(row.cycleDays)
        // Four standard errors of some 300,000 plates, and 1 % for months of 28 to 31 days.
        let error = try #require(row.standardError)
        #expect(abs(cycle - time - wait) < 4 * error + 0.01 * wait, "\(cycle), \(time) + \(wait)")
        let group = try #require(result.groups.first { $0.year == 2026 })
        #expect(abs(group.productive - use) < 0.01)
        #expect(abs(row.ordered - 7200) < 4 * (7200.0 / 40).squareRoot())
        #expect(!row.isGrowing)
    }

    @Test func overloadIsSaidAndUseStaysBelowOne() throws {
        let plan = try Plans.fab(demand: "2025-01: 2000")
        let result = try result(plan, replications: 3)
        let rows = try (2025...2027).map { try year(result, $0) }
        #expect(rows.allSatisfy { $0.isGrowing })
        #expect(rows[2].inProcessAtEnd > 2 * rows[0].inProcessAtEnd)
        #expect(
            result.notes.contains { $0.hasPrefix("orders outrun the tools in 2025, 2026, 2027") }
        )
        for group in result.groups {
            // Orders come after the as-of date, the end of January 2025.
            #expect(group.productive > (group.year == 2025 ? 0.9 : 0.99))
            #expect(group.productive <= 1)
            let all =
                group.productive + group.setup + group.down + group.maintenance + group.closed
                + group.standby
            #expect(abs(all - 1) < 0.001)
        }
    }

    @Test func aFullFabSaysWhatToDo() throws {
        let plan = try Plans.fab(demand: "2025-01: 2000")
        do {
            _ = try result(plan, replications: 3) { $0.mostPlates = 100 }
            Issue.record("a hundred plates should not have been enough")
        } catch let refusal as FlowRefusal {
            #expect(
                refusal.message
                    == "in replication 0 more plates are in process at once than there is room for, "
                    + "100: orders exceed what the fab can make; give more room with "
                    + "--most-plates, or fewer orders with --load"
            )
        }
    }

    /// Nothing is made before the tool is there, on the ramp's own date.
    @Test func platesWaitForTheTool() throws {
        let tool =
            "laser-1: {group: laser, model: laser, promised: 2026-07-01, "
            + "slip: {random: {uniform: [0, 2], in: months}}}"
        let plan = try Plans.fab(demand: "2025-01: 100", tool: tool)
        let result = try result(plan)
        #expect(try year(result, 2025).finished == 0)
        let half = try year(result, 2026)
        // From the middle of July on average: the month's 100 plates for 5 months and a half or so.
        #expect(half.finished > 400 && half.finished < 600)
        let group = try #require(result.groups.first { $0.year == 2026 })
        #expect(group.tools > 0.38 && group.tools < 0.46)
        #expect(result.groups.allSatisfy { $0.year > 2025 })
    }

    /// More orders never make plates come sooner, with the same luck.
    @Test func timesGrowWithTheLoad() throws {
        let plan = try Plans.fab(demand: "2025-01: 600")
        var before = 0.0
        for load in [0.5, 1, 1.5] {
            let row = try year(try result(plan, replications: 10) { $0.load = load }, 2026)
            let cycle = try #require(row.cycleDays)
            #expect(cycle > before)
            before = cycle
        }
    }
}
