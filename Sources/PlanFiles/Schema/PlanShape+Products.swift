import PlanModel

/// Products, rated capacity and published figures.
extension PlanShape {
    /// An entry of `products`.
    static let product = ObjectShape(
        [
            .required("unit", .text, "Unit of its amounts: GW, P, km."),
            .optional(
                "kind",
                .word(Product.Kind.allCases.map(\.rawValue)),
                default: Product.Kind.flow.rawValue,
                "Made over time, so that months add up, or standing at a time."
            ),
            .optional(
                "mix",
                positive(Number.self, 1e9),
                default: "1",
                "What it is built for, in its unit, relative to products of the same groups."
            ),
            .optional("yield", .object(nodeYield), "Good amounts per amount started; else 1."),
        ] + opening + [
            .optional("verification", months, default: "0 months", "First delivery to volume."),
            .optional(
                "wanted",
                .map(.date, atLeastZero(Number.self, 1e12)),
                "A year's amount, or the level, from each date until the next; else all that is made."
            ),
            .optional("price", atLeastZero(Number.self, 1e12), "Price of its unit."),
        ]
    )

    /// `rated` of a group or a tool.
    static let rated = ObjectShape([
        .required("value", positive(Number.self, 1e12), "Amount of a year, or the level."),
        .required("unit", .text, "The product's unit."),
    ])

    /// An entry of `facts`.
    static let fact = ObjectShape([
        .required("what", .word(Fact.What.allCases.map(\.rawValue)), "What is stated."),
        .optional("product", .reference(.product), "The product."),
        .optional("site", .text, "The part of the project; else all of it."),
        .optional(
            "relation",
            .word(Relation.allCases.map(\.rawValue) + [">=", "<="]),
            default: Relation.equal.rawValue,
            "How the value stands to the true one."
        ),
        .optional(
            "value",
            atLeastZero(Number.self, 1e15, .value),
            "The value; of a capacity that flows a year's."
        ),
        .optional("unit", .text, "Its unit; else the product's."),
        .required("date", .date(.interval), "The day or period; after as_of it is an aim."),
        .optional(
            "state",
            .word(ProjectState.allCases.map(\.rawValue)),
            "How far the project had come."
        ),
        .optional("into", .oneOrMore(.text), "Sites that it was merged into."),
        .optional("of", .reference(.fact), "Of a utilisation: the fact that is divided."),
        .optional("over", .reference(.fact), "Of a utilisation: the capacity it is divided by."),
    ])
}
