internal import MonteCarlo
internal import PlanModel

/// Year and measure of the chief result of a plan: the first target's, else the last year's output.
struct ChiefResult: Equatable {
    /// Calendar year.
    var year: Int
    /// Whether it is capacity rather than output.
    var isCapacity: Bool
    /// `all nodes`, or the first product: products have units of their own.
    private var subject: String

    /// Finds the chief result.
    ///
    /// - Parameter tables: the plan.
    init(_ tables: RampTables) {
        let target = tables.targets.first
        let last = tables.years[tables.years.count - 1]
        let by = target?.by.map { $0.last.month.year } ?? last
        year = tables.years.contains(by) ? by : last
        isCapacity = target?.measure == .capacity
        subject = tables.products.first?.name ?? "all nodes"
    }

    /// Its words.
    var text: String { "\(isCapacity ? "capacity" : "output"), \(subject), \(year)" }

    /// Its row among a plan's outcomes; nil when the plan has no such year.
    func row(in tables: RampTables) -> Int? {
        tables.years.firstIndex(of: year)
            .map { year in
                if !tables.products.isEmpty { return tables.outcomes.output(year: year, node: 0) }
                return isCapacity
                    ? tables.outcomes.capacity(year: year) : tables.outcomes.output(year: year)
            }
    }
}
