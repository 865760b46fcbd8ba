/// A table of a report: the same in HTML, in the workbook and as CSV.
public struct ReportTable: Sendable {
    /// What a column holds.
    public enum Kind: Sendable, Equatable {
        /// Words.
        case text
        /// A calendar year.
        case year
        /// A number with so many decimals.
        case number(decimals: Int)
        /// A share, shown in percent.
        case share
    }

    /// A column.
    public struct Column: Sendable, Equatable {
        /// Its heading, with the unit.
        public var title: String
        /// What it holds.
        public var kind: Kind

        /// Makes a column.
        public init(_ title: String, _ kind: Kind) { (self.title, self.kind) = (title, kind) }
    }

    /// A cell.
    public enum Cell: Sendable, Equatable {
        /// Words.
        case text(String)
        /// A number, in the column's unit.
        case number(Double)
        /// Nothing.
        case none

        /// A number, or nothing.
        init(_ number: Double?) { self = number.map(Self.number) ?? .none }
        /// A whole number.
        init(_ number: Int) { self = .number(Double(number)) }
        /// Words, or nothing.
        init(_ text: String?) { self = text.map(Self.text) ?? .none }
    }

    /// Name of its file and its sheet, at most 31 letters.
    public var id: String
    /// What it shows.
    public var title: String
    /// Its columns.
    public var columns: [Column]
    /// Its rows, a cell for each column.
    public var rows: [[Cell]]
    /// A chart of it in the workbook; nil for none.
    public var chart: Chart?

    /// A native chart of a workbook: columns of the table against its first one.
    public struct Chart: Sendable, Equatable {
        /// Its kind.
        public enum Kind: Sendable, Equatable {
            /// A line for each column.
            case lines
            /// Stacked columns.
            case stack
            /// Bars side by side, names at the left.
            case bars
        }

        /// Its kind.
        public var kind: Kind
        /// Columns that it shows.
        public var columns: [Int]
        /// What its value axis shows, with the unit.
        public var unit: String
    }

    /// Makes a table.
    public init(
        _ id: String,
        _ title: String,
        _ columns: [Column],
        _ rows: [[Cell]],
        chart: Chart? = nil
    ) {
        (self.id, self.title, self.columns, self.rows) = (id, title, columns, rows)
        self.chart = chart
    }
}
