/// Numbers as a planner writes them, quoted or not, alike in the reader and in the JSON Schema.
enum NumberText {
    /// Digits with underscores between them, a fraction, an exponent; decimal only.
    ///
    /// No leading zeros, which some YAML readers take for octal.
    static let pattern =
        "[-+]?(?:(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
    /// The same without a fraction and with no exponent.
    static let integerPattern = "[-+]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\\.0*)?"

    /// Splits a text into the number it starts with and what follows, spaces and tabs between
    /// removed; nil when it starts with none.
    ///
    /// The number may be infinite when the digits mean more than a double can hold.
    static func split(_ text: String) -> (number: Double, rest: String)? {
        let bytes = Array(text.utf8)
        guard let end = numberEnd(bytes) else { return nil }
        let digits = bytes[..<end].filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "+") }
        let plain = String(decoding: digits, as: UTF8.self)
        guard let number = Double(plain.hasSuffix(".") ? plain + "0" : plain) else { return nil }
        let rest = bytes[end...].drop { $0 == 32 || $0 == 9 }
        return (number, String(decoding: rest, as: UTF8.self))
    }

    /// A whole text as a number.
    static func number(_ text: String) -> Double? {
        guard let (number, rest) = split(text), rest.isEmpty, text.utf8.last != 32,
            text.utf8.last != 9
        else { return nil }
        return number
    }

    /// A whole text as an integer.
    static func integer(_ text: String) -> Int? {
        guard !text.utf8.contains(UInt8(ascii: "e")), !text.utf8.contains(UInt8(ascii: "E")),
            let number = number(text)
        else { return nil }
        return Int(exactly: number)
    }

    /// Where the number at the start ends, after `pattern`.
    private static func numberEnd(_ bytes: [UInt8]) -> Int? {
        var index = 0
        func digit(_ i: Int) -> Bool { i < bytes.count && (48...57).contains(bytes[i]) }
        func at(_ i: Int, _ any: String) -> Bool { i < bytes.count && any.utf8.contains(bytes[i]) }
        if at(index, "+-") { index += 1 }
        if digit(index) {
            let leadingZero = bytes[index] == 48
            index += 1
            if leadingZero, digit(index) { return nil }
            while !leadingZero, digit(index) || (at(index, "_") && digit(index + 1)) { index += 1 }
            if at(index, ".") {
                index += 1
                while digit(index) { index += 1 }
            }
        } else {
            guard at(index, "."), digit(index + 1) else { return nil }
            index += 1
            while digit(index) { index += 1 }
        }
        if at(index, "eE") {
            let sign = at(index + 1, "+-") ? 2 : 1
            guard digit(index + sign) else { return index }
            index += sign
            while digit(index) { index += 1 }
        }
        return index
    }
}
