internal import Reporting

extension ReportPage {
    /// A table that opens when it is asked for.
    func folded(_ table: ReportTable, summary: String) -> String {
        """
        <details><summary>\(Self.escaped(summary))</summary>
        \(self.table(table))
        </details>
        """
    }

    /// A table; every number stands beside its text as `data-v`, unrounded.
    func table(_ table: ReportTable) -> String {
        let title = Self.escaped(table.title)
        let head = table.columns.map { column in
            "<th scope=\"col\"\(column.kind == .text ? "" : " class=\"n\"")>"
                + "\(Self.escaped(column.title))</th>"
        }
        let rows = table.rows.map { row in
            "<tr>\(zip(row, table.columns).map(cell).joined())</tr>"
        }
        return """
            <div class="table" role="region" tabindex="0" aria-label="\(title)">\
            <table data-table="\(Self.escaped(table.id))"><caption>\(title)</caption>
            <thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    private func cell(_ cell: ReportTable.Cell, _ column: ReportTable.Column) -> String {
        switch cell {
        case .none: return "<td></td>"
        case .number(let number):
            return "<td class=\"n\" data-v=\"\(number)\">\(Self.text(number, column.kind))</td>"
        case .text(let text):
            if Self.notDisclosed.contains(text) {
                return "<td><span class=\"tag\">\(text)</span></td>"
            }
            let size =
                text.count <= 16 ? " class=\"short\"" : text.contains(" ") ? "" : " class=\"long\""
            return "<td\(size)>\(Self.escaped(text))</td>"
        }
    }

    private static let notDisclosed: Set = ["assumed", "derived", "假设", "推算"]

    /// A number as a person reads it in a column.
    static func text(_ number: Double, _ kind: ReportTable.Kind) -> String {
        switch kind {
        case .text: "\(number)"
        case .year: String(Int(number))
        case .number(let decimals):
            NumberText.decimal(number, decimals: decimals).replacing("-", with: "\u{2212}")
        case .share: NumberText.percent(number)
        }
    }
}
