import Foundation
import PlanModel

/// Reads one figure: its number and unit, or its distribution, into the canonical unit.
struct FigureReader {
    /// What the figure may be.
    let shape: FigureShape
    /// Its path in the plan.
    let path: String
    /// Where complaints go.
    let problems: Problems

    private var dimension: Dimension { shape.unit.dimension }

    /// The keys of a figure that says more than a number.
    static let keys = ["value", "uncertain", "random", "basis", "source", "note"]

    /// Reads a figure.
    ///
    /// - Returns: nil when it is wrong; what is wrong has been reported.
    func read(_ node: SourceNode) -> Figure? {
        let before = problems.issues.count
        var kind = FigureKind.value
        var spread: Distribution?
        switch node.content {
        case .scalar: spread = number(node).map { .fixed($0) }
        case .mapping(let entries):
            (kind, spread) = described(node, entries)
        case .sequence:
            complain(node, "is a list; expected \(dimension.expectation)")
        }
        guard let spread, problems.issues.count == before || !problems.touches(path) else {
            return nil
        }
        guard let closed = DistributionCheck(reader: self, node: node).checked(spread) else {
            return nil
        }
        if case .fixed = closed { kind = .value }
        return Figure(
            kind: kind,
            distribution: closed,
            basis: node.origin.basis.flatMap(Basis.init(rawValue:)) ?? .assumed,
            source: node.origin.source,
            path: path
        )
    }

    private func described(
        _ node: SourceNode,
        _ entries: [SourceEntry]
    ) -> (FigureKind, Distribution?) {
        var result: (FigureKind, Distribution?) = (.value, nil)
        var given: [String] = []
        for entry in entries {
            switch entry.key {
            case "value":
                given.append(entry.key)
                result = (.value, number(entry.node).map { .fixed($0) })
            case "uncertain", "random":
                given.append(entry.key)
                if !isAllowed(entry) { continue }
                result = (entry.key == "random" ? .random : .uncertain, distribution(entry.node))
            case "basis":
                Leaf.word(entry.node, Basis.allCases.map(\.rawValue), path + ".basis", problems)
            case "source", "note":
                Leaf.text(entry.node, path + "." + entry.key, problems)
            default:
                problems.add(
                    .structure,
                    at: entry.keyLocation,
                    path: path + "." + entry.key,
                    "unknown key \(quoted(entry.key))"
                        + suggestion(for: entry.key, among: FigureReader.keys, called: "keys")
                )
            }
        }
        if given.count != 1 {
            let found = given.isEmpty ? "none of them" : given.joined(separator: " and ")
            complain(node, "a figure holds one of value, uncertain and random; found \(found)")
        }
        return result
    }

    private func isAllowed(_ entry: SourceEntry) -> Bool {
        switch (shape.kinds, entry.key) {
        case (.value, _): complain(entry.node, "must be one value here, not \(entry.key)")
        case (.certainOrUncertain, "random"):
            complain(entry.node, "cannot be random here; write a value, or uncertain")
        default: return true
        }
        return false
    }

    // MARK: Distributions

    private func distribution(_ node: SourceNode) -> Distribution? {
        guard case .mapping(let entries) = node.content else {
            complain(node, "is no distribution; expected \(DistributionForm.expectation)")
            return nil
        }
        let parameters = parameterReader(entries)
        let known = DistributionForm.allCases.map(\.rawValue)
        var forms: [(DistributionForm, SourceNode)] = []
        for entry in entries where entry.key != "in" || dimension.units.isEmpty {
            guard let form = DistributionForm(rawValue: entry.key) else {
                problems.add(
                    .structure,
                    at: entry.keyLocation,
                    path: path,
                    "unknown distribution \(quoted(entry.key))"
                        + suggestion(for: entry.key, among: known, called: "distributions")
                )
                return nil
            }
            forms.append((form, entry.node))
        }
        guard forms.count == 1, let (form, body) = forms.first else {
            complain(node, "holds \(forms.count) distributions; expected exactly one")
            return nil
        }
        return form.read(body, parameters)
    }

    /// How the parameters are written: with their unit, or bare beside `in`.
    private func parameterReader(_ entries: [SourceEntry]) -> ParameterReader {
        guard !dimension.units.isEmpty, let named = entries.first(where: { $0.key == "in" })?.node
        else { return ParameterReader(reader: self, unitSize: nil) }
        let names = dimension.units.flatMap(\.names)
        guard let text = named.text, let unit = dimension.unit(named: text) else {
            complain(
                named,
                "\(quoted(named.text ?? "")) is no unit of this figure; expected "
                    + names.joined(separator: ", ")
            )
            return ParameterReader(reader: self, unitSize: 1)
        }
        return ParameterReader(reader: self, unitSize: unit.size)
    }

    // MARK: Numbers

    /// A number with its unit, canonical.
    func number(_ node: SourceNode) -> Double? {
        guard let text = Leaf.scalar(node, path, dimension.expectation, problems) else {
            return nil
        }
        guard let (number, rest) = NumberText.split(text) else {
            complain(node, "\(quoted(text)) is not \(dimension.expectation)")
            return nil
        }
        let size: Double?
        if rest.isEmpty {
            size = NumberText.number(text) == nil ? nil : dimension.bareSize
            if size == nil {
                complain(node, "\(quoted(text)) has no unit; expected \(dimension.expectation)")
                return nil
            }
        } else {
            size = dimension.unit(named: rest)?.size
        }
        guard let size else {
            complain(
                node,
                "\(quoted(text)) has the unknown unit \(quoted(rest)); expected "
                    + dimension.expectation
            )
            return nil
        }
        return finite(shape.unit.canonical(number, ofSize: size), node)
    }

    /// A number without a unit.
    func bareNumber(_ node: SourceNode, ofSize size: Double?) -> Double? {
        guard let text = Leaf.scalar(node, path, "a number", problems) else { return nil }
        guard let number = NumberText.number(text) else {
            complain(node, "\(quoted(text)) is not a plain number")
            return nil
        }
        return finite(size.map { shape.unit.canonical(number, ofSize: $0) } ?? number, node)
    }

    private func finite(_ number: Double, _ node: SourceNode) -> Double? {
        guard number.isFinite else {
            problems.add(
                .meaning,
                at: node.location,
                path: path,
                "\(quoted(node.text ?? "")) is too large a number"
            )
            return nil
        }
        return number
    }

    /// Reports a structural error.
    func complain(_ node: SourceNode, _ message: String) {
        problems.add(.structure, at: node.location, path: path, message)
    }
}

/// Reads the parameters of one distribution.
struct ParameterReader {
    /// The figure's reader.
    let reader: FigureReader
    /// Size of the unit that `in` names; nil when each parameter carries its own.
    let unitSize: Double?

    /// A parameter in the figure's dimension.
    func quantity(_ node: SourceNode) -> Double? {
        if let unitSize { return reader.bareNumber(node, ofSize: unitSize) }
        return reader.number(node)
    }
}
