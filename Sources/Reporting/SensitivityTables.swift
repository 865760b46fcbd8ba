internal import Forecast

/// The tables of one result of a sensitivity run.
struct SensitivityTables {
    let metric: SensitivityResult.MetricRow
    let result: SensitivityResult

    /// Most rows of a table.
    private static let most = 15

    // MARK: Numbers

    private func value(_ value: Double) -> String {
        switch metric.unit {
        case .plates: NumberText.decimal(value, decimals: 0)
        case .months: NumberText.decimal(value, decimals: 1)
        case .probability: NumberText.percent(value, replications: result.tornadoReplications)
        }
    }

    /// A difference: points of a probability.
    private func change(_ difference: SensitivityResult.MeanDifference) -> String {
        let scale = metric.unit == .probability ? 100.0 : 1
        let decimals = metric.unit == .plates ? 0 : 1
        func text(_ value: Double) -> String {
            NumberText.decimal(value * scale, decimals: decimals)
        }
        let mean = text(difference.mean)
        let sign = difference.mean > 0 && mean.contains { "123456789".contains($0) } ? "+" : ""
        guard let low = difference.low, let high = difference.high else { return sign + mean }
        return "\(sign)\(mean) ± \(text((high - low) / 2))"
    }

    private var unit: String {
        switch metric.unit {
        case .plates: " plates"
        case .months: " months from the start of the horizon"
        case .probability: ""
        }
    }

    private func share(_ share: SensitivityResult.Share) -> String {
        func percent(_ x: Double) -> String { NumberText.decimal(x * 100, decimals: 0) }
        return "\(percent(share.value)) % (\(percent(share.low))–\(percent(share.high)))"
    }

    // MARK: Parts

    /// Mean, range, chance and ignorance.
    var summary: String {
        let mean = "Mean \(value(metric.mean))\(unit)"
        let range =
            metric.unit == .probability
            ? "." : ", P10 to P90 \(value(metric.p10)) to \(value(metric.p90))."
        guard let ignorance = metric.ignorance, let chance = metric.chance else {
            let varies = metric.standardError > 0
            return mean + range
                + (varies ? " Too few replications for shares." : " It does not vary.")
        }
        return mean + range + " \(share(ignorance)) of the variance is ignorance, "
            + "\(share(chance)) chance."
    }

    /// Groups by total index.
    var groups: [String] {
        guard !metric.groups.isEmpty else { return [] }
        var table = TextTable(columns: [
            ("group", .left), ("nature", .left), ("inputs", .right), ("known", .right),
            ("rest known", .right), ("", .left),
        ])
        let largest = max(metric.groups.map(\.total.value).max() ?? 0, 1e-9)
        let shown = metric.groups.filter { $0.total.high >= 0.0005 }.prefix(20)
        for row in shown {
            let length = Int((row.total.value / largest * 20).rounded())
            table.add([
                row.group, row.isUncertain ? "ignorance" : "chance", String(row.inputs),
                share(row.first), share(row.total), String(repeating: "█", count: length),
            ])
        }
        return table.lines() + more(metric.groups.count - shown.count, "group")
    }

    /// One figure at a time.
    var bars: [String] {
        let moving = metric.tornado.filter { $0.meanAtLow != $0.meanAtHigh }
        guard !moving.isEmpty else { return [] }
        var table = TextTable(columns: [
            ("figure", .left), ("P10", .right), ("P90", .right), ("at P10", .right),
            ("at P90", .right), ("", .left),
        ])
        let reach = moving.flatMap { [$0.meanAtLow, $0.meanAtHigh] }
            .map { abs($0 - metric.mean) }.max()
        for row in moving.prefix(Self.most) {
            table.add([
                row.input, row.lowDate ?? Self.figure(row.low),
                row.highDate ?? Self.figure(row.high), value(row.meanAtLow), value(row.meanAtHigh),
                bar(row, reach: max(reach ?? 0, 1e-9)),
            ])
        }
        return table.lines() + more(moving.count - Self.most, "figure")
    }

    private func more(_ count: Int, _ noun: String) -> [String] {
        guard count > 0 else { return [] }
        return ["  … and \(count) \(noun)\(count == 1 ? " that moves" : "s that move") it less"]
    }

    /// A value of the plan with three digits.
    private static func figure(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1e6 || (size < 0.001 && size > 0) { return scientific(value) }
        let decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        return NumberText.decimal(value, decimals: decimals)
    }

    private static func scientific(_ value: Double) -> String {
        var (digits, power) = (abs(value), 0)
        while digits >= 9.995 { (digits, power) = (digits / 10, power + 1) }
        while digits < 0.9995 { (digits, power) = (digits * 10, power - 1) }
        return "\(value < 0 ? "-" : "")\(NumberText.decimal(digits, decimals: 2))e\(power)"
    }

    /// Both ends against the mean in the middle, the longer drawn first.
    private func bar(_ row: SensitivityResult.TornadoRow, reach: Double) -> String {
        let half = 7
        var cells = [Character](repeating: " ", count: 2 * half + 1)
        cells[half] = "│"
        let ends = [(row.meanAtLow, Character("░")), (row.meanAtHigh, Character("█"))]
            .map { (Int((($0.0 - metric.mean) / reach * Double(half)).rounded()), $0.1) }
            .sorted { abs($0.0) > abs($1.0) }
        for (length, mark) in ends where length != 0 {
            for step in 1...abs(length) { cells[half + (length < 0 ? -step : step)] = mark }
        }
        return String(cells)
    }

    /// Risks and purchases.
    var events: [String] {
        guard !metric.events.isEmpty else { return [] }
        var table = TextTable(columns: [
            ("event", .left), ("what", .left), ("in the plan", .right), ("mean", .right),
            ("change", .right),
        ])
        var last = ""
        for row in metric.events.prefix(40) {
            table.add([
                row.name == last ? "" : row.name, row.what,
                NumberText.percent(row.probability), value(row.mean), change(row.difference),
            ])
            last = row.name
        }
        return table.lines() + more(metric.events.count - 40, "event")
    }

    /// What to find out, one sentence a figure.
    var sentences: [String] {
        // Of fifty figures one is beyond its 95 % interval by chance; three errors are rare.
        let worth = metric.knowing
            .filter { max(0.005, 3 * $0.reduction.standardError) < $0.reduction.value }.prefix(5)
        let name = InputPhrase.metric(metric.metric)
        guard !worth.isEmpty else {
            let none = "  Finding out no single figure would narrow P10–P90 of \(name) measurably."
            return metric.knowing.isEmpty ? [] : [none]
        }
        return worth.map { row in
            let percent = NumberText.decimal(row.reduction.value * 100, decimals: 0)
            let reach = (row.reduction.high - row.reduction.low) * 50
            let error = NumberText.decimal(reach, decimals: 0)
            return "  Finding out \(InputPhrase.figure(row.input)) would narrow P10–P90 of \(name) "
                + "by\u{A0}\(percent)\u{A0}%\u{A0}(±\u{A0}\(error))."
        }
    }
}
