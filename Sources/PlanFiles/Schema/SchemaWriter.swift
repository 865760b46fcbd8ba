import PlanModel

/// Makes a JSON Schema from the shape of a plan.
///
/// Every entry that another file may complete comes in two forms: whole, and partial without
/// required keys, for files that build on others.
struct SchemaWriter {
    /// The whole schema.
    func document() -> JSONValue {
        let whole = object(PlanShape.root, isPartial: false)
        let partial = object(PlanShape.root, isPartial: true)
        return .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("MaskRamp plan")),
            (
                "$comment",
                .string(
                    "Ranges, sums, the order of parameters and references between parts are checked"
                        + " by maskramp validate. #/$defs/library and #/$defs/scenario describe"
                        + " the other files."
                )
            ),
            ("type", .string("object")),
            ("required", .strings(["plan"])),
            ("if", .object([("required", .strings(["uses"]))])),
            ("then", .reference("partial")),
            ("else", .reference("whole")),
            (
                "$defs",
                .object(
                    [
                        ("whole", whole), ("partial", partial), ("library", .reference("partial")),
                        ("scenario", scenario),
                    ] + DateForm.allCases.map { ("date." + $0.rawValue, date($0)) }
                        + FigureSchema.definitions
                )
            ),
        ])
    }

    /// The schema of peer files.
    func peerDocument() -> JSONValue {
        .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("MaskRamp peer")),
            (
                "$comment",
                .string("Ranges and references between parts are checked by maskramp peers.")
            ),
            ("$ref", .string("#/$defs/whole")),
            (
                "$defs",
                .object(
                    [("whole", object(PeerShape.root, isPartial: false))]
                        + DateForm.allCases.map { ("date." + $0.rawValue, date($0)) }
                        + FigureSchema.definitions
                )
            ),
        ])
    }

    private var scenario: JSONValue {
        .object([
            ("type", .string("object")),
            (
                "properties",
                .object([
                    ("scenario", SchemaWriter.text), ("note", SchemaWriter.text),
                    (
                        "changes",
                        .object([
                            ("type", .string("object")),
                            (
                                "description",
                                .string("Paths such as a.b[0].c with new values; null removes.")
                            ),
                        ])
                    ),
                ])
            ),
            ("required", .strings(["scenario", "changes"])),
            ("additionalProperties", .bool(false)),
        ])
    }

    // MARK: Shapes

    private func schema(_ shape: Shape, isPartial: Bool) -> JSONValue {
        switch shape {
        case .object(let shape): object(shape, isPartial: isPartial)
        case .choice(let shape): choice(shape, isPartial: isPartial)
        case .map(let keys, let value): map(keys, schema(value, isPartial: isPartial))
        case .table(let value):
            .any([map(.name, schema(value, isPartial: isPartial)), .pattern("[\\s\\S]*\\.csv")])
        case .list(let item): list(item)
        case .oneOrMore(let item):
            .any([
                schema(item, isPartial: isPartial), list(item).with([("minItems", .integer(1))]),
            ])
        case .figure(let figure): .reference(FigureSchema.name(figure))
        case .nodeFigure(let figure):
            .any([
                .reference(FigureSchema.name(figure)),
                map(.nodes, .reference(FigureSchema.name(figure)))
                    .with([("minProperties", .integer(1))]),
            ])
        case .date(let form): .reference("date." + form.rawValue)
        case .word(let words): .object([("enum", .strings(words))])
        case .text, .reference: SchemaWriter.text
        case .name:
            .any([
                .pattern(SchemaWriter.namePattern), .object([("type", .string("integer"))]),
                .object([("type", .string("boolean"))]),
            ])
        case .integer:
            .any([
                .object([("type", .string("integer"))]), .pattern(NumberText.integerPattern),
            ])
        case .nodes:
            .any([
                .object([
                    ("type", .string("integer")), ("minimum", .integer(1)),
                    ("maximum", .integer(9_999)),
                ]),
                .pattern(NodeRange.pattern),
            ])
        case .yearlyDays: .pattern(SchemaWriter.yearlyPattern)
        }
    }

    private func list(_ item: Shape) -> JSONValue {
        // Another file replaces a list whole, so nothing in it may be missing.
        .object([("type", .string("array")), ("items", schema(item, isPartial: false))])
    }

    private func object(_ shape: ObjectShape, isPartial: Bool) -> JSONValue {
        let required = shape.fields.filter(\.isRequired).map(\.name)
        return .object(
            [
                ("type", .string("object")),
                ("properties", properties(shape.fields, isPartial: isPartial)),
            ] + (isPartial || required.isEmpty ? [] : [("required", .strings(required))])
                + [("additionalProperties", .bool(false))]
        )
    }

    private func properties(_ fields: [Field], isPartial: Bool) -> JSONValue {
        .object(
            fields.map { field in
                let fallback = field.fallback.map { $0 == "{}" ? "" : " Default: \($0)." } ?? ""
                let doc = JSONValue.string(field.doc + fallback)
                return (
                    field.name,
                    schema(field.shape, isPartial: isPartial).with([("description", doc)])
                )
            }
        )
    }

    private func choice(_ shape: ChoiceShape, isPartial: Bool) -> JSONValue {
        let word: (String, JSONValue) = (
            shape.key,
            .object([("enum", .strings(shape.words)), ("description", .string(shape.doc))])
        )
        let isOpen = isPartial || shape.fallback != nil
        let cases = shape.cases.map { choice -> JSONValue in
            let isFallback = choice.word == shape.fallback
            let test = JSONValue.object(
                [("properties", .object([(shape.key, .object([("const", .string(choice.word))]))]))]
                    + (isFallback ? [] : [("required", .strings([shape.key]))])
            )
            let required = choice.object.fields.filter(\.isRequired).map(\.name)
            let names = [shape.key] + choice.object.fields.map(\.name)
            let body = JSONValue.object(
                [("propertyNames", .object([("enum", .strings(names))]))]
                    + (isPartial || required.isEmpty ? [] : [("required", .strings(required))])
            )
            return .object([("if", test), ("then", body)])
        }
        guard case .object(let fields) = properties(shape.allFields, isPartial: isPartial) else {
            return .bool(false)
        }
        return .object(
            [("type", .string("object")), ("properties", .object([word] + fields))]
                + (isOpen ? [] : [("required", .strings([shape.key]))])
                + [("additionalProperties", .bool(false)), ("allOf", .array(cases))]
        )
    }

    private func map(_ keys: KeyKind, _ value: JSONValue) -> JSONValue {
        let names: JSONValue =
            switch keys {
            case .name: .pattern(SchemaWriter.namePattern)
            case .node: .pattern(NodeRange.nodePattern)
            case .nodes: .pattern(NodeRange.pattern)
            case .date: .pattern(SchemaWriter.pattern(.interval))
            case .word(let words): .object([("enum", .strings(words))])
            }
        return .object([
            ("type", .string("object")), ("propertyNames", names), ("additionalProperties", value),
        ])
    }
}

