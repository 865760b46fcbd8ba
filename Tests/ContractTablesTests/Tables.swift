import Foundation
import Testing

@testable import ContractTables

/// Tables and workbooks for tests.
enum Tables {
    /// The folder of the fixtures.
    static let fixtures =
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().path + "/Fixtures"

    /// A sheet of the cells of a text: columns by `|`, rows by line breaks.
    static func sheet(_ text: String) -> Sheet {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { number, line in
                Sheet.Row(
                    number: number + 1,
                    cells: line.split(separator: "|", omittingEmptySubsequences: false)
                        .map { trimmed(String($0)) }
                )
            }
        return Sheet(file: "table", rows: rows.filter { !$0.isBlank })
    }

    /// What is read of the cells of a text.
    static func read(
        _ text: String,
        unit: String? = nil,
        target: String? = nil,
        options: ContractTableOptions = .init()
    ) -> ContractTable {
        var options = options
        options.unit = unit.flatMap { MoneyUnit($0) }
        options.target = target.flatMap { MoneyUnit($0) }
        return ContractTableReader.read(sheet(text), options: options)
    }

    /// Writes bytes to a file that a test reads.
    static func withFile<Result>(
        _ name: String,
        _ data: Data,
        _ body: (String) throws -> Result
    ) throws -> Result {
        let folder = NSTemporaryDirectory() + "maskramp-tables-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        return try body("\(folder)/\(name)")
    }
}
