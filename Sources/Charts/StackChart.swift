/// Parts of a whole over the years, one on another.
public struct StackChart: Sendable {
    /// One part in one year.
    public struct Part: Sendable, Codable, Equatable {
        /// Calendar year.
        public var year: Int
        /// Which part.
        public var name: String
        /// How much, in the chart's unit.
        public var value: Double

        /// Makes a part.
        public init(year: Int, name: String, value: Double) {
            (self.year, self.name, self.value) = (year, name, value)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The quantity with its unit.
    public var title: String
    /// What a part is.
    public var legend: String
    /// Names of the parts, from the foot up; nodes from coarse to fine.
    public var names: [String]
    /// The parts.
    public var parts: [Part]

    /// Makes a chart.
    public init(
        description: String,
        title: String,
        legend: String,
        names: [String],
        parts: [Part]
    ) {
        self.description = description
        self.title = title
        self.legend = legend
        self.names = names
        self.parts = parts
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        VegaSpec(
            description: description,
            height: 260,
            usermeta: .init(minimumWidth: 280, legendWidth: VegaSpec.Meta.legendWidth(names)),
            data: [table],
            scales: scales,
            axes: [.years, .amounts(title)],
            legends: [
                VegaLegend(fill: "node", title: legend, columns: 5, symbolType: "square")
            ],
            marks: [bars]
        )
    }

    private var table: VegaSpec.Table {
        let rows = parts.map { part -> [String: VegaValue] in
            [
                "year": .text(String(part.year)), "name": .text(part.name),
                "value": .number(part.value),
                "order": .number(Double(names.firstIndex(of: part.name) ?? names.count)),
            ]
        }
        let stack = VegaSpec.Transform(
            type: "stack",
            groupby: ["year"],
            sort: .init(field: "order"),
            field: "value"
        )
        return .init(name: "parts", values: rows, transform: [stack])
    }

    private var scales: [VegaScale] {
        [
            VegaScale(
                name: "x",
                type: "band",
                domain: .fields(table: "parts", ["year"]),
                range: .named("width"),
                paddingInner: 0.28,
                paddingOuter: 0.14
            ),
            VegaScale(
                name: "y",
                type: "linear",
                domain: .fields(table: "parts", ["y1"]),
                range: .named("height"),
                zero: true,
                nice: true
            ),
            VegaScale(
                name: "node",
                type: "ordinal",
                domain: .words(names),
                range: .words(Palette.nodes(names.count))
            ),
        ]
    }

    private var bars: VegaMark {
        VegaMark(
            "rect",
            "parts",
            [
                "x": .field("year", "x"), "width": .band("x"), "y": .field("y0", "y"),
                "y2": .field("y1", "y"), "fill": .field("name", "node"),
                "stroke": .value("var(--paper)"), "strokeWidth": .value(0.75),
                "tooltip": .field("name"),
            ]
        )
    }
}
