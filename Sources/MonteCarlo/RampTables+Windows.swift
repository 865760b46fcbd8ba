internal import CKernels

/// Twelve months that begin in any month, counted as calendar years are.
extension RampTables {
    /// The same plan with plates counted by twelve months instead of by calendar year.
    ///
    /// Year y of the outcomes then holds the months from `first + 12·y` on; `windowCount` says how
    /// many of them are whole. Years beyond hold what is left over and mean nothing.
    ///
    /// - Parameter first: first month of the first twelve, from 0 to 11, counted from the start.
    /// - Returns: the tables, of the same layout.
    public func countingTwelveMonths(from first: Int) -> RampTables {
        precondition((0..<12).contains(first), "twelve months begin in one of the first twelve")
        let count = windowCount(from: first)
        // Months before the first twelve and after the last ones share the last year: whole twelve
        // months never reach it unless nothing is left over.
        let place = Int(integers[Int(MR_YEAR_OF_MONTH.rawValue)])
        var tables = self
        for month in 0..<monthCount {
            let window = month < first ? count : (month - first) / 12
            tables.integers[place + month] = Int32(window < count ? window : years.count - 1)
        }
        return tables
    }

    /// How many whole twelve months there are from a month on.
    ///
    /// - Parameter first: the month, counted from the start.
    /// - Returns: the number, at most that of the calendar years.
    public func windowCount(from first: Int) -> Int { max(0, (monthCount - first) / 12) }
}
