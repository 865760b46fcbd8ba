public import Forecast

/// How well a run's quantiles are known.
public struct PrecisionText: Sendable {
    private let result: RunResult

    init(_ result: RunResult) {
        self.result = result
    }

    /// Intervals of the output of all nodes, by year.
    var output: [String] { table(result.annual.filter { $0.node == "all" }) }

    /// Intervals of the capacity, by year.
    var capacity: [String] { table(result.capacity) }

    private func table(_ rows: [RunResult.AnnualRow]) -> [String] {
        var table = TextTable(columns: [
            ("year", .left), ("P10", .right), ("P50", .right), ("P90", .right),
        ])
        func text(_ ends: [Int]?) -> String {
            guard let ends, ends.count == 2 else { return "too few" }
            if ends[0] == ends[1] { return NumberText.whole(ends[0]) }
            return "\(NumberText.whole(ends[0]))–\(NumberText.whole(ends[1]))"
        }
        for row in rows where row.p95 > 0 {
            table.add([
                String(row.year), text(row.p10Interval), text(row.p50Interval),
                text(row.p90Interval),
            ])
        }
        return table.isEmpty ? [] : table.lines()
    }

    /// That the run was to be precise, and whether it is.
    var reached: [String] {
        guard let precision = result.precision else { return [] }
        let count = NumberText.whole(Int(result.replications))
        let names = precision.metrics.map(InputPhrase.metric).joined(separator: ", ")
        let verb = precision.isReached ? "known" : "not known"
        return TextTable.fold(
            "P10, P50 and P90 of \(names) are \(verb) to \(Self.goal(precision)) after \(count) "
                + "replications",
            indent: 2
        )
    }

    /// What a user is told when a run ends before it is as precise as was asked.
    ///
    /// - Parameter result: the forecast.
    /// - Returns: a sentence without its end; nil when nothing is short.
    public static func shortfall(_ result: RunResult) -> String? {
        guard let precision = result.precision, !precision.isReached else { return nil }
        let count = NumberText.whole(Int(result.replications))
        let start =
            "--until-precision: \(goal(precision)) is not reached after \(count) replications; "
        guard let widest = precision.widest else {
            return start + "they are too few for an interval; give more with --replications"
        }
        return start + "the interval of \(widest.quantile) of \(widest.metric) is "
            + "\(NumberText.whole(widest.plates)) plates wide, expected at most "
            + "\(NumberText.decimal(widest.requested, decimals: 1)); give more with --replications"
    }

    private static func goal(_ precision: RunResult.PrecisionRow) -> String {
        precision.requested.hasSuffix("%")
            ? "\(precision.requested) of the median" : "\(precision.requested) plates"
    }
}
