import PlanModel

/// Lists, and figures by node.
extension PlanChecker {
    func list(_ node: SourceNode, _ shape: Shape, _ path: String) -> CheckedValue? {
        guard case .sequence(let items) = node.content else {
            if Leaf.scalar(node, path, "a list", problems) != nil {
                problems.add(
                    .structure,
                    at: node.location,
                    path: path,
                    "is not a list; expected a list"
                )
            }
            return nil
        }
        guard isWithinLimit(items.count, node, path) else { return nil }
        // Another file replaces a list whole, so nothing in it may be missing.
        let whole = PlanChecker(problems: problems, isPartial: false, names: names)
        let values = items.enumerated().compactMap { whole.check($1, shape, "\(path)[\($0)]") }
        return CheckedValue(
            content: .list(values),
            location: node.location,
            path: path,
            origin: node.origin
        )
    }

    func oneOrMore(_ node: SourceNode, _ shape: Shape, _ path: String) -> CheckedValue? {
        guard case .sequence(let items) = node.content else { return check(node, shape, path) }
        if items.isEmpty {
            problems.add(.structure, at: node.location, path: path, "is an empty list")
        }
        return list(node, shape, path)
    }

    func nodeFigure(
        _ node: SourceNode,
        _ shape: FigureShape,
        _ path: String
    ) -> CheckedValue? {
        // Node keys never look like a figure's keys, so the first key decides.
        guard let first = node.entries.first, NodeRange(first.key) != nil else {
            return leaf(node, .figure(shape), path)
        }
        return map(node, .nodes, .figure(shape), path)
    }
}
