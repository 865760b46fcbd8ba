/// A plan file that could not be read at all.
public struct PlanFileError: Error, Sendable {
    /// The path as given.
    public let path: String
    /// What happened, what was found and what to do, as a full sentence.
    public let message: String
}
