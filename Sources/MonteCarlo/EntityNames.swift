/// Names of what draws random words, as the 32-bit entities of a counter.
///
/// An entity is a hash of a name, so adding one moves no other's draws. Two names of one plan that
/// share a hash would share their luck; they are found here and refused.
struct EntityNames {
    private var names: [UInt32: String] = [:]

    /// The entity of a name.
    ///
    /// - Throws: `PackError` when another name has the same hash.
    mutating func entity(_ name: String) throws(PackError) -> Int32 {
        let hash = Self.hash(name)
        if let other = names[hash], other != name {
            throw PackError(
                message: "'\(other)' and '\(name)' draw the same random numbers; rename one of them"
            )
        }
        names[hash] = name
        return Int32(bitPattern: hash)
    }

    /// FNV-1a over the UTF-8, 64 bits folded to 32.
    ///
    /// - Source: Fowler, Noll, Vo, draft-eastlake-fnv-17.
    static func hash(_ name: String) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

/// A plan that cannot be packed for an engine.
public struct PackError: Error, Sendable, Equatable {
    /// What is wrong and what to do.
    public var message: String

    /// Makes an error.
    public init(message: String) {
        self.message = message
    }
}
