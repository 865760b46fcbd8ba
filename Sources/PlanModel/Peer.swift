/// A mask fab that a plan is compared with: what is published of it, and what is assumed in order
/// to run it under the plan's tools and risks.
public struct Peer: Sendable {
    /// Name in tables: that of its file.
    public var id: String
    /// The file.
    public var file: String
    /// Company.
    public var company: String
    /// Stock code.
    public var code: String?
    /// Name of the project.
    public var project: String?
    /// Currency and unit of its money figures; nil for those of the plan.
    public var money: Money?
    /// Nodes that are planned.
    public var nodes: NodeSpan?
    /// Planned investment [money unit].
    public var investment: Figure?
    /// Planned construction [months].
    public var construction: Figure?
    /// Planned plates a year over all nodes [plates].
    public var platesPerYear: Figure?
    /// What was said of its state, and when.
    public var state: State?
    /// Dated events, by name.
    public var milestones: [PeerMilestone]
    /// Why a figure is missing, or what to mind about one that is there, by the key in the file.
    public var remarks: [String: String]
    /// What the run under the plan's engine assumes.
    public var assumptions: Assumptions
    /// Where facts without an origin of their own come from.
    public var basis: Basis
    /// Identifier in `sources`.
    public var source: String?
    /// Citations.
    public var sources: [Source]

    /// Makes a peer of which nothing is known but its name.
    public init(id: String, file: String, company: String) {
        self.id = id
        self.file = file
        self.company = company
        milestones = []
        remarks = [:]
        assumptions = Assumptions()
        basis = .assumed
        sources = []
    }

    /// A range of nodes.
    public struct NodeSpan: Sendable, Equatable {
        /// As written, such as `130-28`.
        public var text: String
        /// Finest node [nm]; 0 for no bound.
        public var finest: Int
        /// Coarsest node [nm]; `Int.max` for no bound.
        public var coarsest: Int

        /// Makes a range.
        public init(text: String, finest: Int, coarsest: Int) {
            self.text = text
            self.finest = finest
            self.coarsest = coarsest
        }

        /// Whether it covers a node.
        public func contains(_ node: Int) -> Bool { (finest...coarsest).contains(node) }
    }

    /// What was said of the state of a project.
    public struct State: Sendable, Equatable {
        /// In a few words.
        public var what: String
        /// When it was so.
        public var date: DateInterval?

        /// Makes a state.
        public init(what: String, date: DateInterval?) {
            self.what = what
            self.date = date
        }
    }

    /// What is assumed of a peer; never shown among its facts.
    public struct Assumptions: Sendable {
        /// Ground-breaking, any day alike, where no date is published.
        public var groundBreaking: DateInterval?
        /// Investment, where none is published [money unit].
        public var investment: Figure?
        /// Construction, where none is published [months].
        public var construction: Figure?
        /// Share of the investment that buys tools [1].
        public var toolShare: Figure?

        /// Makes assumptions; nil where nothing is assumed.
        public init(
            groundBreaking: DateInterval? = nil,
            investment: Figure? = nil,
            construction: Figure? = nil,
            toolShare: Figure? = nil
        ) {
            self.groundBreaking = groundBreaking
            self.investment = investment
            self.construction = construction
            self.toolShare = toolShare
        }
    }

    /// Ground-breaking as published: when it happened, else when it is planned.
    public var groundBreaking: PeerMilestone? {
        let all = milestones.filter { $0.event == .groundBreaking }
        return all.first { $0.happened != nil } ?? all.first
    }
}

/// A dated event of a peer.
public struct PeerMilestone: Sendable {
    /// What happens.
    public enum Event: String, Sendable, CaseIterable {
        /// Ground-breaking.
        case groundBreaking = "ground-breaking"
        /// The building's frame is complete.
        case toppedOut = "topped-out"
        /// The first tools are moved in.
        case toolsIn = "tools-in"
        /// The project is ready for its use.
        case inUse = "in-use"
        /// Every group that a node needs has an accepted tool for it.
        case ready
        /// Plates of a node have run through the whole line.
        case runThrough = "run-through"
        /// Trial production of a node.
        case trial
        /// First plates of a node delivered to a customer.
        case delivery
        /// Customers order volume of a node.
        case volume

        /// Whether it is about a node rather than about the project.
        public var isOfNode: Bool {
            switch self {
            case .groundBreaking, .toppedOut, .toolsIn, .inUse: false
            case .ready, .runThrough, .trial, .delivery, .volume: true
            }
        }
    }

    /// Name.
    public var name: String
    /// What happens.
    public var event: Event
    /// The nodes that it is about; nil for the project.
    public var nodes: Peer.NodeSpan?
    /// When it was planned at first.
    public var planned: DateInterval?
    /// When it was last said to be expected, after a postponement.
    public var expected: DateInterval?
    /// When it happened.
    public var happened: DateInterval?
    /// Where the dates come from.
    public var basis: Basis
    /// Identifier in the peer's sources.
    public var source: String?

    /// Makes a milestone.
    public init(
        name: String,
        event: Event,
        nodes: Peer.NodeSpan?,
        planned: DateInterval?,
        expected: DateInterval?,
        happened: DateInterval?,
        basis: Basis,
        source: String?
    ) {
        self.name = name
        self.event = event
        self.nodes = nodes
        self.planned = planned
        self.expected = expected
        self.happened = happened
        self.basis = basis
        self.source = source
    }
}

/// A maker of masks that is named without figures.
public struct NamedMaker: Sendable, Codable, Equatable {
    /// Name.
    public var name: String
    /// What kind of maker it is, as the source says.
    public var what: String
    /// The citation.
    public var source: String?

    /// Makes an entry.
    public init(name: String, what: String, source: String?) {
        self.name = name
        self.what = what
        self.source = source
    }
}
