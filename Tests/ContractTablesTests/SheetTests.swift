import Foundation
import PlanModel
import Testing

@testable import ContractTables

struct SheetTests {
    private func message(_ name: String, sheet: String? = nil) -> String? {
        do {
            _ = try SheetReader.read(path: "\(Tables.fixtures)/\(name)", sheet: sheet)
        } catch let error as SheetReader.Unusable {
            return error.message
        } catch {
            return "\(error)"
        }
        return nil
    }

    @Test func workbookWithMergedHeadings() throws {
        let path = "\(Tables.fixtures)/merged.xlsx"
        let sheet = try SheetReader.read(path: path, sheet: "合同")
        #expect(sheet.file == "\(path)[合同]")
        #expect(sheet.merges.count == 7)
        let table = ContractTableReader.read(sheet, options: .init())
        #expect(table.findings.isEmpty, "\(table.findings)")
        #expect(table.unit.text == "10,000 CNY")
        #expect(
            table.columns.map(\.column.key) == [
                "number", "supplier", "value", "paid.2023", "paid.2024", "signed", "due",
            ]
        )
        let first = try #require(table.contracts.first)
        // 0.1 + 0.2 as a spreadsheet program shows it.
        #expect(first.value.amount.plain == "0.30")
        #expect(first.signed?.text == "2023-05-17")
        #expect(first.due?.text == "2025-09")
        #expect(first.row == 4)
        #expect(table.contracts.map(\.supplier) == ["甲公司", "乙公司"])
        #expect(table.contracts.last?.value.amount.plain == "46724.60")
    }

    @Test func textsInCells() throws {
        let sheet = try SheetReader.read(path: "\(Tables.fixtures)/inline.xlsx")
        let table = ContractTableReader.read(sheet, options: .init(target: MoneyUnit("万元")))
        #expect(table.findings.isEmpty)
        #expect(table.contracts.map(\.label) == ["A & B"])
        #expect(table.contracts.first?.value.amount.plain == "123.45678")
        #expect(table.contracts.first?.signed?.text == "2024-H1")
    }

    @Test func daysFrom1904() throws {
        let sheet = try SheetReader.read(path: "\(Tables.fixtures)/days-from-1904.xlsx")
        let table = ContractTableReader.read(sheet, options: .init())
        #expect(table.contracts.first?.signed?.text == "2024-02-29")
    }

    /// Serial 59 is 1900-02-28 and 61 is 1900-03-01: 60 is a day that never was.
    @Test func daysFrom1900() {
        let styles = CellStyles(startsIn1904: false)
        styles.events.begin("cellXfs", [:])
        styles.events.begin("xf", ["numFmtId": "14"])
        #expect(styles.date(59, style: 0) == "1900-02-28")
        #expect(styles.date(61, style: 0) == "1900-03-01")
        #expect(styles.date(45_352.75, style: 0) == "2024-03-01")
        #expect(styles.date(45_352, style: 1) == nil)
    }

    @Test func formatsThatShowDates() {
        #expect(CellStyles.precision("yyyy-mm-dd") == .day)
        #expect(CellStyles.precision("[$-804]yyyy\"年\"m\"月\";@") == .month)
        #expect(CellStyles.precision("mmm-yy") == .month)
        #expect(CellStyles.precision("yyyy") == .year)
        #expect(CellStyles.precision("0.00\"day\"") == nil)
        #expect(CellStyles.precision("h:mm") == nil)
        #expect(CellStyles.precision("#,##0.00;[Red]\\y0") == nil)
    }

    @Test func sheetsAreListed() {
        #expect(
            message("merged.xlsx", sheet: "Sheet1")
                == "there is no sheet 'Sheet1'; expected one of '说明', '合同'"
        )
        #expect(
            message("guanshi-printed.csv", sheet: "Sheet1")
                == "--sheet names a sheet of a workbook; a CSV table has none"
        )
    }

    @Test func whatIsNoWorkbook() throws {
        #expect(
            message("protected.xlsx")
                == "the workbook is protected by a password; save it without one"
        )
        #expect(
            message("bomb.xlsx")
                == "xl/worksheets/sheet1.xml unpacks to more than a workbook may hold in all, 64 MB; "
                + "it is no plain table"
        )
        #expect(
            message("other.zip")
                == "a zip archive without xl/workbook.xml, so no XLSX workbook; save it as .xlsx"
        )
        let old = Data(
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504)
        )
        #expect(
            try read("old.xls", old)
                == "a workbook in the old format .xls; save it as .xlsx or CSV"
        )
        #expect(
            try read("text.xlsx", Data("supplier,value\nA,1\n".utf8))
                == "not an XLSX workbook, which is a zip archive; save it again as .xlsx"
        )
        #expect(try read("empty.csv", Data()) == "the file is empty")
        #expect(
            try read("binary.csv", Data([1, 0, 2, 0xFF, 0xFE]))
                == "neither a CSV text in UTF-8 or GB18030 nor an XLSX workbook; save it as one"
        )
    }

    /// A workbook that is cut short or has one byte changed gives a message or a table, never a
    /// crash; cut short it is always a message.
    @Test func brokenWorkbooks() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: "\(Tables.fixtures)/merged.xlsx"))
        for count in stride(from: 4, to: whole.count - 1, by: 97) {
            #expect(try read("cut.xlsx", whole.prefix(count)) != nil, "\(count) bytes")
        }
        for position in stride(from: 0, to: whole.count, by: 61) {
            var broken = whole
            broken[position] ^= 0x5A
            _ = try read("broken.xlsx", broken)
        }
    }

    private func read(_ name: String, _ data: Data) throws -> String? {
        try Tables.withFile(name, data) { path in
            do {
                _ = try SheetReader.read(path: path)
                return nil
            } catch let error as SheetReader.Unusable {
                return error.message
            }
        }
    }

    @Test func encodingsAndDelimiters() throws {
        // 供应商,金额 in GB18030.
        let headings: [UInt8] = [
            0xB9, 0xA9, 0xD3, 0xA6, 0xC9, 0xCC, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x0A,
        ]
        let gb18030 = Data(headings + Array("A,1\n".utf8))
        let expected = [["供应商", "金额"], ["A", "1"]]
        for data in [
            gb18030, Data("供应商,金额\nA,1\n".utf8), Data("\u{FEFF}供应商,金额\r\nA,1\r\n".utf8),
            Data("供应商\t金额\nA\t1\n".utf8), Data("供应商;金额\n\nA;1".utf8),
        ] {
            let cells = try Tables.withFile("table.csv", data) {
                try SheetReader.read(path: $0).rows.map(\.cells)
            }
            #expect(cells == expected)
        }
    }

    @Test func documentTypesAreRefused() {
        let events = MarkupEvents()
        #expect(events.read(Data("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".utf8)) == .broken)
        #expect(events.read(Data("<a><b></a>".utf8)) == .broken)
        #expect(events.read(Data("<x:a y='1'/>".utf8)) == .read)
    }

    /// Expat takes entities that grow a hundredfold; not one of their bytes is looked at.
    @Test func entitiesAreNotExpanded() {
        let events = MarkupEvents()
        var length = 0
        events.text = { length += $0.utf8.count }
        let entity = "<!ENTITY b '\(String(repeating: "x", count: 1_000))'>"
        let text = "<!DOCTYPE a [\(entity)]><a>\(String(repeating: "&b;", count: 1_000))</a>"
        #expect(events.read(Data(text.utf8)) == .broken)
        #expect(length == 0)
    }

    @Test func sheetsBeyondTheirLimits() {
        func problem(_ text: String) -> (String?, MarkupEvents.Outcome) {
            let cells = SheetCells(styles: CellStyles(startsIn1904: false), texts: [])
            let outcome = cells.events.read(Data("<sheet>\(text)</sheet>".utf8))
            _ = cells.rows()
            return (cells.problem, outcome)
        }
        // The row after the greatest number there is.
        #expect(problem("<row r='\(Int.max)'/><row><c><v>1</v></c></row>") == (nil, .read))
        #expect(problem("<c r='A\(Int.max)'><v>1</v></c><row/>") == (nil, .read))
        #expect(
            problem("<row r='7'><c r='GS7'><v>1</v></c></row>").0
                == "the sheet has more than 5000 rows or 200 columns, at row 7, column 201; remove "
                + "what is no table"
        )
        #expect(
            problem(String(repeating: "<mergeCell ref='A1:B2'/>", count: 5_001)).0
                == "the sheet has more than 5000 merged cells; remove what is no table"
        )
        let events = MarkupEvents()
        events.elementLimit = 3
        #expect(events.read(Data("<a><c/><c/></a>".utf8)) == .read)
        #expect(events.read(Data("<a><c/><c/><c/></a>".utf8)) == .tooLarge)
    }

    @Test func tablesBeyondTheirLimits() throws {
        let expected = "the table has 5002 rows and 1 columns; at most 5000 and 200 are read"
        for end in ["\n", "\r", "\r\n", "\u{2028}", "\u{85}"] {
            let text = String(repeating: "a\(end)", count: 5_001)
            #expect(try read("a.csv", Data(text.utf8)) == expected)
        }
        // A quotation mark with an accent is none.
        let accented = "\"\u{301}" + String(repeating: "\n", count: 5_001)
        #expect(try read("a.csv", Data(accented.utf8)) == expected)
    }
}
