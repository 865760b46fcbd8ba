internal import CSpreadsheet
internal import Forecast
internal import Foundation
internal import Reporting

/// A report as a workbook of Excel: a sheet for each table, with its own charts and number formats.
public struct ReportWorkbook: Sendable {
    /// Why there is no workbook.
    public struct Unavailable: Error, Sendable, Equatable {
        /// What is wrong and what to do.
        public var message: String
    }

    /// Names under which the library is looked for.
    public static let libraries = ["libxlsxwriter.so.4", "libxlsxwriter.so"]

    private let sections: [ReportSection]
    private let title: String
    private let language: ReportLanguage
    private let libraries: [String]

    /// Makes a workbook.
    ///
    /// - Parameters:
    ///   - contents: what it says.
    ///   - language: in which language.
    ///   - libraries: names of libxlsxwriter, as the system looks for libraries.
    public init(
        _ contents: ReportContents,
        _ language: ReportLanguage,
        libraries: [String] = libraries
    ) {
        sections = contents.sections(language)
        title = contents.run.plan.name
        self.language = language
        self.libraries = libraries
    }

    /// Writes the workbook whole or not at all.
    ///
    /// - Parameter path: the file; replaced when it is there.
    /// - Throws: `Unavailable` when libxlsxwriter is not installed, `OutputFailure` when the file
    ///   cannot be written.
    public func write(to path: String) throws {
        let staging = "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
        defer { unlink(staging) }
        let book = try begin(staging)
        let tables = ReportCSV.tables(sections)
        writeFront(book, tables)
        for table in tables { write(table, to: book) }
        var message = [CChar](repeating: 0, count: 512)
        guard mr_spreadsheet_close(book, &message, message.count) == 0 else {
            throw OutputFailure(message: "cannot write '\(path)': \(Self.text(message))")
        }
        guard rename(staging, path) == 0 else {
            let reason = String(cString: strerror(errno)).lowercased()
            throw OutputFailure(message: "cannot write '\(path)': \(reason)")
        }
    }

    private func begin(_ path: String) throws(Unavailable) -> OpaquePointer {
        var message = [CChar](repeating: 0, count: 512)
        let names = libraries.map { strdup($0) }
        defer { for name in names { free(name) } }
        let pointers = names.compactMap { $0.map { UnsafePointer($0) } }
        let book = pointers.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            guard let first = buffer.baseAddress else { return nil }
            return mr_spreadsheet_new(path, first, buffer.count, &message, message.count)
        }
        guard let book else {
            throw Unavailable(
                message: "libxlsxwriter is not installed (\(Self.text(message))); install Debian's "
                    + "package libxlsxwriter-dev"
            )
        }
        return book
    }

    private static func text(_ message: [CChar]) -> String {
        String(
            decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }

    /// The answers, and where each table is.
    private func writeFront(_ book: OpaquePointer, _ tables: [ReportTable]) {
        mr_spreadsheet_add_sheet(book, language("answers", "结论"))
        mr_spreadsheet_width(book, 0, 100)
        mr_spreadsheet_text(book, 0, 0, title, MR_STYLE_TITLE)
        var row: UInt32 = 2
        for paragraph in sections.first?.paragraphs ?? [] {
            mr_spreadsheet_text(book, row, 0, paragraph, MR_STYLE_WRAPPED)
            row += 1
        }
        row += 1
        mr_spreadsheet_text(book, row, 0, language("Sheets", "工作表"), MR_STYLE_HEADING)
        for table in tables {
            row += 1
            mr_spreadsheet_link(book, row, 0, table.id, "\(table.title) [\(table.id)]")
        }
        for missing in sections.compactMap(\.missing) {
            row += 1
            mr_spreadsheet_text(book, row, 0, missing, MR_STYLE_WRAPPED)
        }
    }

    private func write(_ table: ReportTable, to book: OpaquePointer) {
        mr_spreadsheet_add_sheet(book, table.id)
        for (index, column) in table.columns.enumerated() {
            mr_spreadsheet_text(book, 0, UInt16(index), column.title, MR_STYLE_HEADING)
            mr_spreadsheet_width(book, UInt16(index), Self.width(index, of: table))
        }
        for (rowIndex, row) in table.rows.enumerated() {
            for (index, cell) in row.enumerated() {
                let place = (UInt32(rowIndex + 1), UInt16(index))
                switch cell {
                case .none: break
                case .text(let text):
                    mr_spreadsheet_text(book, place.0, place.1, text, MR_STYLE_WRAPPED)
                case .number(let number):
                    let style = Self.style(table.columns[index].kind)
                    mr_spreadsheet_number(book, place.0, place.1, number, style)
                }
            }
        }
        mr_spreadsheet_table(book, UInt32(table.rows.count), UInt16(table.columns.count))
        guard let chart = table.chart, !table.rows.isEmpty else { return }
        mr_spreadsheet_chart(
            book,
            Self.kind(chart.kind),
            table.title,
            chart.unit,
            UInt32(table.rows.count),
            chart.columns.map { UInt16($0) },
            chart.columns.count,
            UInt16(table.columns.count + 1)
        )
    }

    /// Letters of the longest text of a column, within bounds.
    private static func width(_ index: Int, of table: ReportTable) -> Double {
        guard table.columns[index].kind == .text else { return 13 }
        let longest = table.rows
            .map { row in
                guard case .text(let text) = row[index] else { return 0 }
                return text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
            }
            .max()
        return Double(min(60, max(10, (longest ?? 0) + 2)))
    }

    private static func style(_ kind: ReportTable.Kind) -> mr_spreadsheet_style {
        switch kind {
        case .text: MR_STYLE_PLAIN
        case .year: MR_STYLE_YEAR
        case .share: MR_STYLE_SHARE
        case .number(let decimals):
            [
                MR_STYLE_DECIMALS_0, MR_STYLE_DECIMALS_1, MR_STYLE_DECIMALS_2, MR_STYLE_DECIMALS_3,
            ][min(3, max(0, decimals))]
        }
    }

    private static func kind(_ kind: ReportTable.Chart.Kind) -> mr_spreadsheet_chart {
        switch kind {
        case .lines: MR_CHART_LINES
        case .stack: MR_CHART_STACK
        case .bars: MR_CHART_BARS
        }
    }
}
