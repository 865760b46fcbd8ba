import PlanModel

/// Tools, contracts, risks, demand, targets and milestones.
extension PlanShape {
    /// Dates, one or several.
    private static let dates = Shape.oneOrMore(.date(.interval))

    /// An entry of `tools`.
    static let tool = ObjectShape([
        .required("group", .reference(.group), "Group that it works in."),
        .optional("model", .reference(.writer), "Writer model, in a group that writes."),
        .optional("contract", .reference(.contract), "Contract that buys it."),
        .optional("supplier", .text, "Supplier; else the contract's."),
        .optional("share_of_contract", money(), "Its part of the contract's value."),
        .optional("count", .integer(1...1_000), default: "1", "Number of equal tools."),
        .optional("finest_node", .integer(1...9_999), "Finest node [nm]; else the model's."),
        .optional("probability", share, "Chance that it is bought at all."),
        .optional("delivered", dates, "Known deliveries, one or one for each unit."),
        .optional("promised", dates, "Promised deliveries, one or one for each unit."),
        .optional("slip", months, default: "0 months", "Beyond the promised date."),
        .optional("installation", months, default: "0 months", "Delivery to installed."),
        .optional("acceptance", months, default: "0 months", "Installed to accepted."),
        .optional("qualification", months, default: "0 months", "Accepted to in production."),
        .optional("area", .figure(area), "Clean room that each of them takes."),
        .optional("price", money(), "What each of them costs where no contract buys it."),
        .optional("accepted", dates, "Known acceptance, one or one for each unit."),
        .optional("speed", positive(Number.self, 100), "Divides the hours of its steps."),
        .optional("rated", .object(rated), "What each of them makes; else as its group."),
        .optional(
            "settings",
            .object(
                ObjectShape(
                    WriterField.allCases.map {
                        .optional($0.rawValue, constant($0).shape, constant($0).doc)
                    }
                )
            ),
            "Overrides of the writer model's constants."
        ),
    ])

    /// An entry of `contracts`.
    static let contract = ObjectShape([
        .optional("supplier", .text, "Supplier as the source numbers it."),
        .optional("what", .text, "What is bought."),
        .required("value", money(), "Value."),
        .optional("signed", .date(.interval), "Signing."),
        .optional("due", .date(.interval), "Due by contract."),
        .optional("arrived", dates, "When it arrived."),
        .optional("arrived_value", money(), "Value that has arrived."),
        .optional("paid", .map(.date, money()), "Payments by period."),
        .optional("unpaid", money(), "Unpaid at the as-of date."),
        .optional("terms", terms, "Share of the value due at each event."),
        .optional("accepted", .date(.interval), "Acceptance, known or expected; else its tools'."),
        .optional("currency", .text, "ISO 4217 code of its figures; else the plan's."),
        .optional(
            "rate",
            positive(Number.self, 1e9),
            "The plan's currency for one unit of that currency."
        ),
        .optional("asset", .text, "Class of assets that it buys, a key of economics.assets."),
        .optional("deposit", share, "Deposit for its letter of credit, as a share of a delivery."),
    ])

    /// An entry of `risks`.
    static let risk = ObjectShape([
        .required(
            "outcomes",
            .list(
                .object(
                    ObjectShape([
                        .required("probability", share, "Its probability."),
                        .optional("delays", .list(.reference(.tool)), "Tools that are delayed."),
                        .optional("by", months, "How long."),
                        .optional("refused", .list(.reference(.tool)), "Tools that are refused."),
                        .optional(
                            "replaced_after",
                            months,
                            "From the planned delivery to a replacement; else never."
                        ),
                        .optional("cancelled", .list(.reference(.tool)), "Orders cancelled."),
                        .optional(
                            "reordered_after",
                            months,
                            "From the planned delivery to that of a new order; else never."
                        ),
                        .optional(
                            "renegotiated",
                            .list(.reference(.tool)),
                            "Tools that are promised anew."
                        ),
                        .optional("to", .date(.interval), "What they are promised for instead."),
                    ])
                )
            ),
            "Exclusive outcomes; what is left of the probability is that nothing happens."
        )
    ])

    /// An entry of `demand`.
    static let demand = ObjectShape([
        .required("node", .nodes, "A node, or all."),
        .optional(
            "plates_per_month",
            .map(.date, atLeastZero(Number.self, 1e6)),
            "Good plates a month from each date until the next."
        ),
        .optional(
            "wafers_per_month",
            .map(.date, atLeastZero(Number.self, 1e8)),
            "Wafers started a month, in place of plates; for one node."
        ),
        .optional("share", share, "Share of the plates for the wafers that this fab is to make."),
    ])

    /// An entry of `targets`.
    static let target = ObjectShape([
        .required("plates_per_year", positive(Number.self, 1e7), "Plates a year."),
        .optional("by", .date(.interval), "By when."),
        .optional(
            "measure",
            .word(Target.Measure.allCases.map(\.rawValue)),
            default: "capacity",
            "What is compared."
        ),
    ])

    /// An entry of `milestones`.
    static let milestone = ObjectShape([
        .optional("node", .nodes, "The node, or a range for one milestone each."),
        .optional("tool", .reference(.tool), "The tool."),
        .optional("product", .reference(.product), "The product."),
        .required("event", .word(Milestone.Event.allCases.map(\.rawValue)), "What happens."),
        .optional("planned", .date(.interval), "When it is planned."),
        .optional("happened", .date(.interval), "When it happened."),
    ])
}
