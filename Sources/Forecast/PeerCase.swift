internal import MonteCarlo
internal import PlanModel

/// A fab that is run under a plan's tools and risks: the plan itself, or one that another fab's
/// nodes, money and construction make of it.
///
/// All cases stand on the plan's own clock, as seen at its ground-breaking: a date is months from
/// the month in which ground was broken. When another fab broke ground moves its dates afterwards.
struct PeerCase {
    /// Name in tables.
    var id: String
    /// Nodes, coarsest first [nm].
    var nodes: [Int]
    /// The plans that its open figures lead to.
    var variants: [Plan]
    /// Which of them each replication runs.
    var choice: [Int]
    /// Ground-breaking of each replication in parts of a month since January of year 0; nil where
    /// nobody says when.
    var groundBreaking: [Int]?
    /// What was drawn or taken, for the reader.
    var setting: PeersResult.Setting

    /// Whose draws it has: every fab has its own tools, lags and risks, the plan's own those of the
    /// plan.
    var luck: String { setting.isOwn ? "" : id }

    /// Whether an input is a fab's own; factors of shots, e-beam share and learning are one for all.
    static func isOwnLuck(_ input: RampInput) -> Bool { !input.name.hasPrefix("factors.") }

    /// The events of a node that are dated.
    static let events: [Milestone.Event] = [.runThrough, .delivery, .volume]

    /// Why a fab cannot be run.
    struct Blank: Error {
        /// In a few words.
        var reason: String
    }
}

extension Peer {
    /// Why something is missing.
    func reason(_ key: String) -> String { remarks[key] ?? "not stated in its file" }

    /// Money units of a plan in one of the file's; nil where the currency is another.
    func unit(in plan: Money) -> Double? {
        guard let money else { return 1 }
        return money.currency == plan.currency ? Double(money.unit) / Double(plan.unit) : nil
    }
}

extension DateInterval {
    /// First moment and the moment after it, in months since January of year 0.
    var months: (from: Double, to: Double) {
        (first.monthsBefore, Day(number: last.number + 1).monthsBefore)
    }
}

extension Day {
    /// Months from January of year 0 to the start of the day; a day counts as its part of its own
    /// month.
    var monthsBefore: Double {
        Double(month.number) + Double(dayOfMonth - 1) / Double(month.dayCount)
    }
}
