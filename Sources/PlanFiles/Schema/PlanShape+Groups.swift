import PlanModel

/// Groups, and who orders plates.
extension PlanShape {
    /// An entry of `groups`.
    static let group = ObjectShape([
        .optional("writes", .list(.word(WriterClass.allCases.map(\.rawValue))), "Writer classes."),
        .required("availability", .figure(shareFigure(positive: true)), "Mature availability."),
        .optional(
            "usable",
            .figure(shareFigure(positive: true)),
            default: "1",
            "Share of available time that plates can use."
        ),
        .optional(
            "learning",
            .object(
                ObjectShape([
                    .optional(
                        "start",
                        .figure(shareFigure(positive: true)),
                        default: "1",
                        "Availability on acceptance as a share of the mature one."
                    ),
                    .optional("months", months, default: "0 months", "Acceptance to mature."),
                ])
            ),
            default: "{}",
            "How availability climbs after acceptance."
        ),
        .optional(
            "hours_per_week",
            positive(Number.self, 168),
            default: "168",
            instead: "shifts",
            "Hours staffed."
        ),
        .optional("shifts", .object(shifts), "The same as shifts, in place of hours_per_week."),
        .optional(
            "on_holidays",
            .word(["closed", "open"]),
            "Whether the group works on the holidays of the calendar; else closed."
        ),
        .optional("shutdowns", .list(.date(.days)), "Days on which all its tools stand still."),
        .optional("maintenance", .object(maintenance), "Planned maintenance of each tool."),
        .optional("rated", .object(rated), "What each tool makes; in plans with products."),
        .optional(
            "makes",
            .list(.reference(.product)),
            "Products; else all of the unit that it is rated in."
        ),
        .optional("mtbf", least(0.001, Hours.self, 1e6), "Mean time between failures."),
        .optional("mttr", .figure(hours), "Mean time to repair."),
        .optional("failures", .object(failures), "How mtbf and mttr vary in a flow simulation."),
        .optional(
            "dispatch",
            .word(DispatchRule.allCases.map(\.rawValue)),
            "Which plate goes first in a flow simulation; else as its command says."
        ),
        .optional("batch", .object(batch), "Plates that a tool takes together."),
        .optional("setup", .object(setup), "What a tool needs between plates that are unlike."),
    ])

    /// `shifts` of a group.
    static let shifts = ObjectShape([
        .required("per_day", .integer(1...24), "Shifts a day."),
        .required("hours", positive(Hours.self, 24, .value), "Hours of a shift."),
        .required("days_per_week", positive(Number.self, 7, .value), "Days a week."),
    ])

    /// `maintenance` of a group.
    static let maintenance = ObjectShape([
        .required("hours", .figure(hours), "Staffed hours of a tool that it takes each time."),
        .required("every", least(0.03, Months.self, 1_200), "From one time to the next."),
    ])

    /// `failures` of a group.
    static let failures = ObjectShape([
        .optional(
            "by",
            .word(FailurePattern.Clock.allCases.map(\.rawValue)),
            "Whether mtbf counts hours of work or of the calendar; else operation."
        ),
        .optional("variation", variation, default: "1", "Of the time to a failure."),
        .optional("repair_variation", variation, default: "1", "Of the time to repair."),
    ])

    /// A coefficient of variation; 1 is exponential, others lognormal.
    private static let variation = Shape.figure(
        FigureShape(unit: Number.self, kinds: .value, range: NumericRange(high: 5))
    )

    /// `batch` of a group.
    static let batch = ObjectShape([
        .required("most", .integer(2...1_000), "Most plates; so many start at once."),
        .optional("least", .integer(1...1_000), default: "1", "Fewest plates."),
        .optional(
            "wait",
            .figure(
                FigureShape(unit: Hours.self, kinds: .value, range: NumericRange(high: 10_000))
            ),
            default: "0 h",
            "How long the first plate waits for more."
        ),
    ])

    /// `setup` of a group.
    static let setup = ObjectShape([
        .required("hours", positive(Hours.self, 10_000, .certainOrUncertain), "How long it takes."),
        .required(
            "between",
            .word(Setup.Difference.allCases.map(\.rawValue)),
            "In what plates are unlike."
        ),
    ])

    /// An entry of `customers`.
    static let customer = ObjectShape([
        .required(
            "share",
            .nodeFigure(shareFigure(.certainOrUncertain)),
            "Part of the orders, against other customers'."
        ),
        .optional("due", .nodeFigure(lead), "From an order to when it is due; else as --lead."),
        .optional("hot", .object(hotOrders), "Orders that go first everywhere."),
        .optional("orders", orders, "How they follow one another; else as the node says."),
    ])

    /// `orders` of a node or customer.
    static let orders = Shape.word(OrderPattern.allCases.map(\.rawValue))

    /// `hot` of a customer.
    static let hotOrders = ObjectShape([
        .required(
            "share",
            .figure(shareFigure(.certainOrUncertain)),
            "Part of the customer's orders."
        ),
        .optional("due", .nodeFigure(lead), "From an order to when it is due; else as its others."),
    ])

    /// From an order to when it is due.
    private static let lead = FigureShape(
        unit: Months.self,
        kinds: .certainOrUncertain,
        range: NumericRange(includesLow: false, high: 120)
    )
}
