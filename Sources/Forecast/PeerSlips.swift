internal import PlanModel

/// Planned against actual dates of all peers: the reference class for a plan's own dates.
///
/// - Source: D. Kahneman, A. Tversky, Intuitive prediction: biases and corrective procedures, TIMS
///   Studies in Management Science 12 (1979), 313–327; B. Flyvbjerg, From Nobel Prize to project
///   management, Project Management Journal 37 (2006), 5–15, doi:10.1177/875697280603700302.
struct PeerSlips {
    /// From so many slips on, P10 and P90 are named; fewer give their least and most.
    static let fewest = 10

    let result: PeersResult.ReferenceClass

    /// Collects the slips.
    ///
    /// - Parameters:
    ///   - peers: the fabs.
    ///   - asOf: the day up to which facts are known.
    init(_ peers: [Peer], asOf: Day) {
        var slips: [PeersResult.Slip] = []
        var overdue: [PeersResult.Slip] = []
        for peer in peers {
            for milestone in peer.milestones {
                guard let planned = milestone.planned else { continue }
                let happened = milestone.happened.flatMap { $0.first <= asOf ? $0 : nil }
                func slip(_ actual: DateInterval, hasHappened: Bool) -> PeersResult.Slip {
                    .init(
                        peer: peer.id,
                        id: milestone.name,
                        planned: planned.text,
                        actual: actual.text,
                        hasHappened: hasHappened,
                        months: rounded(Self.months(planned, actual), 2),
                        basis: milestone.basis.rawValue
                    )
                }
                if let actual = happened ?? milestone.expected {
                    slips.append(slip(actual, hasHappened: happened != nil))
                } else if let seen = peer.state?.date, seen.first <= asOf,
                    planned.last < seen.first
                {
                    overdue.append(slip(seen, hasHappened: false))
                }
            }
        }
        let months = slips.map(\.months).sorted()
        let isMany = months.count >= Self.fewest
        result = .init(
            slips: slips,
            low: isMany ? Self.quantile(months, 0.1) : months.first,
            median: Self.quantile(months, 0.5),
            high: isMany ? Self.quantile(months, 0.9) : months.last,
            rule: months.isEmpty ? "none" : isMany ? "quantiles" : "range",
            overdue: overdue
        )
    }

    /// How far a date lies beyond what was planned: each counts as its last day; within the planned
    /// interval is on time, before it is minus.
    static func months(_ planned: DateInterval, _ actual: DateInterval) -> Double {
        if actual.last > planned.last { return actual.months.to - planned.months.to }
        if actual.last < planned.first { return actual.months.to - planned.months.from }
        return 0
    }

    /// The smallest slip that at least the share p does not exceed; of an even number the middle is
    /// the mean of both middle ones.
    private static func quantile(_ sorted: [Double], _ p: Double) -> Double? {
        guard let last = sorted.last else { return nil }
        if p == 0.5, sorted.count % 2 == 0 {
            let half = sorted.count / 2
            return rounded((sorted[half - 1] + sorted[half]) / 2, 2)
        }
        let index = Int((p * Double(sorted.count)).rounded(.up)) - 1
        return sorted.indices.contains(index) ? sorted[index] : last
    }

    /// A planned date after so many months.
    static func month(_ planned: DateInterval, after slip: Double?) -> String? {
        // The last day of the planned interval, and not the first of the next month.
        slip.map { Month(number: Int((planned.months.to + $0 - 1.0 / 62).rounded(.down))).text }
    }
}
