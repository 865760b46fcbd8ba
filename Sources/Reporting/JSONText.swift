public import Foundation

/// Results as JSON: UTF-8, keys sorted, one value a line.
public enum JSONText {
    /// Encodes a value, with a line break at the end.
    ///
    /// - Throws: `EncodingError` for a number that JSON has no words for.
    public static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }
}
