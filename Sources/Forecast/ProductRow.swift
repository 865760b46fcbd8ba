internal import PlanModel

/// Amounts of a product in one year, in its own unit.
public struct ProductRow: Sendable, Codable {
    /// Its name.
    public var product: String
    /// Its unit.
    public var unit: String
    /// `flow` or `level`.
    public var kind: String
    /// Calendar year.
    public var year: Int
    /// Months of it that the horizon has.
    public var months: Int
    /// `capacity`, `capacity_at_end` or `output`.
    ///
    /// Of a flow the sum of those months, of a level their average; at the end what stands when the
    /// last of them ends, of a flow as the rate of a year.
    public var measure: String
    /// Mean over the replications.
    public var mean: Double
    /// 10th percentile.
    public var p10: Double
    /// Median.
    public var p50: Double
    /// 90th percentile.
    public var p90: Double
    /// Replications that were kept for it.
    public var replications: Int

    init(_ product: Product, _ year: Int, _ measure: String, _ months: Int, _ values: [Double]) {
        let spread = Spread(values)
        (self.product, unit, kind) = (product.name, product.unit, product.kind.rawValue)
        (self.year, self.months, self.measure) = (year, months, measure)
        (mean, p10, p50, p90) = (spread.mean, spread.p10, spread.p50, spread.p90)
        replications = values.count
    }
}
