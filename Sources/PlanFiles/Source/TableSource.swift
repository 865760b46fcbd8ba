import PlanModel

/// Reads a CSV table of named entries into the mapping that YAML would hold.
///
/// In locations the column is the number of the cell.
struct TableSource {
    /// The file that locations name.
    let file: String
    /// The shape of an entry, which says where a cell is a list.
    let shape: ObjectShape
    /// Where complaints go.
    let problems: Problems
    /// Values read so far, those of other files of the plan included.
    private(set) var valueCount: Int

    /// Makes a reader for one table.
    init(file: String, shape: ObjectShape, problems: Problems, valueCount: Int) {
        (self.file, self.shape, self.problems) = (file, shape, problems)
        self.valueCount = valueCount
    }

    /// Reads the table; what is wrong is reported and left out.
    mutating func read(_ text: String) -> SourceNode {
        let start = place(1, 1)
        var table = SourceNode(content: .mapping([]), location: start)
        guard let rows = rows(of: text), let header = rows.first, let width = width(of: header)
        else { return table }
        var names: Set<String> = []
        var entries: [SourceEntry] = []
        for row in rows.dropFirst() where row.cells.contains(where: { !trimmed($0).isEmpty }) {
            let name = trimmed(row.cells.first ?? "")
            let location = place(row.line, 1)
            if name.isEmpty {
                complain(location, "the row has no name in its first cell")
            } else if !names.insert(name).inserted {
                complain(location, "\(quoted(name)) is in the table more than once; keep one")
            } else {
                let node = entry(row, header, width)
                entries.append(SourceEntry(key: name, keyLocation: location, node: node))
            }
        }
        table.content = .mapping(entries)
        return table
    }

    private typealias Row = CSVRows.Row

    private func rows(of text: String) -> [Row]? {
        do {
            return try CSVRows.read(text)
        } catch let error as CSVRows.Unusable {
            complain(place(1, 1), error.message)
        } catch {
            complain(place(1, 1), "not a CSV table: \(error)")
        }
        return nil
    }

    private func width(of header: Row) -> Int? {
        let keys = header.cells.map(trimmed)
        guard keys.first == "name" else {
            complain(place(1, 1), "the first column must be called name")
            return nil
        }
        for (index, key) in keys.enumerated() where keys[..<index].contains(key) || key.isEmpty {
            let message =
                key.isEmpty ? "a column has no name" : "the column \(quoted(key)) is given twice"
            complain(place(1, index + 1), message)
            return nil
        }
        return keys.count
    }

    private mutating func entry(_ row: Row, _ header: Row, _ width: Int) -> SourceNode {
        var entry = SourceNode(content: .mapping([]), location: place(row.line, 1))
        for (index, cell) in row.cells.enumerated().dropFirst() {
            let text = trimmed(cell)
            guard !text.isEmpty else { continue }
            let location = place(row.line, index + 1)
            guard index < width else {
                complain(location, "\(quoted(text)) stands outside the header's columns")
                continue
            }
            let keys = trimmed(header.cells[index]).split(separator: ".").map(String.init)
            guard let value = value(text, keys, location) else { continue }
            insert(value, keys[...], into: &entry)
        }
        return entry
    }

    /// Cells are read as YAML scalars, lists with `;`, and maps as flow YAML.
    private mutating func value(
        _ text: String,
        _ keys: [String],
        _ location: SourceLocation
    ) -> SourceNode? {
        // A thousand cells may each stand for as much as a whole plan may hold.
        guard valueCount < YAMLSource.valueLimit else {
            complain(place(1, 1), YAMLSource.tooManyMessage)
            return nil
        }
        if text.hasPrefix("{") || text.hasPrefix("[") {
            var yaml = YAMLSource(
                file: file,
                lineOffset: location.line - 1,
                fixedColumn: location.column,
                valueCount: valueCount
            )
            defer { valueCount = yaml.valueCount }
            do {
                return try yaml.read(text)
            } catch let error as YAMLSource.Failure {
                complain(location, error.message)
            } catch {
                complain(location, "not YAML: \(error)")
            }
            return nil
        }
        valueCount += 1
        guard text.contains(";"), isList(keys) else { return .scalar(text, at: location) }
        valueCount += text.utf8.count { $0 == UInt8(ascii: ";") }
        let items = text.split(separator: ";")
            .map { SourceNode.scalar(trimmed(String($0)), at: location) }
        return SourceNode(content: .sequence(items), location: location)
    }

    private func isList(_ keys: [String]) -> Bool {
        guard keys.count == 1, let field = shape.field(keys[0]) else { return false }
        return switch field.shape {
        case .list, .oneOrMore: true
        default: false
        }
    }

    private func insert(
        _ value: SourceNode,
        _ keys: ArraySlice<String>,
        into entry: inout SourceNode
    ) {
        guard let key = keys.first else { return }
        guard keys.count > 1 else {
            if entry[key] != nil {
                complain(value.location, "the column \(quoted(key)) clashes with another")
            }
            entry.set(key, to: value, at: value.location)
            return
        }
        var inner = entry[key] ?? SourceNode(content: .mapping([]), location: value.location)
        if case .mapping = inner.content {
        } else {
            complain(value.location, "the column \(quoted(key)) clashes with another")
        }
        insert(value, keys.dropFirst(), into: &inner)
        entry.set(key, to: inner, at: value.location)
    }

    private func place(_ line: Int, _ cell: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: cell)
    }

    private func complain(_ location: SourceLocation, _ message: String) {
        problems.add(.meaning, at: location, path: "", message)
    }

    private func trimmed(_ cell: String) -> String {
        var scalars = Substring(cell).unicodeScalars
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        return String(scalars)
    }
}
