internal import Foundation
internal import GRDB

/// The runs that were begun here, in SQLite.
///
/// Each change of state is a transaction of its own in write-ahead mode, so that a planner that is
/// killed loses none that it has told of.
struct RunHistory: Sendable {
    private let database: DatabasePool

    /// Opens the history, or makes it; what was under way in an earlier planner was interrupted.
    ///
    /// - Parameter path: of the file.
    /// - Throws: `StartFailure`.
    init(path: String) throws(StartFailure) {
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            database = try DatabasePool(path: path, configuration: configuration)
            try Self.migrator.migrate(database)
            try database.write { try Self.interrupt($0) }
        } catch {
            throw StartFailure("cannot open the history of runs '\(path)': \(error)")
        }
    }

    private static func interrupt(_ database: Database) throws {
        try database.execute(
            sql: "UPDATE run SET state = ? WHERE state = ?",
            arguments: [
                RunRecord.State.interrupted.rawValue, RunRecord.State.running.rawValue,
            ]
        )
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("runs") { database in
            try database.create(table: RunRecord.databaseTableName) { table in
                table.primaryKey("id", .text)
                table.column("plan", .text).notNull()
                table.column("name", .text).notNull()
                table.column("scenarios", .text).notNull()
                table.column("changes", .text).notNull()
                table.column("edited", .boolean).notNull()
                table.column("seed", .text).notNull()
                table.column("replications", .integer).notNull()
                table.column("state", .text).notNull()
                table.column("created", .text).notNull().indexed()
                table.column("message", .text)
                table.column("digest", .text)
                table.column("kept", .boolean).notNull()
            }
        }
        return migrator
    }

    /// Adds a run, or replaces what is known of it.
    ///
    /// - Throws: `Refusal` when the file cannot be written.
    func save(_ record: RunRecord) async throws(Refusal) {
        do {
            try await database.write { try record.save($0) }
        } catch {
            throw .failed("cannot write the history of runs: \(error)")
        }
    }

    /// The latest runs, newest first.
    ///
    /// - Throws: `Refusal` when the file cannot be read.
    func latest(_ count: Int = 200) async throws(Refusal) -> [RunRecord] {
        do {
            return try await database.read { database in
                try RunRecord.order(Column("created").desc, Column("id")).limit(count)
                    .fetchAll(database)
            }
        } catch {
            throw .failed("cannot read the history of runs: \(error)")
        }
    }

    /// A run.
    ///
    /// - Throws: `Refusal` when the file cannot be read.
    func record(_ id: String) async throws(Refusal) -> RunRecord? {
        do {
            return try await database.read { try RunRecord.fetchOne($0, key: id) }
        } catch {
            throw .failed("cannot read the history of runs: \(error)")
        }
    }
}
