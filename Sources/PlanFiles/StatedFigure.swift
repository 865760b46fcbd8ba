public import PlanModel

/// A figure or date of a plan as somebody wrote it, with where it comes from.
public struct StatedFigure: Sendable, Equatable {
    /// Dotted path in the plan, such as `tools.writer-1.installation`.
    public let path: String
    /// The value with its unit, or its distribution.
    public let text: String
    /// Where it comes from; what says nothing is assumed.
    public let basis: Basis
    /// Identifier in the plan's `sources`.
    public let source: String?
    /// Whether it is a day, month or other date.
    public let isDate: Bool
}
