public import Charts

/// A part of a report: what it says, its charts and its tables.
public struct ReportSection: Sendable {
    /// Its address on the page.
    public var id: String
    /// Its heading.
    public var title: String
    /// Its short name in the list of contents.
    public var short: String
    /// What it says, a paragraph each.
    public var paragraphs: [String]
    /// What to mind, in the words of the computation, which are English.
    public var notes: [String] = []
    /// Its chief numbers.
    public var cards: [Card] = []
    /// Its charts with their tables.
    public var figures: [ReportFigure]
    /// Tables without a chart.
    public var tables: [ReportTable]
    /// Why there is nothing more; nil where nothing is missing.
    public var missing: String?

    /// A number that stands out.
    public struct Card: Sendable, Equatable {
        /// What it is.
        public var title: String
        /// The number.
        public var value: String
        /// Its unit.
        public var unit: String
        /// Its range, or what to mind.
        public var note: String
    }

    init(
        _ id: String,
        _ title: String,
        short: String,
        _ paragraphs: [String] = [],
        figures: [ReportFigure] = [],
        tables: [ReportTable] = [],
        missing: String? = nil
    ) {
        (self.id, self.title, self.short) = (id, title, short)
        (self.paragraphs, self.figures, self.tables) = (paragraphs, figures, tables)
        self.missing = missing
    }
}

/// A chart, or several small ones side by side, with the figures behind them.
public struct ReportFigure: Sendable {
    /// One chart.
    public struct Panel: Sendable {
        /// What it is of; nil where it stands alone.
        public var title: String?
        /// The chart.
        public var spec: VegaSpec

        init(_ title: String, _ spec: VegaSpec) { (self.title, self.spec) = (title, spec) }
        init(_ spec: VegaSpec) { self.spec = spec }
    }

    /// A mark and what it means.
    public struct Key: Sendable, Equatable {
        /// Class of the mark in `ChartStyle.sheet`.
        public var mark: String
        /// What it means.
        public var text: String

        init(_ mark: String, _ text: String) { (self.mark, self.text) = (mark, text) }
    }

    /// Its heading.
    public var title: String
    /// What it shows and in which unit.
    public var caption: String
    /// The charts.
    public var panels: [Panel]
    /// What marks mean.
    public var keys: [Key]
    /// The figures behind it.
    public var tables: [ReportTable]

    init(
        _ title: String,
        caption: String,
        panels: [Panel],
        keys: [Key] = [],
        tables: [ReportTable] = []
    ) {
        (self.title, self.caption, self.panels) = (title, caption, panels)
        (self.keys, self.tables) = (keys, tables)
    }
}
