/// One of the equal shares into which the replications of a run are split.
public struct RunShard: Sendable, Equatable, Codable {
    /// Which share, from 1.
    public var number: UInt64
    /// Of how many.
    public var count: UInt64

    /// Makes a shard; nil unless `1 ≤ number ≤ count`.
    public init?(_ number: UInt64, of count: UInt64) {
        guard count >= 1, (1...count).contains(number) else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// Reads a shard.
    ///
    /// - Throws: `DecodingError` unless `1 ≤ number ≤ count`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let number = try container.decode(UInt64.self, forKey: .number)
        guard let shard = RunShard(number, of: try container.decode(UInt64.self, forKey: .count))
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .number,
                in: container,
                debugDescription: "\(number) is none of the shards"
            )
        }
        self = shard
    }

    private enum CodingKeys: String, CodingKey { case number, count }

    /// Numbers of its replications: shares differ by one at most.
    ///
    /// - Parameter replications: of the whole run.
    /// - Returns: the range; empty when there are more shards than replications.
    public func range(of replications: UInt64) -> Range<UInt64> {
        let (each, more) = replications.quotientAndRemainder(dividingBy: count)
        func start(_ number: UInt64) -> UInt64 { number * each + min(number, more) }
        return start(number - 1)..<start(number)
    }
}
