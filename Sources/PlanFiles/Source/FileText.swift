public import Foundation

/// A file that a planner names, read with limits.
public enum FileText {
    /// Most bytes of one text file.
    static let byteLimit = 4 << 20

    /// Why the contents of a file that could be read are of no use.
    public struct Unusable: Error, Sendable {
        /// The sentence for the planner.
        public let message: String
    }

    /// Reads a file as UTF-8, without a byte order mark.
    ///
    /// - Throws: `PlanFileError` when there is no such file to read, `Unusable` when it is too
    ///   large or not UTF-8.
    static func read(path: String) throws -> String {
        try decoded(data(path: path, limit: byteLimit))
    }

    /// Reads the bytes of a regular file.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - limit: most bytes; a whole number of MB.
    /// - Returns: all bytes.
    /// - Throws: `PlanFileError` when there is no such file to read, `Unusable` when it is too
    ///   large.
    public static func data(path: String, limit: Int) throws -> Data {
        // What FIFOs and devices would do is not known before they do it.
        let attributes: [FileAttributeKey: Any]
        do {
            let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            attributes = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch {
            throw PlanFileError(path: path, message: missing(path))
        }
        let type = attributes[.type] as? FileAttributeType
        if type == .typeDirectory {
            throw PlanFileError(
                path: path,
                message: "\(path): is a folder; give the path of the file in it, such as plan.yaml."
            )
        }
        if type == .typeSymbolicLink {
            throw PlanFileError(
                path: path,
                message: "\(path): is a link to a file that is not there."
            )
        }
        guard type == .typeRegular else {
            throw PlanFileError(
                path: path,
                message: "\(path): is not a regular file; give the path of one."
            )
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size <= limit else {
            throw Unusable(
                message: "the file has \(size) bytes; at most \(limit) (\(limit >> 20) MB) are read"
            )
        }
        return try contents(path: path, limit: limit)
    }

    private static func contents(path: String, limit: Int) throws(PlanFileError) -> Data {
        guard let file = fopen(path, "rb") else { throw unreadable(path) }
        defer { fclose(file) }
        var data = Data()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while data.count < limit {
            let count = fread(&block, 1, min(block.count, limit - data.count), file)
            if count == 0 {
                if ferror(file) != 0 { throw unreadable(path) }
                break
            }
            data.append(contentsOf: block[..<count])
        }
        return data
    }

    /// The operating system's words for the call that has just failed.
    private static func unreadable(_ path: String) -> PlanFileError {
        let reason = String(cString: strerror(errno)).lowercased()
        return PlanFileError(path: path, message: "\(path): cannot be read: \(reason).")
    }

    /// Why nothing is known of a file.
    private static func missing(_ path: String) -> String {
        var status = stat()
        if lstat(path, &status) != 0, errno != ENOENT, errno != ENOTDIR {
            return unreadable(path).message
        }
        return "\(path): there is no such file; give the path of an existing one."
    }

    /// Tells whether a file is there and lies in a folder or below it, as the system follows links.
    ///
    /// - Parameters:
    ///   - folder: the folder.
    ///   - path: of the file.
    /// - Returns: false when either is not there.
    public static func isInside(_ folder: String, path: String) -> Bool {
        guard let folder = realpath(folder, nil), let path = realpath(path, nil) else {
            return false
        }
        defer {
            free(folder)
            free(path)
        }
        let top = String(cString: folder)
        return String(cString: path).hasPrefix(top == "/" ? top : top + "/")
    }

    private static func decoded(_ data: Data) throws -> String {
        var bytes = data[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Unusable(message: "the file is not UTF-8 text; save it as UTF-8")
        }
        return text
    }
}
