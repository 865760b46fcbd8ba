internal import MonteCarlo

/// Dates of one event in all replications, and how far each horizon reaches.
struct PeerDates {
    /// Parts of a month since some origin that all fabs share.
    var dates: [Int]
    /// Where the horizon ends, on the same clock.
    var ends: [Int]

    /// Who comes first.
    ///
    /// An event beyond its fab's horizon is later than what happens before that horizon ends;
    /// beyond both, nobody knows.
    func order(_ other: PeerDates) -> PeersResult.Order {
        let tolerance = Int(RampTables.OutcomeLayout.monthParts) / 64
        var (first, second) = (0, 0)
        for index in dates.indices {
            let left = dates[index]
            let right = other.dates[index]
            let isLeftKnown = left < ends[index]
            let isRightKnown = right < other.ends[index]
            if isLeftKnown, left + tolerance < min(right, other.ends[index]) { first += 1 }
            if isRightKnown, right + tolerance < min(left, ends[index]) { second += 1 }
        }
        let count = Double(dates.count)
        return .init(
            first: Double(first) / count,
            second: Double(second) / count,
            neither: Double(dates.count - first - second) / count
        )
    }
}
