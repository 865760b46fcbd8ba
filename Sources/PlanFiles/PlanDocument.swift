public import PlanModel

/// A plan that was read and found usable.
public struct PlanDocument: Sendable {
    /// The plan.
    public var plan: Plan
    /// What somebody should look at, in order of file and line.
    public let warnings: [Issue]
    /// The plan as the engine sees it.
    ///
    /// After libraries, scenarios and defaults, in canonical units, as YAML that reads back to the
    /// same plan. Its bytes are the plan's identity.
    public let resolvedText: String
    /// Names of the scenarios that were applied, in order.
    public let scenarioNames: [String]
    /// Whether the as-of day is another than the plan's own.
    public let isLookingBack: Bool
    /// The peers that the plan names.
    public let peers: PeerChoice?
    /// The CSV file in which the plan keeps its contracts; nil where they stand in its YAML, in a
    /// library, or nowhere.
    public let contractsFile: String?
    /// Every value of the plan as the engine sees it, for forms.
    public let values: [PlanValue]
    /// Every value of the plan as the engine sees it, by its path.
    let leaves: [String: ResolvedText.Leaf]
    /// Every figure and date of the plan with its basis and source, in the order of the plan as the
    /// engine sees it.
    public let figures: [StatedFigure]
}

/// The peers that a plan is compared with.
public struct PeerChoice: Sendable, Equatable {
    /// Files and folders of peer files.
    public var files: [String]
    /// Which of them is the plan's own fab, by the name of its file.
    public var own: String?
}
