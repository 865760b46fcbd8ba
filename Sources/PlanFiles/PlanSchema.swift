/// The JSON Schema of plan files.
public enum PlanSchema {
    /// The schema, draft 2020-12, for editors and for programs that write plans.
    ///
    /// It accepts what the structural pass of the reader accepts. Ranges, sums, the order of a
    /// distribution's parameters and references between parts are beyond it.
    public static func json() -> String {
        SchemaWriter().document().text + "\n"
    }

    /// The schema of peer files, likewise.
    public static func peersJSON() -> String {
        SchemaWriter().peerDocument().text + "\n"
    }
}
