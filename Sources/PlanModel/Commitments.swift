/// A purchase or construction contract.
///
/// Money is in the plan's unit.
public struct Contract: Sendable {
    /// Name.
    public var name: String
    /// Supplier as the source numbers it.
    public var supplier: String?
    /// What is bought.
    public var what: String?
    /// Value.
    public var value: Figure
    /// Signing.
    public var signed: DateInterval?
    /// Due by contract.
    public var due: DateInterval?
    /// When it arrived, as the source says.
    public var arrived: [DateInterval]
    /// Value that has arrived by the as-of date.
    public var arrivedValue: Figure?
    /// Payments by period.
    public var paid: [YearFigure]
    /// Unpaid at the as-of date.
    public var unpaid: Figure?
    /// Share of the value due at each milestone, in the order of the milestones.
    public var terms: [PaymentTerm]
    /// Acceptance, known or expected, where no tool says it: a building's at its completion.
    public var accepted: DateInterval?
    /// ISO 4217 code of its figures; nil for the plan's.
    public var currency: String?
    /// The plan's currency for one unit of that currency; nil for 1.
    public var rate: Figure?
    /// Class of assets that it buys; nil for the first.
    public var asset: String?
    /// Cash deposit for the letter of credit, as a share of what a delivery is worth [1].
    public var deposit: Figure?

    /// Makes a contract.
    public init(
        name: String,
        supplier: String?,
        what: String?,
        value: Figure,
        signed: DateInterval?,
        due: DateInterval?,
        arrived: [DateInterval],
        arrivedValue: Figure?,
        paid: [YearFigure],
        unpaid: Figure?,
        terms: [PaymentTerm],
        accepted: DateInterval? = nil,
        currency: String? = nil,
        rate: Figure? = nil,
        asset: String? = nil,
        deposit: Figure? = nil
    ) {
        self.name = name
        self.supplier = supplier
        self.what = what
        self.value = value
        self.signed = signed
        self.due = due
        self.arrived = arrived
        self.arrivedValue = arrivedValue
        self.paid = paid
        self.unpaid = unpaid
        self.terms = terms
        self.accepted = accepted
        self.currency = currency
        self.rate = rate
        self.asset = asset
        self.deposit = deposit
    }
}

/// A payment that falls due at a milestone of a contract.
public struct PaymentTerm: Sendable {
    /// Milestones at which contracts pay.
    public enum Event: String, Sendable, CaseIterable {
        /// Signing.
        case signing
        /// Before or at shipment.
        case shipment
        /// Arrival on site.
        case arrival
        /// Acceptance.
        case acceptance
        /// End of warranty.
        case warranty
    }

    /// When.
    public var event: Event
    /// Share of the contract value [1].
    public var share: Figure

    /// Makes a term.
    public init(event: Event, share: Figure) {
        self.event = event
        self.share = share
    }
}

/// A named event with exclusive outcomes; what is left of the probability is that nothing happens.
public struct Risk: Sendable {
    /// Name.
    public var name: String
    /// Exclusive outcomes.
    public var outcomes: [RiskOutcome]

    /// Makes a risk.
    public init(name: String, outcomes: [RiskOutcome]) {
        self.name = name
        self.outcomes = outcomes
    }
}

/// One outcome of a risk.
public struct RiskOutcome: Sendable {
    /// Its probability [1].
    public var probability: Figure
    /// Tools that are delayed.
    public var delays: [String]
    /// Delay of those tools [months].
    public var by: Figure?
    /// Tools that are refused.
    public var refused: [String]
    /// Months after the planned delivery at which a replacement arrives; nil for never.
    public var replacedAfter: Figure?
    /// Tools whose order is cancelled.
    public var cancelled: [String]
    /// Months after the planned delivery at which a new order arrives; nil for never.
    public var reorderedAfter: Figure?
    /// Tools whose delivery is promised anew.
    public var renegotiated: [String]
    /// What those tools are promised for instead.
    public var to: DateInterval?

