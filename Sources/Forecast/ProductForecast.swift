internal import MonteCarlo
internal import PlanModel

/// What is made of each product, and could be, in its own unit.
///
/// Kernels count what all nodes make; here each month of each product is kept, so that a level has
/// an average and a stated figure of any period has a forecast. Capacity comes from the same draws
/// in which customers take everything from the run-through on; what stands when a day ends from a
/// run of the moment after it.
struct ProductForecast {
    /// Most replications that it keeps; the standard error of a median is then below 2 %.
    static let most: UInt64 = 8192
    /// Most cells that it keeps of each of the two runs.
    private static let mostCells: UInt64 = 1 << 24

    private let plan: Plan
    private let products: [Product]

    /// Nil when the plan makes plates.
    init?(_ plan: Plan) {
        guard plan.hasProducts else { return nil }
        self.plan = plan
        products = plan.nodes.compactMap(\.product)
    }

    /// What it comes to.
    struct Result {
        var rows: [ProductRow]
        var facts: [FactRow]
        var replications: UInt64
    }

    /// Amounts of the months, `[product][month][replication]`; a level's are a twelfth of it.
    private typealias Months = [[[Double]]]
    /// What stands when a day ends, `[product][replication]`; of a flow the rate of a year.
    private typealias Standings = [Day: [[Double]]]

    /// Runs it.
    ///
    /// - Parameters:
    ///   - engine: where.
    ///   - seed: key of all draws.
    ///   - replications: of the forecast.
    ///   - isWanted: asked after every launch; false stops.
    /// - Returns: years of each product, and facts.
    /// - Throws: `PackError`, `RampForecast.Cancelled`, or the engine's own error.
    func run(
        _ engine: any Engine,
        seed: UInt64,
        replications: UInt64,
        isWanted: () -> Bool
    ) throws -> Result {
        let cells = UInt64(plan.monthCount * products.count)
        let count = min(replications, Self.most, max(1, Self.mostCells / max(1, cells)))
        func months(_ plan: Plan) throws -> Months {
            let tables = try RampTables(countingMonthsOf: plan, figures: [])
            let wanted = products.indices.flatMap { product in
                (0..<plan.monthCount).map { tables.outcomes.output(year: $0, node: product) }
            }
            let cells = try OutcomeRun(tables: tables, engine: engine, seed: seed)
                .cells(wanted, replications: count, isWanted: isWanted)
            return products.indices.map { product in
                let parts = parts(tables, product)
                return (0..<plan.monthCount)
                    .map { cells[product * plan.monthCount + $0].map { Double($0) / parts } }
            }
        }
        func standing(_ day: Day) throws -> [[Double]] {
            let tables = try RampTables(endOf: day, of: NodeCapacity.takingEverything(plan))
            let wanted = products.indices.map { tables.outcomes.output(year: 0, node: $0) }
            let cells = try OutcomeRun(tables: tables, engine: engine, seed: seed)
                .cells(wanted, replications: count, isWanted: isWanted)
            return products.indices.map { product in
                let scale = 12 / parts(tables, product)
                return cells[product].map { Double($0) * scale }
            }
        }
        let made = try months(plan)
        let capacity = try months(NodeCapacity.takingEverything(plan))
        let stated = plan.facts.filter { $0.what == .capacity && forecastProduct(of: $0) != nil }
        var standings: Standings = [:]
        for day in Set(years.map(\.end) + stated.map(\.date.last)) {
            standings[day] = try standing(day)
        }
        return Result(
            rows: rows(made: made, capacity: capacity, standings),
            facts: facts(made: made, standings),
            replications: UInt64(2 + standings.count) * count
        )
    }

    private func parts(_ tables: RampTables, _ product: Int) -> Double {
        Double(Int(RampTables.OutcomeLayout.plateParts) * tables.scales[product])
    }

    // MARK: Years

    /// Calendar years, with those of their months that the horizon has.
    private var years: [(year: Int, months: [Int], end: Day)] {
        let months = (0..<plan.monthCount).map { Month(number: plan.start.number + $0) }
        return Set(months.map(\.year)).sorted()
            .map { year in
                let places = months.indices.filter { months[$0].year == year }
                let last = months[places[places.count - 1]]
                let next = Month(number: last.number + 1).firstDay
                return (year, places, Day(number: next.number - 1))
            }
    }

    private func rows(
        made: Months,
        capacity: Months,
        _ standings: Standings
    ) -> [ProductRow] {
        products.enumerated()
            .flatMap { index, product in
                years.flatMap { year, months, end -> [ProductRow] in
                    let scale = product.kind == .level ? 12 / Double(months.count) : 1
                    let sums = [
                        ("capacity", sum(capacity[index], months, scale)),
                        ("capacity_at_end", standings[end]?[index] ?? []),
                        ("output", sum(made[index], months, scale)),
                    ]
                    return sums.map { measure, values in
                        ProductRow(product, year, measure, months.count, values)
                    }
                }
            }
    }

    private func sum(_ cells: [[Double]], _ months: [Int], _ scale: Double) -> [Double] {
        guard let first = months.first else { return [] }
        var values = cells[first]
        for month in months.dropFirst() {
            for index in values.indices { values[index] += cells[month][index] }
        }
        return values.map { $0 * scale }
    }

    // MARK: Facts

    /// The number of the product whose forecast a fact is held against; nil where the model has no
    /// figure of the same, or the horizon does not hold its time.
    private func forecastProduct(of fact: Fact) -> Int? {
        let months = plan.start.number..<plan.start.number + plan.monthCount
        guard fact.value != nil, fact.site == nil, [.capacity, .production].contains(fact.what),
            months.contains(fact.date.first.month.number),
            months.contains(fact.date.last.month.number)
        else { return nil }
        return products.firstIndex { $0.name == fact.product }
    }

    private func facts(made: Months, _ standings: Standings) -> [FactRow] {
        var rows = FactRow.rows(plan)
        for (index, fact) in plan.facts.enumerated() {
            guard let value = fact.value, let product = forecastProduct(of: fact) else { continue }
            let values =
                standings[fact.date.last]
                .flatMap { fact.what == .capacity ? $0[product] : nil }
                ?? produced(fact, made[product], products[product])
            let bounds = fact.relation.bounds(of: value)
            let spread = Spread(values)
            rows[index].forecast = FactRow.Spread(
                mean: spread.mean,
                p10: spread.p10,
                p50: spread.p50,
                p90: spread.p90,
                agrees: rounded(
                    Double(values.count { bounds.contains($0) }) / Double(values.count),
                    4
                )
            )
        }
        return rows
    }

    /// What is made in the months of a fact; of a level their average.
    private func produced(_ fact: Fact, _ made: [[Double]], _ product: Product) -> [Double] {
        let (first, last) = (fact.date.first.month.number, fact.date.last.month.number)
        let months = (first...last).map { $0 - plan.start.number }
        return sum(made, months, product.kind == .level ? 12 / Double(months.count) : 1)
    }
}

/// Mean and quantiles of values, to six digits.
struct Spread {
    let mean, p10, p50, p90: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        func quantile(_ p: Double) -> Double {
            let place = max(1, Int((p * Double(sorted.count)).rounded(.up))) - 1
            return significant(sorted[place], 6)
        }
        mean = significant(sorted.reduce(0, +) / Double(sorted.count), 6)
        (p10, p50, p90) = (quantile(0.1), quantile(0.5), quantile(0.9))
    }
}
