/// A share of something by month, against all of it: small, to stand beside others.
public struct LevelChart: Sendable {
    /// A month.
    public struct Point: Sendable, Codable, Equatable {
        /// Milliseconds from 1970.
        public var time: Double
        /// From 0 to 1.
        public var share: Double

        /// Makes a point.
        public init(time: Double, share: Double) { (self.time, self.share) = (time, share) }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The months in order.
    public var points: [Point]
    /// The as-of date [ms].
    public var asOf: Double?

    /// Makes a chart.
    public init(description: String, points: [Point], asOf: Double?) {
        (self.description, self.points, self.asOf) = (description, points, asOf)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var time = VegaAxis("bottom", "x")
        (time.format, time.formatType, time.labelOverlap) = ("%Y", "utc", true)
        time.tickCount = 4
        var value = VegaAxis("left", "y")
        (value.grid, value.domain, value.ticks, value.format) = (true, false, false, ".0%")
        value.values = [0, 0.5, 1]
        return VegaSpec(
            description: description,
            height: 84,
            usermeta: .init(minimumWidth: 140),
            data: [
                .init(
                    name: "points",
                    values: points.map { ["time": .number($0.time), "share": .number($0.share)] }
                )
            ],
            scales: [.times(of: "points"), .shares],
            axes: [time, value],
            marks: [area, line]
                + (asOf.map { FanChart.asOf(.init(at: $0, label: ""), label: false) } ?? [])
        )
    }

    private var area: VegaMark {
        VegaMark(
            "area",
            "points",
            [
                "x": .field("time", "x"), "y": .field("share", "y"), "y2": .value(0, "y"),
                "fill": .value("var(--band-wide)"),
            ]
        )
    }

    private var line: VegaMark {
        VegaMark(
            "line",
            "points",
            [
                "x": .field("time", "x"), "y": .field("share", "y"),
                "stroke": .value("var(--line)"), "strokeWidth": .value(2),
            ]
        )
    }
}
