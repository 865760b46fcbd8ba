internal import Foundation
internal import PlanFiles

/// Reads a table from a file that is CSV or XLSX by its contents, whatever its name says.
public enum SheetReader {
    /// Most bytes of a file.
    static let byteLimit = 16 << 20

    /// Why a file gives no table.
    public struct Unusable: Error, Sendable, Equatable {
        /// The file.
        public var file: String
        /// What was found and what to do.
        public var message: String
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - sheet: name of a sheet of a workbook; nil for the first.
    /// - Returns: the table.
    /// - Throws: `PlanFileError` when the file cannot be read, `Unusable` when it holds no such
    ///   table.
    public static func read(path: String, sheet: String? = nil) throws -> Sheet {
        let data: Data
        do {
            data = try FileText.data(path: path, limit: byteLimit)
        } catch let error as FileText.Unusable {
            throw Unusable(file: path, message: error.message)
        }
        func unusable(_ message: String) -> Unusable { Unusable(file: path, message: message) }
        if data.isEmpty { throw unusable("the file is empty") }
        if data.starts(with: Array("PK".utf8)) {
            return try Workbook(path: path).sheet(named: sheet)
        }
        // The compound file of older office programs, in which protected workbooks lie too.
        if data.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            let isProtected = data.range(of: utf16("EncryptedPackage")) != nil
            throw unusable(
                isProtected
                    ? "the workbook is protected by a password; save it without one"
                    : "a workbook in the old format .xls; save it as .xlsx or CSV"
            )
        }
        if path.lowercased().hasSuffix(".xlsx") {
            throw unusable("not an XLSX workbook, which is a zip archive; save it again as .xlsx")
        }
        guard sheet == nil else {
            throw unusable("--sheet names a sheet of a workbook; a CSV table has none")
        }
        return try table(text(of: data, path), path)
    }

    private static func utf16(_ text: String) -> Data {
        Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }

    /// UTF-8, or the national encoding of China that spreadsheet programs there write.
    private static func text(of data: Data, _ path: String) throws -> String {
        let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        // UTF-16 and what is no text at all hold zero bytes.
        if !bytes.contains(0) {
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            // GB_18030_2000 of CFStringEncodingExt.h, as NSString numbers it.
            let gb18030 = String.Encoding(rawValue: 0x8000_0632)
            if let text = String(data: Data(bytes), encoding: gb18030) { return text }
        }
        throw Unusable(
            file: path,
            message: "neither a CSV text in UTF-8 or GB18030 nor an XLSX workbook; save it as one"
        )
    }

    private static func table(_ text: String, _ path: String) throws -> Sheet {
        let head = text.prefix(4_096)
        let delimiter =
            ([",", "\t", ";"] as [Character])
            .max { left, right in
                head.count { $0 == left } < head.count { $0 == right }
            } ?? ","
        let rows: [CSVRows.Row]
        do {
            rows = try CSVRows.read(text, delimiter: delimiter)
        } catch let error as CSVRows.Unusable {
            throw Unusable(file: path, message: error.message)
        }
        return Sheet(
            file: path,
            rows: rows.map { Sheet.Row(number: $0.line, cells: $0.cells.map(trimmed)) }
                .filter { !$0.isBlank }
        )
    }
}
