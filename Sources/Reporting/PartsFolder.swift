public import Forecast
internal import Foundation
internal import MonteCarlo

/// A folder of counted parts of a study: what it has done so far, or a shard of it.
///
/// Each part is a sealed file of its own, brought to the disk and then named, so that an end at any
/// moment loses only what was counted since.
public final class PartsFolder {
    /// What the folder holds.
    public struct Contents: Sendable {
        /// Parts that are whole.
        public var parts: [RunPart]
        /// Files that are not, with what is wrong.
        public var damaged: [(name: String, reason: String)]
    }

    /// Where it is.
    public let path: String
    /// What it is about.
    public let task: RunTask
    /// Keeps other runs out until the process ends, however it ends; -1 for none.
    private let lock: Int32

    private static let taskName = "run.task"
    private static let lockName = "lock"
    private static let suffix = ".part"
    /// Most bytes of a file's first line, plan and peers included.
    private static let headLimit = 64 << 20

    private init(path: String, task: RunTask, lock: Int32) {
        (self.path, self.task, self.lock) = (path, task, lock)
    }

    deinit { if lock >= 0 { close(lock) } }

    // MARK: Places

    /// The folder in which a run keeps its parts until its result is written.
    ///
    /// - Parameter out: where the result goes.
    /// - Returns: a path beside it.
    public static func path(of out: String) -> String { trimmed(out) + ".parts" }

    /// Where the result of a run goes, from the path of its parts; nil for another folder.
    public static func out(of path: String) -> String? {
        let path = trimmed(path)
        return path.hasSuffix(".parts") ? String(path.dropLast(".parts".count)) : nil
    }

    /// Whether a folder is one.
    public static func isOne(_ path: String) -> Bool {
        access("\(path)/\(taskName)", F_OK) == 0
    }

    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    // MARK: Beginning

    /// Finds out before a run whether its parts may go to a folder; leaves nothing behind.
    ///
    /// - Parameter path: where nothing may be, or an empty folder.
    /// - Throws: `OutputFailure`.
    public static func check(_ path: String) throws(OutputFailure) {
        if isOne(path) {
            close(try hold(path))
            throw OutputFailure(
                message: "'\(path)' holds an unfinished run; go on with it by 'maskramp run "
                    + "--resume \(path)', or remove the folder to begin anew"
            )
        }
        if let other = names(in: path).first(where: { !isLeftOver($0) }) {
            throw OutputFailure(
                message: "'\(path)' is a folder with other files in it, such as '\(other)'; "
                    + "parts of a run need a new folder"
            )
        }
    }

    /// Makes a folder for a run that begins.
    ///
    /// - Parameters:
    ///   - path: where nothing may be, or an empty folder.
    ///   - task: what it is for.
    /// - Returns: the folder, held against other runs until it is let go.
    /// - Throws: `OutputFailure`; then none is made.
    public static func make(_ path: String, _ task: RunTask) throws(OutputFailure) -> PartsFolder {
        try check(path)
        let made = try ResultFolder.makeFolders(path, for: path)
        do throws(OutputFailure) {
            let folder = PartsFolder(path: path, task: task, lock: try hold(path))
            for name in names(in: path) where name != lockName { unlink("\(path)/\(name)") }
            try folder.write(taskName, header: task, body: Data())
            return folder
        } catch {
            if !made.isEmpty { unlink("\(path)/\(lockName)") }
            for folder in made.reversed() { rmdir(folder) }
            throw error
        }
    }

    /// Opens a folder that is there.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - isShared: whether it is only read.
    /// - Returns: the folder.
    /// - Throws: `OutputFailure` when it is none, or another run is at work in it.
    public static func open(
        _ path: String,
        isShared: Bool = false
    ) throws(OutputFailure) -> PartsFolder {
        guard isOne(path) else {
            throw OutputFailure(
                message: "'\(path)' holds no parts of a run: there is no \(taskName) in it"
            )
        }
        let lock = isShared ? -1 : try hold(path)
        let task: RunTask
        do throws(SealedFile.Damage) {
            (task, _) = try contents("\(path)/\(taskName)", limit: headLimit)
            guard (1...PlanRequest.mostReplications).contains(task.run.replications) else {
                throw SealedFile.Damage(
                    reason: "names \(task.run.replications) replications; expected 1 to "
                        + "\(PlanRequest.mostReplications)"
                )
            }
        } catch {
            if lock >= 0 { close(lock) }
            throw OutputFailure(
                message: "'\(path)/\(taskName)' \(error.reason); remove the folder and start anew"
            )
        }
        if !isShared {
            for name in names(in: path) where name.hasSuffix(SealedFile.unfinished) {
                unlink("\(path)/\(name)")
            }
        }
        return PartsFolder(path: path, task: task, lock: lock)
    }

    /// What may lie in a folder without a task: a run ended while it made or removed the folder.
    private static func isLeftOver(_ name: String) -> Bool {
        name == lockName || name.hasSuffix(SealedFile.unfinished)
            || (name.hasSuffix(suffix) && name.dropLast(suffix.count).allSatisfy(\.isNumber))
    }

