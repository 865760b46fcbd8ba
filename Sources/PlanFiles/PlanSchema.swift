/// The JSON Schema of plan files.
public enum PlanSchema {
    /// The schema.
    public static func json() -> String { "" } }
