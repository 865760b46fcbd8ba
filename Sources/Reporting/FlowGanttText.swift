public import Forecast
internal import MonteCarlo

/// A week of one replication as text of 100 columns at most.
public struct FlowGanttText: Sendable {
    private let result: FlowGanttResult

    /// Makes the text of a result.
    public init(_ result: FlowGanttResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        var lines = TextTable.fold(
            "\(result.plan.name): tools from \(result.from) to \(result.until), as of \(result.asOf)"
        )
        lines.append(
            "replication \(NumberText.whole(Int(result.replication))) alone, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        lines += ["", "Hours of each tool by state, and plates that it worked on"] + tools()
        if result.tools.isEmpty { lines += ["  No tool is there in that week."] }
        for note in result.notes { lines += [""] + TextTable.fold(note) }
        lines += [""]
        lines += TextTable.fold(
            "One replication is one course of chance, not a forecast. Each state of each tool with its "
                + "plates, \(NumberText.whole(result.bars.count)) in all: --format json, or "
                + "--out FILE.csv; as a chart: maskramp report RUN --flow FILE.json."
        )
        return lines + ["Digest \(result.digest)", "Repeat with: \(result.command)"]
    }

    private func tools() -> [String] {
        var table = TextTable(
            columns: [
                ("group", .left), ("tool", .left), ("productive", .right), ("set-up", .right),
                ("down", .right), ("maintained", .right), ("closed", .right), ("standby", .right),
                ("plates", .right),
            ]
        )
        for row in result.tools {
            let hours = [
                row.productive, row.setup, row.down, row.maintenance, row.closed, row.standby,
            ]
            table.add(
                [row.group, row.tool] + hours.map { NumberText.decimal($0, decimals: 1) }
                    + [NumberText.whole(row.plates)]
            )
        }
        return table.lines()
    }
}
