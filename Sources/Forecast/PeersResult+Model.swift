// Fabs under one plan's tools and risks.
extension PeersResult {
    /// The fabs as they are run.
    public struct Model: Sendable, Codable {
        /// The plan's ground-breaking, from which all are seen; nil when nothing was run.
        public var seenFrom: String?
        /// One for each fab that can be run.
        public var fabs: [Run]
        /// Fabs that cannot be run, and why.
        public var blank: [Blank]
        /// Each against each, by node and event.
        public var ranks: [Rank]

        enum CodingKeys: String, CodingKey {
            case fabs, blank, ranks
            case seenFrom = "seen_from"
        }
    }

    /// Why a fab is not run.
    public struct Blank: Sendable, Codable {
        /// The fab.
        public var id: String
        /// Why.
        public var reason: String
    }

    /// A fab that was run.
    public struct Run: Sendable, Codable {
        /// The fab.
        public var id: String
        /// What was assumed.
        public var setting: Setting
        /// Different plans that its open figures lead to.
        public var variants: Int
        /// Plates that could be made in each year since ground-breaking.
        public var annual: [Year]
        /// Months from ground-breaking to each node's events.
        public var milestones: [NodeDate]
    }

    /// What a fab is run with; everything here is assumed.
    public struct Setting: Sendable, Codable {
        /// Whether it is the plan itself.
        public var isOwn: Bool
        /// Tools in multiples of the plan's that its nodes need.
        public var scale: Spread?
        /// What those tools would cost at the plan's prices, over the money that there is for
        /// tools; above 1 where one tool of each group is more than the money buys.
        public var costOverMoney: Spread?
        /// Tools of each group.
        public var tools: [Tools] = []
        /// Months by whose end every tool is promised; nil for the plan's own promises.
        public var construction: Spread?
        /// Ground-breaking, for dates of the calendar.
        public var groundBreaking: String?

        enum CodingKeys: String, CodingKey {
            case scale, tools, construction
            case isOwn = "is_plan"
            case costOverMoney = "cost_over_money"
            case groundBreaking = "ground_breaking"
        }
    }

    /// Tools of a group.
    public struct Tools: Sendable, Codable {
        /// The group.
        public var group: String
        /// Fewest.
        public var least: Int
        /// Most.
        public var most: Int
        /// Mean.
        public var mean: Double
    }

    /// Quantiles of something that was drawn.
    public struct Spread: Sendable, Codable {
        /// Mean.
        public var mean: Double
        /// Low.
        public var p10: Double
        /// Middle.
        public var p50: Double
        /// High.
        public var p90: Double
    }

    /// Plates of twelve months.
    public struct Year: Sendable, Codable {
        /// 1 for the twelve months from the month of ground-breaking on.
        public var year: Int
        /// Mean [plates].
        public var mean: Double
        /// Low.
        public var p10: Int
        /// Middle.
        public var p50: Int
        /// High.
        public var p90: Int
    }

    /// Months from ground-breaking to an event.
    public struct NodeDate: Sendable, Codable {
        /// The node [nm].
        public var node: Int
        /// What happens.
        public var event: String
        /// Probability that it falls within the horizon.
        public var probability: Double
        /// Early [months]; nil beyond the horizon.
        public var p10: Double?
        /// Middle.
        public var p50: Double?
        /// Late.
        public var p90: Double?
    }

    /// Two fabs and one event of a node that both plan.
    public struct Rank: Sendable, Codable {
        /// One fab.
        public var first: String
        /// The other.
        public var second: String
        /// The node [nm].
        public var node: Int
        /// What happens.
        public var event: String
        /// By the calendar; nil where a ground-breaking is neither known nor assumed.
        public var calendar: Order?
        /// Counted from each one's ground-breaking.
        public var sinceGroundBreaking: Order

        enum CodingKeys: String, CodingKey {
            case first, second, node, event, calendar
            case sinceGroundBreaking = "since_ground_breaking"
        }
    }

    /// Who comes first, in shares of the replications.
    public struct Order: Sendable, Codable {
        /// The first fab.
        public var first: Double
        /// The second one.
        public var second: Double
        /// Neither: on the same day, or so late that the horizon ends before it is known.
        public var neither: Double
    }
}

extension PeersResult.Spread {
    /// Of some values, at least one.
    init(_ values: [Double]) {
        let sorted = values.sorted()
        func quantile(_ p: Double) -> Double {
            rounded(sorted[max(1, Int((p * Double(sorted.count)).rounded(.up))) - 1], 3)
        }
        self.init(
            mean: rounded(values.reduce(0, +) / Double(values.count), 3),
            p10: quantile(0.1),
            p50: quantile(0.5),
            p90: quantile(0.9)
        )
    }
}
