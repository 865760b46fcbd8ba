public import Forecast

/// All that a study needs to be counted elsewhere or gone on with later, and to be written as if it
/// had been done at once.
public struct RunTask: Sendable, Codable, Equatable {
    /// The study.
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
    /// Plans that the plan is compared with; nil when the question compares none.
    public var sides: [Side]?

    /// A plan that the plan is compared with.
    public struct Side: Sendable, Codable, Equatable {
        /// Name of the scenario.
        public var name: String
        /// Its file.
        public var file: String
        /// The resolved plan, as YAML.
        public var plan: String
        /// Where it differs from the plan.
        public var changes: [ComparisonResult.Change]

        /// Makes a plan.
        public init(
            name: String,
            file: String,
            plan: String,
            changes: [ComparisonResult.Change]
        ) {
            (self.name, self.file, self.plan, self.changes) = (name, file, plan, changes)
        }
    }

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
        base: String? = nil,
        isLookingBack: Bool,
        peers: [PeerFile] = [],
        own: String? = nil,
        hasIntervals: Bool = false,
        sides: [Side]? = nil
    ) {
        (self.run, self.shard, self.plan, self.base) = (run, shard, plan, base)
        (self.isLookingBack, self.peers, self.own) = (isLookingBack, peers, own)
        (self.hasIntervals, self.sides) = (hasIntervals, sides)
    }

    /// Numbers of its replications.
    public var range: Range<UInt64> {
        shard?.range(of: run.replications) ?? 0..<run.replications
    }

    enum CodingKeys: String, CodingKey {
        case run, shard, plan, base, peers, own, sides
        case isLookingBack = "looking_back"
        case hasIntervals = "intervals"
    }
}
