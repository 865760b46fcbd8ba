public import PlanModel

/// Dates as tables write them in Chinese and English.
public enum StatedDate {
    /// What cells say of dates without naming one.
    static let wordsWithoutDate: Set<String> = [
        "built", "completed", "done", "arrived", "yes", "no", "not yet", "已建成", "建成", "已完工", "完工",
        "已到货", "未到货", "尚未到货", "是", "否",
    ]

    /// Reads one date; nil for what is none.
    ///
    /// - Parameter text: such as `2025 Q3`, `2025年第三季度`, `2024年上半年`, `2025/3` or `Mar 2025`.
    /// - Returns: the interval, written as plans write it.
    public static func read(_ text: String) -> DateInterval? {
        let cell = folded(text)
        // Expressions are slow, and most cells are words.
        guard hasDigit(cell) else { return nil }
        if let found = cell.wholeMatch(of: Expression.year) {
            return DateInterval(String(found.1))
        }
        return quarter(cell) ?? half(cell) ?? monthOrDay(cell) ?? named(cell)
    }

    /// Reads one date or several, such as `2024 and 2025 H1`.
    ///
    /// - Parameter text: the cell.
    /// - Returns: the dates in order; none for a cell without a date; nil for a text that is none.
    static func list(_ text: String) -> [DateInterval]? {
        let cell = folded(text)
        if NumberCell.blanks.contains(cell) || wordsWithoutDate.contains(cell) { return [] }
        if let one = read(cell) { return [one] }
        var dates: [DateInterval] = []
        for part in cell.split(separator: Expression.separator) {
            guard let date = read(String(part)) else { return nil }
            dates.append(date)
        }
        return dates.isEmpty ? nil : dates
    }

    private static let ordinals: [Substring: Int] = ["一": 1, "二": 2, "三": 3, "四": 4]

    private static func quarter(_ cell: String) -> DateInterval? {
        if let found = cell.wholeMatch(of: Expression.yearQuarter) {
            return DateInterval("\(found.1)-Q\(found.2)")
        }
        if let found = cell.wholeMatch(of: Expression.quarterYear) {
            return DateInterval("\(found.3)-Q\(found.1 ?? found.2 ?? "")")
        }
        if let found = cell.wholeMatch(of: Expression.quarterInWords) {
            guard let number = ordinals[found.2] ?? Int(found.2) else { return nil }
            return DateInterval("\(found.1)-Q\(number)")
        }
        return nil
    }

    private static func half(_ cell: String) -> DateInterval? {
        if let found = cell.wholeMatch(of: Expression.yearHalf) {
            let half = found.2 ?? (found.3 == "上" ? "1" : "2")
            return DateInterval("\(found.1)-H\(half)")
        }
        if let found = cell.wholeMatch(of: Expression.halfYear) {
            return DateInterval("\(found.3)-H\(found.1 ?? found.2 ?? "")")
        }
        return nil
    }

    private static func monthOrDay(_ cell: String) -> DateInterval? {
        if let found = cell.wholeMatch(of: Expression.yearMonth) {
            return DateInterval("\(found.1)-\(padded(found.2))")
        }
        // 2025.1 is January as a text and October as a number that lost its zero.
        if let found = cell.wholeMatch(of: Expression.decimalMonth) {
            return DateInterval("\(found.1)-\(found.2)")
        }
        if let found = cell.wholeMatch(of: Expression.day) {
            return DateInterval("\(found.1)-\(padded(found.2))-\(padded(found.3))")
        }
        return nil
    }

    private static func named(_ cell: String) -> DateInterval? {
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        guard let found = cell.wholeMatch(of: Expression.monthByName),
            let month = months.firstIndex(of: String(found.1))
        else { return nil }
        return DateInterval("\(found.2)-\(padded(String(month + 1)))")
    }

    private static func padded(_ digits: some StringProtocol) -> String {
        digits.count == 1 ? "0" + digits : String(digits)
    }
}

/// Expressions of dates, made once: a literal is parsed anew wherever it stands.
///
/// They do not change, and matching is safe from several threads.
private enum Expression {
    nonisolated(unsafe) static let year = #/([0-9]{4})\s*(?:年|年度)?/#
    nonisolated(unsafe) static let separator = #/\s*(?:;|,|、|\+|&|\band\b|及|和|与)\s*/#
    nonisolated(unsafe) static let yearQuarter = #/([0-9]{4})\s*[-年]?\s*q([1-4])/#
    nonisolated(unsafe) static let quarterYear = #/(?:q([1-4])|([1-4])q)\s*[-\/]?\s*([0-9]{4})/#
    nonisolated(unsafe) static let quarterInWords = #/([0-9]{4})\s*年?\s*第?\s*([一二三四1-4])\s*季度?/#
    nonisolated(unsafe) static let yearHalf = #/([0-9]{4})\s*[-年]?\s*(?:h([12])|([上下])半年)/#
    nonisolated(unsafe) static let halfYear = #/(?:h([12])|([12])h)\s*[-\/]?\s*([0-9]{4})/#
    nonisolated(unsafe) static let yearMonth = #/([0-9]{4})\s*(?:[-\/]|年)\s*([0-9]{1,2})\s*月?/#
    nonisolated(unsafe) static let decimalMonth = #/([0-9]{4})\.([0-9]{2})/#
    nonisolated(unsafe) static let day =
        #/([0-9]{4})\s*(?:[-\/.]|年)\s*([0-9]{1,2})\s*(?:[-\/.]|月)\s*([0-9]{1,2})\s*日?(?:[ t]0?0:00(?::00)?)?/#
    nonisolated(unsafe) static let monthByName = #/([a-z]{3})[a-z]*\.?,?\s+([0-9]{4})/#
}
