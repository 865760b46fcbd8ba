/// Shares or other numbers by row and column, as numbers on steps of lightness.
public struct HeatChart: Sendable {
    /// One cell.
    public struct Cell: Sendable, Codable, Equatable {
        /// Its column.
        public var column: String
        /// Its row.
        public var row: String
        /// From 0 to 1; in a chart with steps of its own, at least 0 in any unit.
        public var share: Double

        /// Makes a cell.
        public init(column: String, row: String, share: Double) {
            (self.column, self.row, self.share) = (column, row, share)
        }
    }

    /// What the chart says, in a sentence.
    public var description: String
    /// Names of the columns, in order.
    public var columns: [String]
    /// Names of the rows, from the top.
    public var rows: [String]
    /// The cells; one that is missing is empty.
    public var cells: [Cell]
    /// Five numbers at which lightness steps; nil for shares, which are written in percent.
    public var numberSteps: [Double]?

    /// Makes a chart.
    public init(
        description: String,
        columns: [String],
        rows: [String],
        cells: [Cell],
        numberSteps: [Double]? = nil
    ) {
        (self.description, self.columns, self.rows) = (description, columns, rows)
        (self.cells, self.numberSteps) = (cells, numberSteps)
    }

    /// Shares at which lightness steps [1].
    public static let steps = [0.05, 0.2, 0.4, 0.6, 0.8]

    /// The chart as Vega reads it.
    public var spec: VegaSpec {
        var time = VegaAxis("bottom", "x")
        (time.labelOverlap, time.ticks, time.domain) = (true, false, false)
        time.labelSeparation = 12
        var names = VegaAxis("left", "y")
        (names.ticks, names.domain, names.labelLimit) = (false, false, 180)
        return VegaSpec(
            description: description,
            height: Double(rows.count) * 28,
            usermeta: .init(minimumWidth: 190 + Double(columns.count) * 25),
            data: [.init(name: "cells", values: cells.map(row))],
            scales: scales,
            axes: [time, names],
            marks: [squares, numbers]
        )
    }

    private func row(_ cell: Cell) -> [String: VegaValue] {
        [
            "column": .text(cell.column), "row": .text(cell.row), "share": .number(cell.share),
            "text": .text(text(cell.share)),
        ]
    }

    private func text(_ value: Double) -> String {
        if numberSteps != nil, value < 9.95 {
            let tenths = Int((value * 10).rounded())
            return tenths > 0 ? "\(tenths / 10).\(tenths % 10)" : ""
        }
        let whole = (numberSteps == nil ? value * 100 : value).rounded()
        return whole > 0 ? String(Int(whole)) : ""
    }

    private var scales: [VegaScale] {
        func band(_ name: String, _ words: [String], _ range: String) -> VegaScale {
            VegaScale(
                name: name,
                type: "band",
                domain: .words(words),
                range: .named(range),
                padding: 0.04
            )
        }
        func steps(_ name: String, _ colours: [String]) -> VegaScale {
            VegaScale(
                name: name,
                type: "threshold",
                domain: .numbers(numberSteps ?? Self.steps),
                range: .words(colours.map { "var(--\($0))" })
            )
        }
        let inks = [0, 0, 0, 1, 1, 1].map { "heat-ink-\($0)" }
        return [
            band("x", columns, "width"), band("y", rows, "height"),
            steps("step", (0...5).map { "heat-\($0)" }), steps("ink", inks),
        ]
    }

    private var squares: VegaMark {
        VegaMark(
            "rect",
            "cells",
            [
                "x": .field("column", "x"), "width": .band("x"), "y": .field("row", "y"),
                "height": .band("y"), "fill": .field("share", "step"),
            ]
        )
    }

    private var numbers: VegaMark {
        VegaMark(
            "text",
            "cells",
            [
                "x": .field("column", "x", band: 0.5), "y": .field("row", "y", band: 0.5),
                "text": .field("text"), "fill": .field("share", "ink"),
                "align": .value("center"), "baseline": .value("middle"), "fontSize": .value(11),
            ]
        )
    }
}
