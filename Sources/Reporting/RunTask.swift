public import Forecast

/// All that a run needs to be counted elsewhere or gone on with later, and to be written as if it
/// had been done at once.
public struct RunTask: Sendable, Codable, Equatable {
    /// The run.
    public var run: RunIdentity
    /// The shard of it that is counted; nil for all of it.
    public var shard: RunShard?
    /// The resolved plan, as YAML.
    public var plan: String
    /// The same without its scenarios; nil when it has none.
    public var base: String?
    /// Whether the plan is of an earlier day than its own.
    public var isLookingBack: Bool
    /// Files of the peers that the plan names.
    public var peers: [PeerFile]
    /// The plan's own fab among them, by the name of its file.
    public var own: String?
    /// Whether the text shows intervals.
    public var hasIntervals: Bool

    /// A file of a peer.
    public struct PeerFile: Sendable, Codable, Equatable {
        /// Its name, without a folder.
        public var name: String
        /// Its text.
        public var text: String

        /// Makes a file.
        public init(name: String, text: String) { (self.name, self.text) = (name, text) }
    }

    /// Makes a task.
    public init(
        run: RunIdentity,
        shard: RunShard?,
        plan: String,
        base: String?,
        isLookingBack: Bool,
        peers: [PeerFile],
        own: String?,
        hasIntervals: Bool
    ) {
        (self.run, self.shard, self.plan, self.base) = (run, shard, plan, base)
        (self.isLookingBack, self.peers, self.own) = (isLookingBack, peers, own)
        self.hasIntervals = hasIntervals
    }

    /// Numbers of its replications.
    public var range: Range<UInt64> {
        shard?.range(of: run.replications) ?? 0..<run.replications
    }

    enum CodingKeys: String, CodingKey {
        case run, shard, plan, base, peers, own
        case isLookingBack = "looking_back"
        case hasIntervals = "intervals"
    }
}
