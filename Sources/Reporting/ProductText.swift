internal import Forecast

/// What a plan makes of each product, in its own unit.
struct ProductText {
    private let rows: [ProductRow]

    init(_ rows: [ProductRow]) { self.rows = rows }

    /// Years from the first in which anything can be made.
    var years: [Int] {
        let first = rows.filter { $0.p90 > 0 || $0.mean > 0 }.map(\.year).min() ?? Int.max
        return Set(rows.map(\.year)).sorted().filter { $0 >= first }
    }

    /// All lines.
    func lines() -> [String] {
        var names: [String] = []
        for row in rows where !names.contains(row.product) { names.append(row.product) }
        return names.flatMap { name in section(rows.filter { $0.product == name }) }
    }

    private func section(_ rows: [ProductRow]) -> [String] {
        guard let first = rows.first else { return [] }
        let isLevel = first.kind == "level"
        var table = TextTable(columns: [
            ("year", .left), ("could make P10", .right), ("P50", .right), ("P90", .right),
            ("at its end P10", .right), ("P50", .right), ("P90", .right),
            (isLevel ? "used P10" : "made P10", .right), ("P50", .right), ("P90", .right),
        ])
        for year in years {
            let cells = ["capacity", "capacity_at_end", "output"]
                .flatMap { measure -> [String] in
                    guard let row = rows.first(where: { $0.year == year && $0.measure == measure })
                    else { return ["", "", ""] }
                    return [row.p10, row.p50, row.p90].map(NumberText.amount)
                }
            let months = rows.first { $0.year == year }?.months ?? 12
            table.add([months == 12 ? "\(year)" : "\(year), \(months) months"] + cells)
        }
        let meaning =
            isLevel
            ? "average of the year, and what stands at its end"
            : "a year's sum, and the rate of a year at its end"
        let title = TextTable.fold("\(first.product), in \(first.unit): \(meaning)")
        return [""] + title + (table.isEmpty ? ["  nothing within the horizon"] : table.lines())
    }
}

extension NumberText {
    /// A stated number with the decimals that it has, four at most.
    static func stated(_ value: Double) -> String {
        let decimals = (0...3).first { abs(value - rounded(value, $0)) < 0.00005 } ?? 4
        return decimal(value, decimals: decimals)
    }

    private static func rounded(_ value: Double, _ decimals: Int) -> Double {
        let scale = [1.0, 10, 100, 1_000][decimals]
        return (value * scale).rounded() / scale
    }

    /// An amount in a unit of the plan's own: four digits, and all before the point.
    static func amount(_ value: Double) -> String {
        let size = abs(value)
        if size == 0 { return "0" }
        let decimals = size >= 999.5 ? 0 : size >= 99.95 ? 1 : size >= 0.01 ? 2 : 4
        return decimal(value, decimals: decimals)
    }
}
