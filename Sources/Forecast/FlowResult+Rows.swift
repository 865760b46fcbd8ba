extension FlowResult {
    /// Plates of a node in a year; means over the replications.
    public struct PlateRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The node, or `all`.
        public var node: String
        /// Plates ordered.
        public var ordered: Double
        /// Plates finished.
        public var finished: Double
        /// Plates lost, for each of which another was begun.
        public var lost: Double
        /// Plates in process, over the year.
        public var inProcess: Double
        /// Plates in process at its end.
        public var inProcessAtEnd: Double
        /// Share of the finished that came by their due date [1]; nil where none was finished.
        public var onTime: Double?
        /// Half of its 95 % interval over replications, as of every other `half_width`.
        public var onTimeHalfWidth: Double?
        /// From order to end of the finished [days].
        public var cycleDays: Double?
        /// Standard error of that [days].
        public var standardError: Double?
        /// Half of its 95 % interval [days].
        public var cycleHalfWidth: Double?
        /// Raw process time: that of these on tools [days].
        public var processDays: Double?
        /// Flow factor: cycle time over raw process time [1].
        public var flowFactor: Double?
        /// Half of its 95 % interval [1].
        public var flowFactorHalfWidth: Double?
        /// Mask sets finished.
        public var sets: Double
        /// From order to their last plate [days].
        public var setDays: Double?
        /// Whether orders outrun what is made, so that times have no steady mean.
        public var isGrowing: Bool

        enum CodingKeys: String, CodingKey {
            case year, node, ordered, finished, lost, sets
            case inProcess = "in_process"
            case inProcessAtEnd = "in_process_at_end"
            case onTime = "on_time"
            case cycleDays = "cycle_days"
            case standardError = "standard_error"
            case onTimeHalfWidth = "on_time_half_width"
            case cycleHalfWidth = "cycle_half_width"
            case processDays = "process_days"
            case flowFactor = "flow_factor"
            case flowFactorHalfWidth = "flow_factor_half_width"
            case setDays = "set_days"
            case isGrowing = "is_growing"
        }
    }

    /// Cycle times of plates or sets that were finished in a year [days].
    public struct TimeRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The node.
        public var node: String
        /// `plates` or `sets`.
        public var unit: String
        /// Quantiles.
        public var p10, p50, p90, p95, p99: Double
        /// Half of their 95 % intervals, from the spread of 20 parts of the replications; nil for
        /// fewer than ten replications.
        public var p50HalfWidth, p90HalfWidth, p95HalfWidth, p99HalfWidth: Double?

        init(year: Int, node: String, unit: String, _ own: Quantiles) {
            (self.year, self.node, self.unit) = (year, node, unit)
            (p10, p50, p90, p95, p99) = (own.p10, own.p50, own.p90, own.p95, own.p99)
            (p50HalfWidth, p90HalfWidth) = (own.p50HalfWidth, own.p90HalfWidth)
            (p95HalfWidth, p99HalfWidth) = (own.p95HalfWidth, own.p99HalfWidth)
        }

        enum CodingKeys: String, CodingKey {
            case year, node, unit, p10, p50, p90, p95, p99
            case p50HalfWidth = "p50_half_width"
            case p90HalfWidth = "p90_half_width"
            case p95HalfWidth = "p95_half_width"
            case p99HalfWidth = "p99_half_width"
        }
    }

    /// Tools of a group in a year: shares of the hours of all tools that are there.
    public struct GroupRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// The group.
        public var group: String
        /// Tools that are there.
        public var tools: Double
        /// Shares by state of SEMI E10, which add up to 1.
        public var productive, setup, down, maintenance, closed, standby: Double
        /// Plates that wait, over the year.
        public var waiting: Double
        /// How long those that were started had waited [h].
        public var waitHours: Double?
        /// Moves: steps done on plates.
        public var moves: Double
        /// Failures of all tools.
        public var failures: Double
        /// How long queueing theory says that plates wait; nil where it does not apply.
        public var approximation: Approximation?

        enum CodingKeys: String, CodingKey {
            case year, group, tools, productive, setup, down, maintenance, closed, standby
            case waiting, moves, failures, approximation
            case waitHours = "wait_hours"
        }
    }

    /// The approximation of Factory Physics for a group's mean wait, beside the simulated one.
    ///
    /// Of replications whose queue is in balance through the year.
    public struct Approximation: Sendable, Codable {
        /// By the approximation [h].
        public var waitHours: Double
        /// As simulated in the same replications [h].
        public var simulatedWaitHours: Double
        /// Share of the replications [1].
        public var share: Double
        /// Whether some tools cannot do all that comes to the group; the approximation takes all as equal,
        /// and then says too little.
        public var unequalTools: Bool

        enum CodingKeys: String, CodingKey {
            case share
            case unequalTools = "unequal_tools"
            case waitHours = "wait_hours"
            case simulatedWaitHours = "simulated_wait_hours"
        }
    }

    /// Plates of a node in a month; means over the replications.
    public struct MonthRow: Sendable, Codable {
        /// YYYY-MM.
        public var month: String
        /// The node, or `all`.
        public var node: String
        /// Plates ordered.
        public var ordered: Double
        /// Plates finished.
        public var finished: Double
        /// Plates in process, over the month.
        public var inProcess: Double
        /// From order to end of the finished [days].
        public var cycleDays: Double?

        enum CodingKeys: String, CodingKey {
            case month, node, ordered, finished
            case inProcess = "in_process"
            case cycleDays = "cycle_days"
        }
    }

    /// A group in a quarter.
    public struct QuarterRow: Sendable, Codable {
        /// Such as `2028-Q3`.
        public var quarter: String
        /// The group.
        public var group: String
        /// Tools that are there.
        public var tools: Double
        /// Share of their hours in which they are productive [1].
        public var productive: Double
        /// Plates that wait, over the quarter.
        public var waiting: Double
        /// How long those that were started had waited [h].
        public var waitHours: Double?

        enum CodingKeys: String, CodingKey {
            case quarter, group, tools, productive, waiting
            case waitHours = "wait_hours"
        }
    }

    /// The months after a warm-up, together.
    public struct Steady: Sendable, Codable {
        /// How the warm-up was found.
        public var rule: String
        /// Its length [months]; nil where none was found.
        public var warmUpMonths: Int?
        /// First month that counts, YYYY-MM.
        public var from: String?
        /// Plates by node; none where no warm-up was found.
        public var rows: [SteadyRow]
        /// First month of the quantiles, the first January that counts; nil where there is none.
        public var timesFrom: String?
        /// Quantiles of cycle times by node.
        public var times: [SteadyTimeRow]

        enum CodingKeys: String, CodingKey {
            case rule, from, rows, times
            case warmUpMonths = "warm_up_months"
            case timesFrom = "times_from"
        }
    }

    /// Cycle times of plates or sets that were finished in whole years after a warm-up [days].
    public struct SteadyTimeRow: Sendable, Codable {
        /// The node, or `all`.
        public var node: String
        /// `plates` or `sets`.
        public var unit: String
        /// Quantiles.
        public var quantiles: Quantiles

        init(node: String, unit: String, _ quantiles: Quantiles) {
            (self.node, self.unit, self.quantiles) = (node, unit, quantiles)
        }
    }

    /// Quantiles of cycle times [days].
    public struct Quantiles: Sendable, Codable {
        /// The quantiles.
        public var p10, p50, p90, p95, p99: Double
        /// Half of their 95 % intervals; nil for fewer than ten replications.
        public var p50HalfWidth, p90HalfWidth, p95HalfWidth, p99HalfWidth: Double?

        enum CodingKeys: String, CodingKey {
            case p10, p50, p90, p95, p99
            case p50HalfWidth = "p50_half_width"
            case p90HalfWidth = "p90_half_width"
            case p95HalfWidth = "p95_half_width"
            case p99HalfWidth = "p99_half_width"
        }
    }

    /// Plates of a node after a warm-up.
    public struct SteadyRow: Sendable, Codable {
        /// The node, or `all`.
        public var node: String
        /// Plates finished a year.
        public var finishedAYear: Double
        /// Plates in process.
        public var inProcess: Double
        /// Half of its 95 % interval.
        public var inProcessHalfWidth: Double?
        /// From order to end of the finished [days].
        public var cycleDays: Double?
        /// Half of its 95 % interval [days].
        public var cycleHalfWidth: Double?
        /// Cycle time over raw process time [1].
        public var flowFactor: Double?
        /// Half of its 95 % interval [1].
        public var flowFactorHalfWidth: Double?
        /// Share of the finished that came by their due date [1].
        public var onTime: Double?
        /// Half of its 95 % interval [1].
        public var onTimeHalfWidth: Double?

        enum CodingKeys: String, CodingKey {
            case node
            case finishedAYear = "finished_a_year"
            case inProcess = "in_process"
            case inProcessHalfWidth = "in_process_half_width"
            case cycleDays = "cycle_days"
            case cycleHalfWidth = "cycle_half_width"
            case flowFactor = "flow_factor"
            case flowFactorHalfWidth = "flow_factor_half_width"
            case onTime = "on_time"
            case onTimeHalfWidth = "on_time_half_width"
        }
    }

    /// Plates of all nodes at a step in the last year.
    public struct StepRow: Sendable, Codable {
        /// The step.
        public var step: String
        /// Plates that started it, again after rework.
        public var starts: Double
        /// How long they waited for it [h].
        public var waitHours: Double

        enum CodingKeys: String, CodingKey {
            case step, starts
            case waitHours = "wait_hours"
        }
    }
}
