/// How a published value stands to the true one.
public enum Relation: String, Sendable, CaseIterable, Codable {
    /// It is the value.
    case equal = "="
    /// It is the value or more.
    case atLeast = "≥"
    /// It is the value or less.
    case atMost = "≤"
    /// It is about the value.
    case about = "≈"

    /// Reads a relation, in ASCII too.
    public init?(text: String) {
        switch text {
        case ">=": self = .atLeast
        case "<=": self = .atMost
        default: self.init(rawValue: text)
        }
    }

    /// Share of the value by which a number may miss it and still agree: what was rounded away of
    /// a printed value, more of one that is printed as `about`.
    public var tolerance: Double { self == .about ? 0.05 : 0.005 }

    /// What agrees with a value.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - isAbout: whether it is about the value besides.
    /// - Returns: the values that it allows, with its tolerance.
    public func bounds(of value: Double, isAbout: Bool = false) -> ClosedRange<Double> {
        let slack = (isAbout ? Relation.about : self).tolerance * value
        return switch self {
        case .equal, .about: value - slack...value + slack
        case .atLeast: value - slack...Double.greatestFiniteMagnitude
        case .atMost: 0...value + slack
        }
    }
}

/// How far a project has come, in order.
public enum ProjectState: String, Sendable, CaseIterable, Codable {
    /// Being built.
    case construction
    /// Basically built: no more than finishing left.
    case basicallyBuilt = "basically-built"
    /// Preparing production.
    case preparing = "preparing-production"
    /// Output climbs.
    case ramp
    /// The condition for full production is met; not that it runs full.
    case fullProduction = "full-production"
    /// Rated output is reached.
    case ratedOutput = "rated-output"
    /// Its capacity is counted elsewhere since.
    case merged
}

/// A published figure that a forecast is held against; it moves nothing in the model.
public struct Fact: Sendable {
    /// What is stated.
    public enum What: String, Sendable, CaseIterable, Codable {
        /// What can be made: of a flow a year's rate, of a level what stands.
        case capacity
        /// What was made in a period.
        case production
        /// What was sold or shipped in a period.
        case sales
        /// One fact over another.
        case utilisation
    }

    /// Name.
    public var name: String
    /// What is stated.
    public var what: What
    /// Product it is about.
    public var product: String?
    /// Part of the project it is about; nil for all of it.
    public var site: String?
    /// How the value stands to the true one.
    public var relation: Relation
    /// The value, in `unit`; nil where only the state is stated.
    public var value: Double?
    /// Unit of the value.
    public var unit: String?
    /// Day or period it holds for; after the as-of date it is an aim.
    public var date: DateInterval
    /// State of the project then.
    public var state: ProjectState?
    /// Sites it was merged into.
    public var into: [String]
    /// Utilisation: the fact that is divided.
    public var of: String?
    /// Utilisation: the capacity that it is divided by.
    public var over: String?
    /// Origin.
    public var basis: Basis
    /// Citation.
    public var source: String?

    /// Makes a fact.
    public init(
        name: String,
        what: What,
        product: String?,
        site: String?,
        relation: Relation,
        value: Double?,
        unit: String?,
        date: DateInterval,
        state: ProjectState?,
        into: [String],
        of: String?,
        over: String?,
        basis: Basis,
        source: String?
    ) {
        self.name = name
        self.what = what
        self.product = product
        self.site = site
        self.relation = relation
        self.value = value
        self.unit = unit
        self.date = date
        self.state = state
        self.into = into
        self.of = of
        self.over = over
        self.basis = basis
        self.source = source
    }
}

/// One fact divided by another.
public struct FactRatio: Sendable, Equatable {
    /// How the ratio stands to the true one; nil where the two cannot bound it.
    public var relation: Relation?
    /// Whether one of the two is stated as about.
    public var isAbout: Bool
    /// The ratio [1].
    public var value: Double

    /// Divides, over the part of a year that the first one's period is where the product flows; nil
    /// where a value is missing or the capacity is 0.
    ///
    /// - Parameters:
    ///   - part: what was made or sold in a period.
    ///   - whole: a capacity.
    ///   - isFlow: whether the capacity is a year's.
    public init?(of part: Fact, over whole: Fact, isFlow: Bool) {
        guard let amount = part.value, let capacity = whole.value, capacity > 0 else { return nil }
        let months = part.date.last.month.number - part.date.first.month.number + 1
        value = amount / (capacity * (isFlow && part.what != .capacity ? Double(months) / 12 : 1))
        isAbout = part.relation == .about || whole.relation == .about
        let raises = part.relation == .atLeast || whole.relation == .atMost
        let lowers = part.relation == .atMost || whole.relation == .atLeast
        switch (raises, lowers) {
        case (true, true): relation = nil
        case (true, false): relation = .atLeast
        case (false, true): relation = .atMost
        case (false, false): relation = isAbout ? .about : .equal
        }
    }
}

extension Plan {
    /// The fact of a name.
    public func fact(named name: String?) -> Fact? {
        name.flatMap { name in facts.first { $0.name == name } }
    }

    /// Whether a fact's amounts are a year's, or a period's, and not what stands at a time.
    public func isFlow(_ fact: Fact) -> Bool {
        nodes.first { $0.product?.name == fact.product }?.product?.kind != .level
    }

    /// What a utilisation comes to; nil for other facts, and where it cannot be divided.
    public func ratio(of fact: Fact) -> FactRatio? {
        guard fact.what == .utilisation, let part = self.fact(named: fact.of),
            let whole = self.fact(named: fact.over)
        else { return nil }
        return FactRatio(of: part, over: whole, isFlow: isFlow(whole))
    }
}
