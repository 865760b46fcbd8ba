/// What the place where a text is shown can do.
public struct TextStyle: Sendable, Equatable {
    /// Columns of a line.
    public var width: Int
    /// Bars and sparklines are drawn.
    public var hasBars: Bool
    /// Headings are bold and bars have a colour.
    public var hasColour: Bool

    /// Makes a style.
    ///
    /// - Parameters:
    ///   - width: columns of a line; results are made for 60 to 100.
    ///   - hasBars: whether bars and sparklines are drawn.
    ///   - hasColour: whether headings are bold and bars have a colour.
    public init(width: Int, hasBars: Bool, hasColour: Bool) {
        self.width = max(60, min(100, width))
        self.hasBars = hasBars
        self.hasColour = hasColour
    }

    /// Files, pipes and tests: 100 columns of text alone.
    public static let plain = TextStyle(width: 100, hasBars: false, hasColour: false)

    /// The style of what is written now.
    @TaskLocal public static var current = plain

    /// A heading.
    func heading(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    /// A drawing.
    func drawing(_ text: String) -> String {
        hasColour && !text.isEmpty ? "\u{1B}[36m\(text)\u{1B}[0m" : text
    }
}

/// Drawings of a line's height.
enum TextBar {
    /// A range with its median: `  ░░█░░░`; what a file gives in another order stands in this one.
    ///
    /// - Parameters:
    ///   - low: its start, from 0 to 1.
    ///   - middle: the median, from 0 to 1.
    ///   - high: its end, from 0 to 1.
    ///   - width: columns from 0 to 1.
    /// - Returns: the bar, without blanks at its end.
    static func range(_ low: Double, _ middle: Double, _ high: Double, width: Int) -> String {
        let places = [low, middle, high].map { place($0, width) }.sorted()
        var cells = [Character](repeating: " ", count: places[2] + 1)
        for place in places[0]...places[2] { cells[place] = "░" }
        cells[places[1]] = "█"
        return String(cells)
    }

    private static func place(_ share: Double, _ width: Int) -> Int {
        max(0, min(width - 1, Int(share * Double(width))))
    }

    /// Shares as a line of columns: `▁▂▄▆█`; a blank for nothing at all.
    ///
    /// - Parameter shares: from 0 to 1.
    /// - Returns: a character a share.
    static func spark(_ shares: [Double]) -> String {
        let steps = Array("▁▂▃▄▅▆▇█")
        return String(
            shares.map { $0 <= 0 ? " " : steps[max(0, min(7, Int(($0 * 8).rounded(.up)) - 1))] }
        )
    }
}
