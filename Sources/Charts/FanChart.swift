/// A quantity over time with its uncertainty: bands from P10 to P90 and P25 to P75 about the median.
public struct FanChart: Sendable {
    /// The quantiles at one time.
    public struct Point: Sendable, Codable, Equatable {
        /// Calendar year, or milliseconds from 1970.
        public var time: Double
        /// As tables write the time.
        public var label: String
        /// 10th percentile.
        public var p10: Double
        /// 25th percentile; nil where it is not known.
        public var p25: Double?
        /// Median.
        public var p50: Double
        /// 75th percentile.
        public var p75: Double?
        /// 90th percentile.
        public var p90: Double

        /// Makes a point.
        public init(
            time: Double,
            label: String,
            p10: Double,
            p25: Double?,
            p50: Double,
            p75: Double?,
            p90: Double
        ) {
            (self.time, self.label) = (time, label)
            (self.p10, self.p25, self.p50, self.p75, self.p90) = (p10, p25, p50, p75, p90)
        }
    }

    /// A line across the plot that says something of its own.
    public struct Rule: Sendable, Equatable {
        /// Where, in the quantity's unit or as a time.
        public var at: Double
        /// What it says.
        public var label: String

        /// Makes a line.
        public init(at: Double, label: String) { (self.at, self.label) = (at, label) }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The quantity with its unit.
    public var title: String
    /// Points in order of time.
    public var points: [Point]
    /// Whether times are years, not milliseconds.
    public var isByYear: Bool
    /// Whether it is one of many that stand side by side.
    public var isSmall: Bool
    /// The as-of date; nil where it is not to be shown.
    public var asOf: Rule?
    /// What is aimed at.
    public var target: Rule?

    /// Makes a chart.
    public init(
        description: String,
        title: String,
        points: [Point],
        isByYear: Bool,
        isSmall: Bool = false,
        asOf: Rule? = nil,
        target: Rule? = nil
    ) {
        self.description = description
        self.title = title
        self.points = points
        self.isByYear = isByYear
        self.isSmall = isSmall
        self.asOf = asOf
        self.target = target
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        VegaSpec(
            description: description,
            height: isSmall ? 96 : 260,
            usermeta: .init(minimumWidth: isSmall ? 140 : 280),
            data: [.init(name: "points", values: points.map(row))],
            scales: [horizontal, vertical],
            axes: axes,
            marks: bands + [line] + (isByYear ? [dots] : []) + rules
        )
    }

    private func row(_ point: Point) -> [String: VegaValue] {
        var row: [String: VegaValue] = [
            "time": .number(point.time), "label": .text(point.label), "p10": .number(point.p10),
            "p50": .number(point.p50), "p90": .number(point.p90),
        ]
        if let p25 = point.p25, let p75 = point.p75 {
            (row["p25"], row["p75"]) = (.number(p25), .number(p75))
        }
        return row
    }

    private var horizontal: VegaScale {
        VegaScale(
            name: "x",
            type: isByYear ? "linear" : "utc",
            domain: .numbers([points.first?.time ?? 0, points.last?.time ?? 1]),
            range: .named("width"),
            zero: false
        )
    }

    private var vertical: VegaScale {
        let most = points.map(\.p90).max() ?? 0
        let least = points.map(\.p10).min() ?? 0
        let top = max(most, target?.at ?? 0)
        return VegaScale(
            name: "y",
            type: "linear",
            domain: .numbers([min(0, least), top > 0 || least < 0 ? top : 1]),
            range: .named("height"),
            zero: true,
            nice: true
        )
    }

    private var axes: [VegaAxis] {
        var time = VegaAxis("bottom", "x")
        time.labelOverlap = true
        time.ticks = true
        if isByYear {
            time.format = "d"
            time.values = points.map(\.time)
        } else {
            (time.format, time.formatType) = ("%Y", "utc")
            time.tickCount = isSmall ? 4 : 8
        }
        var value = VegaAxis("left", "y", title: isSmall ? nil : title)
        value.grid = true
        value.domain = false
        value.ticks = false
        value.format = ",~f"
        value.tickCount = isSmall ? 3 : 6
        return [time, value]
    }

    private var bands: [VegaMark] {
        var marks = [area("p10", "p90", "var(--band-wide)")]
        if points.allSatisfy({ $0.p25 != nil && $0.p75 != nil }) {
            marks.append(area("p25", "p75", "var(--band-narrow)"))
        }
        return marks
    }

    private func area(_ low: String, _ high: String, _ colour: String) -> VegaMark {
        VegaMark(
            "area",
            "points",
            [
                "x": .field("time", "x"), "y": .field(high, "y"), "y2": .field(low, "y"),
                "fill": .value(.text(colour)), "interpolate": .value("monotone"),
            ]
        )
    }

    private var line: VegaMark {
        VegaMark(
            "line",
            "points",
            [
                "x": .field("time", "x"), "y": .field("p50", "y"),
                "stroke": .value("var(--line)"), "strokeWidth": .value(isSmall ? 2 : 2.5),
                "interpolate": .value("monotone"),
            ]
        )
    }

    private var dots: VegaMark {
        VegaMark(
            "symbol",
            "points",
            [
                "x": .field("time", "x"), "y": .field("p50", "y"),
                "size": .value(isSmall ? 16 : 44),
                "fill": .value("var(--line)"), "stroke": .value("var(--paper)"),
                "strokeWidth": .value(isSmall ? 0.5 : 1.5),
            ]
        )
    }

    private var rules: [VegaMark] {
        var marks: [VegaMark] = []
        if let asOf { marks += Self.asOf(asOf, label: !isSmall) }
        if let target {
            marks.append(
                VegaMark(
                    "rule",
                    [
                        "x": .value(0), "x2": .signal("width"),
                        "y": .value(.number(target.at), "y"),
                        "stroke": .value("var(--mark)"), "strokeWidth": .value(1.5),
                        "strokeDash": .value(.numbers([6, 4])),
                    ]
                )
            )
            marks.append(
                VegaMark(
                    "text",
                    [
                        "x": .value(4), "y": .value(.number(target.at), "y", offset: -6),
                        "text": .value(.text(target.label)), "fill": .value("var(--mark)"),
                    ]
                )
            )
        }
        return marks
    }

    /// The as-of date: a dashed line with its words above the plot.
    static func asOf(_ rule: Rule, label: Bool) -> [VegaMark] {
        let line = VegaMark(
            "rule",
            [
                "x": .value(.number(rule.at), "x"), "y": .value(0), "y2": .signal("height"),
                "stroke": .value("var(--mark)"), "strokeWidth": .value(1.5),
                "strokeDash": .value(.numbers([3, 3])),
            ]
        )
        guard label else { return [line] }
        return [
            line,
            VegaMark(
                "text",
                [
                    "x": .value(.number(rule.at), "x"), "y": .value(-6),
                    "text": .value(.text(rule.label)), "fill": .value("var(--mark)"),
                    "align": .value("center"),
                ]
            ),
        ]
    }
}
