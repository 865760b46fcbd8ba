/// What one request and one planner may take; a page that asks for more is refused.
struct Limits: Sendable {
    /// Most bytes of a plan's text.
    static let planBytes = 1 << 20
    /// Most bytes of a request.
    static let bodyBytes = 2 << 20
    /// Most changes of one draft.
    static let changes = 2_000
    /// Most scenario files of one draft.
    static let scenarios = 16
    /// Most bytes of one changed value.
    static let valueBytes = 20_000

    /// Most replications of one run.
    var replications: UInt64 = 200_000
    /// Most runs at a time.
    var runs = 2
}
