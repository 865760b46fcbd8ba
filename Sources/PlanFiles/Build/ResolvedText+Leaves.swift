import PlanModel

extension ResolvedText {
    /// A value of a plan and its path, as a person compares them.
    struct Leaf: Equatable {
        /// The value without its basis, such as `6 months`.
        var text: String
        /// The basis of a figure.
        var basis: String?
    }

    /// What two plans can differ in, by path.
    static func leaves(of root: CheckedValue) -> [String: Leaf] {
        var leaves: [String: Leaf] = [:]
        collect(root, path: "", into: &leaves)
        return leaves
    }

    private static func collect(
        _ value: CheckedValue,
        path: String,
        into leaves: inout [String: Leaf]
    ) {
        switch value.content {
        case .map(let entries):
            for (key, inner) in entries where !["basis", "note", "source"].contains(key) {
                collect(inner, path: path.isEmpty ? key : "\(path).\(key)", into: &leaves)
            }
        case .list(let items) where items.contains { !$0.entries.isEmpty }:
            for (index, item) in items.enumerated() {
                // Steps of the route have names; other items are counted.
                let name = path == "route" ? item["step"]?.text.map { ".\($0)" } : nil
                collect(item, path: path + (name ?? "[\(index)]"), into: &leaves)
            }
        case .figure(let figure, let shape):
            leaves[path] = Leaf(
                text: valueText(figure, shape.unit),
                basis: (figure.basis ?? .assumed).rawValue
            )
        case .text(let text): leaves[path] = Leaf(text: text)
        default: leaves[path] = Leaf(text: flow(value))
        }
    }

    /// Figures, and dates that say where they come from: those that `BasisCount` counts.
    static func figures(of root: CheckedValue) -> [StatedFigure] {
        var figures: [StatedFigure] = []
        collect(root, path: "", isDated: false, into: &figures)
        return figures
    }

    private static func collect(
        _ value: CheckedValue,
        path: String,
        isDated: Bool,
        into figures: inout [StatedFigure]
    ) {
        switch value.content {
        case .figure(let figure, let shape):
            figures.append(
                StatedFigure(
                    path: path,
                    text: valueText(figure, shape.unit),
                    basis: figure.basis ?? .assumed,
                    source: figure.source,
                    isDate: false
                )
            )
        case .date(let date) where isDated:
            guard let basis = value.origin.basis.flatMap(Basis.init(rawValue:)) else { return }
            figures.append(
                StatedFigure(
                    path: path,
                    text: date.text,
                    basis: basis,
                    source: value.origin.source,
                    isDate: true
                )
            )
        case .map(let entries):
            let dated = ["tools", "contracts", "milestones"]
            for (key, inner) in entries {
                collect(
                    inner,
                    path: path.isEmpty ? key : "\(path).\(key)",
                    isDated: isDated || dated.contains(inner.path),
                    into: &figures
                )
            }
        case .list(let items):
            for (index, item) in items.enumerated() {
                let name = path == "route" ? item["step"]?.text.map { ".\($0)" } : nil
                let path = items.count > 1 ? path + (name ?? "[\(index)]") : path
                collect(item, path: path, isDated: isDated, into: &figures)
            }
        default: break
        }
    }
}
