internal import CWorkbook
internal import Foundation

/// Elements and texts of an XML document, in their order.
///
/// Names come without the prefix of their namespace: spreadsheet programs differ in it alone.
final class MarkupEvents {
    /// An element begins: its name and attributes.
    var begin: (String, [String: String]) -> Void = { _, _ in }
    /// A piece of text.
    var text: (String) -> Void = { _ in }
    /// An element ends.
    var end: (String) -> Void = { _ in }

    /// Reads a document.
    ///
    /// - Parameter data: the document.
    /// - Returns: whether it is well formed and declares no entities, of which workbooks have none.
    func read(_ data: Data) -> Bool {
        hasDocumentType = false
        guard let parser = XML_ParserCreate(nil) else { return false }
        defer { XML_ParserFree(parser) }
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { me, name, attributes in
                MarkupEvents.of(me)?.begin(MarkupEvents.local(name), MarkupEvents.map(attributes))
            },
            { me, name in MarkupEvents.of(me)?.end(MarkupEvents.local(name)) }
        )
        XML_SetCharacterDataHandler(parser) { me, characters, count in
            guard let characters, count > 0 else { return }
            let bytes = UnsafeRawBufferPointer(start: characters, count: Int(count))
            MarkupEvents.of(me)?.text(String(decoding: bytes, as: UTF8.self))
        }
        // A document type could declare entities that grow without end.
        XML_SetDoctypeDeclHandler(
            parser,
            { me, _, _, _, _ in MarkupEvents.of(me)?.hasDocumentType = true },
            nil
        )
        let status = data.withUnsafeBytes { bytes in
            XML_Parse(
                parser,
                bytes.bindMemory(to: CChar.self).baseAddress,
                Int32(clamping: bytes.count),
                1
            )
        }
        return status == XML_STATUS_OK && !hasDocumentType
    }

    private var hasDocumentType = false

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
