import PlanModel

/// The shape of a peer file, by the sections of `docs/peers.md`.
enum PeerShape {
    /// Keys that may be missing for a reason, or need a remark.
    static let remarked = [
        "code", "project", "nodes", "investment", "construction", "plates_per_year",
        "ground_breaking", "state", "milestones",
    ]

    /// The whole file.
    static let root = ObjectShape([
        .optional("peer", .text, "Company; a file without it may name makers alone."),
        .optional("code", .text, "Stock code."),
        .optional("project", .text, "Name of the project."),
        .optional(
            "money",
            .object(PlanShape.moneyUnit),
            "Currency and unit of this file's money; else those of the plan."
        ),
        .optional("nodes", .nodes, "Nodes that are planned, such as 130-65."),
        .optional("investment", PlanShape.money(), "Planned investment."),
        .optional("construction", months, "Planned construction."),
        .optional(
            "plates_per_year",
            PlanShape.positive(Number.self, 1e7),
            "Planned plates a year over all nodes."
        ),
        .optional("state", .object(state), "What was last said of its state."),
        .optional("milestones", .map(.name, .object(milestone)), "Dated events."),
        .optional(
            "remarks",
            .map(.word(remarked), .text),
            "By key: why a figure is missing, or what to mind about one that is there."
        ),
        .optional("assume", .object(assumptions), "What the run under the plan's engine assumes."),
        .optional("named", .map(.name, .text), "Makers named without figures: what each is."),
        .optional("sources", .map(.name, .text), "Citations by the id that figures name."),
    ])

    /// Above zero, so that money of a month is finite.
    private static let months = PlanShape.positive(Months.self, 1_200)

    private static let state = ObjectShape([
        .required("what", .text, "In a few words."),
        .optional("date", .date(.interval), "When it was so."),
    ])

    private static let milestone = ObjectShape([
        .optional("node", .nodes, "The node, or a range; of events of a node."),
        .required("event", .word(PeerMilestone.Event.allCases.map(\.rawValue)), "What happens."),
        .optional("planned", .date(.interval), "When it was planned at first."),
        .optional("expected", .date(.interval), "When it is expected since it was postponed."),
        .optional("happened", .date(.interval), "When it happened."),
    ])

    private static let assumptions = ObjectShape(
        [
            .optional(
                "ground_breaking",
                .oneOrMore(.date(.interval)),
                "Any day from the first to the last of these."
            ),
            .optional("investment", PlanShape.money(), "Investment."),
            .optional("construction", months, "Construction."),
            .optional(
                "tool_share",
                .figure(PlanShape.shareFigure(positive: true)),
                "Share of the investment that buys tools; else that of the plan."
            ),
            .optional("note", .text, "Why."),
        ],
        hasOrigin: false
    )
}
