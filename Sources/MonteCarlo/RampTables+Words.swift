internal import CKernels

extension RampTables {
    /// The random words that an input draws in consecutive replications.
    ///
    /// A word is the input's place in its distribution: the top bit tells the half, and within a
    /// half of a continuous figure equal words are equal shares of the replications.
    ///
    /// - Parameters:
    ///   - input: what draws.
    ///   - seed: key of all draws.
    ///   - first: number of the first replication.
    ///   - count: how many.
    ///   - isSecond: from the second set of draws, as after `drawingAgain`.
    /// - Returns: a word for each.
    public func words(
        of input: RampInput,
        seed: UInt64,
        first: UInt64,
        count: Int,
        isSecond: Bool = false
    ) -> [UInt32] {
        // An input's stream stands next to its entity in every kind of record.
        let entity = UInt32(bitPattern: integers[input.place - 1])
        let high: UInt32 = isSecond ? 1 << 31 : 0
        var counters: [UInt32] = []
        var keys: [UInt32] = []
        counters.reserveCapacity(4 * count)
        keys.reserveCapacity(2 * count)
        for replication in first..<first + UInt64(count) {
            counters.append(UInt32(truncatingIfNeeded: replication))
            counters.append(UInt32(replication >> 32) | high)
            counters.append(entity)
            counters.append(input.purpose << 16)
            keys.append(UInt32(truncatingIfNeeded: seed))
            keys.append(UInt32(seed >> 32))
        }
        var words = [UInt32](repeating: 0, count: 4 * count)
        mr_cpu_philox(counters, keys, &words, count)
        return (0..<count).map { words[4 * $0] }
    }
}
