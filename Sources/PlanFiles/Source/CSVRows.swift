import SwiftCSV

/// Reads CSV text (RFC 4180) into rows of cells.
public enum CSVRows {
    /// Most rows of a table.
    public static let rowLimit = 5_000
    /// Most columns of a table.
    public static let columnLimit = 200

    /// A row, as it stands in the text.
    public struct Row: Sendable {
        /// Line on which it begins, from 1.
        public let line: Int
        /// Its cells; every row has as many as the widest.
        public let cells: [String]
    }

    /// Why a text is no table.
    public struct Unusable: Error, Sendable {
        /// The sentence for the planner.
        public let message: String
    }

    /// Reads all rows, blank ones and the header too.
    ///
    /// - Parameters:
    ///   - text: the table.
    ///   - delimiter: what stands between cells.
    /// - Returns: the rows in order.
    /// - Throws: `Unusable` for an open quotation mark, text after a closing one, or a table beyond
    ///   the limits.
    public static func read(_ text: String, delimiter: Character = ",") throws -> [Row] {
        guard let size = size(of: text, delimiter) else {
            throw Unusable(message: "a quotation mark is never closed")
        }
        // The library pads every row to the widest.
        guard size.rows <= rowLimit, size.columns <= columnLimit else {
            throw Unusable(
                message: "the table has \(size.rows) rows and \(size.columns) columns; at most "
                    + "\(rowLimit) and \(columnLimit) are read"
            )
        }
        // The first row of the library's table is its header; it must stay in step with the lines.
        guard
            let csv = try? EnumeratedCSV(
                string: text,
                delimiter: .character(delimiter),
                loadColumns: false
            )
        else {
            throw Unusable(message: "not a CSV table: text follows a closing quotation mark")
        }
        var line = 1
        return ([csv.header] + csv.rows)
            .map { cells in
                defer { line += 1 + cells.reduce(0) { $0 + $1.count { $0.isNewline } } }
                return Row(line: line, cells: cells)
            }
    }

    /// Rows and the most cells of one, as the library will find them; nil when a quotation mark stays
    /// open.
    private static func size(
        of text: String,
        _ delimiter: Character
    ) -> (rows: Int, columns: Int)? {
        var (rows, columns, cells, isQuoted) = (1, 1, 1, false)
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if isQuoted {
                continue
            } else if character == delimiter {
                cells += 1
                columns = max(columns, cells)
            } else if character.isNewline {
                (rows, cells) = (rows + 1, 1)
            }
        }
        return isQuoted ? nil : (rows, columns)
    }
}
