import ContractTables
import Foundation
import PlanFiles
import PlanModel
import Reporting

/// Contract tables of somebody else.
enum TableInputs {
    static func contracts(_ data: Data) { read(data) }

    /// An archive as it is, or parts of a workbook as texts, each after a line such as
    /// `--- xl/workbook.xml`: no mutation of an archive keeps its checksums.
    static func workbook(_ data: Data) {
        guard !data.starts(with: Data("PK".utf8)) else { return read(data) }
        var parts: [(name: String, data: Data)] = []
        for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: Data("--- ".utf8)) {
                parts.append((String(decoding: line.dropFirst(4), as: UTF8.self), Data()))
            } else if !parts.isEmpty {
                parts[parts.count - 1].data += line + Data([0x0A])
            }
        }
        read(StoredArchive.data(parts))
    }

    private static func read(_ data: Data) {
        let path = Scratch.write(data, "table")
        guard let sheet = try? SheetReader.read(path: path) else { return }
        for target in [nil, MoneyUnit("万元")] {
            let table = ContractTableReader.read(
                sheet,
                options: .init(unit: MoneyUnit("元"), target: target)
            )
            for text in [nil, "name,value\nc1,12000\n"] {
                guard
                    let outcome = try? ContractImport(
                        table,
                        plan: PlanInputs.small.plan.contracts,
                        text: text
                    )
                else { continue }
                _ = ContractImportText(table, outcome, plan: "plan.yaml").lines()
                _ = try? JSONText.data(
                    ContractImportDocument(
                        version: "test",
                        table,
                        outcome,
                        issues: [],
                        plan: nil,
                        written: nil
                    )
                )
            }
        }
    }
}

/// Makes a zip archive whose entries are stored as they are.
///
/// - Source: PKWARE, APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 and 4.3.16.
enum StoredArchive {
    /// The archive of some files.
    static func data(_ files: [(name: String, data: Data)]) -> Data {
        var archive = Data()
        var directory = Data()
        for (name, data) in files {
            let name = Data(name.utf8.prefix(200))
            let start = archive.count
            // Version, flags, method, time, date.
            var common = words([20, 0, 0, 0, 0x21], 2)
            common += words([Int(checksum(data)), data.count, data.count], 4)
            common += words([name.count, 0], 2)
            archive += words([0x0403_4B50], 4) + common + name + data
            directory += words([0x0201_4B50], 4) + words([20], 2) + common
            directory += words([0, 0, 0], 2) + words([0, start], 4) + name
        }
        let count = files.count
        return archive + directory + words([0x0605_4B50], 4) + words([0, 0, count, count], 2)
            + words([directory.count, archive.count], 4) + words([0], 2)
    }

    private static func words(_ values: [Int], _ size: Int) -> Data {
        Data(
            values.flatMap { value in
                (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            }
        )
    }

    private static let table: [UInt32] = (0..<256)
        .map { byte in
            (0..<8)
                .reduce(UInt32(byte)) { value, _ in
                    value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
                }
        }

    private static func checksum(_ data: Data) -> UInt32 {
        ~data.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }
}
