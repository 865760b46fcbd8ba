/// A fab as the flow simulation sees it, in one replication: plain numbers, times in seconds.
///
/// Two fabs of one plan differ in numbers alone: they have the same parts in the same order, so that
/// `FlowTables` of one serve all, each with a course of its own.
public struct FlowFab: Sendable {
    /// Kinds of plates that are counted apart, such as nodes.
    public var nodeCount: Int
    /// Where plates come from.
    public var sources: [Source]
    /// Ways through the fab.
    public var products: [Product]
    /// Tools that do the same work.
    public var groups: [Group]
    /// Ends of the periods that are counted apart, rising [s]; the last one ends the simulation.
    public var periods: [Int]
    /// Histogram in which each period's times are counted, nil for none; empty for one of all.
    public var histograms: [Int?] = []
    /// Steps that waiting is counted apart for.
    public var stepRowCount: Int
    /// Most plates in process at a time.
    public var plateBound = 4096
    /// Most sets in process at a time.
    public var setBound = 256

    /// Makes a fab.
    public init(
        nodeCount: Int = 1,
        sources: [Source] = [],
        products: [Product] = [],
        groups: [Group] = [],
        periods: [Int] = [],
        stepRowCount: Int = 1
    ) {
        self.nodeCount = nodeCount
        self.sources = sources
        self.products = products
        self.groups = groups
        self.periods = periods
        self.stepRowCount = stepRowCount
    }

    /// Histograms of times.
    var histogramCount: Int { (histograms.compactMap(\.self).max() ?? 0) + 1 }

    /// Longest simulation, and longest time [s]: 34 years.
    public static let longest = 0x3FFF_FFFF
    /// Most tools of a group.
    public static let mostTools = 32

    /// Orders of one customer for plates of one node.
    public struct Source: Sendable {
        /// Names the draws.
        public var name: String
        /// Gaps between orders, in mean gaps; nil for regular ones.
        public var gaps: Spread?
        /// Plates of an order, which make a set.
        public var setSize = 1
        /// First of the products among the fab's.
        public var firstProduct: Int
        /// Share of each, which sum to 1 [1].
        public var shares: [Double]
        /// From the order to when it is due [s].
        public var lead: Double
        /// Plates of a lower number go first.
        public var priority = 1
        /// Who orders, where that is counted apart; nil where it is not.
        public var customer: String?
        /// When orders begin [s].
        public var opens = 0.0
        /// Mean gap between orders until a time [s]; infinite for no orders.
        public var rates: [(until: Int, gap: Double)]

        /// Makes a source.
        public init(
            name: String,
            gaps: Spread? = nil,
            setSize: Int = 1,
            firstProduct: Int,
            shares: [Double] = [1],
            lead: Double,
            rates: [(until: Int, gap: Double)]
        ) {
            self.name = name
            self.gaps = gaps
            self.setSize = setSize
            self.firstProduct = firstProduct
            self.shares = shares
            self.lead = lead
            self.rates = rates
        }
    }

    /// Plates that take the same way.
    public struct Product: Sendable {
        /// What they are counted under.
        public var node: Int
        /// The way.
        public var steps: [Step]
        /// Step to which the new blank of a lost plate comes.
        public var restart = 0
        /// Priority of that blank, if it is the more urgent.
        public var restartPriority = 0

        /// Makes a product.
        public init(node: Int = 0, steps: [Step]) {
            self.node = node
            self.steps = steps
        }
    }

    /// A continuous distribution of mean 1.
    public enum Spread: Sendable, Hashable {
        /// Exponential: without memory.
        case exponential
        /// Equally likely from 1 − width to 1 + width.
        case uniform(width: Double)
        /// Lognormal with that standard deviation of the logarithm.
        case lognormal(sigma: Double)
    }

    /// How long a step takes.
    public enum Time: Sendable {
        /// So many seconds.
        case stated(Double)
        /// A mean [s] times a draw.
        case sampled(mean: Double, Spread)
        /// A write on each tool of the group, and the lognormal that shots are drawn from.
        case write([Write], median: Double, sigma: Double)
    }

    /// Seconds of a write: fixed + max(base + slope · shots, stage).
    public struct Write: Sendable {
        /// Whatever is written [s].
        public var fixed: Float
        /// Of the beam and stage, whatever the shots [s].
        public var base: Float
        /// For each shot of a pass [s].
        public var slope: Float
        /// What a stage that runs with the beam takes at least [s].
        public var stage: Float

        /// Makes the times of a write.
        public init(fixed: Float, base: Float, slope: Float, stage: Float) {
            (self.fixed, self.base, self.slope, self.stage) = (fixed, base, slope, stage)
        }
    }

    /// A step of a product.
    public struct Step: Sendable {
        /// Its number in the route, below 4096, which addresses its draws.
        public var number: Int
        /// Number of the group.
        public var group: Int
        /// How long it takes.
        public var time: Time
        /// Mean seconds, for dispatch.
        public var expected: Double
        /// First tool of the group that can do it; all after it can.
        public var firstTool = 0
        /// Share of the plates that come to it which take it; nil for all [1].
        public var share: Double?
        /// Share of those that go back afterwards; nil for none [1].
        public var rework: Double?
        /// Step of the product that they go back to.
        public var back = 0
        /// Share that is scrapped afterwards; nil for none.
        public var scrap: Scrap?
        /// A tool is set up for plates of one family at a time.
        public var family = 0
        /// Plates of one load may be in one batch.
        public var load = 0
        /// Most seconds between the step before and this one; nil for any.
        public var limit: Double?
        /// Step of the product to which plates go that waited longer.
        public var limitBack = 0
        /// Whether a failure of the tool loses the plate.
        public var isLost = false
        /// What its waiting is counted under.
        public var row = 0

        /// Makes a step.
        public init(number: Int, group: Int, time: Time, expected: Double) {
            self.number = number
            self.group = group
            self.time = time
            self.expected = expected
        }
    }

    /// A share of plates that is scrapped, which moves from a time on in a straight line.
    public struct Scrap: Sendable {
        /// Share at first [1].
        public var start: Double
        /// Share at last [1].
        public var end: Double
        /// When it begins to move [s].
        public var from = 0.0
        /// How long it moves [s].
        public var over = 0.0

        /// Makes a share.
        public init(start: Double, end: Double, from: Double = 0, over: Double = 0) {
            (self.start, self.end, self.from, self.over) = (start, end, from, over)
        }
    }
}
