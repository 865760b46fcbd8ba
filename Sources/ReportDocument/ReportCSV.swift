internal import Reporting

/// The tables of a report as CSV (RFC 4180), numbers unrounded and without separators.
public enum ReportCSV {
    /// File names and contents.
    ///
    /// - Parameter sections: of a report.
    /// - Returns: a file for each table.
    public static func files(_ sections: [ReportSection]) -> [(name: String, text: String)] {
        tables(sections)
            .map { table in
                let rows = table.rows.map { row in
                    row.map { cell in
                        switch cell {
                        case .none: ""
                        case .text(let text): text
                        case .number(let number): plain(number)
                        }
                    }
                }
                return ("\(table.id).csv", CSVText.table(table.columns.map(\.title), rows))
            }
    }

    /// Every table of a report, in its order.
    static func tables(_ sections: [ReportSection]) -> [ReportTable] {
        sections.flatMap { $0.figures.flatMap(\.tables) + $0.tables }
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    }
}
