/// Philox4x32-10, written from the paper in the plainest way.
///
/// - Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011),
///   doi:10.1145/2063384.2063405.
public enum Philox {
    /// The four words of a counter.
    ///
    /// - Parameters:
    ///   - counter: four words, least significant first.
    ///   - key: two words, least significant first.
    /// - Returns: four words.
    public static func words(counter: [UInt32], key: [UInt32]) -> [UInt32] {
        var c = counter
        var k = key
        for _ in 0..<10 {
            let first = UInt64(0xD251_1F53) * UInt64(c[0])
            let second = UInt64(0xCD9E_8D57) * UInt64(c[2])
            c = [
                UInt32(second >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: second),
                UInt32(first >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: first),
            ]
            k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
        }
        return c
    }
}
