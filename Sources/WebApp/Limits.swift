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
    /// Most characters of one changed value, as Unicode counts code points.
    static let valueLength = 5_000
    /// Largest seed: the largest number that every page holds exactly.
    static let seed = 1 << 53 - 1

    /// Most replications of one run.
    var replications: UInt64 = 200_000
    /// Most runs at a time.
    var runs = 2
}
