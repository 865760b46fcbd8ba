import CPUEngine
import Finance
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// Money of replications.
@Suite("Finance over replications")
struct FinanceStudyTests {
    private func study(
        _ plan: Plan,
        threads: Int? = nil,
        replications: UInt64 = 300
    ) throws -> FinanceResult {
        let request = Plans.request(plan, replications)
        return try FinanceStudy(request, engine: CPUEngine(threadCount: threads))
            .run { _, _ in true }
    }

    private func cells(_ tables: RampTables, count: Int) throws -> [Int32] {
        try CPUEngine(threadCount: nil).ramp(tables)
            .advance(RampLaunch(seed: 1, first: 0, count: UInt32(count), wantsOutcomes: true))
    }

    @Test("Months of a replication sum to its years, and its tools come when they came")
    func monthsAreThoseOfTheForecast() throws {
        let plan = try Plans.small()
        let yearly = try RampTables(plan: plan)
        let monthly = try RampTables(countingMonthsOf: plan, figures: [])
        let count = 50
        let (years, months) = (try cells(yearly, count: count), try cells(monthly, count: count))
        for replication in 0..<count {
            for year in yearly.years.indices {
                for node in yearly.nodes.indices {
                    let sum = (12 * year..<12 * year + 12)
                        .map { month in
                            let row = monthly.outcomes.output(year: month, node: node)
                            return months[row * count + replication]
                        }
                        .reduce(0, +)
                    let row = yearly.outcomes.output(year: year, node: node)
                    #expect(sum == years[row * count + replication])
                }
            }
            let arrives = try #require(
                yearly.milestones.firstIndex { $0.name == "writer-arrives" }
            )
            let same = try #require(
                monthly.milestones.firstIndex { $0.name == "writer-1#1.delivered" }
            )
            #expect(
                years[yearly.outcomes.milestone(arrives) * count + replication]
                    == months[monthly.outcomes.milestone(same) * count + replication]
            )
        }
    }

    @Test("Threads change nothing")
    func threads() throws {
        let plan = try Plans.small()
        let one = try study(plan, threads: 1)
        #expect(try study(plan, threads: 3).digest == one.digest)
        #expect(try study(plan, replications: 301).digest != one.digest)
    }

    @Test("What the ramp does not move is one number")
    func exactWhereNothingMoves() throws {
        let plan = try Plans.small()
        let result = try study(plan)
        let first = try #require(
            result.annual.first { $0.year == 2025 && $0.line == .operatingCost }
        )
        #expect(first.spread.p10 == first.spread.p90)
        // 4,800 and 4,000 were paid before the horizon; what is left is 8,200 in every replication.
        let paid = result.annual.filter { $0.line == .contracts }
        let means = paid.compactMap(\.spread.mean).reduce(.zero, +)
        let after = try #require(
            result.measures.first { $0.id == "contracts_due_after_horizon" }?.spread.mean
        )
        let gap = means - after + Amount(8_200)
        // Each mean is rounded to a hundredth.
        #expect(gap > Amount(-1) && gap < Amount(1), "\(gap)")
    }

    @Test("A spread price is drawn once a replication and moves revenue")
    func spreadPrice() throws {
        var plan = try Plans.fab(demand: "2025: 100")
        plan.nodes[0].price = Figure(
            kind: .uncertain,
            distribution: .uniform(low: 1, high: 3),
            path: "nodes.180.price"
        )
        let result = try study(plan, replications: 2_000)
        let row = try #require(
            result.annual.first { $0.year == 2027 && $0.line == .revenue }
        )
        // 1,200 plates at 1 to 3: P10 1,440, P50 2,400, P90 3,360; sampling error of 2,000 draws.
        let found = try [row.spread.p10, row.spread.p50, row.spread.p90]
            .map { Double(try #require($0).parts) / 1e9 }
        for (value, expected) in zip(found, [1_440.0, 2_400, 3_360]) {
            #expect(abs(value - expected) < 120, "\(found)")
        }
    }
}
