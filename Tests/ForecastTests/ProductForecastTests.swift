import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import Testing

/// Plans of products against what a pencil gives.
struct ProductForecastTests {
    private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static func run(
        _ products: String,
        _ tools: String,
        facts: String = "",
        sold: [String] = ["slicing"],
        asOf: String = "2024-01-01",
        replications: UInt64 = 50
    ) throws -> RunResult {
        // Else they are sold from the as-of date on.
        let known = sold.map { "\($0)-sold: {product: \($0), event: volume, happened: 2023}" }
        let text = """
            plan: Products
            horizon: {start: 2024-01, end: 2025-06}
            as_of: \(asOf)
            basis: assumed
            products:
              \(products)
            groups:
              a: {rated: {value: 12, unit: GW}, availability: 100 %}
            tools:
              \(tools)
            milestones: {\(known.joined(separator: ", "))}
            \(facts)
            """
        return try run(read(text), replications)
    }

    private static func read(_ text: String) throws -> Plan {
        let path = NSTemporaryDirectory() + "maskramp-products-" + UUID().uuidString + ".yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try PlanReader.read(path: path).plan
    }

    private static func run(_ plan: Plan, _ replications: UInt64) throws -> RunResult {
        try RampForecast(
            Plans.request(plan, seed: 1, replications),
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
    }

    private func value(
        _ result: RunResult,
        _ product: String,
        _ year: Int,
        _ measure: String
    )
        throws -> Double
    {
        let row = try #require(
            result.products?
                .first { $0.product == product && $0.year == year && $0.measure == measure }
        )
        #expect(row.p10 == row.p50 && row.p50 == row.p90)
        return row.p50
    }

    /// Two tools of 12 GW a year from April 2024: nine months make 18, and six of 2025 make 12; a
    /// leap year has no day too many.
    @Test func aFlowIsTheSumOfItsMonths() throws {
        let result = try Self.run(
            "slicing: {unit: GW}",
            "one: {group: a, count: 2, delivered: 2023, installation: 0 months, slip: 0 months}\n"
        )
        #expect(try value(result, "slicing", 2024, "capacity") == 24)
        let late = try Self.run(
            "slicing: {unit: GW, qualification: 3 months}",
            "one: {group: a, count: 2, delivered: 2024-01-01, accepted: 2024-01-01}",
            sold: []
        )
        let sum = try #require(late.products?.first { $0.year == 2024 && $0.measure == "capacity" })
        #expect(abs(sum.p50 - 18) < 0.1)
        #expect(try value(late, "slicing", 2024, "capacity_at_end") == 24)
        #expect(try value(late, "slicing", 2025, "capacity") == 12)
        #expect(late.annual.isEmpty && late.capacity.isEmpty)
    }

    @Test func aLevelIsTheAverageOfItsMonths() throws {
        let result = try Self.run(
            "cluster: {unit: GW, kind: level}",
            "one: {group: a, count: 2, delivered: 2023}",
            sold: ["cluster"]
        )
        for year in [2024, 2025] {
            #expect(try value(result, "cluster", year, "capacity") == 24)
            #expect(try value(result, "cluster", year, "capacity_at_end") == 24)
            #expect(try value(result, "cluster", year, "output") == 24)
        }
    }

    @Test func ratesYieldAndAvailabilityMultiply() throws {
        let result = try Self.run(
            "slicing: {unit: GW, yield: {mature: 0.8}}",
            "one: {group: a, delivered: 2023}\n  two: {group: a, delivered: 2023, rated: "
                + "{value: 3, unit: GW}}"
        )
        // (12 + 3) · 0.8
        #expect(abs(try value(result, "slicing", 2024, "capacity") - 12) < 0.0001)
    }

    @Test func nothingIsMadeThatNobodyWants() throws {
        let result = try Self.run(
            "slicing: {unit: GW, wanted: {2024: 5, 2025: 0}}",
            "one: {group: a, delivered: 2023}"
        )
        #expect(abs(try value(result, "slicing", 2024, "output") - 5) < 0.0001)
        #expect(try value(result, "slicing", 2025, "output") == 0)
        #expect(try value(result, "slicing", 2025, "capacity") == 6)
    }

