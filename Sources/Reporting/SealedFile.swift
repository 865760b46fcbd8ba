internal import Foundation
internal import MonteCarlo

/// A file that carries the checksum of all that is in it, and is there whole or not at all.
///
/// Its first line is the SHA-256 of what follows.
enum SealedFile {
    /// What the name of a file ends with until it is whole.
    static let unfinished = ".unfinished"

    /// Why a file is not what was written.
    struct Damage: Error {
        /// In words that follow the name of the file.
        var reason: String
    }

    /// Writes a file; it is on the disk when this returns.
    ///
    /// - Parameters:
    ///   - contents: what follows the checksum.
    ///   - folder: where; a file of that name gives way.
    ///   - name: of the file.
    /// - Throws: `OutputFailure`; then nothing of it is left.
    static func write(
        _ contents: Data,
        folder: String,
        name: String
    ) throws(OutputFailure) {
        let place = "\(folder)/\(name)"
        let staging = place + unfinished
        let data = Data((checksum(contents) + "\n").utf8) + contents
        guard NewFile.create(staging, data, isLasting: true), rename(staging, place) == 0 else {
            let failure = OutputFailure.last(path: place)
            unlink(staging)
            throw failure
        }
        NewFile.synchronize(folder: folder)
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - limit: most bytes.
    /// - Returns: what follows the checksum.
    /// - Throws: `Damage`.
    static func read(_ path: String, limit: Int) throws(Damage) -> Data {
        let data: Data
        do throws(BoundedFile.Unusable) {
            data = try BoundedFile.data(path, limit: limit)
        } catch {
            throw Damage(reason: error.reason)
        }
        let length = 64
        guard data.count > length, data[length] == 0x0A else {
            throw Damage(reason: "is cut short")
        }
        let contents = Data(data[(length + 1)...])
        guard Data(checksum(contents).utf8) == data[..<length] else {
            throw Damage(reason: "does not have the checksum that it states")
        }
        return contents
    }

    private static func checksum(_ data: Data) -> String {
        var hash = SHA256()
        data.withUnsafeBytes { hash.add($0) }
        return hash.hexadecimal()
    }
}
