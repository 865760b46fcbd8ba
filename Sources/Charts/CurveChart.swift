/// How probable it is that events have come, by time: an S-curve for each.
public struct CurveChart: Sendable {
    /// One event.
    public struct Curve: Sendable, Codable, Equatable {
        /// Its name.
        public var name: String
        /// Times and the probability that it has come by then [1].
        public var points: [Point]

        /// Makes a curve.
        public init(name: String, points: [Point]) { (self.name, self.points) = (name, points) }
    }

    /// A point of a curve.
    public struct Point: Sendable, Codable, Equatable {
        /// Milliseconds from 1970.
        public var time: Double
        /// From 0 to 1.
        public var probability: Double

        /// Makes a point.
        public init(time: Double, probability: Double) {
            (self.time, self.probability) = (time, probability)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// What goes up.
    public var title: String
    /// The events.
    public var curves: [Curve]
    /// The as-of date.
    public var asOf: FanChart.Rule?

    /// Makes a chart.
    public init(
        description: String,
        title: String,
        curves: [Curve],
        asOf: FanChart.Rule?
    ) {
        (self.description, self.title) = (description, title)
        (self.curves, self.asOf) = (curves, asOf)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var time = VegaAxis("bottom", "x")
        (time.format, time.formatType, time.labelOverlap) = ("%Y", "utc", true)
        time.tickCount = 8
        var value = VegaAxis("left", "y", title: title)
        (value.grid, value.domain, value.ticks, value.format) = (true, false, false, ".0%")
        value.values = [0, 0.1, 0.5, 0.9, 1]
        let rows = curves.flatMap { curve in
            curve.points.map { point -> [String: VegaValue] in
                [
                    "name": .text(curve.name), "time": .number(point.time),
                    "probability": .number(point.probability),
                ]
            }
        }
        return VegaSpec(
            description: description,
            height: 260,
            usermeta: .init(
                minimumWidth: 280,
                legendWidth: VegaSpec.Meta.legendWidth(curves.map(\.name))
            ),
            data: [.init(name: "curves", values: rows)],
            scales: scales,
            axes: [time, value],
            legends: [
                VegaLegend(
                    stroke: "colour",
                    strokeDash: "dash",
                    columns: 3,
                    symbolType: "stroke"
                )
            ],
            marks: [lines] + (asOf.map { FanChart.asOf($0, label: true) } ?? [])
        )
    }

    private var scales: [VegaScale] {
        [.times(of: "curves"), .shares] + VegaScale.lines(curves.map(\.name))
    }

    private var lines: VegaMark {
        VegaMark(
            facet: .init(name: "curve", data: "curves", groupby: ["name"]),
            [
                VegaMark(
                    "line",
                    "curve",
                    [
                        "x": .field("time", "x"), "y": .field("probability", "y"),
                        "stroke": .field("name", "colour"),
                        "strokeDash": .field("name", "dash"),
                        "strokeWidth": .value(2.5), "interpolate": .value("monotone"),
                    ]
                )
            ]
        )
    }
}
