public import PlanModel

extension FlowFab {
    /// Which of the plates that wait goes first, among those of equal priority.
    public typealias Rule = DispatchRule

    /// Tools that do the same work.
    public struct Group: Sendable {
        /// Tools, from the least capable to the most.
        public var tools: [Tool]
        /// Order of dispatch.
        public var rule = Rule.firstCome
        /// Plates that are loaded together.
        public var batch = Batch()
        /// Failures; nil for none.
        public var failures: Failures?
        /// Planned maintenance; nil for none.
        public var maintenance: (every: Double, seconds: Double)?
        /// When the group is closed [s]: apart from one another and rising.
        public var closings: [Range<Int>] = []
        /// Between plates of two families [s]; nil for none.
        public var setup: Double?
        /// Speed of a new tool as a share, and seconds in which it grows to 1; nil for no learning.
        public var learning: (start: Double, seconds: Double)?

        /// Makes a group.
        public init(tools: [Tool]) {
            self.tools = tools
        }
    }

    /// A tool.
    public struct Tool: Sendable {
        /// Names its failures' draws.
        public var name: String
        /// When it can work [s].
        public var ready: Double
        /// On the seconds of a step [1].
        public var factor: Double

        /// Makes a tool.
        public init(name: String, ready: Double = 0, factor: Double = 1) {
            self.name = name
            self.ready = ready
            self.factor = factor
        }
    }

    /// Plates of one load that a tool takes together.
    ///
    /// It starts with `most` at once, and with at least `least` after the first has waited.
    public struct Batch: Sendable {
        /// Fewest plates.
        public var least = 1
        /// Most plates.
        public var most = 1
        /// How long the first one waits for more [s].
        public var wait = 0

        /// Makes batches.
        public init(least: Int = 1, most: Int = 1, wait: Int = 0) {
            (self.least, self.most, self.wait) = (least, most, wait)
        }
    }

    /// Failures of a group's tools.
    public struct Failures: Sendable {
        /// Whether time runs by the calendar; else only while a tool works.
        public var byCalendar: Bool
        /// Mean time to a failure [s], and its distribution.
        public var up: (mean: Double, spread: Spread)
        /// Mean time to repair [s], and its distribution.
        public var down: (mean: Double, spread: Spread)

        /// Makes failures.
        public init(
            byCalendar: Bool,
            up: (mean: Double, spread: Spread),
            down: (mean: Double, spread: Spread)
        ) {
            (self.byCalendar, self.up, self.down) = (byCalendar, up, down)
        }
    }
}
