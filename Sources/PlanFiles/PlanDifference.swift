/// A value in which a changed plan differs from another: what a scenario says, as the engine sees
/// it.
public struct PlanDifference: Sendable, Equatable {
    /// Dotted path, such as `risks.export-licence.outcomes[0].probability`.
    public let path: String
    /// The value in the first plan, without its basis; nil where it has none.
    public let old: String?
    /// The value in the second plan; nil where it has none.
    public let new: String?
    /// Basis of the first value, when it is a figure.
    public let oldBasis: String?
    /// Basis of the second value.
    public let newBasis: String?

    /// Finds the values in which two plans differ; what differs in origin alone is not among them.
    ///
    /// - Parameters:
    ///   - first: a plan.
    ///   - second: another.
    /// - Returns: the differences in the order of their paths.
    public static func between(_ first: PlanDocument, _ second: PlanDocument) -> [PlanDifference] {
        let paths = Set(first.leaves.keys).union(second.leaves.keys)
        return paths.sorted()
            .compactMap { path in
                let (old, new) = (first.leaves[path], second.leaves[path])
                guard old?.text != new?.text else { return nil }
                return PlanDifference(
                    path: path,
                    old: old?.text,
                    new: new?.text,
                    oldBasis: old?.basis,
                    newBasis: new?.basis
                )
            }
    }
}
