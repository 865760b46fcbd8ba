/// Tools by row: what each does through some days, as bars.
public struct ToolChart: Sendable {
    /// A stretch in one state.
    public struct Bar: Sendable, Codable, Equatable {
        /// Its row.
        public var tool: String
        /// Its state.
        public var state: String
        /// Where it begins and ends [ms from 1970].
        public var span: GanttChart.Span
        /// What it shows under the pointer.
        public var text: String

        /// Makes a bar.
        public init(tool: String, state: String, span: GanttChart.Span, text: String) {
            (self.tool, self.state, self.span, self.text) = (tool, state, span, text)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The tools, from the top.
    public var tools: [String]
    /// The states, the highest bar first: height tells them apart as colour does.
    public var states: [String]
    /// The bars; what has none is left blank.
    public var bars: [Bar]
    /// First and last moment shown.
    public var span: GanttChart.Span

    /// Makes a chart.
    public init(
        description: String,
        tools: [String],
        states: [String],
        bars: [Bar],
        span: GanttChart.Span
    ) {
        (self.description, self.tools, self.states) = (description, tools, states)
        (self.bars, self.span) = (bars, span)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var time = VegaAxis("bottom", "x")
        (time.format, time.formatType, time.labelOverlap) = ("%m-%d", "utc", true)
        (time.tickCount, time.grid) = (7, true)
        var names = VegaAxis("left", "y")
        (names.ticks, names.domain, names.labelLimit) = (false, false, 160)
        return VegaSpec(
            description: description,
            height: Double(tools.count) * 22,
            usermeta: .init(minimumWidth: 560, legendWidth: VegaSpec.Meta.legendWidth(states)),
            data: states.indices.map { .init(name: "state-\($0)", values: rows($0)) },
            scales: [
                VegaScale(
                    name: "x",
                    type: "utc",
                    domain: .numbers([span.from, span.to]),
                    range: .named("width")
                ), .rows(tools, gap: 0.16),
                VegaScale(
                    name: "state",
                    type: "ordinal",
                    domain: .words(states),
                    range: .words(states.indices.map { Palette.category($0) })
                ),
            ],
            axes: [time, names],
            legends: [VegaLegend(fill: "state", columns: 5, symbolType: "square")],
            marks: states.indices.map(rectangles)
        )
    }

    private func rows(_ state: Int) -> [[String: VegaValue]] {
        bars.filter { $0.state == states[state] }
            .map { bar in
                [
                    "tool": .text(bar.tool), "state": .text(bar.state),
                    "from": .number(bar.span.from), "to": .number(bar.span.to),
                    "text": .text(bar.text),
                ]
            }
    }

    /// The first state's bars fill their row, each further one is lower, on the same foot.
    private func rectangles(_ state: Int) -> VegaMark {
        let height = 1 - Double(state) * 0.8 / Double(max(1, states.count))
        return VegaMark(
            "rect",
            "state-\(state)",
            isClipped: true,
            [
                "x": .field("from", "x"), "x2": .field("to", "x"),
                "y": .field("tool", "y", band: 1 - height), "height": .band("y", height),
                "fill": .field("state", "state"), "tooltip": .field("text"),
            ]
        )
    }
}
