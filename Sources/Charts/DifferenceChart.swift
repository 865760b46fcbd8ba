/// Changes against a base over the years, each with its 95 % interval, for some cases side by side.
public struct DifferenceChart: Sendable {
    /// One case in one year.
    public struct Bar: Sendable, Codable, Equatable {
        /// Calendar year.
        public var year: Int
        /// Which case.
        public var name: String
        /// Mean change.
        public var mean: Double
        /// Lower end of its 95 % interval.
        public var low: Double
        /// Upper end.
        public var high: Double

        /// Makes a bar.
        public init(year: Int, name: String, mean: Double, low: Double, high: Double) {
            (self.year, self.name) = (year, name)
            (self.mean, self.low, self.high) = (mean, low, high)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The quantity with its unit.
    public var title: String
    /// Names of the cases, in order.
    public var names: [String]
    /// The bars.
    public var bars: [Bar]

    /// Makes a chart.
    public init(description: String, title: String, names: [String], bars: [Bar]) {
        (self.description, self.title, self.names, self.bars) = (description, title, names, bars)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        VegaSpec(
            description: description,
            height: 240,
            usermeta: .init(minimumWidth: max(280, Double(names.count) * 90)),
            data: [.init(name: "bars", values: bars.map(row))],
            scales: scales,
            axes: [.years, .amounts(title)],
            legends: names.count > 1
                ? [VegaLegend(fill: "case", columns: 2, symbolType: "square", labelLimit: 320)]
                : [],
            marks: [columns, intervals, zero]
        )
    }

    private func row(_ bar: Bar) -> [String: VegaValue] {
        [
            "year": .text(String(bar.year)), "name": .text(bar.name), "mean": .number(bar.mean),
            "low": .number(bar.low), "high": .number(bar.high),
            "slot": .text("\(bar.year)/\(names.firstIndex(of: bar.name) ?? 0)"),
        ]
    }

    private var years: [Int] { Array(Set(bars.map(\.year))).sorted() }

    private var scales: [VegaScale] {
        let ends = bars.flatMap { [$0.low, $0.high] }
        return [
            VegaScale(
                name: "x",
                type: "band",
                domain: .words(years.map(String.init)),
                range: .named("width")
            ),
            // A slot for each case, and an empty one between years.
            VegaScale(
                name: "slot",
                type: "band",
                domain: .words(years.flatMap { year in (0...names.count).map { "\(year)/\($0)" } }),
                range: .named("width"),
                paddingInner: 0.12
            ),
            VegaScale(
                name: "y",
                type: "linear",
                domain: .numbers([min(0, ends.min() ?? 0), max(0, ends.max() ?? 1)]),
                range: .named("height"),
                zero: true,
                nice: true
            ),
            VegaScale(
                name: "case",
                type: "ordinal",
                domain: .words(names),
                range: .words(names.indices.map(Palette.category))
            ),
        ]
    }

    private var columns: VegaMark {
        VegaMark(
            "rect",
            "bars",
            [
                "x": .field("slot", "slot"), "width": .band("slot"), "y": .field("mean", "y"),
                "y2": .value(0, "y"), "fill": .field("name", "case"),
            ]
        )
    }

    private var intervals: VegaMark {
        VegaMark(
            "rule",
            "bars",
            [
                "x": .field("slot", "slot", band: 0.5), "y": .field("low", "y"),
                "y2": .field("high", "y"), "stroke": .value("var(--ink)"),
                "strokeWidth": .value(1.5),
            ]
        )
    }

    private var zero: VegaMark {
        VegaMark(
            "rule",
            [
                "x": .value(0), "x2": .signal("width"), "y": .value(0, "y"),
                "stroke": .value("var(--ink-soft)"), "strokeWidth": .value(1),
            ]
        )
    }
}
