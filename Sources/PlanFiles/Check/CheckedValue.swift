import PlanModel

/// A part of the plan after the structural check: typed, in canonical units, defaults filled in.
struct CheckedValue {
    /// What it is.
    indirect enum Content {
        /// A figure and its shape.
        case figure(Figure, FigureShape)
        /// A date.
        case date(DateInterval)
        /// Text, words and references.
        case text(String)
        /// A whole number.
        case integer(Int)
        /// Objects and maps, sorted by key.
        case map([(key: String, value: CheckedValue)])
        /// Lists, in the order written.
        case list([CheckedValue])
    }

    /// What it is.
    var content: Content
    /// Where it was written.
    let location: SourceLocation
    /// Its dotted path.
    let path: String
    /// The origin that holds here.
    var origin = Origin()
    /// Whether it stands in for something that was not written.
    var isDefault = false

    /// The value of a key.
    subscript(key: String) -> CheckedValue? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// Keys and values of a map.
    var entries: [(key: String, value: CheckedValue)] {
        if case .map(let entries) = content { entries } else { [] }
    }

    /// The items of a list; a value that stands for a list of one.
    var items: [CheckedValue] {
        switch content {
        case .list(let items): items
        case .map: []
        default: [self]
        }
    }

    /// The figure.
    var figure: Figure? {
        if case .figure(let figure, _) = content { figure } else { nil }
    }

    /// The date.
    var date: DateInterval? {
        if case .date(let date) = content { date } else { nil }
    }

    /// The text.
    var text: String? {
        if case .text(let text) = content { text } else { nil }
    }

    /// The whole number.
    var integer: Int? {
        if case .integer(let integer) = content { integer } else { nil }
    }

    /// All texts of a list.
    var texts: [String] { items.compactMap(\.text) }

    /// All dates of a list.
    var dates: [DateInterval] { items.compactMap(\.date) }

    /// Figures by date, earliest first.
    var yearFigures: [YearFigure] {
        entries.compactMap { key, value in
            guard let period = DateInterval(key), let figure = value.figure else { return nil }
            return YearFigure(period: period, figure: figure)
        }
        .sorted { ($0.period.first, $0.period.last) < ($1.period.first, $1.period.last) }
    }

    /// A figure for all nodes or by node range, coarsest first.
    var nodeFigure: NodeFigure? {
        if let figure {
            return NodeFigure(entries: [.init(finest: 0, coarsest: .max, figure: figure)])
        }
        let ranges = entries.compactMap { key, value -> NodeFigure.Entry? in
            guard let range = NodeRange(key), let figure = value.figure else { return nil }
            return .init(finest: range.finest, coarsest: range.coarsest, figure: figure)
        }
        return ranges.isEmpty ? nil : NodeFigure(entries: ranges.sorted { $0.finest > $1.finest })
    }

    /// Sets a key, keeping the keys sorted.
    mutating func set(_ key: String, to value: CheckedValue) {
        guard case .map(var entries) = content else { return }
        entries.removeAll { $0.key == key }
        entries.append((key, value))
        content = .map(entries.sorted { $0.key < $1.key })
    }
}
