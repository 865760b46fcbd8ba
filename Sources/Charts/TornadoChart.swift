/// What moves a result: its mean with each figure at its P10 and at its P90, all else drawn.
public struct TornadoChart: Sendable {
    /// One figure.
    public struct Bar: Sendable, Codable, Equatable {
        /// Its name.
        public var name: String
        /// Mean of the result with the figure at its P10.
        public var atLow: Double
        /// Mean with it at its P90.
        public var atHigh: Double
        /// The P10 itself, with its unit if it has one.
        public var low: String
        /// The P90.
        public var high: String

        /// Makes a bar.
        public init(name: String, atLow: Double, atHigh: Double, low: String, high: String) {
            (self.name, self.atLow, self.atHigh) = (name, atLow, atHigh)
            (self.low, self.high) = (low, high)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The result with its unit.
    public var title: String
    /// Mean of the result as the plan stands.
    public var mean: Double
    /// The figures, the one that moves most first.
    public var bars: [Bar]
    /// What the two ends are called.
    public var ends: (low: String, high: String)

    /// Makes a chart.
    public init(
        description: String,
        title: String,
        mean: Double,
        bars: [Bar],
        ends: (low: String, high: String)
    ) {
        (self.description, self.title, self.mean) = (description, title, mean)
        (self.bars, self.ends) = (bars, ends)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var value = VegaAxis("bottom", "x", title: title)
        (value.grid, value.format, value.tickCount, value.labelOverlap) = (true, ",~f", 6, true)
        var names = VegaAxis("left", "y")
        (names.ticks, names.domain, names.labelLimit) = (false, false, 220)
        return VegaSpec(
            description: description,
            height: Double(bars.count) * 28,
            usermeta: .init(minimumWidth: 520),
            data: [.init(name: "bars", values: bars.flatMap(rows))],
            scales: scales,
            axes: [value, names],
            legends: [VegaLegend(fill: "end", symbolType: "square")],
            marks: [halves, labels, middle]
        )
    }

    private func rows(_ bar: Bar) -> [[String: VegaValue]] {
        [(ends.low, bar.atLow, bar.low), (ends.high, bar.atHigh, bar.high)]
            .map { end, value, text in
                // Beyond the bar's end, away from the middle.
                let isLeft = value < mean
                return [
                    "name": .text(bar.name), "end": .text(end), "value": .number(value),
                    "text": .text(text), "align": .text(isLeft ? "right" : "left"),
                    "gap": .number(isLeft ? -5 : 5),
                ]
            }
    }

    private var scales: [VegaScale] {
        let ends = bars.flatMap { [$0.atLow, $0.atHigh] } + [mean]
        let (least, most) = (ends.min() ?? 0, ends.max() ?? 1)
        // Room for the words beside the bars.
        let room = max((most - least) * 0.12, 1e-9)
        return [
            VegaScale(
                name: "x",
                type: "linear",
                domain: .numbers([least - room, most + room]),
                range: .named("width"),
                zero: false
            ),
            .rows(bars.map(\.name), gap: 0.18),
            VegaScale(
                name: "end",
                type: "ordinal",
                domain: .words([self.ends.low, self.ends.high]),
                range: .words(["var(--fill-soft)", "var(--fill)"])
            ),
        ]
    }

    private var halves: VegaMark {
        VegaMark(
            "rect",
            "bars",
            [
                "x": .field("value", "x"), "x2": .value(.number(mean), "x"),
                "y": .field("name", "y"), "height": .band("y"), "fill": .field("end", "end"),
            ]
        )
    }

    private var labels: VegaMark {
        VegaMark(
            "text",
            "bars",
            [
                "x": .field("value", "x"), "dx": .field("gap"),
                "y": .field("name", "y", band: 0.5), "text": .field("text"),
                "align": .field("align"), "baseline": .value("middle"), "fontSize": .value(11),
                "fill": .value("var(--ink-soft)"),
            ]
        )
    }

    private var middle: VegaMark {
        VegaMark(
            "rule",
            [
                "x": .value(.number(mean), "x"), "y": .value(0), "y2": .signal("height"),
                "stroke": .value("var(--ink)"), "strokeWidth": .value(1.5),
            ]
        )
    }
}
