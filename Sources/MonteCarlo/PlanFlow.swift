public import PlanModel

/// How a plan is simulated, beside what it says itself.
public struct FlowTerms: Sendable, Equatable {
    /// Order of dispatch of groups that state none.
    public var rule = FlowFab.Rule.firstCome
    /// From an order to when it is due, where its customer does not say [days].
    public var lead = 10.0
    /// Whether plates are ordered and come by the set, where the plan says what a set is.
    public var isBySet = true
    /// Multiplies all orders [1].
    public var load = 1.0
    /// Most plates in process at a time.
    public var mostPlates = 65_536

    /// Makes the terms of a simulation.
    public init() {}
}

/// A plan as a fab whose plates flow, replication by replication.
///
/// What the plan leaves open is asked for by figure, so that whoever draws it decides what a
/// replication is.
public struct PlanFlow: Sendable {
    /// What one replication draws.
    public struct Course {
        /// The value of a figure.
        public var value: (Figure) -> Double
        /// When each unit of each tool is ready, in the plan's order of tools [months].
        public var ready: [[Double]]
        /// When each node has run through, first delivers, and sells in volume [months].
        public var nodes: [(runThrough: Double, delivery: Double, volume: Double)]
        /// Constants of each tool's writer as the kernel reads them, which every write needs.
        var writers: [[Float]] = []

        /// Makes a course.
        public init(
            value: @escaping (Figure) -> Double,
            ready: [[Double]],
            nodes: [(runThrough: Double, delivery: Double, volume: Double)]
        ) {
            (self.value, self.ready, self.nodes) = (value, ready, nodes)
        }
    }

    /// The plan, its demand in plates.
    let plan: Plan
    let terms: FlowTerms
    /// Second at which each month begins, and the end of the last.
    let months: [Int]
    /// Tools of each group with their numbers in the plan, from the least capable to the most.
    public let lines: [[(tool: Int, unit: Int, reach: Int)]]
    /// Closed time of each group [s].
    let closings: [[Range<Int>]]
    /// Writers of the tools.
    let writers: [ToolWriter]
    /// `[step][node]`: what a batch may hold together.
    let loads: [[Int]]

    /// Takes up a plan.
    ///
    /// - Parameters:
    ///   - plan: a validated plan.
    ///   - terms: how it is simulated.
    /// - Throws: `PackError` when a group has more tools than the kernel holds.
    public init(_ plan: Plan, _ terms: FlowTerms) throws(PackError) {
        let plan = plan.countingWafersInPlates
        for group in plan.groups {
            let count = plan.units(of: group).count
            guard count <= FlowFab.mostTools else {
                throw PackError(
                    message: "group '\(group.name)' has \(count) tools; the flow simulation holds "
                        + "at most \(FlowFab.mostTools) of a group"
                )
            }
        }
        (self.plan, self.terms) = (plan, terms)
        let begin = plan.start.firstDay.number
        let firsts = (0...plan.monthCount)
            .map {
                Month(number: plan.start.number + $0).firstDay.number - begin
            }
        months = firsts.map { $0 * 86_400 }
        lines = plan.groups.map { plan.units(of: $0) }
        closings = plan.groups.map {
            plan.closedDays(of: $0).map { $0.lowerBound * 86_400..<$0.upperBound * 86_400 }
        }
        writers = plan.tools.map { ToolWriter($0, in: plan) }
        loads = plan.route.indices.map { Self.loads(of: $0, plan) }
    }

    /// A course in which every tool and node is there from the start.
    ///
    /// - Parameter value: the value of a figure.
    /// - Returns: the course.
    public func settled(_ value: @escaping (Figure) -> Double) -> Course {
        Course(
            value: value,
            ready: plan.tools.map { [Double](repeating: 0, count: $0.count) },
            nodes: plan.nodes.map { _ in (0, 0, 0) }
        )
    }

    /// A date as seconds from the start of the horizon.
    ///
    /// - Parameter date: months from the start.
    /// - Returns: the second, below 0 before the start; far beyond any simulation for what never happens.
    func second(_ date: Double) -> Double {
        guard date < Double(plan.monthCount) else { return 1.5e9 }
        guard date >= 0 else { return date * 730.5 * 3600 }
        let month = Int(date)
        let length = Double(months[month + 1] - months[month])
        return Double(months[month]) + (date - Double(month)) * length
    }

    /// The fab of a replication.
    ///
    /// - Parameter course: what the replication draws.
    /// - Returns: the fab; of the same parts for every course.
    public func fab(_ course: Course) -> FlowFab {
        var course = course
        course.writers = writers.map { $0.constants(course.value) }
        var fab = FlowFab(nodeCount: plan.nodes.count)
        fab.plateBound = terms.mostPlates
        fab.setBound = terms.mostPlates
        fab.stepRowCount = plan.route.count * plan.nodes.count
        fab.periods = Array(months.dropFirst())
        // Months are the periods; each year has a histogram.
        fab.histograms = (0..<plan.monthCount)
            .map { Month(number: plan.start.number + $0).year - plan.start.year }
        for index in plan.groups.indices { fab.groups.append(group(index, course)) }
        for index in plan.nodes.indices {
            let products = products(of: index, course)
            for orders in orders(of: plan.nodes[index], course) {
                var source = FlowFab.Source(
                    name: orders.name,
                    gaps: orders.pattern == .poisson ? .exponential : nil,
                    setSize: setSize(plan.nodes[index]),
                    firstProduct: fab.products.count,
                    shares: products.map(\.share),
                    lead: orders.lead * 86_400,
                    rates: []
                )
                source.rates = rates(of: index, part: orders.part, source.setSize, course)
                source.customer = orders.customer
                source.priority = orders.isHot ? 0 : 1
                fab.sources.append(source)
            }
            fab.products += products.map(\.product)
        }
        return fab
    }

    private func setSize(_ node: TechnologyNode) -> Int {
        guard terms.isBySet, let plates = node.platesPerSet else { return 1 }
        return max(1, Int(plates.distribution.moments.mean.rounded()))
    }

    /// A part of a node's orders by month: as the ramp's demand and samples are.
    private func rates(
        of index: Int,
        part: Double,
        _ setSize: Int,
        _ course: Course
    ) -> [(until: Int, gap: Double)] {
        let node = plan.nodes[index]
        let mixes = plan.nodes.map { max(0, course.value($0.mix)) }
        let total = mixes.reduce(0, +)
        let mix = total > 0 ? mixes[index] / total : 0
        let dates = course.nodes[index]
        let samples = course.value(node.samplePlates)
        return (0..<plan.monthCount)
            .map { month in
                let end = Double(month + 1)
                let selling = min(1, max(0, end - dates.volume))
                let sampling = min(1, max(0, end - dates.delivery)) - selling
                let at = Month(number: plan.start.number + month)
                let wanted =
                    mix * (plan.demandFigure(of: nil, in: at).map(course.value) ?? 0)
                    + (plan.demandFigure(of: node.node, in: at).map(course.value) ?? 0)
                let plates = max(wanted, samples) * selling + samples * max(0, sampling)
                let length = Double(months[month + 1] - months[month])
                let ordered = plates * terms.load * part
                let gap = length * Double(setSize) / ordered
                return (months[month + 1], ordered > 1e-6 ? gap : .infinity)
            }
    }
}
