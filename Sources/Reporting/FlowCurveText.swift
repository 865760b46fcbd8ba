public import Forecast
internal import MonteCarlo

/// Cycle times against load as text of 100 columns at most.
public struct FlowCurveText: Sendable {
    private let result: FlowCurveResult

    /// Makes the text of a result.
    public init(_ result: FlowCurveResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        var lines = TextTable.fold(
            "\(result.plan.name): cycle time against load, as of \(result.asOf)"
        )
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications of each load with the same "
                + "luck, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        lines += TextTable.section("All nodes in \(result.months) by load, 1 as planned", all())
        lines += TextTable.section(
            "Cycle time by node and load, from order to end [days]",
            nodes { FlowTable.mean($0.cycleDays, $0.cycleHalfWidth) }
        )
        lines += TextTable.section(
            "Flow factor by node and load",
            nodes { row in row.flowFactor.map { NumberText.decimal($0, decimals: 1) } ?? "–" }
        )
        for note in result.notes { lines += [""] + TextTable.fold(note) }
        lines += [""]
        lines += TextTable.fold(
            "A load of 1 is the plan's own orders. ± is half of the 95 % interval of a mean. Busy: "
                + "share of a group's open hours in which its tools do not stand by. * orders "
                + "outrun the tools, so that there is no steady cycle time. No room: more plates at "
                + "once than --most-plates."
        )
        return lines + ["Digest \(result.digest)", "Repeat with: \(result.command)"]
    }

    private func all() -> [String] {
        var table = TextTable(
            columns: [
                ("load", .right), ("busiest group", .left), ("busy", .right),
                ("finished", .right), ("in process", .right), ("cycle [days]", .right),
                ("±", .right), ("flow factor", .right), ("on time", .right), ("", .left),
            ]
        )
        for point in result.points {
            guard let row = point.nodes.first(where: { $0.node == "all" }) else {
                table.add(
                    [load(point)] + [String](repeating: "–", count: 8) + ["no room"]
                )
                continue
            }
            table.add([
                load(point), point.busiest ?? "–", point.busy.map { NumberText.percent($0) } ?? "–",
                NumberText.decimal(row.finished, decimals: 0),
                NumberText.decimal(row.inProcess, decimals: 1),
                FlowTable.mean(row.cycleDays, row.cycleHalfWidth),
                FlowTable.error(row.cycleHalfWidth),
                row.flowFactor.map { NumberText.decimal($0, decimals: 1) } ?? "–",
                row.onTime.map { NumberText.percent($0) } ?? "–", row.isGrowing ? "growing" : "",
            ])
        }
        return table.lines()
    }

    /// A figure of every node, a column for each load.
    private func nodes(_ text: (FlowCurveResult.NodeRow) -> String) -> [String] {
        var table = TextTable(
            columns: [("node", .right)] + result.points.map { (load($0), .right) }
        )
        let names = result.points.first { !$0.nodes.isEmpty }?.nodes.map(\.node) ?? []
        for name in names where name != "all" {
            table.add(
                [FlowTable.node(name)]
                    + result.points.map { point in
                        guard let row = point.nodes.first(where: { $0.node == name }) else {
                            return "*"
                        }
                        return text(row) + (row.isGrowing ? "*" : "")
                    }
            )
        }
        return table.lines()
    }

    private func load(_ point: FlowCurveResult.Point) -> String {
        let text = String(point.load)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
