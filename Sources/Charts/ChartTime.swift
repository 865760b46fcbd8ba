/// A day as charts place it: milliseconds from 1970, as JavaScript counts.
public enum ChartTime {
    /// The start of a day.
    ///
    /// - Parameters:
    ///   - year: calendar year.
    ///   - month: from 1 to 12.
    ///   - day: from 1 to 31.
    /// - Returns: milliseconds [ms].
    /// - Source: E. G. Richards, Mapping Time (1998): days of the proleptic Gregorian calendar.
    public static func milliseconds(year: Int, month: Int, day: Int = 1) -> Double {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Double(era * 146_097 + dayOfEra - 719_468) * 86_400_000
    }

    /// The start of a month or day as results write it.
    ///
    /// - Parameter text: YYYY-MM or YYYY-MM-DD.
    /// - Returns: milliseconds [ms]; nil for what is neither.
    public static func milliseconds(_ text: String) -> Double? {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 2 || parts.count == 3, let year = parts[0], let month = parts[1],
            (1...12).contains(month)
        else { return nil }
        guard parts.count == 3 else { return milliseconds(year: year, month: month) }
        return parts[2].map { milliseconds(year: year, month: month, day: $0) }
    }

    /// A point of a month's course: its start, and a share of its days.
    ///
    /// - Parameters:
    ///   - months: months from the start of another month, with a fraction.
    ///   - year: calendar year of that month.
    ///   - month: from 1 to 12.
    /// - Returns: milliseconds [ms].
    public static func milliseconds(months: Double, fromYear year: Int, month: Int) -> Double {
        let whole = Int(months.rounded(.down))
        func start(_ offset: Int) -> Double {
            let number = year * 12 + month - 1 + offset
            let (years, rest) = number.quotientAndRemainder(dividingBy: 12)
            return milliseconds(year: years, month: rest + 1)
        }
        let (from, to) = (start(whole), start(whole + 1))
        return from + (to - from) * (months - Double(whole))
    }
}
