internal import Foundation
internal import GRDB

/// A run as the history keeps it.
struct RunRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "run"

    /// What has become of a run.
    enum State: String, Codable, Sendable {
        /// It is under way.
        case running
        /// There is a result.
        case finished
        /// Somebody stopped it.
        case cancelled
        /// The engine could not.
        case failed
        /// The planner ended before the run did.
        case interrupted
    }

    /// Its name, also of its folder.
    var id: String
    /// Path of the plan, below the folder of plans.
    var plan: String
    /// Name of the plan.
    var name: String
    /// Scenario files applied.
    var scenarios: [String]
    /// Changes after them.
    var changes: [Draft.Change]
    /// Whether the plan's text was another than the file's.
    var edited: Bool
    /// Key of all draws, in hexadecimal.
    var seed: String
    /// Replications asked for.
    var replications: Int
    /// What has become of it.
    var state: State
    /// When it was begun, ISO 8601.
    var created: String
    /// Why it failed.
    var message: String?
    /// SHA-256 of the integer results.
    var digest: String?
    /// Whether it is part of the history; else it is gone when the planner ends.
    var kept: Bool
}
