internal import CBuild

/// Which program this is.
public enum Version {
    /// The version, as releases are named.
    public static let text = "0.1.0"

    /// The first 12 hexadecimal digits of the GNU build ID, or nothing where the linker made none.
    ///
    /// It is a hash of all that was linked into this program. Two programs of one version that were
    /// built from different sources, or by different compilers, differ in it.
    public static let build: String? = {
        var count = 0
        guard let bytes = mr_build_id(&count), count >= 6 else { return nil }
        return UnsafeBufferPointer(start: bytes, count: 6)
            .map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            .joined()
    }()

    /// Version and build.
    public static var full: String { build.map { "\(text) (build \($0))" } ?? text }
}
