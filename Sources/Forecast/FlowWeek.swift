public import PlanModel

/// Seven days.
public struct FlowWeek: Sendable, Equatable {
    /// The first of them.
    public var first: Day

    /// Days of a week.
    public static let length = 7

    /// Reads an ISO week such as `2028-W14`, or the first of any seven days as YYYY-MM-DD; nil when
    /// the text is neither.
    ///
    /// - Source: ISO 8601: weeks begin on Monday, and the first of a year has its 4 January.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), parts[1].count == 3,
            parts[1].first == "W", let week = Int(parts[1].dropFirst()), week >= 1,
            let monday = Self.firstMonday(year), let next = Self.firstMonday(year + 1),
            monday.number + Self.length * (week - 1) < next.number
        {
            first = Day(number: monday.number + Self.length * (week - 1))
        } else if parts.count == 3, let date = DateInterval(text), date.first == date.last {
            first = date.first
        } else {
            return nil
        }
    }

    private static func firstMonday(_ year: Int) -> Day? {
        // 1970-01-01 was a Thursday.
        Day(year: year, month: 1, day: 4).map { Day(number: $0.number - ($0.number + 3) % 7) }
    }
}
