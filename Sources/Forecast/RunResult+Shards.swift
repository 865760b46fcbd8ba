public import MonteCarlo

extension RunResult {
    /// Some of a run's replications.
    public struct ShardRow: Sendable, Codable {
        /// Number of the first replication, from 0.
        public var first: UInt64
        /// How many.
        public var replications: UInt64
        /// Who counted them.
        public var engine: EngineIdentity

        /// Makes a row.
        public init(first: UInt64, replications: UInt64, engine: EngineIdentity) {
            (self.first, self.replications, self.engine) = (first, replications, engine)
        }
    }
}

/// A result that can be put together from shards.
public protocol ShardedResult: Encodable {
    /// Who counted which replications, when shards were put together; nil for one run.
    var shards: [RunResult.ShardRow]? { get set }
}
