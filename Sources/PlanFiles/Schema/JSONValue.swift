/// A JSON value with its keys in the order given, for the schema.
indirect enum JSONValue {
    /// An object.
    case object([(String, JSONValue)])
    /// An array.
    case array([JSONValue])
    /// A string.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// True or false.
    case bool(Bool)

    /// Strings as an array.
    static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// A reference to a definition.
    static func reference(_ name: String) -> JSONValue {
        .object([("$ref", .string("#/$defs/" + name))])
    }

    /// One of several.
    static func any(_ schemas: [JSONValue]) -> JSONValue { .object([("anyOf", .array(schemas))]) }

    /// A string of a pattern, from end to end.
    static func pattern(_ pattern: String) -> JSONValue {
        .object([("type", .string("string")), ("pattern", .string("^(?:\(pattern))$"))])
    }

    /// This object with more keys.
    func with(_ more: [(String, JSONValue)]) -> JSONValue {
        if case .object(let entries) = self { .object(entries + more) } else { self }
    }

    /// The JSON text, indented by two spaces.
    var text: String { text(indent: "") }

    private func text(indent: String) -> String {
        let inner = indent + "  "
        switch self {
        case .object(let entries):
            if entries.isEmpty { return "{}" }
            let texts = entries.map { JSONValue.quoted($0.0) + ": " + $0.1.text(indent: inner) }
            let line = "{" + texts.joined(separator: ", ") + "}"
            if line.utf8.count < 100, !line.contains("\n") { return line }
            return "{\n" + texts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)}"
        case .array(let items):
            let texts = items.map { $0.text(indent: inner) }
            let line = "[" + texts.joined(separator: ", ") + "]"
            if !line.contains("\n"), line.utf8.count < 80 { return line }
            return "[\n" + texts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)]"
        case .string(let text): return JSONValue.quoted(text)
        case .integer(let integer): return String(integer)
        case .bool(let bool): return String(bool)
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
