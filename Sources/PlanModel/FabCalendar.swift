/// Days on which the fab is closed, but for groups that work on holidays.
public struct FabCalendar: Sendable, Equatable {
    /// Holidays by their dates; every day of each interval.
    public var holidays: [DateInterval]
    /// Holidays that come every year.
    public var everyYear: [YearlyDays]

    /// Makes a calendar.
    public init(holidays: [DateInterval] = [], everyYear: [YearlyDays] = []) {
        self.holidays = holidays
        self.everyYear = everyYear
    }
}

/// Days of every year, from one day to another, both included.
public struct YearlyDays: Sendable, Equatable {
    /// Month and day of the month of the first day.
    private var first: [Int]
    /// Those of the last day; in the next year where they come before the first.
    private var last: [Int]

    /// Reads `10-01` or `10-01/10-07`; nil when the text is neither.
    ///
    /// - Parameter text: month and day, or two of them.
    public init?(_ text: String) {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { end -> [Int]? in
                // A leap year, so that 29 February is a day.
                guard end.utf8.count == 5, let day = DateInterval("2000-\(end)")?.first else {
                    return nil
                }
                return [day.civil.month, day.civil.day]
            }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
        else { return nil }
        self.first = first
        self.last = last
    }

    /// The days that begin in a year; nil where there is none, as for 29 February in most years.
    ///
    /// - Parameter year: the calendar year.
    /// - Returns: numbers of the days.
    public func days(from year: Int) -> ClosedRange<Int>? {
        let wraps = last.lexicographicallyPrecedes(first)
        let from = Month(year: year, month: first[0]).firstDay.number + first[1] - 1
        let end = Month(year: wraps ? year + 1 : year, month: last[0])
        let to = end.firstDay.number + min(last[1], end.dayCount) - 1
        return from <= to ? from...to : nil
    }
}

extension Plan {
    /// Days of each month of the model on which a group works.
    ///
    /// - Parameter group: the group.
    /// - Returns: days by month; a day that several things close counts once.
    public func openDays(of group: ToolGroup) -> [Int] {
        let isOpen = isOpen(group)
        return (0..<monthCount)
            .map { index in
                let month = Month(number: start.number + index)
                let first = month.firstDay.number - start.firstDay.number
                return isOpen[first..<first + month.dayCount].count { $0 }
            }
    }

    /// Days of the model on which a group does not work.
    ///
    /// - Parameter group: the group.
    /// - Returns: days from the first one of the model, put together where they follow one another.
    public func closedDays(of group: ToolGroup) -> [Range<Int>] {
        var closed: [Range<Int>] = []
        for (day, isOpen) in isOpen(group).enumerated() where !isOpen {
            if let last = closed.last, last.upperBound == day {
                closed[closed.count - 1] = last.lowerBound..<day + 1
            } else {
                closed.append(day..<day + 1)
            }
        }
        return closed
    }

    /// Whether a group works, by day of the model.
    private func isOpen(_ group: ToolGroup) -> [Bool] {
        let last = Month(number: start.number + monthCount - 1)
        let begin = start.firstDay.number
        let end = last.firstDay.number + last.dayCount
        var isOpen = [Bool](repeating: true, count: end - begin)
        func close(_ first: Int, _ last: Int) {
            for day in stride(from: max(first, begin), through: min(last, end - 1), by: 1) {
                isOpen[day - begin] = false
            }
        }
        for days in group.shutdowns + (group.worksOnHolidays ? [] : calendar.holidays) {
            close(days.first.number, days.last.number)
        }
        for days in group.worksOnHolidays ? [] : calendar.everyYear {
            // Days that begin late in the year before may reach into the first.
            for year in start.year - 1...last.year {
                if let days = days.days(from: year) { close(days.lowerBound, days.upperBound) }
            }
        }
        return isOpen
    }
}
