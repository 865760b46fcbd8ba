public import PlanModel

/// A published figure beside the forecast.
public struct FactRow: Sendable, Codable {
    /// Its name in the plan.
    public var id: String
    /// `capacity`, `production`, `sales` or `utilisation`.
    public var what: String
    /// Product it is about.
    public var product: String?
    /// Part of the project; nil for all of it.
    public var site: String?
    /// `=`, `≥`, `≤` or `≈`.
    public var relation: String
    /// The value; nil where only a state is stated.
    public var value: Double?
    /// Its unit.
    public var unit: String?
    /// The day or period it holds for.
    public var date: String
    /// Whether that lies after the as-of date.
    public var isAim: Bool
    /// State of the project then.
    public var state: String?
    /// Sites that it was merged into.
    public var into: [String]
    /// `disclosed`, `derived` or `assumed`.
    public var basis: String
    /// Citation.
    public var source: String?
    /// Of a utilisation: the fact that is divided, and the capacity that it is divided by.
    public var of: String?
    /// What it is divided by.
    public var over: String?
    /// How the quotient stands to the true one; nil where the two facts cannot bound it.
    public var ratioRelation: String?
    /// Whether one of the two is stated as about.
    public var ratioIsAbout: Bool?
    /// The quotient [1].
    public var ratio: Double?
    /// The forecast of the same; nil where the model has no such figure.
    public var forecast: Spread?

    /// A forecast of a stated figure.
    public struct Spread: Sendable, Codable, Equatable {
        /// Mean.
        public var mean: Double
        /// 10th percentile.
        public var p10: Double
        /// Median.
        public var p50: Double
        /// 90th percentile.
        public var p90: Double
        /// Share of the replications that agree with what is stated [1].
        public var agrees: Double
    }

    enum CodingKeys: String, CodingKey {
        case id, what, product, site, relation, value, unit, date, state, into, basis, source, of
        case over, ratio, forecast
        case isAim = "aim"
        case ratioRelation = "ratio_relation"
        case ratioIsAbout = "ratio_about"
    }

    /// What a plan states, without a forecast.
    public static func rows(_ plan: Plan) -> [FactRow] {
        plan.facts.map { fact in
            let ratio = plan.ratio(of: fact)
            return FactRow(
                id: fact.name,
                what: fact.what.rawValue,
                product: fact.product,
                site: fact.site,
                relation: fact.relation.rawValue,
                value: fact.value,
                unit: fact.unit,
                date: fact.date.text,
                isAim: fact.date.last > plan.asOf,
                state: fact.state?.rawValue,
                into: fact.into,
                basis: fact.basis.rawValue,
                source: fact.source,
                of: fact.of,
                over: fact.over,
                ratioRelation: ratio?.relation?.rawValue,
                ratioIsAbout: ratio?.isAbout,
                ratio: ratio.map { significant($0.value, 6) }
            )
        }
    }
}
