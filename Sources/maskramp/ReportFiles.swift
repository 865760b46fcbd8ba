internal import Foundation
internal import ReportDocument
internal import Reporting

/// Where the parts of a report go: beside its page.
struct ReportFiles {
    let page: String

    private var stem: String { page.hasSuffix(".html") ? String(page.dropLast(5)) : page }
    var workbook: String { stem + ".xlsx" }
    var pdf: String { stem + ".pdf" }
    var tables: String { stem + "-tables" }

    /// Finds out before long work whether the files can be written.
    ///
    /// - Throws: `OutputFailure`.
    func check(csv: Bool) throws {
        for path in [page, workbook, pdf] { try NewFile.check(path, replaces: true) }
        if csv, FileManager.default.fileExists(atPath: tables) {
            try tableFolder(existing).check()
        }
    }

    /// Writes the tables into a folder of their own; an earlier one is replaced.
    ///
    /// - Throws: `OutputFailure`.
    func writeTables(_ files: [(name: String, text: String)]) throws {
        try tableFolder(files.map(\.name) + existing)
            .write(files.map { ($0.name, Data($0.text.utf8)) })
    }

    /// Tables of an earlier report; anything else stops the writing.
    private var existing: [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: tables)) ?? []
        return found.filter { $0.hasSuffix(".csv") }
    }

    private func tableFolder(_ names: [String]) -> ResultFolder {
        ResultFolder(path: tables, names: Set(names))
    }
}
