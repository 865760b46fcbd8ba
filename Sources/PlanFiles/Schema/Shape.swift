import PlanModel

/// What a part of the plan file may look like: the one description that the structural check, the
/// JSON Schema, the defaults and the resolved plan are made from.
indirect enum Shape: Sendable {
    /// Known keys, each with its shape.
    case object(ObjectShape)
    /// Known keys that depend on the value of one of them.
    case choice(ChoiceShape)
    /// Any keys of one kind, all values alike.
    case map(KeyKind, Shape)
    /// A map of names, or the name of a CSV file that holds one.
    case table(Shape)
    /// A list.
    case list(Shape)
    /// One value, or a list of at least one.
    case oneOrMore(Shape)
    /// A figure.
    case figure(FigureShape)
    /// A figure, or one for each of some node ranges.
    case nodeFigure(FigureShape)
    /// A date.
    case date(DateForm)
    /// One of some words.
    case word([String])
    /// Text.
    case text
    /// Text that can be part of a path.
    case name
    /// A name of something in the plan.
    case reference(NameKind)
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A node, or a range of nodes.
    case nodes
    /// Days of every year.
    case yearlyDays
}

/// Known keys of a map.
struct ObjectShape: Sendable {
    /// The keys.
    var fields: [Field]

    /// Makes an object; entries that may say where their figures come from get the keys for it.
    init(_ fields: [Field], hasOrigin: Bool = true) {
        self.fields = fields + (hasOrigin ? Field.origin : [])
    }

    /// The field of that name.
    func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// Objects told apart by one of their keys.
struct ChoiceShape: Sendable {
    /// The key.
    let key: String
    /// What a missing key means; nil when it must be given.
    let fallback: String?
    /// What the key is for.
    let doc: String
    /// The objects by the key's value; their fields leave the key out.
    let cases: [(word: String, object: ObjectShape)]

    /// Every field of any case, once.
    var allFields: [Field] {
        var seen: Set<String> = []
        return cases.flatMap(\.object.fields).filter { seen.insert($0.name).inserted }
    }

    /// The values of the key.
    var words: [String] { cases.map(\.word) }
}

/// A key of an object.
struct Field: Sendable {
    /// The key.
    let name: String
    /// What stands there.
    let shape: Shape
    /// Whether it must be given.
    let isRequired: Bool
    /// What is read when it is not given.
    let fallback: String?
    /// What it means.
    let doc: String
    /// Another way to say the same; where that key is given, nothing stands in for this one.
    var instead: String?

    /// The same key, not required.
    var asOptional: Field {
        Field(name: name, shape: shape, isRequired: false, fallback: fallback, doc: doc)
    }

    /// An optional key.
    static func optional(
        _ name: String,
        _ shape: Shape,
        default fallback: String? = nil,
        instead: String? = nil,
        _ doc: String
    ) -> Field {
        Field(
            name: name,
            shape: shape,
            isRequired: false,
            fallback: fallback,
            doc: doc,
            instead: instead
        )
    }

    /// A required key.
    static func required(_ name: String, _ shape: Shape, _ doc: String) -> Field {
        Field(name: name, shape: shape, isRequired: true, fallback: nil, doc: doc)
    }

    /// The keys that say where figures come from.
    static let origin: [Field] = [
        .optional(
            "basis",
            .word(["disclosed", "derived", "assumed"]),
            "Where the figures inside come from, unless they say so themselves."
        ),
        .optional("source", .reference(.source), "A key of sources, for the figures inside."),
        .optional("note", .text, "A remark."),
    ]
}

/// A figure: its unit, how it may be spread, and its limits.
struct FigureShape: Sendable {
    /// The unit in which the plan model has it.
    let unit: any UnitOfMeasure.Type
    /// How it may be spread.
    var kinds: Kinds = .any
    /// Its limits, in that unit.
    let range: NumericRange

    /// How a figure may be spread.
    enum Kinds: String, Sendable, CaseIterable {
        /// In every way.
        case any
        /// Not by chance.
        case certainOrUncertain
        /// One value only.
        case value
    }
}

/// Limits of a number.
struct NumericRange: Sendable {
    /// Least number.
    var low = 0.0
    /// Whether the least number itself is allowed.
    var includesLow = true
    /// Greatest number.
    var high: Double

    /// Whether a number is inside.
    func contains(_ number: Double) -> Bool {
        (includesLow ? number >= low : number > low) && number <= high
    }

    /// The limits in words.
    func text(_ unit: any UnitOfMeasure.Type) -> String {
        (includesLow ? "from \(unit.text(low))" : "more than \(unit.text(low))")
            + " to \(unit.text(high))"
    }
}

/// How exact a date must be.
enum DateForm: String, Sendable, CaseIterable {
    /// A year, half, quarter, month or day.
    case interval
    /// One of them, every day of it, or all days from one to another.
    case days
    /// A month.
    case month
    /// A day.
    case day
}

/// What the keys of a map are.
enum KeyKind: Sendable {
    /// Names that the planner chooses.
    case name
    /// Single nodes.
    case node
    /// Nodes and ranges of nodes.
    case nodes
    /// Dates.
    case date
    /// Some words.
    case word([String])
}

/// Kinds of names that a plan refers to.
enum NameKind: String, Sendable, CaseIterable {
    /// A key of `sources`.
    case source
    /// A key of `writers`.
    case writer
    /// A key of `groups`.
    case group
    /// A key of `tools`.
    case tool
    /// A key of `contracts`.
    case contract
    /// A key of `products`.
    case product
    /// A key of `facts`.
    case fact

    /// The section that holds them.
    var section: String { rawValue + "s" }
}
