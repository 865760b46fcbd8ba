internal import Foundation

/// A file of at most so many bytes.
enum BoundedFile {
    /// Why a file is not read.
    struct Unusable: Error {
        /// In words that follow the name of the file.
        var reason: String
        /// Whether there is nothing that could be read.
        var isMissing = false
    }

    /// Reads a regular file.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - limit: most bytes.
    /// - Returns: all bytes.
    /// - Throws: `Unusable`.
    static func data(_ path: String, limit: Int) throws(Unusable) -> Data {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Unusable(reason: "cannot be read", isMissing: true)
        }
        guard status.st_size <= limit else {
            throw Unusable(reason: "has \(status.st_size) bytes; at most \(limit) are read")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Unusable(reason: "cannot be read", isMissing: true)
        }
        return data
    }
}
