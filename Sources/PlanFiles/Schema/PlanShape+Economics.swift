import PlanModel

/// Money: prices, costs, loans, assets, deposits, impairment.
extension PlanShape {
    /// One share for all replications.
    private static let plainShare = Shape.figure(shareFigure(.value))
    /// One sum for all replications.
    private static let plainMoney = money(.value)
    /// Calendar time, one for all replications.
    private static let plainMonths = Shape.figure(
        FigureShape(unit: Months.self, kinds: .value, range: NumericRange(high: 1_200))
    )
    /// When payments fall due.
    static let terms = Shape.map(.word(PaymentTerm.Event.allCases.map(\.rawValue)), plainShare)

    /// `economics`.
    static let economics = ObjectShape([
        .optional("operating_cost", money(), "Running cost of a year apart from plates."),
        .optional("operating_from", .date(.interval), "When that begins; else with the horizon."),
        .optional("cost_per_plate", .nodeFigure(sum), "Running cost of a good plate."),
        .optional(
            "cost_weight",
            .nodeFigure(
                FigureShape(
                    unit: Number.self,
                    kinds: .value,
                    range: NumericRange(includesLow: false, high: 1e6)
                )
            ),
            "What a plate takes of costs apart from plates, against other nodes' plates; else 1."
        ),
        .optional("discount_rate", plainShare, "Discount rate a year."),
        .optional("tax_rate", plainShare, "Income tax rate."),
        .optional("opening_cash", plainMoney, "Cash at the start of the horizon; else 0."),
        .optional("terms", terms, "What contracts pay at each event unless they say so."),
        .optional(
            "shipment_before",
            plainMonths,
            "A payment before shipment falls due so long before delivery; else 1 month."
        ),
        .optional(
            "warranty",
            plainMonths,
            "A warranty ends so long after acceptance; else 12 months."
        ),
        .optional(
            "deposit",
            plainShare,
            "Deposit for the letter of credit of a tool, as a share of it, unless its contract says."
        ),
        .optional(
            "deposit_before",
            plainMonths,
            "A letter of credit's deposit is paid so long before delivery; else 1 month."
        ),
        .optional("loans", .map(.name, .object(loan)), "Loans."),
        .optional("assets", .map(.name, .object(asset)), "Classes of assets."),
        .optional(
            "construction_in_progress",
            .map(.name, .object(constructionRow)),
            "Rows of construction in progress that the books state."
        ),
        .optional("deposits", .map(.name, .object(deposit)), "Cash that somebody holds a while."),
        .optional("impairment", .object(impairment), "An impairment test at the as-of date."),
    ])

    /// Money that may be spread.
    private static let sum = FigureShape(unit: Number.self, range: NumericRange(high: 1e15))

    /// An entry of `economics.loans`.
    static let loan = ObjectShape([
        .required("amount", money(), "Principal."),
        .optional("interest", share, "Interest a year."),
        .optional(
            "drawn",
            .map(.date, plainShare),
            "Share of the principal drawn by period; else all in the first month."
        ),
        .optional(
            "repayments",
            .map(.date, plainShare),
            "Share of the principal repaid by period."
        ),
    ])

    /// An entry of `economics.assets`.
    static let asset = ObjectShape([
        .required(
            "life",
            .figure(
                FigureShape(
                    unit: Months.self,
                    kinds: .value,
                    range: NumericRange(includesLow: false, high: 1_200)
                )
            ),
            "Life; written off evenly, in whole months."
        ),
        .optional("residual", plainShare, default: "0.05", "Share of the cost left at the end."),
        .optional(
            "in_service",
            .word(AssetPolicy.InService.allCases.map(\.rawValue)),
            default: "acceptance",
            "What puts an asset in use."
        ),
        .optional(
            "accepted",
            .date(.interval),
            "Acceptance of what neither a tool nor its contract dates."
        ),
        .optional("cost", plainMoney, "Cost of what the books hold at the as-of date."),
        .optional("accumulated", plainMoney, "What has been written off of it."),
    ])

    /// An entry of `economics.construction_in_progress`.
    static let constructionRow = ObjectShape([
        .required("budget", plainMoney, "What the project may cost."),
        .required("opening", plainMoney, "At the start of the period."),
        .required("additions", plainMoney, "Spent in the period."),
        .optional("transfers", plainMoney, default: "0", "Moved to fixed assets."),
        .optional("other", plainMoney, default: "0", "Other decreases."),
    ])

    /// An entry of `economics.deposits`.
    static let deposit = ObjectShape([
        .required("amount", plainMoney, "How much."),
        .required("paid", .date(.interval), "When it is paid."),
        .optional("freed", .date(.interval), "When it comes back."),
        .optional(
            "contract",
            .reference(.contract),
            "Contract with whose acceptance it comes back."
        ),
    ])

    /// `economics.impairment`.
    static let impairment = ObjectShape([
        .optional(
            "rates",
            .map(.name, plainShare),
            "What the discount rate is built up from; else economics.discount_rate."
        ),
        .optional(
            "flows",
            .map(
                .date,
                .figure(
                    FigureShape(
                        unit: Number.self,
                        kinds: .value,
                        range: NumericRange(low: -1e15, high: 1e15)
                    )
                )
            ),
            "Expected cash by period; else what the ramp brings."
        ),
        .optional("residual", plainMoney, "What is left at the end of the last flow."),
        .optional("carrying", plainMoney, "What the asset stands at; else as the plan comes to."),
        .optional(
            "quotes",
            .map(
                .name,
                .object(
                    ObjectShape([
                        .required("price", plainMoney, "Price."),
                        .optional(
                            "age_index",
                            .figure(
                                FigureShape(
                                    unit: Number.self,
                                    kinds: .value,
                                    range: NumericRange(includesLow: false, high: 1e6)
                                )
                            ),
                            default: "100",
                            "Age index, where that of the own equipment is 100."
                        ),
                    ])
                )
            ),
            "Quotes for comparable equipment."
        ),
        .optional("liquidation_discount", plainShare, "What a forced sale loses of a price."),
        .optional(
            "disposal",
            .map(.name, plainShare),
            "Costs of disposal, as shares of the fair value."
        ),
    ])
}
