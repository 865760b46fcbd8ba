public import Forecast

/// A week of one replication as a CSV table (RFC 4180): a line for each plate in each state of a tool,
/// and one for a state without plates.
public struct FlowGanttCSV: Sendable {
    private let result: FlowGanttResult

    /// Makes the table of a result.
    public init(_ result: FlowGanttResult) {
        self.result = result
    }

    /// The file's text, headings first.
    public var text: String {
        CSVText.table(
            [
                "group", "tool", "state", "start", "end", "seconds", "node", "customer", "hot",
                "order", "plate", "step", "round",
            ],
            result.bars.flatMap { bar -> [[String]] in
                let own = [bar.group, bar.tool, bar.state, bar.start, bar.end, String(bar.seconds)]
                guard !bar.plates.isEmpty else {
                    return [own + [String](repeating: "", count: 7)]
                }
                return bar.plates.map { own + Self.cells($0) }
            }
        )
    }

    private static func cells(_ plate: FlowGanttResult.Plate) -> [String] {
        [
            plate.node, plate.customer ?? "", plate.isHot ? "1" : "0", String(plate.order),
            String(plate.plate), plate.step, String(plate.round),
        ]
    }
}