// MARK: Leaves

extension SchemaWriter {
    /// Text: YAML may take it for a number or a truth value.
    static let text = JSONValue.any([
        .object([("type", .string("string")), ("minLength", .integer(1))]),
        .object([("type", .strings(["number", "boolean"]))]),
    ])

    /// Names: readable in a path.
    static let namePattern =
        "[^.\\[\\]; \\u0000-\\u001f\\u007f](?:[^.\\[\\];\\u0000-\\u001f\\u007f]{0,98}"
        + "[^.\\[\\]; \\u0000-\\u001f\\u007f])?"

    /// The pattern of days of every year.
    static let yearlyPattern: String = {
        let day =
            "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
        return "\(day)(?:/\(day))?"
    }()

    /// The pattern of dates of a form.
    static func pattern(_ form: DateForm) -> String {
        let year = "(?:19|2[01])[0-9]{2}"
        let month = "(?:0[1-9]|1[0-2])"
        let leap = "(?:(?:19|2[01])(?:0[48]|[2468][048]|[13579][26])|2000)"
        let day =
            "(?:\(year)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|\(leap)-02-29)"
        return switch form {
        case .interval: "\(year)(?:-H[12]|-Q[1-4]|-\(month))?|\(day)"
        case .days: "(?:\(pattern(.interval)))(?:/(?:\(pattern(.interval))))?"
        case .month: "\(year)-\(month)"
        case .day: day
        }
    }

    private func date(_ form: DateForm) -> JSONValue {
        let text = JSONValue.pattern(SchemaWriter.pattern(form))
        guard [.interval, .days].contains(form) else { return text }
        return .any([
            text,
            .object([
                ("type", .string("integer")), ("minimum", .integer(DateForm.years.lowerBound)),
                ("maximum", .integer(DateForm.years.upperBound)),
            ]),
        ])
    }
}
