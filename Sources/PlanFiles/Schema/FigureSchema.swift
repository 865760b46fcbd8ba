import PlanModel

/// The definitions of figures in the JSON Schema, one for each dimension and kind in use.
enum FigureSchema {
    /// Name of the definition of a figure.
    static func name(_ shape: FigureShape) -> String {
        name(shape.unit.dimension, shape.kinds)
    }

    private static func name(_ dimension: Dimension, _ kinds: FigureShape.Kinds) -> String {
        "figure.\(dimension.rawValue)" + (kinds == .any ? "" : ".\(kinds.rawValue)")
    }

    /// All definitions.
    static var definitions: [(String, JSONValue)] {
        [("number", number), ("origin.basis", basis)]
            + Dimension.allCases.flatMap { dimension in
                [
                    ("quantity." + dimension.rawValue, quantity(dimension)),
                    ("distribution." + dimension.rawValue, distribution(dimension)),
                ]
                    + FigureShape.Kinds.allCases.map {
                        (name(dimension, $0), figure(dimension, $0))
                    }
            }
    }

    private static var number: JSONValue {
        .any([.object([("type", .string("number"))]), .pattern(NumberText.pattern)])
    }

    private static var basis: JSONValue {
        .object([("enum", .strings(Basis.allCases.map(\.rawValue)))])
    }

    /// A number with its unit.
    private static func quantity(_ dimension: Dimension) -> JSONValue {
        let units = dimension.units.flatMap(\.names)
        let withUnit = JSONValue.pattern(
            NumberText.pattern + "[ \\t]*(?:" + units.joined(separator: "|") + ")"
        )
        if dimension.bareSize == nil { return withUnit }
        return units.isEmpty ? .reference("number") : .any([.reference("number"), withUnit])
    }

    private static func figure(_ dimension: Dimension, _ kinds: FigureShape.Kinds) -> JSONValue {
        let origin: [(String, JSONValue)] = [
            ("basis", .reference("origin.basis")), ("source", SchemaWriter.text),
            ("note", SchemaWriter.text),
        ]
        func described(_ key: String, _ value: JSONValue) -> JSONValue {
            .object([
                ("type", .string("object")), ("properties", .object([(key, value)] + origin)),
                ("required", .strings([key])), ("additionalProperties", .bool(false)),
            ])
        }
        let quantity = JSONValue.reference("quantity." + dimension.rawValue)
        let spread = JSONValue.reference("distribution." + dimension.rawValue)
        var forms = [quantity, described("value", quantity)]
        if kinds != .value { forms.append(described("uncertain", spread)) }
        if kinds == .any { forms.append(described("random", spread)) }
        return .any(forms)
    }

    /// A distribution whose parameters carry their units, or stand bare beside `in`.
    private static func distribution(_ dimension: Dimension) -> JSONValue {
        let units = dimension.units.flatMap(\.names)
        let own = form(parameter: .reference("quantity." + dimension.rawValue), units: nil)
        if units.isEmpty { return own }
        return .any([own, form(parameter: .reference("number"), units: units)])
    }

    private static func form(parameter: JSONValue, units: [String]?) -> JSONValue {
        let count = units == nil ? 1 : 2
        let properties =
            (units.map { [("in", JSONValue.object([("enum", .strings($0))]))] } ?? [])
            + DistributionForm.allCases.map { ($0.rawValue, body($0, parameter)) }
        return .object(
            [("type", .string("object")), ("properties", .object(properties))]
                + (units == nil ? [] : [("required", .strings(["in"]))])
                + [
                    ("additionalProperties", .bool(false)), ("minProperties", .integer(count)),
                    ("maxProperties", .integer(count)),
                ]
        )
    }

    private static func body(_ form: DistributionForm, _ parameter: JSONValue) -> JSONValue {
        if let count = form.pointCount { return list(parameter, count...count) }
        if form == .normal || form == .lognormal { return named(form, parameter) }
        let most = DistributionForm.listLimit
        switch form {
        case .fixed: return parameter
        case .discrete:
            let pair = JSONValue.object([
                ("type", .string("array")),
                ("prefixItems", .array([parameter, .reference("quantity.share")])),
                ("minItems", .integer(2)), ("maxItems", .integer(2)),
            ])
            return list(pair, 1...most)
        default: return list(parameter, 1...most)
        }
    }

    private static func list(_ item: JSONValue, _ count: ClosedRange<Int>) -> JSONValue {
        .object([
            ("type", .string("array")), ("items", item), ("minItems", .integer(count.lowerBound)),
            ("maxItems", .integer(count.upperBound)),
        ])
    }

    private static func named(_ form: DistributionForm, _ parameter: JSONValue) -> JSONValue {
        let keys = form.keys ?? ([], [])
        let properties = (keys.required + keys.optional)
            .map { key in
                (key, key == "sigma" ? .reference("number") : parameter)
            }
        let shape = JSONValue.object([
            ("type", .string("object")), ("properties", .object(properties)),
            ("required", .strings(keys.required)), ("additionalProperties", .bool(false)),
        ])
        guard form == .lognormal else { return shape }
        return shape.with([("minProperties", .integer(2)), ("maxProperties", .integer(2))])
    }
}
