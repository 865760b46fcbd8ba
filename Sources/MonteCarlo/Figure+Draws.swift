internal import CKernels
public import PlanModel

extension Figure {
    /// The values of a figure that no kernel reads, in consecutive replications.
    ///
    /// They come from the words that its path addresses, through the quantiles that a kernel would
    /// use, so they are the same whatever engine runs the rest.
    ///
    /// - Parameters:
    ///   - seed: key of all draws.
    ///   - first: number of the first replication.
    ///   - count: how many.
    /// - Returns: a value for each, in the figure's unit.
    public func draws(seed: UInt64, first: UInt64 = 0, count: Int) -> [Double] {
        if let value = distribution.fixedValue { return [Double](repeating: value, count: count) }
        let words = EntityNames.words(of: path, seed: seed, first: first, count: count)
        let listed = TableBuilder.listed(distribution)
        if let last = listed.last {
            return words.map { word in
                let share = Float(word >> 8) / 16_777_216
                return Double((listed.first { share < $0.cumulative } ?? last).value)
            }
        }
        guard let quantiles = Quantiles(distribution) else {
            preconditionFailure("a distribution is fixed, listed or continuous")
        }
        return words.map { word in
            let tail = Double((word & 0x7FFF_FFFF) | 1) / 4_294_967_296
            let value = word >> 31 == 1 ? quantiles.above(tail) : quantiles.below(tail)
            // Rounded as a kernel's tables are.
            return Double(Float(value))
        }
    }
}

extension EntityNames {
    /// The random words of a figure by its name, as a kernel draws them.
    fileprivate static func words(
        of name: String,
        seed: UInt64,
        first: UInt64,
        count: Int
    ) -> [UInt32] {
        var counters: [UInt32] = []
        var keys: [UInt32] = []
        counters.reserveCapacity(4 * count)
        keys.reserveCapacity(2 * count)
        for replication in first..<first + UInt64(count) {
            counters += [
                UInt32(truncatingIfNeeded: replication), UInt32(replication >> 32), hash(name),
                0x1000 << 16,
            ]
            keys += [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]
        }
        var words = [UInt32](repeating: 0, count: 4 * count)
        mr_cpu_philox(counters, keys, &words, count)
        return (0..<count).map { words[4 * $0] }
    }
}