    private static func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// Keeps other runs out.
    private static func hold(_ path: String) throws(OutputFailure) -> Int32 {
        let lock = Foundation.open("\(path)/\(lockName)", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard lock >= 0 else { throw .last(path: "\(path)/\(lockName)") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw OutputFailure(message: "another run is at work in '\(path)'; wait for its end")
        }
        return lock
    }

    // MARK: Ending

    /// Removes the folder; the result has all that was in it.
    public func remove() {
        // The task first: a folder without one is no unfinished run.
        unlink("\(path)/\(Self.taskName)")
        try? FileManager.default.removeItem(atPath: path)
    }

    // MARK: Parts

    /// The line before the counters.
    private struct Header: Codable {
        var run: RunIdentity
        var first: UInt64
        var replications: UInt64
        var engine: EngineIdentity
        var seconds: Double
        /// How many integers of each sort follow.
        var sums: Int
        var wide: Int
        var peaks: Int
        var rows: Int
    }

    /// Writes a part; it is on the disk when this returns.
    ///
    /// - Parameter part: takes the place of one that begins with the same replication.
    /// - Throws: `OutputFailure`; then nothing of it is left.
    public func write(_ part: RunPart) throws(OutputFailure) {
        let counts = part.counts
        let header = Header(
            run: task.run,
            first: part.first,
            replications: part.replications,
            engine: part.engine,
            seconds: part.seconds,
            sums: counts.sums.count,
            wide: counts.wide.count,
            peaks: counts.peaks.count,
            rows: counts.rows.count
        )
        let rows = counts.rows.map(\.littleEndian).withUnsafeBytes { Data($0) }
        let body =
            SparseIntegers.data(counts.sums) + SparseIntegers.data(counts.wide)
            + SparseIntegers.data(counts.peaks) + rows
        let number = String(part.first)
        let name = String(repeating: "0", count: max(0, 19 - number.count)) + number + Self.suffix
        try write(name, header: header, body: body)
    }

    /// Reads all parts that are there.
    ///
    /// - Parameter study: what they are parts of.
    /// - Returns: the parts, and the files that are none.
    /// - Throws: `OutputFailure` when the folder cannot be read.
    public func read(_ study: any CountedStudy) throws(OutputFailure) -> Contents {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .last(path: path)
        }
        var contents = Contents(parts: [], damaged: [])
        for name in names.sorted() where name.hasSuffix(Self.suffix) {
            do throws(SealedFile.Damage) {
                contents.parts.append(try part(name, of: study))
            } catch {
                contents.damaged.append((name, error.reason))
            }
        }
        return contents
    }

    /// Removes a file that is damaged.
    public func remove(_ name: String) { unlink("\(path)/\(name)") }

    private func part(
        _ name: String,
        of study: any CountedStudy
    ) throws(SealedFile.Damage) -> RunPart {
        let shape = study.shape
        let (header, body): (Header, Data) = try Self.contents(
            "\(path)/\(name)",
            limit: Self.headLimit + shape.largest
        )
        guard header.run == task.run else { throw .init(reason: "is of another run") }
        let range = task.range
        guard range.contains(header.first), header.replications > 0,
            header.replications <= range.upperBound - header.first
        else { throw .init(reason: "has replications that are none of this folder's") }
        let own = header.first..<header.first + header.replications
        var rest = [UInt8](body)[...]
        var counts = PartCounts()
        guard
            (header.sums, header.wide) == (shape.sums, shape.wide),
            (header.peaks, header.rows) == (shape.peaks, shape.rows(of: own)),
            let sums: [UInt64] = SparseIntegers.values(&rest, count: shape.sums),
            let wide: [UInt128] = SparseIntegers.values(&rest, count: shape.wide),
            let peaks: [UInt64] = SparseIntegers.values(&rest, count: shape.peaks),
            rest.count == 4 * header.rows
        else { throw .init(reason: "has other counters than the plan") }
        (counts.sums, counts.wide, counts.peaks) = (sums, wide, peaks)
        counts.rows = rest.withUnsafeBytes { bytes in
            (0..<header.rows)
                .map {
                    Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self))
                }
        }
        let part = RunPart(
            first: header.first,
            replications: header.replications,
            counts: counts,
            engine: header.engine,
            seconds: header.seconds
        )
        guard study.couldCount(part), (0...1e12).contains(part.seconds) else {
            throw .init(reason: "has counters that no run of the plan comes to")
        }
        return part
    }

    // MARK: Files

    /// A line of JSON, then bytes.
    private func write(
        _ name: String,
        header: some Encodable,
        body: Data
    ) throws(OutputFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(header) else {
            throw OutputFailure(message: "cannot write '\(path)/\(name)' as JSON")
        }
        try SealedFile.write(line + Data([0x0A]) + body, folder: path, name: name)
    }

    private static func contents<Header: Decodable>(
        _ path: String,
        limit: Int
    ) throws(SealedFile.Damage) -> (Header, Data) {
        let data = try SealedFile.read(path, limit: limit)
        guard let end = data.firstIndex(of: 0x0A),
            let header = try? JSONDecoder().decode(Header.self, from: data[..<end])
        else { throw .init(reason: "has a first line that this version cannot read") }
        return (header, Data(data[(end + 1)...]))
    }
}
