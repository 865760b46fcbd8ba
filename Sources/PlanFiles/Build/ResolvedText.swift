import PlanModel

/// Writes a checked plan as canonical YAML.
///
/// Defaults are filled in, units canonical, keys sorted, every figure has its basis. Reading it gives the same plan.
struct ResolvedText {
    private var lines: [String] = []

    /// The text of a plan.
    static func text(of root: CheckedValue) -> String {
        var writer = ResolvedText()
        writer.writeMap(root, indent: 0, skipping: ["basis", "note", "source"])
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func writeMap(_ value: CheckedValue, indent: Int, skipping: Set<String>) {
        for (key, inner) in value.entries where !skipping.contains(key) {
            write(key, inner, indent: indent)
        }
    }

    /// Keys of an entry that are not written: remarks, and origins, which every figure carries.
    private func skipped(_ value: CheckedValue) -> Set<String> {
        value.path == "sources" ? [] : ["basis", "note", "source"]
    }

    private mutating func write(_ key: String, _ value: CheckedValue, indent: Int) {
        let margin = String(repeating: "  ", count: indent)
        let head = margin + ResolvedText.keyText(key) + ":"
        switch value.content {
        case .map:
            let start = lines.count
            lines.append(head)
            writeOrigin(of: value, indent: indent + 1)
            writeMap(value, indent: indent + 1, skipping: skipped(value))
            if lines.count == start + 1 { lines[start] = head + " {}" }
        case .list(let items) where items.contains { !$0.entries.isEmpty }:
            lines.append(head)
            for item in items { writeItem(item, indent: indent) }
        default: lines.append(head + " " + ResolvedText.flow(value))
        }
    }

    private mutating func writeItem(_ item: CheckedValue, indent: Int) {
        let start = lines.count
        writeMap(item, indent: indent + 2, skipping: skipped(item))
        guard lines.count > start else {
            lines.append(String(repeating: "  ", count: indent + 1) + "- {}")
            return
        }
        let margin = String(repeating: "  ", count: indent + 1)
        lines[start] = margin + "- " + lines[start].dropFirst(2 * indent + 4)
    }

    /// Dates have no form with a basis, so their entry says it; figures inside say their own.
    private mutating func writeOrigin(of value: CheckedValue, indent: Int) {
        let steps = value.path.split(separator: ".")
        guard steps.count == 2, let section = steps.first,
            ["tools", "contracts", "milestones", "facts"].contains(section)
        else { return }
        let margin = String(repeating: "  ", count: indent)
        if let basis = ResolvedText.datedOrigin(of: value).basis {
            lines.append(margin + "basis: " + ResolvedText.quotedText(basis))
        }
        // A source here would also become the source of figures that have none.
        if ["milestones", "facts"].contains(section), let source = value.origin.source {
            lines.append(margin + "source: " + ResolvedText.quotedText(source))
        }
    }

    private static func datedOrigin(of value: CheckedValue) -> Origin {
        for (_, inner) in value.entries where inner.date != nil || !inner.dates.isEmpty {
            return inner.origin
        }
        return value.path.hasPrefix("milestones") || value.path.hasPrefix("facts")
            ? value.origin : Origin()
    }

    // MARK: On one line

    static func flow(_ value: CheckedValue) -> String {
        switch value.content {
        case .figure(let figure, let shape): self.figure(figure, shape.unit)
        case .date(let date): date.text
        case .text(let text): quotedText(text)
        case .integer(let integer): String(integer)
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .map: "{}"
        }
    }

    private static func figure(_ figure: Figure, _ unit: any UnitOfMeasure.Type) -> String {
        let isFixed = figure.distribution.fixedValue != nil
        let body = (isFixed ? "value: " : "") + valueText(figure, unit)
        let source = figure.source.map { ", source: " + quotedText($0) } ?? ""
        return "{\(body), basis: \((figure.basis ?? .assumed).rawValue)\(source)}"
    }

    /// The value with its unit, or the distribution without braces around it.
    static func valueText(_ figure: Figure, _ unit: any UnitOfMeasure.Type) -> String {
        switch figure.distribution {
        case .fixed(let value): unit.text(value)
        default: "\(figure.kind.rawValue): {\(spread(figure.distribution, unit))}"
        }
    }

    private static func spread(_ spread: Distribution, _ unit: any UnitOfMeasure.Type) -> String {
        func list(_ values: [Double]) -> String {
            "[" + values.map(unit.text).joined(separator: ", ") + "]"
        }
        switch spread {
        case .fixed(let value): return "fixed: " + unit.text(value)
        case .uniform(let low, let high): return "uniform: " + list([low, high])
        case .triangular(let low, let mode, let high):
            return "triangular: " + list([low, mode, high])
        case .pert(let low, let mode, let high): return "pert: " + list([low, mode, high])
        case .normal(let mean, let deviation, let low, let high):
            let ends = [("low", low), ("high", high)]
                .compactMap { name, end in
                    end.map { ", \(name): \(unit.text($0))" }
                }
            return "normal: {mean: \(unit.text(mean)), sd: \(unit.text(deviation))"
                + ends.joined() + "}"
        case .lognormal(let median, let sigma):
            return "lognormal: {median: \(unit.text(median)), sigma: \(plainText(sigma))}"
        case .discrete(let outcomes):
            let pairs = outcomes.map {
                "[\(unit.text($0.value)), \(plainText($0.probability))]"
            }
            return "discrete: [" + pairs.joined(separator: ", ") + "]"
        case .empirical(let values): return "empirical: " + list(values)
        }
    }

    // MARK: Text

    private static func keyText(_ key: String) -> String {
        let isPlain = key.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
        let first = key.utf8.first ?? 45
        return isPlain && first != 45 && !reserved.contains(key.lowercased()) && !key.isEmpty
            ? key : quotedText(key)
    }

    private static let reserved: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "y", "n", "null",
    ]

    /// Text in double quotes.
    static func quotedText(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                let isPlain =
                    scalar.value >= 32 && !(0x7F...0x9F).contains(scalar.value)
                    && ![0x2028, 0x2029, 0xFEFF].contains(scalar.value)
                if isPlain {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16)
                    result +=
                        "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                }
            }
        }
        return result + "\""
    }
}
