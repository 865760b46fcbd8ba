/// Tools by row: what was promised, and when each arrives and is accepted, with its uncertainty.
public struct GanttChart: Sendable {
    /// One tool.
    public struct Row: Sendable, Codable, Equatable {
        /// Its name.
        public var name: String
        /// What was promised; nil where nothing is.
        public var promised: Span?
        /// When it arrives.
        public var delivered: Event?
        /// When it is accepted.
        public var accepted: Event?

        /// Makes a row.
        public init(name: String, promised: Span?, delivered: Event?, accepted: Event?) {
            (self.name, self.promised) = (name, promised)
            (self.delivered, self.accepted) = (delivered, accepted)
        }
    }

    /// A stretch of time [ms from 1970].
    public struct Span: Sendable, Codable, Equatable {
        /// Its start.
        public var from: Double
        /// Its end.
        public var to: Double

        /// Makes a stretch.
        public init(from: Double, to: Double) { (self.from, self.to) = (from, to) }
    }

    /// When something happens [ms from 1970].
    public struct Event: Sendable, Codable, Equatable {
        /// Early.
        public var p10: Double
        /// Middle.
        public var p50: Double
        /// Late.
        public var p90: Double
        /// Whether it has happened by the as-of date.
        public var isKnown: Bool

        /// Makes an event.
        public init(p10: Double, p50: Double, p90: Double, isKnown: Bool) {
            (self.p10, self.p50, self.p90, self.isKnown) = (p10, p50, p90, isKnown)
        }
    }

    /// Words of the legend.
    public struct Words: Sendable {
        /// Of a promise.
        public var promised: String
        /// Of a delivery that has happened.
        public var known: String
        /// Of one to come.
        public var delivered: String
        /// Of an acceptance.
        public var accepted: String

        /// Makes the words.
        public init(promised: String, known: String, delivered: String, accepted: String) {
            (self.promised, self.known) = (promised, known)
            (self.delivered, self.accepted) = (delivered, accepted)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// The tools, from the top.
    public var rows: [Row]
    /// First and last day shown.
    public var span: Span
    /// The as-of date.
    public var asOf: FanChart.Rule

    /// Makes a chart.
    public init(description: String, rows: [Row], span: Span, asOf: FanChart.Rule) {
        (self.description, self.rows, self.span, self.asOf) = (description, rows, span, asOf)
    }

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var time = VegaAxis("bottom", "x")
        (time.format, time.formatType, time.labelOverlap) = ("%Y", "utc", true)
        (time.tickCount, time.grid) = (8, true)
        var names = VegaAxis("left", "y")
        (names.ticks, names.domain, names.labelLimit) = (false, false, 130)
        return VegaSpec(
            description: description,
            height: Double(rows.count) * 30,
            usermeta: .init(minimumWidth: 480),
            data: [
                .init(name: "promised", values: promises),
                .init(name: "delivered", values: events(\.delivered)),
                .init(name: "accepted", values: events(\.accepted)),
            ],
            scales: scales,
            axes: [time, names],
            marks: [bars] + whiskers("delivered", 0.36, "circle")
                + whiskers("accepted", 0.72, "square") + FanChart.asOf(asOf, label: true)
        )
    }

    private var promises: [[String: VegaValue]] {
        rows.compactMap { row in
            row.promised.map {
                ["name": .text(row.name), "from": .number($0.from), "to": .number($0.to)]
            }
        }
    }

    private func events(_ path: KeyPath<Row, Event?>) -> [[String: VegaValue]] {
        rows.compactMap { row in
            row[keyPath: path]
                .map { event in
                    [
                        "name": .text(row.name), "p10": .number(event.p10),
                        "p50": .number(event.p50), "p90": .number(event.p90),
                        "fill": .text(event.isKnown ? "known" : "expected"),
                    ]
                }
        }
    }

    private var scales: [VegaScale] {
        [
            VegaScale(
                name: "x",
                type: "utc",
                domain: .numbers([span.from, span.to]),
                range: .named("width")
            ),
            .rows(rows.map(\.name), gap: 0.12),
            VegaScale(
                name: "fill",
                type: "ordinal",
                domain: .words(["known", "expected"]),
                range: .words(["var(--line)", "var(--paper)"])
            ),
        ]
    }

    private var bars: VegaMark {
        VegaMark(
            "rect",
            "promised",
            isClipped: true,
            [
                "x": .field("from", "x"), "x2": .field("to", "x"),
                "y": .field("name", "y"), "height": .band("y"),
                "fill": .value("var(--heat-1)"), "cornerRadius": .value(3),
            ]
        )
    }

    /// P10 to P90 as a line, P50 as a symbol: full when it has happened, hollow when it is to come.
    private func whiskers(_ table: String, _ place: Double, _ shape: VegaValue) -> [VegaMark] {
        let colour = table == "delivered" ? "var(--line)" : "var(--cat-2)"
        return [
            VegaMark(
                "rule",
                table,
                isClipped: true,
                [
                    "x": .field("p10", "x"), "x2": .field("p90", "x"),
                    "y": .field("name", "y", band: place), "stroke": .value(.text(colour)),
                    "strokeWidth": .value(2),
                ]
            ),
            VegaMark(
                "symbol",
                table,
                isClipped: true,
                [
                    "x": .field("p50", "x"), "y": .field("name", "y", band: place),
                    "shape": .value(shape), "size": .value(52), "fill": .field("fill", "fill"),
                    "stroke": .value(.text(colour)), "strokeWidth": .value(2),
                ]
            ),
        ]
    }
}
