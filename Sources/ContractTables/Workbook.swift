internal import CWorkbook
internal import Foundation

/// A workbook in the format XLSX.
///
/// - Source: ECMA-376, Office Open XML, part 1: 18.2 workbooks, 18.3 sheets, 18.4 shared texts, 18.8
///   styles.
final class Workbook {
    /// Most entries of the archive.
    static let entryLimit: UInt = 10_000
    /// Most bytes of all entries that are read, unpacked.
    static let byteLimit = 64 << 20

    private let path: String
    private let archive: OpaquePointer
    private var bytesLeft = byteLimit

    /// Opens a workbook.
    ///
    /// - Throws: `SheetReader.Unusable`.
    init(path: String) throws {
        guard let archive = mr_archive_open(path) else {
            throw SheetReader.Unusable(
                file: path,
                message: "a zip archive that is cut short or broken; save the workbook again"
            )
        }
        (self.path, self.archive) = (path, archive)
        let count = UInt(mr_archive_entry_count(archive))
        guard count <= Self.entryLimit else {
            throw unusable("the archive has \(count) entries; at most \(Self.entryLimit) are read")
        }
    }

    deinit { mr_archive_close(archive) }

    /// Reads one sheet.
    ///
    /// - Parameter name: of the sheet; nil for the first.
    /// - Returns: its cells.
    /// - Throws: `SheetReader.Unusable`.
    func sheet(named name: String?) throws -> Sheet {
        let (sheets, startsIn1904) = try list()
        guard let first = sheets.first else { throw unusable("the workbook has no sheets") }
        let wanted = name ?? first.name
        guard let sheet = sheets.first(where: { $0.name == wanted }) else {
            let names = sheets.prefix(20).map { "'\($0.name)'" }.joined(separator: ", ")
            throw unusable("there is no sheet '\(wanted)'; expected one of \(names)")
        }
        let styles = CellStyles(startsIn1904: startsIn1904)
        if let data = try entry("xl/styles.xml") { try parse(styles.events, data, "xl/styles.xml") }
        let texts = SharedTexts()
        if let data = try entry("xl/sharedStrings.xml") {
            try parse(texts.events, data, "xl/sharedStrings.xml")
        }
        let targets = try targets()
        let target = targets[sheet.relation] ?? "xl/worksheets/sheet1.xml"
        let cells = SheetCells(styles: styles, texts: texts.texts)
        let data = try needed(target)
        let outcome = cells.events.read(data)
        if let problem = cells.problem { throw unusable(problem) }
        try check(outcome, of: cells.events, target)
        return Sheet(
            file: sheets.count > 1 ? "\(path)[\(sheet.name)]" : path,
            rows: cells.rows(),
            merges: cells.merges
        )
    }

    private func list() throws -> (sheets: [(name: String, relation: String)], Bool) {
        var sheets: [(name: String, relation: String)] = []
        var startsIn1904 = false
        let events = MarkupEvents()
        events.begin = { name, attributes in
            if name == "sheet" {
                sheets.append((attributes["name"] ?? "", attributes["id"] ?? ""))
            } else if name == "workbookPr" {
                startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
            }
        }
        try parse(events, try needed("xl/workbook.xml"), "xl/workbook.xml")
        return (sheets, startsIn1904)
    }

    /// Where each relation of the workbook leads in the archive.
    private func targets() throws -> [String: String] {
        let name = "xl/_rels/workbook.xml.rels"
        guard let data = try entry(name) else { return [:] }
        var targets: [String: String] = [:]
        let events = MarkupEvents()
        events.begin = { _, attributes in
            guard let id = attributes["Id"], let target = attributes["Target"] else { return }
            targets[id] =
                target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        try parse(events, data, name)
        return targets
    }

    private func parse(_ events: MarkupEvents, _ data: Data, _ name: String) throws {
        try check(events.read(data), of: events, name)
    }

    private func check(
        _ outcome: MarkupEvents.Outcome,
        of events: MarkupEvents,
        _ name: String
    ) throws {
        switch outcome {
        case .read: return
        case .broken:
            throw unusable("\(name) in the workbook is not well-formed XML; save it again")
        case .tooLarge:
            throw unusable(
                "\(name) in the workbook has more than \(events.elementLimit) elements of "
                    + "XML; it is no plain table"
            )
        }
    }

    private func needed(_ name: String) throws -> Data {
        if let data = try entry(name) { return data }
        throw unusable("a zip archive without \(name), so no XLSX workbook; save it as .xlsx")
    }

    private func entry(_ name: String) throws -> Data? {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        let outcome = mr_archive_read(archive, name, bytesLeft, &bytes, &count)
        defer { free(bytes) }
        switch outcome {
        case MR_ARCHIVE_READ:
            bytesLeft -= count
            return bytes.map { Data(bytes: $0, count: count) } ?? Data()
        case MR_ARCHIVE_MISSING: return nil
        case MR_ARCHIVE_TOO_LARGE:
            throw unusable(
                "\(name) unpacks to more than a workbook may hold in all, "
                    + "\(Self.byteLimit >> 20) MB; it is no plain table"
            )
        case MR_ARCHIVE_ENCRYPTED:
            throw unusable("\(name) is protected by a password; save the workbook without one")
        default: throw unusable("\(name) in the archive is broken; save the workbook again")
        }
    }

    private func unusable(_ message: String) -> SheetReader.Unusable {
        SheetReader.Unusable(file: path, message: message)
    }
}

/// Texts that cells share by number, without their phonetic readings.
final class SharedTexts {
    /// The texts in order.
    private(set) var texts: [String] = []
    /// What fills them.
    let events = MarkupEvents()
    private var isText = false
    private var phonetic = 0

    init() {
        events.begin = { [unowned self] name, _ in
            switch name {
            case "si": texts.append("")
            case "rPh": phonetic += 1
            case "t": isText = phonetic == 0
            default: break
            }
        }
        events.text = { [unowned self] piece in
            if isText, !texts.isEmpty { texts[texts.count - 1] += piece }
        }
        events.end = { [unowned self] name in
            if name == "t" { isText = false }
            if name == "rPh" { phonetic -= 1 }
        }
    }
}
