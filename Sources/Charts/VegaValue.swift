/// A plain value of a chart's data or settings.
public enum VegaValue: Sendable, Equatable {
    /// A number.
    case number(Double)
    /// Text.
    case text(String)
    /// True or false.
    case flag(Bool)
    /// Some numbers.
    case numbers([Double])
    /// Nothing.
    case none
}

extension VegaValue: Codable {
    /// Reads a value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let numbers = try? container.decode([Double].self) {
            self = .numbers(numbers)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes a value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        case .numbers(let numbers): try container.encode(numbers)
        case .none: try container.encodeNil()
        }
    }
}

extension VegaValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension VegaValue {
    /// A number; nothing where there is none.
    public init(_ number: Double?) {
        self = number.map(Self.number) ?? .none
    }

    /// The number, when it is one.
    public var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}
