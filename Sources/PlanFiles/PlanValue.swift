public import PlanModel

/// A value of a plan as a form shows it and as a scenario may write it.
public struct PlanValue: Sendable, Equatable {
    /// What a form must offer.
    public enum Kind: String, Sendable {
        /// A number with its unit, or a distribution of it.
        case figure
        /// A year, half, quarter, month or day.
        case date
        /// A whole number.
        case integer
        /// A word, a name or free text.
        case text
        /// Several of them.
        case list
    }

    /// The path by which a scenario changes it, such as `risks.licence.outcomes[0].probability`.
    public let path: String
    /// What it is.
    public let kind: Kind
    /// The value on one line, as a scenario may write it.
    public let text: String
    /// The figure, in the unit of the field; nil for what is none.
    public let figure: Figure?
    /// Unit of a figure: `share`, a symbol such as `months`, or empty for a plain number.
    public let unit: String
    /// Where a figure or a date comes from; nil where nothing says so.
    public let basis: Basis?
    /// Citation of a figure or a date.
    public let source: String?

    /// Every value of a plan as the engine sees it, in the order of its keys.
    static func all(of root: CheckedValue) -> [PlanValue] {
        var values: [PlanValue] = []
        collect(root, path: "", into: &values)
        return values
    }

    private static func collect(
        _ value: CheckedValue,
        path: String,
        into values: inout [PlanValue]
    ) {
        switch value.content {
        case .map(let entries):
            for (key, inner) in entries where !["basis", "note", "source"].contains(key) {
                // A scenario reaches into no map that nobody has written.
                if inner.isDefault, !inner.entries.isEmpty { continue }
                collect(inner, path: path.isEmpty ? key : "\(path).\(key)", into: &values)
            }
        case .list(let items) where items.contains { !$0.entries.isEmpty }:
            for (index, item) in items.enumerated() {
                // Steps of the route have names; other items are counted.
                let name = path == "route" ? item["step"]?.text.map { ".\($0)" } : nil
                collect(item, path: path + (name ?? "[\(index)]"), into: &values)
            }
        default: values.append(PlanValue(value, path: path))
        }
    }

    private init(_ value: CheckedValue, path: String) {
        self.path = path
        switch value.content {
        case .figure(let figure, let shape):
            let body = ResolvedText.valueText(figure, shape.unit)
            kind = .figure
            text = figure.distribution.fixedValue == nil ? "{\(body)}" : body
            self.figure = figure
            unit = shape.unit == Share.self ? "share" : shape.unit.symbol
            basis = figure.basis ?? .assumed
            source = figure.source
        default:
            switch value.content {
            case .date: kind = .date
            case .integer: kind = .integer
            case .list: kind = .list
            default: kind = .text
            }
            text = ResolvedText.flow(value)
            figure = nil
            unit = ""
            let isDated = value.date != nil || !value.dates.isEmpty
            basis = isDated ? value.origin.basis.flatMap(Basis.init(rawValue:)) : nil
            source = isDated ? value.origin.source : nil
        }
    }
}
