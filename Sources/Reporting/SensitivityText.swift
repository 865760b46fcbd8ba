public import Forecast
internal import MonteCarlo

/// What moves a forecast, as text of 100 columns at most.
public struct SensitivityText: Sendable {
    private let result: SensitivityResult

    /// Makes the text of a result.
    public init(_ result: SensitivityResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        heading() + result.metrics.flatMap { metric($0) } + target() + closing()
    }

    private func heading() -> [String] {
        var lines = TextTable.fold(
            "\(result.plan.name): what moves the forecast as of \(result.asOf)"
        )
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications of each run, "
                + "\(NumberText.whole(Int(result.tornadoReplications))) of each bar, "
                + "seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += FidelityText.lines(result.fidelity)
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        return lines
    }

    private func metric(_ row: SensitivityResult.MetricRow) -> [String] {
        let tables = SensitivityTables(metric: row, result: result)
        let name = InputPhrase.metric(row.metric)
        return ["", "== \(name)"] + TextTable.fold(tables.summary)
            + TextTable.section(
                "Groups by \(result.groupBy.rawValue): share of the variance that goes when one is "
                    + "known, stays when the rest is",
                tables.groups
            )
            + TextTable.section(
                "Mean with one figure at its P10 (░) and P90 (█), all else drawn",
                tables.bars
            )
            + TextTable.section("Mean with a risk or purchase certain, or ruled out", tables.events)
            + TextTable.section("Worth finding out", tables.sentences.flatMap(sentence))
    }

    /// A sentence in lines; words that a no-break space joins stay together.
    private func sentence(_ text: String) -> [String] {
        TextTable.fold(text, indent: 4).map { $0.replacing("\u{A0}", with: " ") }
    }

    private func target() -> [String] {
        guard let target = result.target else { return [] }
        let percent = NumberText.percent(target.probability, replications: result.replications)
        let found = target.knowing.filter { $0.low > 0 }.prefix(5)
        let title = "Target \(target.id), reached with \(percent)"
        guard !found.isEmpty else {
            return TextTable.section(
                title,
                TextTable.fold("  Finding out no single figure would move that measurably.")
            )
        }
        func points(_ share: Double) -> String { NumberText.decimal(share * 100, decimals: 1) }
        return TextTable.section(
            title,
            found.flatMap { row in
                sentence(
                    "  Finding out \(InputPhrase.figure(row.input)) would move it by "
                        + "\(points(row.shift))\u{A0}points "
                        + "(\(points(row.low))\u{A0}to\u{A0}\(points(row.high)))."
                )
            }
        )
    }

    private func closing() -> [String] {
        [""]
            + TextTable.fold(
                "Ranges in brackets are 95 % intervals, ± is half of one: what more replications "
                    + "would make smaller. A point is a percentage point, a root mean square over "
                    + "what might be found out. All figures: --format json."
            ) + ["Digest \(result.digest)", "Repeat with: \(result.command)"]
    }
}
