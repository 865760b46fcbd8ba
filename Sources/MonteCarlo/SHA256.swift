internal import CDigest

/// SHA-256, as lower-case hexadecimal.
///
/// - Source: FIPS 180-4, computed by OpenSSL.
public struct SHA256: ~Copyable {
    private var hash = mr_sha256()

    /// Begins an empty message.
    public init() {
        mr_sha256_begin(&hash)
    }

    /// Adds bytes to the message.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        mr_sha256_add(&hash, bytes.baseAddress, bytes.count)
    }

    /// Adds the UTF-8 of a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// Adds integers, eight bytes each, least significant first.
    public mutating func add(_ values: [UInt64]) {
        #if _endian(little)
        values.withUnsafeBytes { add($0) }
        #else
        values.map(\.littleEndian).withUnsafeBytes { add($0) }
        #endif
    }

    /// Ends the message: 64 hexadecimal digits.
    public consuming func hexadecimal() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        mr_sha256_end(&hash, &digest)
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// The hash of a text.
    public static func hexadecimal(of text: String) -> String {
        var hash = SHA256()
        hash.add(text)
        return hash.hexadecimal()
    }
}
