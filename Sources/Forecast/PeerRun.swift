internal import MonteCarlo
internal import PlanModel

/// What a fab comes to in each replication, put together from the plans that its open figures lead
/// to.
struct PeerRun {
    let fab: PeerCase
    /// Ground-breaking on the clock of the cases, in parts of a month.
    let origin: Int
    /// Plates of each twelve months, in parts: `[year][replication]`.
    private var years: [[Int32]] = []
    /// Dates on the clock of the cases, in parts of a month: `[node × event][replication]`.
    private var dates: [[Int32]] = []
    /// End of the horizon on the same clock.
    private var end = 0

    init(_ fab: PeerCase, origin: Int) {
        self.fab = fab
        self.origin = origin
    }

    /// Nodes and events of `dates`.
    private var events: [(node: Int, event: Milestone.Event)] {
        fab.nodes.flatMap { node in PeerCase.events.map { (node, $0) } }
    }

    /// The outcomes that are wanted of one plan.
    func rows(_ tables: RampTables) -> [Int] {
        let places = events.map { event in
            tables.milestones.lastIndex {
                $0.subject == .node(event.node) && $0.event == event.event
            }
        }
        return (0..<tables.windowCount(from: 0)).map { tables.outcomes.capacity(year: $0) }
            + places.map { place in
                guard let place else {
                    preconditionFailure("a case dates every event of its nodes")
                }
                return tables.outcomes.milestone(place)
            }
    }

    /// Takes from one plan the replications that run it.
    mutating func add(_ cells: [[Int32]], of variant: Int, _ tables: RampTables) {
        let yearCount = tables.windowCount(from: 0)
        if years.isEmpty, dates.isEmpty {
            let empty = [Int32](repeating: 0, count: fab.choice.count)
            years = [[Int32]](repeating: empty, count: yearCount)
            dates = [[Int32]](repeating: empty, count: events.count)
            end = tables.monthCount * Int(RampTables.OutcomeLayout.monthParts)
        }
        for index in fab.choice.indices where fab.choice[index] == variant {
            for year in years.indices { years[year][index] = cells[year][index] }
            for row in dates.indices { dates[row][index] = cells[yearCount + row][index] }
        }
    }

    /// Adds every integer to a digest.
    func digest(into hash: inout SHA256) {
        for row in years + dates { hash.add(row.map { UInt64(bitPattern: Int64($0)) }) }
        if let starts = fab.groundBreaking {
            hash.add(starts.map { UInt64(bitPattern: Int64($0)) })
        }
    }

    // MARK: Result

    func result() -> PeersResult.Run {
        .init(
            id: fab.id,
            setting: fab.setting,
            variants: fab.variants.count,
            annual: years.enumerated().map { annual($0 + 1, $1) },
            milestones: zip(events, dates).map { nodeDate($0.node, $0.event, $1) }
        )
    }

    private func annual(_ year: Int, _ cells: [Int32]) -> PeersResult.Year {
        let range = TargetAnswer.PlateRange(parts: cells, target: 0)
        return .init(
            year: year,
            mean: range.mean,
            p10: range.p10,
            p50: range.p50,
            p90: range.p90
        )
    }

    private func nodeDate(
        _ node: Int,
        _ event: Milestone.Event,
        _ cells: [Int32]
    ) -> PeersResult.NodeDate {
        let sorted = cells.sorted()
        let parts = Double(RampTables.OutcomeLayout.monthParts)
        func months(_ p: Double) -> Double? {
            let cell = Int(sorted[max(1, Int((p * Double(sorted.count)).rounded(.up))) - 1])
            return cell < end ? rounded(Double(cell - origin) / parts, 2) : nil
        }
        return .init(
            node: node,
            event: event.rawValue,
            probability: Double(sorted.count { Int($0) < end }) / Double(sorted.count),
            p10: months(0.1),
            p50: months(0.5),
            p90: months(0.9)
        )
    }

    // MARK: Order

    /// Every pair of fabs, at every event of a node that both have.
    static func ranks(_ runs: [PeerRun]) -> [PeersResult.Rank] {
        runs.indices.flatMap { first in
            runs.indices.dropFirst(first + 1).flatMap { ranks(runs[first], runs[$0]) }
        }
    }

    private static func ranks(_ one: PeerRun, _ other: PeerRun) -> [PeersResult.Rank] {
        one.events.enumerated()
            .compactMap { number, event in
                guard
                    let match = other.events.firstIndex(where: {
                        $0.node == event.node && $0.event == event.event
                    })
                else { return nil }
                var calendar: PeersResult.Order?
                if let mine = one.calendar(number), let theirs = other.calendar(match) {
                    calendar = mine.order(theirs)
                }
                return .init(
                    first: one.fab.id,
                    second: other.fab.id,
                    node: event.node,
                    event: event.event.rawValue,
                    calendar: calendar,
                    sinceGroundBreaking: one.own(number).order(other.own(match))
                )
            }
    }

    private func own(_ row: Int) -> PeerDates {
        PeerDates(
            dates: dates[row].map(Int.init),
            ends: [Int](repeating: end, count: dates[row].count)
        )
    }

    private func calendar(_ row: Int) -> PeerDates? {
        fab.groundBreaking.map { starts in
            PeerDates(
                dates: zip(dates[row], starts).map { Int($0) - origin + $1 },
                ends: starts.map { end - origin + $0 }
            )
        }
    }
}
