public import Foundation

/// Writes a file whole or not at all: beside its place first, then under its name.
public enum NewFile {
    /// Writes a file.
    ///
    /// - Parameters:
    ///   - data: the contents.
    ///   - path: where.
    ///   - replaces: whether a file that is there gives way.
    ///   - isLasting: whether it is on the disk before this returns.
    /// - Throws: `OutputFailure`; then nothing is left behind.
    public static func write(
        _ data: Data,
        to path: String,
        replaces: Bool,
        isLasting: Bool = false
    ) throws(OutputFailure) {
        try check(path, replaces: replaces)
        let staging = "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
        guard create(staging, data, isLasting: isLasting) else {
            let failure = OutputFailure.last(path: path)
            unlink(staging)
            throw failure
        }
        defer { unlink(staging) }
        if replaces {
            guard rename(staging, path) == 0 else { throw .last(path: path) }
        } else {
            // A link does not replace what is there, not even what came a moment ago.
            guard link(staging, path) == 0 else {
                throw errno == EEXIST ? isThere(path) : .last(path: path)
            }
        }
        if isLasting { synchronize(folder: folder(of: path)) }
    }

    /// Finds out before long work whether a file may go to this place.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - replaces: whether a file that is there gives way.
    /// - Throws: `OutputFailure`.
    public static func check(_ path: String, replaces: Bool) throws(OutputFailure) {
        var status = stat()
        if lstat(path, &status) == 0 {
            guard replaces else { throw isThere(path) }
            // A rename would put a file in the place of a device or a link.
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw OutputFailure(
                    message: "'\(path)' is not a regular file; give the path of a file to make"
                )
            }
        }
        let folder = folder(of: path)
        guard stat(folder, &status) == 0 else { throw .last(path: path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            errno = ENOTDIR
            throw .last(path: path)
        }
        guard access(folder, W_OK) == 0 else { throw .last(path: path) }
    }

    /// The folder that a path is in.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func isThere(_ path: String) -> OutputFailure {
        OutputFailure(
            message: "'\(path)' is there already; choose another name or remove it"
        )
    }

    /// Brings the names in a folder to the disk.
    ///
    /// Some file systems of networks cannot, and nothing is to be done about it.
    static func synchronize(folder: String) {
        let handle = open(folder, O_RDONLY)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    /// Makes a file; false, with `errno`, when it cannot hold the data.
    ///
    /// - Parameters:
    ///   - path: where.
    ///   - data: the contents.
    ///   - isLasting: whether it is on the disk before this returns.
    /// - Returns: whether it was made.
    static func create(_ path: String, _ data: Data, isLasting: Bool = false) -> Bool {
        guard let file = fopen(path, "wb") else { return false }
        let written = data.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        let isFlushed =
            written == data.count && fflush(file) == 0 && (!isLasting || fsync(fileno(file)) == 0)
        let code = errno
        let isClosed = fclose(file) == 0
        if !isFlushed { errno = code }
        return isFlushed && isClosed
    }
}