    @Test func productsShareWhatBothNeed() throws {
        let result = try Self.run(
            "x: {unit: GW, mix: 1}\n  y: {unit: GW, mix: 3}",
            "one: {group: a, delivered: 2023}",
            sold: ["x", "y"]
        )
        #expect(abs(try value(result, "x", 2024, "capacity") - 3) < 0.0001)
        #expect(abs(try value(result, "y", 2024, "capacity") - 9) < 0.0001)
    }

    @Test func factsStandBesideTheForecast() throws {
        let result = try Self.run(
            "slicing: {unit: GW}",
            "one: {group: a, delivered: 2023}",
            facts: """
                facts:
                  met: {what: capacity, product: slicing, relation: ≥, value: 12, date: 2024-06-30}
                  missed: {what: capacity, product: slicing, relation: ≥, value: 13, date: 2024-06-30}
                  made: {what: production, product: slicing, relation: ≈, value: 6.2, date: 2024-H1}
                  zero: {what: production, product: slicing, value: 0, date: 2025-H1}
                  sold: {what: sales, product: slicing, value: 1, date: 2025-H1}
                  beyond: {what: capacity, product: slicing, value: 12, date: 2030}
                """
        )
        let facts = try #require(result.facts)
        func fact(_ name: String) -> FactRow? { facts.first { $0.id == name } }
        #expect(fact("met")?.forecast?.agrees == 1)
        #expect(fact("met")?.forecast?.p50 == 12)
        #expect(fact("missed")?.forecast?.agrees == 0)
        #expect(fact("made")?.forecast?.agrees == 1)
        #expect(fact("zero")?.forecast?.agrees == 0)
        #expect(fact("sold")?.forecast == nil)
        #expect(fact("beyond")?.forecast == nil)
        #expect(fact("met")?.isAim == true)
    }

    /// Two servers accepted on some hour of 10 March, 1.5 months after which they are qualified.
    @Test func aCapacityIsWhatStandsWhenItsDayEnds() throws {
        func fact(_ name: String, _ value: Double, _ date: String) -> String {
            "  \(name): {what: capacity, product: slicing, value: \(value), date: \(date)}\n"
        }
        let late = "promised: 2024-03-10, installation: 0 months, slip: 0 months"
        let result = try Self.run(
            "slicing: {unit: GW}",
            "one: {group: a, count: 2, \(late)}",
            facts: "facts:\n" + fact("before", 0, "2024-03-08") + fact("on", 24, "2024-03-10")
                + fact("month", 24, "2024-03") + fact("end", 24, "2025-06-30")
        )
        for row in try #require(result.facts) { #expect(row.forecast?.agrees == 1, "\(row.id)") }
        let lagging = try Self.run(
            "slicing: {unit: GW}",
            "one: {group: a, count: 2, \(late), acceptance: 1 month, qualification: 2 weeks}",
            facts: "facts:\n" + fact("before", 0, "2024-04-22") + fact("after", 24, "2024-04-27")
        )
        for row in try #require(lagging.facts) { #expect(row.forecast?.agrees == 1, "\(row.id)") }
    }

    /// A slip that is uniform in [0, 10] months from 1 January has passed by 30 June in 6 of 10, and
    /// knowing on 1 April that 3 months have not sufficed in 3 of 7.
    @Test func lagsOfAMomentAreThoseOfTheMonths() throws {
        for (asOf, share) in [("2024-01-01", 0.6), ("2024-03-31", 3.0 / 7)] {
            let result = try Self.run(
                "slicing: {unit: GW}",
                "one: {group: a, promised: 2024-01-01, slip: "
                    + "{random: {uniform: [0, 10], in: months}}}",
                facts: """
                    facts:
                      june: {what: capacity, product: slicing, value: 12, date: 2024-06-30}
                    """,
                asOf: asOf,
                replications: 4000
            )
            let agrees = try #require(result.facts?.first?.forecast?.agrees)
            // Three standard errors of 4,000, and the day on which it was promised.
            #expect(abs(agrees - share) < 0.027, "\(agrees)")
        }
    }

