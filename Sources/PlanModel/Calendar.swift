/// A calendar day of the proleptic Gregorian calendar.
public struct Day: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public var number: Int

    /// Makes a day from its number.
    ///
    /// - Parameter number: days since 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// Makes a day from its date; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Month(year: year, month: month).dayCount
        else { return nil }
        // Days from civil: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.number = era * 146097 + dayOfEra - 719468
    }

    /// The month that holds the day.
    public var month: Month {
        let (year, month, _) = civil
        return Month(year: year, month: month)
    }

    /// Day of the month, from 1.
    public var dayOfMonth: Int { civil.day }

    /// Year, month and day of month.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719468
        let era = (z >= 0 ? z : z - 146096) / 146097
        let dayOfEra = z - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp + (mp < 10 ? 3 : -9)
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1
        )
    }

    /// YYYY-MM-DD.
    public var text: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Earlier before later.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

/// A calendar month.
public struct Month: Sendable, Hashable, Comparable {
    /// Months since January of year 0.
    public var number: Int

    /// Makes a month from its number.
    ///
    /// - Parameter number: months since January of year 0.
    public init(number: Int) {
        self.number = number
    }

    /// Makes a month.
    public init(year: Int, month: Int) {
        self.number = year * 12 + month - 1
    }

    /// The calendar year.
    public var year: Int { number / 12 }
    /// Month of the year, 1 to 12.
    public var monthOfYear: Int { number % 12 + 1 }

    /// Days in the month.
    public var dayCount: Int {
        switch monthOfYear {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The first day.
    public var firstDay: Day {
        Day(year: year, month: monthOfYear, day: 1) ?? Day(number: 0)
    }

    /// YYYY-MM.
    public var text: String { "\(padded(year, 4))-\(padded(monthOfYear, 2))" }

    /// Earlier before later.
    public static func < (left: Month, right: Month) -> Bool { left.number < right.number }
}

/// A date as a planner states it: a day, month, quarter, half or year, meaning the whole interval.
public struct DateInterval: Sendable, Equatable {
    /// First day of the interval.
    public var first: Day
    /// Last day of the interval, included.
    public var last: Day
    /// The text as written, such as `2025-Q3`.
    public var text: String

    /// Makes an interval.
    public init(first: Day, last: Day, text: String) {
        self.first = first
        self.last = last
        self.text = text
    }

    /// Whether it begins and ends with a month.
    public var isOfWholeMonths: Bool {
        first.dayOfMonth == 1 && Day(number: last.number + 1).dayOfMonth == 1
    }

    /// Reads YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD; nil when the text is none of them.
    ///
    /// - Parameter text: the date as written.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte) - 48
            }
            return value
        }
        guard let year = number(0..<4), year >= 1 else { return nil }
        let months: ClosedRange<Int>
        switch bytes.count {
        case 4: months = 1...12
        case 7 where bytes[4] == 45 && bytes[5] == 72:
            guard let half = number(6..<7), (1...2).contains(half) else { return nil }
            months = (half * 6 - 5)...(half * 6)
        case 7 where bytes[4] == 45 && bytes[5] == 81:
            guard let quarter = number(6..<7), (1...4).contains(quarter) else { return nil }
            months = (quarter * 3 - 2)...(quarter * 3)
        case 7 where bytes[4] == 45:
            guard let month = number(5..<7), (1...12).contains(month) else { return nil }
            months = month...month
        case 10 where bytes[4] == 45 && bytes[7] == 45:
            guard let month = number(5..<7), let day = number(8..<10),
                let date = Day(year: year, month: month, day: day)
            else { return nil }
            self.init(first: date, last: date, text: text)
            return
        default: return nil
        }
        let last = Month(year: year, month: months.upperBound)
        self.init(
            first: Month(year: year, month: months.lowerBound).firstDay,
            last: Day(number: last.firstDay.number + last.dayCount - 1),
            text: text
        )
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
