import PlanModel

/// Nodes, writers and the route.
extension PlanShape {
    /// An entry of `nodes`.
    static let node = ObjectShape(
        [
            .optional("mix", share, "Share of good plates; a node takes part when it is given."),
            .optional("plates_per_set", positive(Number.self, 10_000), "Plates of a mask set."),
            .optional(
                "tape_outs_per_thousand_wafers",
                atLeastZero(Number.self, 1_000),
                "Mask sets ordered for each thousand wafers."
            ),
            .optional(
                "replacement_plates_per_thousand_wafers",
                atLeastZero(Number.self, 1_000),
                "Plates replaced for each thousand wafers, besides new sets."
            ),
            .optional("second_level", share, default: "0", "Share of plates with a second write."),
            .optional("yield", .object(nodeYield), "Good plates per plate started."),
        ] + opening + [
            .optional(
                "verification",
                months,
                default: "0 months",
                "First delivery to volume orders."
            ),
            .optional(
                "sample_plates",
                atLeastZero(Number.self, 100_000),
                default: "0",
                "Plates a month that customers take before volume."
            ),
            .optional("price", atLeastZero(Number.self, 1e12), "Price of a plate."),
            .optional("orders", orders, "How orders follow one another in a flow simulation."),
            .optional("second_write", .choice(secondWrite), "The second write, as a layer class."),
            .optional("layer_classes", .map(.name, .choice(layerClass)), "Plates written alike."),
        ]
    )

    /// From tools to first deliveries, of a node and of a product.
    static let opening: [Field] = [
        .optional("qualification", months, default: "0 months", "Tools accepted to run-through."),
        .optional("sampling", months, default: "0 months", "Run-through to first delivery."),
        .optional(
            "sample_failure",
            .figure(FigureShape(unit: Share.self, range: NumericRange(high: 0.8))),
            "Chance that first samples fail and sampling starts again, each time."
        ),
    ]

    /// `yield` of a node.
    static let nodeYield = ObjectShape([
        .optional("start", .figure(shareFigure(positive: true)), "At opening; else as mature."),
        .required("mature", .figure(shareFigure(positive: true)), "When mature."),
        .optional("mature_after", months, default: "0 months", "From opening to mature."),
    ])

    /// An entry of `layer_classes`.
    static let layerClass = ChoiceShape(
        key: "writer",
        fallback: nil,
        doc: "Class of writer that it needs.",
        cases: layerCases([
            .required("share", .figure(shareFigure(.value)), "Share of the node's plates.")
        ])
    )

    /// `second_write` of a node: a layer class for all plates that have one.
    static let secondWrite = ChoiceShape(
        key: "writer",
        fallback: nil,
        doc: "Class of writer that it needs.",
        cases: layerCases([])
    )

    private static func layerCases(_ fields: [Field]) -> [(word: String, object: ObjectShape)] {
        [
            ("vsb", ObjectShape(fields + layerFields(dose: true, shots: true))),
            ("raster", ObjectShape(fields + layerFields(dose: false, shots: false))),
            ("multibeam", ObjectShape(fields + layerFields(dose: true, shots: false))),
        ]
    }

    private static func layerFields(dose: Bool, shots: Bool) -> [Field] {
        let steady = FigureShape.Kinds.certainOrUncertain
        var fields: [Field] = [
            .optional(
                "passes",
                least(0.01, PlateConstants.unit(of: \.passes), 64, steady),
                default: "1",
                "Writing passes."
            ),
            .optional(
                "density",
                atLeastZero(PlateConstants.unit(of: \.density), 1),
                default: "0.5",
                "Exposed share of the area around a shot."
            ),
        ]
        if shots {
            let shape = positive(PlateConstants.unit(of: \.shots), 1e13)
            fields.append(.required("shots_per_pass", shape, "Shots of one pass."))
        }
        if dose {
            let shape = least(0.001, PlateConstants.unit(of: \.dose), 10_000, steady)
            fields.append(.required("dose", shape, "Resist dose of all passes together."))
        }
        return fields
    }

    /// An entry of `writers`.
    static let writer = ChoiceShape(
        key: "class",
        fallback: nil,
        doc: "How it exposes.",
        cases: WriterClass.allCases.map { writerClass in
            let fields = WriterField.allCases.compactMap { writerField($0, of: writerClass) }
            let stage = writerClass == .raster ? [] : [stageMotion]
            let all = [finestNode(isRequired: true)] + fields + stage
            return (writerClass.rawValue, ObjectShape(all))
        }
    )

    private static let stageMotion = Field.optional(
        "stage",
        .word(StageMotion.allCases.map(\.rawValue)),
        default: StageMotion.sum.rawValue,
        "Whether the times of beam and stage add up, or the longer counts."
    )

    private static func finestNode(isRequired: Bool) -> Field {
        Field(
            name: "finest_node",
            shape: .integer(1...9_999),
            isRequired: isRequired,
            fallback: nil,
            doc: "Finest node that it can work on [nm]."
        )
    }

