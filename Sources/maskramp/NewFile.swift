internal import Foundation

/// Writes a file whole or not at all: beside its place first, then under its name.
enum NewFile {
    /// Writes a file.
    ///
    /// - Parameters:
    ///   - data: the contents.
    ///   - path: where.
    ///   - replaces: whether a file that is there gives way.
    /// - Throws: `Failure`; then nothing is left behind.
    static func write(_ data: Data, to path: String, replaces: Bool) throws {
        let staging = "\(path).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
        defer { unlink(staging) }
        guard let file = fopen(staging, "wb") else { throw failure(path) }
        let written = data.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        let isFlushed = fflush(file) == 0
        guard fclose(file) == 0, isFlushed, written == data.count else { throw failure(path) }
        if replaces {
            guard rename(staging, path) == 0 else { throw failure(path) }
        } else {
            // A link does not replace what is there, not even what came a moment ago.
            guard link(staging, path) == 0 else {
                if errno == EEXIST {
                    throw Failure(
                        code: .inputOutput,
                        message: "maskramp: error: '\(path)' is there already; "
                            + "choose another name or remove it"
                    )
                }
                throw failure(path)
            }
        }
    }

    private static func failure(_ path: String) -> Failure {
        let reason = String(cString: strerror(errno)).lowercased()
        return Failure(
            code: .inputOutput, message: "maskramp: error: cannot write '\(path)': \(reason)"
        )
    }
}
