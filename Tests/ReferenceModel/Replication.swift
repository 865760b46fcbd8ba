/// What one replication of a ramp comes to.
public struct Replication: Sendable {
    /// Dates of the plan's milestones, in the plan's order [months from the start]; infinite for
    /// never.
    public var milestones: [Double] = []
    /// Dates of the nodes, coarsest first.
    public var nodes: [NodeDates] = []
    /// The months.
    public var months: [Month] = []
    /// Good plates of each calendar year and node, in 1/256 plate.
    public var output: [[Int]] = []
    /// Plates of each calendar year that could be made, in 1/256 plate.
    public var capacity: [Int] = []
    /// Plates begun over the horizon and what became of them, by node; where each is drawn.
    public var starts: [Starts] = []
    /// First calendar year, from 0, in which each target is reached; nil for none.
    public var targets: [Int?] = []

    /// Plates of a year over all nodes, in 1/256 plate.
    public func output(ofYear year: Int) -> Int {
        output[year].reduce(0, +)
    }

    /// Plates begun and what became of them.
    public struct Starts: Sendable, Equatable {
        /// Begun.
        public var started: Int
        /// Good.
        public var good: Int
        /// Not good.
        public var scrapped: Int
        /// Not finished at the end.
        public var inProcess: Int
    }

    /// When a node passes its steps [months from the start]; infinite for never.
    public struct NodeDates: Sendable {
        /// Every group that it needs has a tool for it.
        public var ready = 0.0
        /// The group whose tool comes last.
        public var lastGroup = 0
        /// Plates have run through the whole line.
        public var runThrough = 0.0
        /// First delivery to a customer.
        public var delivery = 0.0
        /// Volume orders.
        public var volume = 0.0
    }

    /// What happens in one month.
    public struct Month: Sendable {
        /// Plates that customers would take if all nodes were open, by node.
        public var wanted: [Double] = []
        /// Plates that customers would take of what is there, by node.
        public var taken: [Double] = []
        /// Mean good plates that the hours of the whole month are enough for, by node.
        public var make: [Double] = []
        /// The mix, by node; it sums to 1.
        public var mix: [Double] = []
        /// Mean good plates delivered, by node.
        public var output: [Double] = []
        /// Multiple of the mix that each group allows each node, `[group][node]`; nil where the
        /// group has no work for the node.
        public var limits: [[Double?]] = []
        /// Share of each group's open hours that output takes; nil when it has none.
        public var use: [Double?] = []
        /// What binds.
        public var binding = Binding.demand
    }

    /// What holds output back in a month.
    public enum Binding: Sendable, Equatable {
        /// A group, by its number.
        case group(Int)
        /// Nothing: demand is met.
        case demand
        /// The process or the customers.
        case qualification
    }
}
