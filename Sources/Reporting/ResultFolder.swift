public import Foundation

/// A folder that holds a whole result.
///
/// It is written beside its place and then renamed, so it is there whole or not at all.
public struct ResultFolder: Sendable {
    /// Where it will be.
    public let path: String
    /// Every file that a result of this kind may hold.
    private let names: Set<String>

    /// Names a folder.
    ///
    /// - Parameters:
    ///   - path: where it will be.
    ///   - names: every file that a result of this kind may hold; a folder with others is left alone.
    public init(path: String, names: Set<String>) {
        self.names = names
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Finds out before long work whether the folder can be written; leaves nothing behind.
    ///
    /// - Throws: `OutputFailure`.
    public func check() throws(OutputFailure) {
        try checkPlace()
        let made = try Self.makeFolders(stagingPath, for: path)
        for folder in made.reversed() { rmdir(folder) }
    }

    /// Writes the folder; an earlier result that is there is replaced.
    ///
    /// - Parameters:
    ///   - files: names, each among `names` or in a folder among them, and contents.
    ///   - isLasting: whether all is on the disk before this returns.
    /// - Throws: `OutputFailure`; then nothing is left behind, and an earlier result is as it was.
    public func write(
        _ files: [(name: String, data: Data)],
        isLasting: Bool = false
    ) throws(OutputFailure) {
        try checkPlace()
        let made = try Self.makeFolders(stagingPath, for: path)
        do throws(OutputFailure) {
            for file in files {
                let place = "\(stagingPath)/\(file.name)"
                if file.name.contains("/") { mkdir(NewFile.folder(of: place), 0o777) }
                guard NewFile.create(place, file.data, isLasting: isLasting) else {
                    throw .last(path: path)
                }
            }
            if isLasting { NewFile.synchronize(folder: stagingPath) }
            try replace()
            if isLasting { NewFile.synchronize(folder: NewFile.folder(of: path)) }
        } catch {
            try? FileManager.default.removeItem(atPath: stagingPath)
            for folder in made.reversed() { rmdir(folder) }
            throw error
        }
    }

    private var stagingPath: String {
        "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
    }

    /// Puts the finished folder in the place of what is there.
    private func replace() throws(OutputFailure) {
        let old = path + ".replaced-\(ProcessInfo.processInfo.processIdentifier)"
        let isThere = rename(path, old) == 0
        guard rename(stagingPath, path) == 0 else {
            let failure = OutputFailure.last(path: path)
            if isThere { rename(old, path) }
            throw failure
        }
        if isThere { try? FileManager.default.removeItem(atPath: old) }
    }

    /// Makes a folder and what is missing above it.
    ///
    /// - Parameters:
    ///   - folder: the folder.
    ///   - path: what the user called it.
    /// - Returns: the folders made, outermost first; none when it was there.
    /// - Throws: `OutputFailure`; then none is made.
    static func makeFolders(
        _ folder: String,
        for path: String
    ) throws(OutputFailure) -> [String] {
        if FileManager.default.fileExists(atPath: folder) { return [] }
        var missing = [folder]
        while true {
            let parent = NewFile.folder(of: missing[missing.count - 1])
            if FileManager.default.fileExists(atPath: parent) { break }
            missing.append(parent)
        }
        var made: [String] = []
        for folder in missing.reversed() {
            guard mkdir(folder, 0o777) == 0 else {
                let failure = OutputFailure.last(path: path)
                for folder in made.reversed() { rmdir(folder) }
                throw failure
            }
            made.append(folder)
        }
        return made
    }

    /// A folder gives way when all that is in it is an earlier run's.
    private func checkPlace() throws(OutputFailure) {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw OutputFailure(message: "'\(path)' is a file; --out expects a folder to make")
        }
        let contents = (try? manager.contentsOfDirectory(atPath: path)) ?? []
        if let other = contents.sorted().first(where: { !names.contains($0) }) {
            throw OutputFailure(
                message: "'\(path)' is a folder with other files in it, such as '\(other)'; "
                    + "--out expects a new folder or an earlier run's"
            )
        }
    }
}
