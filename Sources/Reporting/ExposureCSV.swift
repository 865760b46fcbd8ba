internal import Forecast

extension ExposureDocument {
    /// The rows as a CSV table (RFC 4180); what-if columns where another writer was asked for.
    public var table: String {
        var header =
            Self.subject + [
                "model", "writer_class", "mean", "standard_deviation", "p05", "p25", "p50", "p75",
                "p95", "p99", "plates_per_tool_day", "beam", "settling", "stage", "calibration",
                "overhead", "lost",
            ]
        if whatIf != nil {
            header += [
                "other_writer", "other_mean", "difference", "ratio", "other_plates_per_tool_day",
            ]
        }
        return CSVText.table(header, exposure.map(cells))
    }

    /// All histograms as one CSV table (RFC 4180): a line for each bin.
    public var histogramTable: String {
        let lines = exposure.flatMap { row in
            row.histogram.plates.indices.map { bin in
                Self.subject(row)
                    + [
                        "\(row.histogram.edges[bin])", "\(row.histogram.edges[bin + 1])",
                        "\(row.histogram.plates[bin])",
                    ]
            }
        }
        return CSVText.table(Self.subject + ["from", "to", "plates"], lines)
    }

    private static let subject = ["node", "layer_class", "writer"]

    private static func subject(_ row: ExposureRow) -> [String] {
        ["\(row.node)", row.layerClass, row.writer]
    }

    private func cells(_ row: ExposureRow) -> [String] {
        let numbers = [
            row.mean, row.standardDeviation, row.p05, row.p25, row.p50, row.p75, row.p95, row.p99,
            row.platesPerToolDay, row.beam, row.settling, row.stage, row.calibration, row.overhead,
            row.lost,
        ]
        let cells = Self.subject(row) + [row.model, row.writerClass] + numbers.map { "\($0)" }
        guard let whatIf else { return cells }
        guard let other = whatIf.rows.first(where: row.isAlike) else {
            return cells + [whatIf.writer, "", "", "", ""]
        }
        let there = [other.otherMean, other.difference, other.ratio, other.otherPlatesPerToolDay]
        return cells + [whatIf.writer] + there.map { "\($0)" }
    }
}
