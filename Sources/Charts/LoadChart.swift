/// A time against load, a curve for each node: steady ones joined, overloaded ones hollow, and at
/// the upper edge where they are beyond it.
public struct LoadChart: Sendable {
    /// One node.
    public struct Curve: Sendable, Codable, Equatable {
        /// Its name.
        public var name: String
        /// Loads, rising.
        public var points: [Point]

        /// Makes a curve.
        public init(name: String, points: [Point]) { (self.name, self.points) = (name, points) }
    }

    /// A load.
    public struct Point: Sendable, Codable, Equatable {
        /// Factor on all orders [1].
        public var load: Double
        /// The time, and the ends of its interval.
        public var value, low, high: Double
        /// Whether orders outrun what is made, so that there is no steady time.
        public var isGrowing: Bool

        /// Makes a point.
        public init(load: Double, value: Double, low: Double, high: Double, isGrowing: Bool) {
            (self.load, self.value, self.low, self.high) = (load, value, low, high)
            self.isGrowing = isGrowing
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// What goes up, with its unit.
    public var title: String
    /// What goes to the right.
    public var loadTitle: String
    /// The nodes, from coarse to fine.
    public var curves: [Curve]

    /// Makes a chart.
    public init(description: String, title: String, loadTitle: String, curves: [Curve]) {
        (self.description, self.title) = (description, title)
        (self.loadTitle, self.curves) = (loadTitle, curves)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var load = VegaAxis("bottom", "x", title: loadTitle)
        (load.labelOverlap, load.format) = (true, ".3~r")
        load.values = Array(Set(curves.flatMap(\.points).map(\.load))).sorted()
        return VegaSpec(
            description: description,
            height: 260,
            usermeta: .init(
                minimumWidth: 280,
                legendWidth: VegaSpec.Meta.legendWidth(curves.map(\.name))
            ),
            data: [
                .init(name: "steady", values: rows { !$0.isGrowing }),
                .init(name: "growing", values: rows(\.isGrowing)),
            ],
            scales: scales,
            axes: [load, .amounts(title)],
            legends: [
                VegaLegend(
                    stroke: "colour",
                    strokeDash: "dash",
                    columns: 5,
                    symbolType: "stroke"
                )
            ],
            marks: [lines, intervals, dots("steady"), dots("growing")]
        )
    }

    private func rows(_ isWanted: (Point) -> Bool) -> [[String: VegaValue]] {
        curves.flatMap { curve in
            curve.points.filter(isWanted)
                .map { point in
                    [
                        "name": .text(curve.name), "load": .number(point.load),
                        "value": .number(min(point.value, top)),
                        "low": .number(max(0, point.low)),
                        "high": .number(point.high),
                    ]
                }
        }
    }

    /// Overloaded times know no bound; they would press the others flat.
    private var top: Double {
        let steady = curves.flatMap(\.points).filter { !$0.isGrowing }.map(\.high).max() ?? 0
        let all = curves.flatMap(\.points).map(\.high).max() ?? 1
        return steady > 0 ? min(all, 1.3 * steady) : all
    }

    private var scales: [VegaScale] {
        let loads = curves.flatMap(\.points).map(\.load)
        return [
            VegaScale(
                name: "x",
                type: "linear",
                domain: .numbers([min(0, loads.min() ?? 0), loads.max() ?? 1]),
                range: .named("width"),
                zero: true
            ),
            VegaScale(
                name: "y",
                type: "linear",
                domain: .numbers([0, top > 0 ? top : 1]),
                range: .named("height"),
                zero: true,
                nice: true
            ),
        ] + VegaScale.lines(curves.map(\.name))
    }

    private var lines: VegaMark {
        VegaMark(
            facet: .init(name: "curve", data: "steady", groupby: ["name"]),
            [
                VegaMark(
                    "line",
                    "curve",
                    [
                        "x": .field("load", "x"), "y": .field("value", "y"),
                        "stroke": .field("name", "colour"), "strokeWidth": .value(2.5),
                        "strokeDash": .field("name", "dash"),
                    ]
                )
            ]
        )
    }

    private var intervals: VegaMark {
        VegaMark(
            "rule",
            "steady",
            isClipped: true,
            [
                "x": .field("load", "x"), "y": .field("low", "y"), "y2": .field("high", "y"),
                "stroke": .field("name", "colour"), "strokeWidth": .value(1),
            ]
        )
    }

    private func dots(_ table: String) -> VegaMark {
        VegaMark(
            "symbol",
            table,
            [
                "x": .field("load", "x"), "y": .field("value", "y"), "size": .value(44),
                "fill": table == "steady" ? .field("name", "colour") : .value("var(--paper)"),
                "stroke": .field("name", "colour"), "strokeWidth": .value(1.5),
                "tooltip": .field("name"),
            ]
        )
    }
}
