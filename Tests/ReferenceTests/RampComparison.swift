import ReferenceModel

/// How far the kernel may be from the reference, and why.
///
/// The kernel reckons in float32 and draws from tables of quantiles that are straight between
/// knots; the reference reckons in double precision and inverts each distribution. A date is the
/// sum of up to seven lags, each off by 1.3e-4 of a triangle's width or 2e-4 of a lognormal's
/// value, and near a cut made by known facts by the distance of two knots: 0.02 months cover them.
/// Plates follow: 1e-3 for the figures that are drawn themselves, a few roundings to 1/256 plate,
/// and what the largest month makes in 0.005 months, which covers the dates in all plans drawn.
enum RampComparison {
    /// Largest difference of a date [months].
    static let date = 0.02

    /// Time over which plates may be off [months].
    static let platesDate = 0.005

    /// Largest difference of a year's plates.
    ///
    /// - Parameters:
    ///   - value: the year's plates.
    ///   - largestMonth: plates that a date moves in a month.
    /// - Returns: plates.
    static func plates(_ value: Double, largestMonth: Double) -> Double {
        0.02 + 1e-3 * value + platesDate * largestMonth
    }

    /// What may bind in a month when dates and plates are off by as much as is allowed.
    static func bindings(
        _ month: Replication.Month,
        _ index: Int,
        dates: [Replication.NodeDates]
    ) -> [Replication.Binding] {
        let missing = zip(month.wanted, month.output).map { $0 - $1 }
        let total = month.wanted.reduce(0, +)
        let close = plates(total, largestMonth: total)
        guard let worst = missing.max() else { return [.demand] }
        var found: [Replication.Binding] = []
        if worst <= 0.005 * total + close { found.append(.demand) }
        if worst < 0.005 * total - close { return found }
        let (start, end) = (Double(index), Double(index + 1))
        for node in missing.indices where missing[node] > worst - close {
            if dates[node].ready >= end - date { found.append(.group(dates[node].lastGroup)) }
            if dates[node].ready >= end + date { continue }
            if dates[node].volume > start - date { found.append(.qualification) }
            if dates[node].volume > start + date { continue }
            let limits = month.limits.map { $0[node] ?? .infinity }
            let least = limits.min() ?? 0
            for group in limits.indices where limits[group] <= least * 1.002 {
                found.append(.group(group))
            }
        }
        return found
    }
}