    /// Whether a class of writer needs (true), may have (false) or does not know (nil) a constant.
    static func isRequired(_ field: WriterField, of writerClass: WriterClass) -> Bool? {
        switch (field, writerClass) {
        case (.currentDensity, .vsb), (.settling, .vsb): true
        case (.subField, .vsb), (.subFieldSettling, .vsb), (.backscatter, .vsb): false
        case (.stripeWidth, .vsb), (.stageSpeed, .vsb), (.stripeTurn, .vsb): true
        case (.stripeWidth, .multibeam), (.stageSpeed, .multibeam), (.stripeTurn, .multibeam): true
        case (.calibration, _), (.fieldHeight, _), (.fieldWidth, _): false
        case (.overhead, _): true
        case (.pixel, .raster), (.pixelRate, .raster), (.beams, .raster): true
        case (.duty, .raster), (.duty, .multibeam): false
        case (.beamCurrent, .multibeam): true
        case (.mainFieldSettling, .vsb), (.heatingDelay, .vsb): false
        case (.drift, .vsb), (.drift, .multibeam), (.spread, _): false
        default: nil
        }
    }

    private static func writerField(_ field: WriterField, of writerClass: WriterClass) -> Field? {
        guard let isRequired = isRequired(field, of: writerClass) else { return nil }
        let (shape, fallback, doc) = constant(field)
        return Field(
            name: field.rawValue,
            shape: shape,
            isRequired: isRequired,
            fallback: fallback,
            doc: doc
        )
    }

    /// The figure of a writer's constant, its default and its meaning.
    static func constant(_ field: WriterField) -> (shape: Shape, fallback: String?, doc: String) {
        let unit = field.unit
        return switch field {
        case .currentDensity: (least(0.001, unit, 1e5), nil, "Beam current density.")
        case .settling: (atLeastZero(unit, 1e9), nil, "Settling of a shot.")
        case .subField: (least(0.01, unit, 1e5), nil, "Edge of a sub-field.")
        case .subFieldSettling: (atLeastZero(unit, 1e9), nil, "Settling of a sub-field.")
        case .stripeWidth: (least(0.01, unit, 1e6), nil, "Width of a stripe.")
        case .stageSpeed: (least(0.001, unit, 1e4), nil, "Stage speed.")
        case .stripeTurn: (atLeastZero(unit, 1e4), nil, "Turn at the end of a stripe.")
        case .backscatter: (atLeastZero(unit, 1), "0", "Backscatter ratio.")
        case .calibration: (atLeastZero(unit, 0.95), "0", "Share of the time spent on calibration.")
        case .overhead: (atLeastZero(unit, 1e4), nil, "Load, pump, soak, align and unload a plate.")
        case .fieldHeight: (least(0.001, unit, 1_000), "104 mm", "Field across the stripes.")
        case .fieldWidth: (least(0.001, unit, 1_000), "132 mm", "Field along the stripes.")
        case .pixel: (least(0.1, unit, 1e5), nil, "Edge of a pixel.")
        case .pixelRate: (least(1, unit, 1e13), nil, "Pixels of a beam.")
        case .beams: (least(0.01, unit, 1e7), nil, "Beams.")
        case .duty: (least(0.001, unit, 1), "1", "Share of the scan that writes.")
        case .beamCurrent: (least(0.001, unit, 1e9), nil, "Current in all.")
        case .mainFieldSettling: (atLeastZero(unit, 1e9), nil, "Settling of a main field.")
        case .heatingDelay: (atLeastZero(unit, 1e9), nil, "Wait of each shot and pass.")
        case .drift: (atLeastZero(unit, 0.5), nil, "Spread of the current from plate to plate.")
        case .spread: (atLeastZero(unit, 0.5), nil, "Spread of the time from tool to tool.")
        }
    }

    /// An entry of `route`.
    static let step = ChoiceShape(
        key: "work",
        fallback: "hours",
        doc: "What the step does.",
        cases: [
            ("hours", ObjectShape(stepFields + [rework] + returnFields + hoursFields)),
            ("write", ObjectShape(stepFields + [rework] + returnFields)),
            (
                "second-level",
                ObjectShape(stepFields + returnFields + hoursFields.map { $0.asOptional })
            ),
        ]
    )

    private static let stepFields: [Field] = [
        .required("step", .name, "Name."),
        .optional(
            "passes",
            .nodeFigure(
                FigureShape(
                    unit: Number.self,
                    range: NumericRange(includesLow: false, high: 100)
                )
            ),
            default: "1",
            "Passes of a plate that takes the step."
        ),
        .optional(
            "share",
            .nodeFigure(shareFigure()),
            default: "1",
            "Share of plates that take the step."
        ),
    ]

    private static let rework: Field = .optional(
        "rework",
        .nodeFigure(shareFigure()),
        "Share of plates that go back after the step, each time they have taken it."
    )

    private static let returnFields: [Field] = [
        .optional(
            "within",
            .nodeFigure(
                FigureShape(
                    unit: Hours.self,
                    kinds: .certainOrUncertain,
                    range: NumericRange(includesLow: false, high: 10_000)
                )
            ),
            "Most hours after the step before; plates that waited longer go back."
        ),
        .optional("back_to", .name, "Step that plates go back to; else the step itself."),
    ]

    private static let hoursFields: [Field] = [
        .required("group", .reference(.group), "Group that does it."),
        .required("hours_per_plate", .nodeFigure(hours), "Hours of one pass."),
    ]
}