    /// Makes an outcome.
    public init(
        probability: Figure,
        delays: [String],
        by: Figure?,
        refused: [String],
        replacedAfter: Figure?,
        cancelled: [String] = [],
        reorderedAfter: Figure? = nil,
        renegotiated: [String] = [],
        to: DateInterval? = nil
    ) {
        self.probability = probability
        self.delays = delays
        self.by = by
        self.refused = refused
        self.replacedAfter = replacedAfter
        self.cancelled = cancelled
        self.reorderedAfter = reorderedAfter
        self.renegotiated = renegotiated
        self.to = to
    }
}

/// Wanted good plates from some month on.
public struct DemandLine: Sendable {
    /// One node [nm]; nil for all nodes together, split by the mix.
    public var node: Int?
    /// Plates a month from the start of each period until the next one begins.
    ///
    /// Before the first period there are none; the last holds to the end.
    public var platesPerMonth: [YearFigure]
    /// Wafers that are started a month, likewise, in place of plates: what they take follows from
    /// the node's tape-outs, sets and replacements.
    public var wafersPerMonth: [YearFigure]
    /// Share of the plates for those wafers that is wanted of this fab; nil for all [1].
    public var share: Figure?

    /// Makes a demand line.
    public init(
        node: Int?,
        platesPerMonth: [YearFigure],
        wafersPerMonth: [YearFigure] = [],
        share: Figure? = nil
    ) {
        self.node = node
        self.platesPerMonth = platesPerMonth
        self.wafersPerMonth = wafersPerMonth
        self.share = share
    }
}

/// A published aim.
public struct Target: Sendable {
    /// What is compared with the target.
    public enum Measure: String, Sendable, CaseIterable {
        /// Plates that could be made.
        case capacity
        /// Plates that are made, which demand may limit.
        case output
    }

    /// Name.
    public var name: String
    /// Plates a year over all nodes.
    public var platesPerYear: Figure
    /// Capacity or output.
    public var measure: Measure
    /// The date by which it is promised.
    public var by: DateInterval?

    /// Makes a target.
    public init(name: String, platesPerYear: Figure, measure: Measure, by: DateInterval?) {
        self.name = name
        self.platesPerYear = platesPerYear
        self.measure = measure
        self.by = by
    }
}

/// A dated event of a node or a tool.
public struct Milestone: Sendable {
    /// What happens.
    public enum Event: String, Sendable, CaseIterable {
        /// A tool arrives.
        case delivered
        /// A tool is accepted.
        case accepted
        /// Every group that a node needs has an accepted tool for it.
        case ready
        /// Plates have run through the whole line.
        case runThrough = "run-through"
        /// First plates delivered to a customer.
        case delivery
        /// Customers order volume.
        case volume
    }

    /// What it is about.
    public enum Subject: Sendable, Equatable {
        /// A node [nm].
        case node(Int)
        /// A tool by name: its first unit.
        case tool(String)
    }

    /// Name.
    public var name: String
    /// Node or tool.
    public var subject: Subject
    /// What happens.
    public var event: Event
    /// When it is planned.
    public var planned: DateInterval?
    /// When it happened.
    public var happened: DateInterval?
    /// When it happened, if that is after the as-of date and somebody looks back; the model does not
    /// know it, a forecast is held against it.
    public var happenedLater: DateInterval?
    /// Origin.
    public var basis: Basis?
    /// Citation.
    public var source: String?
    /// Name of the product that it is about.
    public var product: String?

    /// Makes a milestone.
    public init(
        name: String,
        subject: Subject,
        event: Event,
        planned: DateInterval?,
        happened: DateInterval?,
        happenedLater: DateInterval? = nil,
        basis: Basis?,
        source: String?,
        product: String? = nil
    ) {
        self.name = name
        self.product = product
        self.subject = subject
        self.event = event
        self.planned = planned
        self.happened = happened
        self.happenedLater = happenedLater
        self.basis = basis
        self.source = source
    }
}
