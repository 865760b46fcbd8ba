internal import Foundation
internal import PlanModel

/// Which styles of a workbook make a number a date.
final class CellStyles {
    /// How much of a date a style shows.
    enum Precision { case day, month, year }

    /// What fills them.
    let events = MarkupEvents()
    private let startsIn1904: Bool
    private var formats: [Int: String] = [:]
    private var styles: [Int] = []
    private var isInStyles = false

    /// - Parameter startsIn1904: whether day 0 is 1904-01-01.
    init(startsIn1904: Bool) {
        self.startsIn1904 = startsIn1904
        events.begin = { [unowned self] name, attributes in
            switch name {
            case "numFmt":
                guard let id = attributes["numFmtId"].flatMap(Int.init) else { return }
                formats[id] = attributes["formatCode"] ?? ""
            case "cellXfs": isInStyles = true
            case "xf" where isInStyles:
                styles.append(attributes["numFmtId"].flatMap(Int.init) ?? 0)
            default: break
            }
        }
        events.end = { [unowned self] name in if name == "cellXfs" { isInStyles = false } }
    }

    /// The date that a number shows as; nil for a number that is none.
    ///
    /// - Parameters:
    ///   - serial: days since the workbook's first.
    ///   - style: of the cell.
    /// - Returns: YYYY-MM-DD, or YYYY-MM or YYYY where the style shows no more.
    func date(_ serial: Double, style: Int) -> String? {
        guard styles.indices.contains(style), let precision = precision(styles[style]),
            (0..<2_958_466).contains(serial)
        else { return nil }
        // Day 60 of the older count is 1900-02-29, which never was.
        let days = Int(serial.rounded(.down))
        let start =
            startsIn1904
            ? Day(year: 1904, month: 1, day: 1)
            : Day(year: 1899, month: 12, day: days < 60 ? 31 : 30)
        guard let start else { return nil }
        let day = Day(number: start.number + days)
        return switch precision {
        case .day: day.text
        case .month: day.month.text
        case .year: String(day.month.text.prefix(4))
        }
    }

    private func precision(_ format: Int) -> Precision? {
        if let code = formats[format] { return Self.precision(code) }
        switch format {
        // Those that no workbook spells out; 27 to 36 and 50 to 58 are dates of East Asian ones.
        case 14...16, 22, 27...31, 34...36, 50...54, 58: return .day
        case 17, 57: return .month
        default: return nil
        }
    }

    /// What a format's code shows, without its quoted and bracketed parts.
    static func precision(_ code: String) -> Precision? {
        var shown = ""
        var skipsTo: Character?
        var isEscaped = false
        for character in code.lowercased().prefix(while: { $0 != ";" }) {
            if let end = skipsTo {
                if character == end { skipsTo = nil }
            } else if isEscaped {
                isEscaped = false
            } else if character == "\"" {
                skipsTo = "\""
            } else if character == "[" {
                skipsTo = "]"
            } else if character == "\\" {
                isEscaped = true
            } else {
                shown.append(character)
            }
        }
        guard shown.contains("y") else { return nil }
        if shown.contains("d") { return .day }
        return shown.contains("m") ? .month : .year
    }
}
