internal import Forecast
internal import MonteCarlo

extension ExposureDocument {
    /// The document as text of 100 columns at most.
    ///
    /// - Parameter hasHistograms: whether each row's histogram is drawn.
    /// - Returns: the lines.
    public func lines(hasHistograms: Bool) -> [String] {
        var lines = heading
        lines += ["", "Hours of a plate, and plates a day"] + times.lines()
        lines += ["", "Where the hours go: shares of the mean; and writes lost to a failure"]
        lines += shares.lines()
        if let whatIf { lines += [""] + text(of: whatIf) }
        if hasHistograms { lines += exposure.flatMap { [""] + histogram(of: $0) } }
        lines += [""] + TextTable.fold("plates/day: \(Self.definition).")
        return lines + ["Digest \(digest)"]
    }

    /// What `plates_per_tool_day` counts, over what.
    static let definition =
        "24 h over the mean hours, times the share of writes that no failure of the writer "
        + "interrupts. The 24 h are hours of writing: what a tool loses to repair, set-up and "
        + "waiting is not taken off"

    private var heading: [String] {
        var lines = TextTable.fold("\(plan.name): hours to write one plate")
        lines.append(
            "\(NumberText.whole(Int(samples))) plate\(samples == 1 ? "" : "s") a row, seed \(seed); "
                + "uncertain figures at their means"
        )
        lines += HeadText.engine(engine)
        lines += HeadText.scenario(scenario)
        if !set.isEmpty {
            let texts = set.map { "\($0.name) = \($0.value)" }
            lines += TextTable.fold("set, assumed: " + texts.joined(separator: "; "), indent: 2)
        }
        return lines
    }

    private static let subject: [(String, TextTable.Alignment)] = [
        ("nm", .right), ("layer class", .left), ("writer", .left),
    ]

    private var times: TextTable {
        let numbers = ["mean", "s.d.", "P5", "P25", "P50", "P75", "P95", "P99", "plates/day"]
        var table = TextTable(columns: Self.subject + numbers.map { ($0, .right) })
        for row in exposure {
            let error = standardError(row.standardDeviation)
            // About the errors of quantiles of normal times, in those of the mean.
            let quantiles = [
                (row.p05, 2.0), (row.p25, 1.4), (row.p50, 1.3), (row.p75, 1.4), (row.p95, 2),
                (row.p99, 3.7),
            ]
            table.add(
                ["\(row.node)", row.layerClass, row.writer]
                    + [
                        NumberText.hours(row.mean, standardError: error),
                        NumberText.hours(row.standardDeviation, standardError: error),
                    ] + quantiles.map { NumberText.hours($0, standardError: $1 * error) }
                    + [platesADay(row.platesPerToolDay, hours: row.mean, error)]
            )
        }
        return table
    }

    private var shares: TextTable {
        let parts = ["beam", "settling", "stage", "calibration", "overhead", "lost"]
        var table = TextTable(columns: Self.subject + parts.map { ($0, .right) })
        for row in exposure {
            let parts = [row.beam, row.settling, row.stage, row.calibration, row.overhead]
            table.add(
                ["\(row.node)", row.layerClass, row.writer] + parts.map { NumberText.percent($0) }
                    + [NumberText.percent(row.lost, replications: samples)]
            )
        }
        return table
    }

    private func standardError(_ deviation: Double) -> Double {
        deviation / Double(samples).squareRoot()
    }

    /// With the relative error of the hours.
    private func platesADay(_ plates: Double, hours: Double, _ error: Double) -> String {
        let relative = hours > 0 ? error / hours : 0
        return NumberText.estimate(plates, standardError: max(0.01, plates * relative))
    }

    // MARK: What if

    private func text(of whatIf: WhatIf) -> [String] {
        var lines = TextTable.fold(
            "What if \(whatIf.writer) wrote the same plates, with the same luck"
        )
        var table = TextTable(
            columns: Self.subject
                + ["hours", "what if", "change", "ratio", "plates/day", "what if"]
                .map { ($0, .right) }
        )
        for row in whatIf.rows {
            let deviation = exposure.first { $0.isAlike(row) }?.standardDeviation ?? 0
            let error = standardError(deviation)
            let change = NumberText.hours(row.difference, standardError: error)
            table.add([
                "\(row.node)", row.layerClass, row.writer,
                NumberText.hours(row.mean, standardError: error),
                NumberText.hours(row.otherMean, standardError: error),
                (row.difference > 0 ? "+" : "") + change,
                NumberText.decimal(row.ratio, decimals: 2),
                platesADay(row.platesPerToolDay, hours: row.mean, error),
                platesADay(row.otherPlatesPerToolDay, hours: row.otherMean, error),
            ])
        }
        lines += table.lines()
        for row in whatIf.leftOut {
            let text = "left out: \(row.node) nm \(row.layerClass), \(row.writer): \(row.reason)"
            lines += TextTable.fold("  " + text, indent: 4)
        }
        return lines + whatIf.notes.flatMap { TextTable.fold("  " + $0, indent: 4) }
    }

    // MARK: Histograms

    /// Columns of the longest bar.
    private static let longestBar = 60
    /// Lines of a drawing, the tail's not counted.
    private static let lineLimit = 24

    private func histogram(of row: ExposureRow) -> [String] {
        let title = "\(row.node) nm, \(row.layerClass), \(row.writer): plates by hours"
        let bins = row.histogram.joined(Self.lineLimit)
        let most = bins.map(\.plates).max() ?? 0
        let labels = bins.map {
            let ends = [$0.from, $0.to].map { NumberText.hours($0, standardError: 0) }
            return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
        }
        let width = labels.map(TextTable.width).max() ?? 0
        return TextTable.fold(title)
            + zip(bins, labels)
            .map { bin, label in
                let share = Double(bin.plates) / Double(max(1, samples))
                let length = Double(bin.plates) / Double(max(1, most)) * Double(Self.longestBar)
                let whole = Int(length.rounded())
                let bar = whole == 0 && bin.plates > 0 ? "▏" : String(repeating: "█", count: whole)
                let blanks = String(repeating: " ", count: width - TextTable.width(label))
                let text = "  \(blanks)\(label)  \(bar) "
                return bin.plates > 0 ? text + NumberText.percent(share) : "  \(blanks)\(label)"
            }
    }
}

extension ExposureRow.Histogram {
    /// Neighbouring bins taken together; what is left over goes to the tail, where there is one.
    fileprivate func joined(_ most: Int) -> [(from: Double, to: Double, plates: UInt64)] {
        let widths = zip(edges, edges.dropFirst()).map { $1 - $0 }
        guard let first = widths.first, let last = widths.last else { return [] }
        let hasTail = plates.count > 1 && last > first * 1.001
        let alike = plates.count - (hasTail ? 1 : 0)
        let size = (alike + most - 1) / most
        let end = hasTail ? alike / size * size : alike
        let starts = Array(stride(from: 0, to: end, by: size)) + (hasTail ? [end] : [])
        return zip(starts, starts.dropFirst() + [plates.count])
            .map { start, next in
                (edges[start], edges[next], plates[start..<next].reduce(0, +))
            }
    }
}
