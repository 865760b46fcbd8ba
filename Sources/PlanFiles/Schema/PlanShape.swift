import PlanModel

/// The shape of a plan file, by the sections of `docs/file-formats.md`.
enum PlanShape {
    /// The whole file.
    static let root = ObjectShape(
        [
            .required("plan", .text, "Name of the fab or project."),
            .optional(
                "uses",
                .list(.text),
                "Library files, relative to this file; later ones win over earlier, the plan over all."
            ),
            .optional(
                "money",
                .object(moneyUnit),
                default: "{}",
                "Currency and unit of money figures."
            ),
            .required("horizon", .object(horizon), "The months that are modelled."),
            .required("as_of", .date(.day), "The day up to which facts are known."),
            .optional("sources", .map(.name, .text), "Citations by the id that figures name."),
            .optional("project", .object(project), "Published facts of the project."),
            .optional("calendar", .object(calendar), "Days on which the fab is closed."),
            .optional("factors", .object(factors), "Figures that scale all nodes."),
            .optional("nodes", .map(.node, .object(node)), "Technology nodes by their nanometres."),
            .optional(
                "products",
                .map(.name, .object(product)),
                "What is made, in place of nodes, in units of its own."
            ),
            .optional("writers", .map(.name, .choice(writer)), "Writer models."),
            .optional("groups", .map(.name, .object(group)), "Tools that do the same work."),
            .optional("route", .list(.choice(step)), "Steps in process order."),
            .optional("tools", .table(.object(tool)), "Tools, or batches of equal tools."),
            .optional("contracts", .table(.object(contract)), "Contracts."),
            .optional("risks", .map(.name, .object(risk)), "Named events with exclusive outcomes."),
            .optional("demand", .list(.object(demand)), "Wanted good plates."),
            .optional("customers", .map(.name, .object(customer)), "Who orders plates."),
            .optional("targets", .map(.name, .object(target)), "Published aims."),
            .optional("milestones", .map(.name, .object(milestone)), "Dated events."),
            .optional("facts", .map(.name, .object(fact)), "Published figures to compare with."),
            .optional("economics", .object(economics), "What the finance questions read."),
            .optional("peers", .object(peers), "Fabs that this one is compared with."),
        ]
    )

    /// A library file: the same, without a name of its own.
    static let library = ObjectShape(
        root.fields.filter { $0.name != "plan" && $0.name != "peers" }
            + [.optional("plan", .text, "Name; read only when the file is a plan.")],
        hasOrigin: false
    )

    /// `peers`.
    static let peers = ObjectShape(
        [
            // Not required, because the reader takes the key out before it looks for what is missing.
            .optional(
                "files",
                .list(.text),
                "Peer files, and folders of them, relative to this file."
            ),
            .optional("self", .text, "The file of this fab itself, without its .yaml."),
        ],
        hasOrigin: false
    )

    /// `money`.
    static let moneyUnit = ObjectShape(
        [
            .optional("currency", .text, default: "XXX", "ISO 4217 code; XXX for none."),
            .optional(
                "unit",
                .integer(1...1_000_000_000),
                default: "1",
                "Currency units in one unit of the figures: 10000 for 万元."
            ),
            .optional(
                "rounding",
                .word(MoneyRounding.allCases.map(\.rawValue)),
                "What happens to digits of money that are cut off; else half-away-from-zero."
            ),
            .optional("digits", .integer(0...9), "Decimals of money that stay; else 2."),
        ],
        hasOrigin: false
    )

    /// `horizon`.
    static let horizon = ObjectShape(
        [
            .required("start", .date(.month), "First month."),
            .required("end", .date(.month), "Last month, included; at most 600 months in all."),
        ],
        hasOrigin: false
    )

    /// `project`.
    static let project = ObjectShape([
        .optional("site", .text, "Where it is built."),
        .optional("ground_breaking", .date(.interval), "Ground-breaking."),
        .optional("construction", months, "Planned construction."),
        .optional("investment", money(), "Planned investment."),
        .optional("invested", .map(.date, money()), "Invested so far, by period."),
        .optional("revenue", .map(.date, money()), "Revenue so far, by period."),
        .optional(
            "installation_crews",
            .integer(1...1_000),
            "How many tools can be installed at once; else any number."
        ),
        .optional(
            "clean_room",
            .map(.date, .figure(area)),
            "Area that is open in all from each date on; else any."
        ),
    ])

    /// `calendar`.
    static let calendar = ObjectShape([
        .optional("holidays", .list(.date(.days)), "Days by their dates."),
        .optional("every_year", .list(.yearlyDays), "Days of every year, such as 10-01/10-07."),
    ])

    /// `factors`.
    static let factors = ObjectShape([
        .optional("shots", factor, "Multiplies every shot count."),
        .optional("ebeam_share", factor, "Multiplies the share of plates on e-beam writers."),
        .optional("learning", factor, "Multiplies the months to maturity."),
        .optional(
            "delay_correlation",
            share,
            "Rank correlation of the random slips of two tools of one supplier."
        ),
    ])
}

/// Figures with their limits. The limits catch a slip of the pen, not an unusual fab.
extension PlanShape {
    /// Months of the calendar, 0 to 1200.
    static let months = Shape.figure(
        FigureShape(unit: Months.self, range: NumericRange(high: 1_200))
    )
    /// A share of 1.
    static let share = Shape.figure(shareFigure())
    /// A factor.
    static let factor = positive(Number.self, 1_000)
    /// Area, not by chance.
    static let area = FigureShape(
        unit: SquareMetres.self,
        kinds: .certainOrUncertain,
        range: NumericRange(high: 1e6)
    )
    /// Hours of work, 0 to 10000.
    static let hours = FigureShape(
        unit: Hours.self,
        range: NumericRange(high: 10_000)
    )

    /// Money; nothing in a plan is owed by a minus.
    static func money(_ kinds: FigureShape.Kinds = .any) -> Shape {
        .figure(FigureShape(unit: Number.self, kinds: kinds, range: NumericRange(high: 1e15)))
    }

    /// A share of 1; positive when 0 would make no sense.
    static func shareFigure(
        positive: Bool = false,
        _ kinds: FigureShape.Kinds = .any
    ) -> FigureShape {
        FigureShape(
            unit: Share.self,
            kinds: kinds,
            range: NumericRange(includesLow: !positive, high: 1)
        )
    }

    /// A figure above zero.
    static func positive(
        _ unit: any UnitOfMeasure.Type,
        _ high: Double,
        _ kinds: FigureShape.Kinds = .any
    ) -> Shape {
        .figure(
            FigureShape(
                unit: unit,
                kinds: kinds,
                range: NumericRange(includesLow: false, high: high)
            )
        )
    }

    /// A figure from a least number on, which keeps what is divided by it finite.
    static func least(
        _ low: Double,
        _ unit: any UnitOfMeasure.Type,
        _ high: Double,
        _ kinds: FigureShape.Kinds = .any
    ) -> Shape {
        let range = NumericRange(low: low, high: high)
        return .figure(FigureShape(unit: unit, kinds: kinds, range: range))
    }

    /// A figure of zero or more.
    static func atLeastZero(
        _ unit: any UnitOfMeasure.Type,
        _ high: Double,
        _ kinds: FigureShape.Kinds = .any
    ) -> Shape {
        .figure(FigureShape(unit: unit, kinds: kinds, range: NumericRange(high: high)))
    }
}