    /// What never falls has over a month no less than when it began, no more than when it ended.
    @Test func aMonthLiesBetweenItsEnds() throws {
        let text = """
            plan: All lags
            horizon: {start: 2024-01, end: 2026-12}
            as_of: 2024-02-15
            basis: assumed
            project: {installation_crews: 2}
            factors: {delay_correlation: 50 %, learning: {uncertain: {uniform: [0.5, 2]}}}
            products:
              x: {unit: GW, qualification: {random: {uniform: [1, 3], in: months}},
                  sampling: {random: {uniform: [1, 2], in: months}}, sample_failure: 40 %,
                  verification: 1 month,
                  yield: {start: 0.2, mature: 0.9, mature_after: 7 months}}
              y: {unit: P, kind: level}
            groups:
              a: {rated: {value: 12, unit: GW}, availability: 90 %,
                  learning: {start: 0.3, months: 5 months},
                  maintenance: {hours: 10 h, every: 1 month}}
              b: {rated: {value: 2, unit: P}, availability: 100 %}
            tools:
              one: {group: a, supplier: s, count: 3, promised: [2024-01, 2024-05, 2024-Q4],
                    slip: {random: {lognormal: {median: 1 month, p90: 5 months}}},
                    installation: {random: {triangular: [1, 2, 4], in: months}},
                    acceptance: 2 weeks, qualification: {uncertain: {uniform: [0, 2], in: months}}}
              two: {group: b, count: 4, promised: 2024-H2, installation: 1 month}
              three: {group: b, count: 2, delivered: 2023, accepted: 2024-02}
            risks:
              r:
                outcomes:
                  - {probability: 30 %, delays: [one], by: 4 months}
                  - {probability: 30 %, refused: [two], replaced_after: 5 months}
                  - {probability: 30 %, cancelled: [two], reordered_after: 9 months}
            """
        let plan = try Self.read(text)
        let months = try RampTables(countingMonthsOf: plan, figures: [])
        func cells(_ tables: RampTables) throws -> (Int) -> [Int32] {
            let count = 300
            let cells = try CPUEngine(threadCount: 2).ramp(tables)
                .advance(
                    RampLaunch(seed: 5, first: 0, count: UInt32(count), wantsOutcomes: true)
                )
            return { row in Array(cells[row * count..<(row + 1) * count]) }
        }
        let course = try cells(months)
        var before = [[Int32]](repeating: [Int32](repeating: 0, count: 300), count: 2)
        var moved = 0
        for month in 0..<plan.monthCount {
            let next = Month(number: plan.start.number + month + 1).firstDay
            let end = try RampTables(endOf: Day(number: next.number - 1), of: plan)
            let standing = try cells(end)
            for node in 0..<2 {
                let after = standing(end.outcomes.output(year: 0, node: node))
                let between = course(months.outcomes.output(year: month, node: node))
                for (index, value) in between.enumerated() {
                    // Parts are rounded; what is standing counts a month of it.
                    #expect(before[node][index] <= value + 2 && value <= after[index] + 2)
                    if before[node][index] != after[index] { moved += 1 }
                }
                before[node] = after
            }
        }
        #expect(moved > 3000)
    }

    /// 2,000 servers of eight cards and 2.5 P come to the 5,000 P that the filing states.
    @Test func auroraIsOnLine() throws {
        let path = Self.repository + "/plans/cases/aurora-cluster/plan.yaml"
        let plan = try PlanReader.read(path: path).plan
        #expect(plan.tools.reduce(0) { $0 + $1.count } == 2000)
        let result = try Self.run(plan, 40)
        #expect(abs(try value(result, "compute", 2025, "capacity_at_end") - 5000) < 0.5)
        #expect(abs(try value(result, "compute", 2026, "capacity") - 5000) < 0.5)
    }

    @Test func aUnitThatIsTooSmallIsRefused() throws {
        #expect(
            throws: PackError(
                message: "products.x: up to 4000000 GW a month; expected at most 60000, give it in "
                    + "a larger unit"
            )
        ) {
            try Self.run(
                "x: {unit: GW}",
                "one: {group: a, delivered: 2023, rated: {value: 24000000, unit: GW}}",
                sold: ["x"]
            )
        }
    }
}
