public import Forecast
internal import MonteCarlo

/// Whether targets add up, as text of 100 columns at most.
public struct TargetText: Sendable {
    private let result: TargetResult

    /// Makes the text of a result.
    public init(_ result: TargetResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        var lines = TextTable.fold(
            "\(result.plan.name): do the targets add up? As of \(result.asOf)"
        )
        lines.append(
            "\(result.evaluations) plans of \(NumberText.whole(Int(result.replications))) "
                + "replications with the same luck, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += FidelityText.lines(result.fidelity)
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        for target in result.targets { lines += answer(target) }
        return lines + ["", "Digest \(result.digest)", "Repeat with: \(result.command)"]
    }

    private func answer(_ target: TargetAnswer) -> [String] {
        let by = target.by.map { " by \($0)" } ?? ""
        let heading = TextTable.fold(
            "\(target.id): \(plates(target.value)) plates a year (\(target.measure))\(by)",
            indent: 2
        )
        let tables = TargetTables(result, target)
        return [""] + heading + TargetVerdict(result, target).lines()
            + section(
                "Tool groups once the ramp is over: mean hours of a year at the target's rate, plates a "
                    + "year that each could carry alone, and how often none carries less",
                tables.groups()
            )
            + section(tables.changesTitle, tables.changes())
            + section(
                "Further tools that meet it together once the ramp is over",
                tables.together()
            )
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [""] + Self.fold(title).map(TextStyle.current.heading) + lines
    }

    /// Breaks a text, but never before a percent sign.
    static func fold(_ text: String, indent: Int = 0) -> [String] {
        TextTable.fold(text.replacing(" %", with: "\u{A0}%"), indent: indent)
            .map { $0.replacing("\u{A0}", with: " ") }
    }

    private func plates(_ value: Double) -> String { NumberText.whole(Int(value.rounded())) }
}
