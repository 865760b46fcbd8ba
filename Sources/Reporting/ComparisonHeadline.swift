internal import Forecast

/// What a scenario comes to, in sentences.
struct ComparisonHeadline {
    let scenario: ComparisonResult.ScenarioRow
    let replications: UInt64

    /// The paragraph.
    var text: String {
        var sentences = [output, total, capacity, milestone].compactMap { $0 }
        sentences += targets
        if sentences.isEmpty { sentences = [unchanged] }
        return sentences.joined(separator: " ")
    }

    private var annual: [ComparisonResult.PlatesRow] {
        scenario.annual.filter { $0.node == "all" && $0.difference != nil }
    }

    /// The year in which a mean differs most, if any differs by more than its interval.
    static func chief(_ rows: [ComparisonResult.PlatesRow]) -> ComparisonResult.PlatesRow? {
        func size(_ row: ComparisonResult.PlatesRow) -> Double { abs(row.difference?.mean ?? 0) }
        return rows.filter { $0.difference.map(isClear) ?? false && size($0) >= 0.5 }
            .max { size($0) < size($1) }
    }

    /// Whether a mean difference is larger than chance among the replications makes one.
    static func isClear(_ difference: ComparisonResult.Difference) -> Bool {
        guard let low = difference.low, let high = difference.high else {
            return difference.mean != 0
        }
        return low > 0 || high < 0
    }

    private var output: String? {
        guard let row = Self.chief(annual) else { return nil }
        return sentence(row, "Output")
    }

    /// Said when output stays, as it does where nobody wants more.
    private var capacity: String? {
        guard Self.chief(annual) == nil, let row = Self.chief(scenario.capacity) else { return nil }
        return sentence(row, "Output stays as it is; what the tools could make")
    }

    private func sentence(_ row: ComparisonResult.PlatesRow, _ subject: String) -> String? {
        guard let difference = row.difference, let plan = row.plan, let with = row.scenario else {
            return nil
        }
        let isFall = difference.mean < 0
        func plates(_ value: Double) -> String { NumberText.decimal(value, decimals: 0) }
        let sign = isFall ? -1.0 : 1
        let ends = [difference.low, difference.high].compactMap { $0.map { plates($0 * sign) } }
        let interval =
            ends.count == 2 && difference.low != difference.high
            ? " (95 % interval \(ends[isFall ? 1 : 0]) to \(ends[isFall ? 0 : 1]))" : ""
        let share = (isFall ? row.less : row.greater) ?? 0
        let size = plates(abs(difference.mean))
        return "\(subject) \(isFall ? "falls" : "rises") most in \(row.year): by "
            + "\(size) plate\(size == "1" ? "" : "s") on average\(interval), from "
            + "\(plates(plan)) to \(plates(with)); it is \(isFall ? "lower" : "higher") in "
            + "\(percent(share)) of the replications."
    }

    private var total: String? {
        guard Self.chief(annual) != nil, let first = annual.first, let last = annual.last,
            first.year != last.year
        else { return nil }
        let sum = annual.reduce(0) { $0 + ($1.difference?.mean ?? 0) }
        let error = annual.reduce(0) { sum, row in
            sum + (row.difference.map(ComparisonText.standardError) ?? 0)
        }
        let plates = NumberText.estimate(abs(sum).rounded(), standardError: max(1, error))
        return "In \(first.year) to \(last.year) together it makes \(plates) "
            + "\(sum < 0 ? "fewer" : "more") plates."
    }

    private var milestone: String? {
        func size(_ row: ComparisonResult.MilestoneRow) -> Double { abs(row.months?.mean ?? 0) }
        let moved = scenario.milestones.filter { ($0.equal ?? 1) < 1 && size($0) >= 0.05 }
        let nodes = moved.filter { $0.node != nil }
        let volumes = nodes.filter { $0.event.hasPrefix("volume,") }
        let shown = [volumes, nodes, moved].first { !$0.isEmpty } ?? []
        guard let row = shown.max(by: { size($0) < size($1) }), let months = row.months else {
            return nil
        }
        let isLate = months.mean > 0
        let share = percent((isLate ? row.later : row.earlier) ?? 0)
        let word = isLate ? "later" : "earlier"
        var text = Self.event(row)
        if abs(months.p50) >= 0.5, (months.p50 > 0) == isLate {
            text +=
                " comes \(word) in \(share) of the replications, in half of all by "
                + "\(Self.months(months.p50)) or more"
        } else {
            text +=
                " comes \(Self.months(months.mean)) \(word) on average, and \(word) at all in "
                + "\(share) of the replications"
        }
        if let plan = row.plan, let with = row.scenario, abs(plan - with) >= 0.01,
            let year = scenario.annual.last?.year
        {
            text +=
                "; it comes by the end of \(year) in \(percent(with)) instead of "
                + percent(plan)
        }
        return text + "."
    }

    private var targets: [String] {
        scenario.targets.compactMap { row in
            guard let plan = row.plan, let with = row.scenario, let low = row.low,
                let high = row.high, low > 0 || high < 0
            else { return nil }
            let by = row.by.map { " by \($0)" } ?? ""
            let value = NumberText.whole(Int(row.value.rounded()))
            return "The probability of \(value) plates a year (\(row.measure))\(by) goes from "
                + "\(percent(plan)) to \(percent(with))."
        }
    }

    private var unchanged: String {
        let rows = scenario.annual + scenario.capacity
        let isSame =
            rows.allSatisfy { $0.equal == 1 } && scenario.milestones.allSatisfy { $0.equal == 1 }
        return isSame
            ? "Nothing changes: plates and dates are those of the plan in every replication."
            : "No clear change: no year's mean differs from the plan's by more than its interval."
    }

    /// An event as it stands in a sentence.
    private static func event(_ row: ComparisonResult.MilestoneRow) -> String {
        let parts = row.event.split(separator: ",", maxSplits: 1).map(String.init)
        let subject = row.tool ?? row.node.map { "\($0) nm" } ?? row.id
        let what = ["delivered": "delivery", "accepted": "acceptance"][parts[0]] ?? parts[0]
        return what.prefix(1).uppercased() + what.dropFirst() + " of \(subject)"
    }

    private static func months(_ value: Double) -> String {
        let text = NumberText.decimal(abs(value), decimals: 1)
        let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        return short + (short == "1" ? " month" : " months")
    }

    private func percent(_ share: Double) -> String {
        NumberText.percent(share, replications: replications)
    }
}
