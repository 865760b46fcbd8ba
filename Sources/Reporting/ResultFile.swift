public import Foundation

/// The JSON of a result, as this program or somebody else wrote it.
public enum ResultFile {
    /// Most bytes.
    public static let byteLimit = 64 << 20
    /// Greatest number, of either sign: far above any result, and sums and differences of such
    /// numbers stay whole numbers.
    public static let greatest = 1e15

    /// Why a file is no result.
    public struct Unusable: Error {
        /// In words that follow the name of the file.
        public var reason: String
        /// Whether there is nothing that could be read.
        public var isMissing = false
    }

    /// Reads a file.
    ///
    /// - Parameter path: of the file.
    /// - Returns: JSON without numbers that nothing can come to.
    /// - Throws: `Unusable`.
    public static func data(_ path: String) throws(Unusable) -> Data {
        let data: Data
        do throws(BoundedFile.Unusable) {
            data = try BoundedFile.data(path, limit: byteLimit)
        } catch {
            throw Unusable(reason: error.reason, isMissing: error.isMissing)
        }
        try check(data)
        return data
    }

    /// Checks what a file holds.
    ///
    /// - Parameter data: its bytes.
    /// - Throws: `Unusable`.
    public static func check(_ data: Data) throws(Unusable) {
        guard let root = try? JSONSerialization.jsonObject(with: data) else {
            throw Unusable(reason: "is not JSON")
        }
        guard let number = beyond(root) else { return }
        throw Unusable(
            reason: "holds the number \(number), which no result comes to; expected at most 1e15"
        )
    }

    private static func beyond(_ value: Any) -> NSNumber? {
        switch value {
        case let map as [String: Any]: map.values.lazy.compactMap { beyond($0) }.first
        case let list as [Any]: list.lazy.compactMap { beyond($0) }.first
        case let number as NSNumber:
            abs(number.doubleValue) <= greatest ? nil : number
        default: nil
        }
    }
}
