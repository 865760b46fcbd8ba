/// A sheet of cells: a CSV table, or one sheet of a workbook.
public struct Sheet: Sendable, Equatable {
    /// A row with something in it.
    public struct Row: Sendable, Equatable {
        /// Where it stands: the row of a workbook or the line of a CSV text, from 1.
        public var number: Int
        /// Texts of the cells without blanks around them; numbers as decimals, dates as YYYY-MM-DD.
        public var cells: [String]

        /// The text of a cell, by its column from 0; empty beyond the last.
        func text(_ column: Int) -> String { column < cells.count ? cells[column] : "" }

        /// Whether nothing stands in it.
        var isBlank: Bool { cells.allSatisfy(\.isEmpty) }
    }

    /// Cells that lie in one, in places of the sheet counted from 1.
    struct Merge: Sendable, Equatable {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    /// The file, as messages name it; a sheet that was chosen by name stands in brackets.
    public var file: String
    /// All rows in order.
    public var rows: [Row]
    /// Cells that are merged; none in a CSV table.
    var merges: [Merge] = []
}
