public import PlanModel

/// A plan that was read and found usable.
public struct PlanDocument: Sendable {
    /// The plan.
    public let plan: Plan
    /// What somebody should look at, in order of file and line.
    public let warnings: [Issue]
    /// The plan as the engine sees it.
    ///
    /// After libraries, scenarios and defaults, in canonical units, as YAML that reads back to the
    /// same plan. Its bytes are the plan's identity.
    public let resolvedText: String
    /// Names of the scenarios that were applied, in order.
    public let scenarioNames: [String]
    /// Every value of the plan as the engine sees it, by its path.
    let leaves: [String: ResolvedText.Leaf]
}
