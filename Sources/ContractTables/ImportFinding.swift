/// Something that the import of a table noticed.
public struct ImportFinding: Sendable, Equatable {
    /// How much it matters.
    public enum Severity: String, Sendable {
        /// Worth knowing.
        case note
        /// Somebody should look.
        case warning
        /// The table cannot go into a plan like this.
        case error
    }

    /// How much it matters.
    public var severity: Severity
    /// Row of the table; 0 for the plan or the table as a whole.
    public var row: Int
    /// Column, from 1; 0 for a whole row.
    public var column: Int
    /// What stands there.
    public var value: String
    /// What was expected there; empty where nothing particular was.
    public var expected: String
    /// What is wrong and what to do, in one sentence.
    public var message: String

    /// The finding as a line of text, in the form of a plan's issues.
    ///
    /// - Parameter file: the table.
    /// - Returns: `file:row:column: severity: message`.
    public func text(file: String) -> String {
        let place = row == 0 ? file : column == 0 ? "\(file):\(row)" : "\(file):\(row):\(column)"
        return "\(place): \(severity.rawValue): \(message)"
    }
}
