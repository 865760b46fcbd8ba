import CPUEngine
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// A week of one replication of a plan.
struct FlowGanttTests {
    /// Weeks of ISO 8601, and any day.
    @Test(
        arguments: [
            ("2028-W14", "2028-04-03"), ("2028-W01", "2028-01-03"), ("2026-W53", "2026-12-28"),
            ("2025-W01", "2024-12-30"), ("2028-04-05", "2028-04-05"),
        ]
    )
    func weeks(text: String, first: String) {
        #expect(FlowWeek(text)?.first.text == first)
    }

    @Test(arguments: ["2028", "2028-04", "2027-W53", "2028-W00", "2028-W1", "2028-W", "2028-02-30"])
    func noWeeks(text: String) {
        #expect(FlowWeek(text) == nil)
    }

    private func gantt(_ week: String, of replication: UInt64 = 0) throws -> FlowGanttResult {
        let plan = try Plans.fab(demand: "2025-01: 600")
        var terms = FlowTerms()
        terms.isBySet = false
        let week = try #require(FlowWeek(week))
        return try FlowStudy(
            Plans.request(plan, 100),
            terms: terms,
            engine: CPUEngine(threadCount: 2)
        )
        .gantt(week, of: replication) { _, _ in true }
    }

    /// Orders of one replication are those of the simulation of it alone; a laser writes each once.
    @Test func barsFillTheWeek() throws {
        let result = try gantt("2026-W10")
        #expect(result.from == "2026-03-02" && result.until == "2026-03-09")
        let tool = try #require(result.tools.first)
        #expect(result.tools.count == 1 && tool.tool == "laser-1" && tool.group == "laser")
        let hours = [
            tool.productive, tool.setup, tool.down, tool.maintenance, tool.closed, tool.standby,
        ]
        #expect(abs(hours.reduce(0, +) - 168) < 0.001)
        #expect(result.bars.first?.start == "2026-03-02T00:00:00")
        #expect(result.bars.last?.end == "2026-03-09T00:00:00")
        #expect(result.bars.reduce(0) { $0 + $1.seconds } == 168 * 3600)
        let plates = result.bars.flatMap(\.plates)
        #expect(plates.count == tool.plates)
        // One after another, as they are ordered: numbers rise by one where none is lost.
        #expect(zip(plates, plates.dropFirst()).allSatisfy { $1.order - $0.order <= 1 })
        // 104 mm × 132 mm at 100 nm and 3.2·10⁹ pixels a second, and half an hour.
        let seconds = 1800 + 13_728e6 * 100 / 3.2e9
        let whole = result.bars.filter { $0.state == "productive" }.dropFirst().dropLast()
        #expect(whole.allSatisfy { abs(Double($0.seconds) - seconds) <= 0.5 })
        #expect(try gantt("2026-W10").digest == result.digest)
        #expect(try gantt("2026-W10", of: 1).digest != result.digest)
    }

    @Test func theLastWeekEndsWithTheHorizon() throws {
        let result = try gantt("2027-12-30")
        #expect(result.until == "2028-01-01")
        #expect(result.bars.reduce(0) { $0 + $1.seconds } == 48 * 3600)
        #expect(throws: PackError.self) { try gantt("2028-01-01") }
        #expect(throws: PackError.self) { try gantt("2024-12-31") }
    }
}
