internal import CWorkbook
internal import Foundation

/// Elements and texts of an XML document, in their order.
///
/// Names come without the prefix of their namespace: spreadsheet programs differ in it alone.
final class MarkupEvents {
    /// Most elements of a document: a full table with its values, and as much again for what a
    /// spreadsheet program adds.
    var elementLimit = 4_000_000

    /// What became of a document.
    enum Outcome: Equatable {
        /// Read to its end.
        case read
        /// Not well formed, or with a document type, of which workbooks have none.
        case broken
        /// More elements than are read.
        case tooLarge
    }

    /// An element begins: its name and attributes.
    var begin: (String, [String: String]) -> Void = { _, _ in }
    /// A piece of text.
    var text: (String) -> Void = { _ in }
    /// An element ends.
    var end: (String) -> Void = { _ in }

    /// Stops the reading at once; for handlers.
    func stop() { parser.map { _ = XML_StopParser($0, XML_Bool(XML_FALSE)) } }

    /// Reads a document.
    ///
    /// - Parameter data: the document.
    /// - Returns: what became of it; `broken` too where a handler stopped it.
    func read(_ data: Data) -> Outcome {
        elementCount = 0
        guard let parser = XML_ParserCreate(nil) else { return .broken }
        self.parser = parser
        defer {
            self.parser = nil
            XML_ParserFree(parser)
        }
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { me, name, attributes in
                guard let me = MarkupEvents.of(me), me.isWithinLimit() else { return }
                me.begin(MarkupEvents.local(name), MarkupEvents.map(attributes))
            },
            { me, name in MarkupEvents.of(me)?.end(MarkupEvents.local(name)) }
        )
        XML_SetCharacterDataHandler(parser) { me, characters, count in
            guard let characters, count > 0 else { return }
            let bytes = UnsafeRawBufferPointer(start: characters, count: Int(count))
            MarkupEvents.of(me)?.text(String(decoding: bytes, as: UTF8.self))
        }
        // A document type could declare entities that grow without end.
        XML_SetDoctypeDeclHandler(parser, { me, _, _, _, _ in MarkupEvents.of(me)?.stop() }, nil)
        let status = data.withUnsafeBytes { bytes in
            XML_Parse(
                parser,
                bytes.bindMemory(to: CChar.self).baseAddress,
                Int32(clamping: bytes.count),
                1
            )
        }
        if elementCount > elementLimit { return .tooLarge }
        return status == XML_STATUS_OK ? .read : .broken
    }

    private var parser: XML_Parser?
    private var elementCount = 0

    private func isWithinLimit() -> Bool {
        elementCount += 1
        if elementCount > elementLimit { stop() }
        return elementCount <= elementLimit
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> MarkupEvents? {
        pointer.map { Unmanaged<MarkupEvents>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func local(_ name: UnsafePointer<CChar>?) -> String {
        guard let name else { return "" }
        let full = String(cString: name)
        return full.split(separator: ":").last.map(String.init) ?? full
    }

    private static func map(
        _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> [String: String] {
        var result: [String: String] = [:]
        guard var pair = pairs else { return result }
        while let name = pair[0], let value = pair[1] {
            result[local(name)] = String(cString: value)
            pair += 2
        }
        return result
    }
}
