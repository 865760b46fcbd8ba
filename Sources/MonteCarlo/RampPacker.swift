internal import CKernels
public import PlanModel

extension RampTables {
    /// Packs a plan for the ramp kernel.
    ///
    /// - Parameter plan: a validated plan.
    /// - Throws: `PackError` when the plan is beyond what the kernel can hold; the message says what.
    public init(plan: Plan) throws(PackError) {
        let scales = try plan.unitScales
        let counted = plan.countingWafersInPlates.countingProducts(scales)
        var packer = RampPacker(plan: counted, scales: scales)
        self = try packer.pack()
    }

    /// Packs a plan so that each month's plates and every tool's dates come out of a replication;
    /// all draws are those of the plan itself.
    ///
    /// A month stands where a year does. Milestones are `delivered` and `accepted` of each unit of
    /// each tool, in the order of the plan; there are no others, and no targets.
    ///
    /// - Parameters:
    ///   - plan: a validated plan.
    ///   - figures: figures that the host draws, to be found among the inputs by their paths.
    /// - Throws: `PackError` when the plan is beyond what the kernel can hold.
    public init(countingMonthsOf plan: Plan, figures: [Figure]) throws(PackError) {
        let scales = try plan.unitScales
        var plan = plan.countingWafersInPlates.countingProducts(scales)
        plan.targets = []
        var packer = RampPacker(plan: plan, scales: scales, isMonthly: true, figures: figures)
        self = try packer.pack()
    }
}

extension RampTables {
    /// Packs a plan so that the dates of its tools and nodes come out of a replication; all draws
    /// are those of the plan itself.
    ///
    /// Milestones are `accepted` of each unit of each tool, then `run-through`, `delivery` and
    /// `volume` of each node, in the order of the plan; there are no others, and no targets.
    ///
    /// - Parameters:
    ///   - plan: a validated plan.
    ///   - figures: figures that the host draws, to be found among the inputs by their paths.
    /// - Throws: `PackError` when the plan is beyond what the kernel can hold.
    public init(datesOf plan: Plan, figures: [Figure]) throws(PackError) {
        let scales = try plan.unitScales
        var plan = plan.countingWafersInPlates.countingProducts(scales)
        plan.targets = []
        plan.fidelity = .means
        var packer = RampPacker(plan: plan, scales: scales, figures: figures)
        packer.reportsDates = true
        self = try packer.pack()
    }
}

/// Turns a plan into the tables of `Kernels/ramp_layout.h`.
struct RampPacker {
    let plan: Plan
    var builder = TableBuilder()
    var header = [Int32](repeating: 0, count: Int(MR_RAMP_HEADER.rawValue))
    var body: [Int32] = []
    var lines: [Line] = []
    var hits: [String: [Hit]] = [:]
    var firstUnit: [String: Int32] = [:]
    var suppliers: [String: Int32] = [:]
    var limitsInstallations = false
    /// Cells of `MR_SLOT_HOURS_BAR`.
    var hourCount = 0
    /// Cells of `MR_SLOT_BASIS`.
    var basisCount = 0
    var inputs: [RampInput] = []
    /// The steps that plates of each node come to.
    var visits: [[RouteVisit]] = []
    /// Figures for how often plates of a node take each step that they come to, by node and number
    /// of the step; nil for nodes of which no plates go back.
    var taken: [[Int: Int32]?] = []
    /// Where the open hours of groups with the same days begin.
    var openHours: [[Int]: Int32] = [:]
    let nodes: [TechnologyNode]
    /// Calendar years, or numbers of months when plates are counted by month.
    let years: [Int]
    /// Whether plates are counted by month, and every tool's dates are milestones.
    let isMonthly: Bool
    /// Parts of each node's unit as which it is counted.
    let scales: [Int]
    /// Whether the dates of every tool and node are milestones.
    var reportsDates = false
    /// Figures that the host draws beside the ramp's.
    let figures: [Figure]
    /// Where time begins after the plan's start [months], and the steps in which it is counted.
    let origin, stepsOfMonth: Double

    /// Equal tools of a group.
    struct Line {
        var group: Int
        var nodeCount: Int
        var key: String
        var model: Writer?
        var tool: Tool
        var tools: [Tool]
        /// Tasks of its group that it can do.
        var taskCount = 0
        /// Where its hours for them lie.
        var firstHours = 0
    }

    /// What an outcome of a risk does to a tool's delivery.
    struct Hit {
        var outcome: Int32
        /// A figure, or `MR_NONE` for never.
        var delay = Int32(MR_NONE)
        /// A new promise, and what names its day.
        var promise: (to: DateInterval, name: String)?
    }

    init(
        plan: Plan,
        scales: [Int],
        isMonthly: Bool = false,
        figures: [Figure] = [],
        origin: Double = 0,
        stepsOfMonth: Double = 1
    ) {
        (self.plan, self.scales) = (plan, scales)
        (self.isMonthly, self.figures) = (isMonthly, figures)
        (self.origin, self.stepsOfMonth) = (origin, stepsOfMonth)
        nodes = plan.nodes
        let last = Month(number: plan.start.number + plan.monthCount - 1)
        years = isMonthly ? Array(0..<plan.monthCount) : Array(plan.start.year...last.year)
    }

    mutating func pack() throws(PackError) -> RampTables {
        set(MR_AS_OF, builder.float(months(Day(number: plan.asOf.number + 1))))
        set(MR_FIDELITY, Int32(kernelFidelity.rawValue))
        set(MR_FIRST_MONTH, plan.start.number)
        try packFactors()
        try packRisks()
        findLines()
        try packVisits()
        try packGroups()
        try packLines()
        try packSuppliers()
        try packUnits()
        try packInstallations()
        try packNodes()
        try packMonths()
        for figure in figures { _ = try builder.figure(figure, or: 0) }
        let layout = try packCounters()
        let milestones = packSlots()
        packFigures()
        return RampTables(
            integers: header + body,
            floats: builder.floats,
            counterCount: Int(header[Int(MR_COUNTS_SIZE.rawValue)]),
            floatSlots: Int(header[Int(MR_FLOAT_SLOTS.rawValue)]),
            integerSlots: Int(header[Int(MR_INT_SLOTS.rawValue)]),
            layout: layout,
            groups: plan.groups.map(\.name),
            nodes: nodes.map(\.node),
            scales: scales,
            products: nodes.compactMap(\.product),
            start: plan.start,
            monthCount: plan.monthCount,
            years: years,
            milestones: milestones,
            targets: plan.targets,
            inputs: inputs
        )
    }

    mutating func set(_ entry: mr_ramp_header, _ value: Int32) {
        header[Int(entry.rawValue)] = value
    }

    mutating func set(_ entry: mr_ramp_header, _ value: Int) {
        set(entry, Int32(value))
    }

    /// Offset of the next record in the table of integers.
    var offset: Int { header.count + body.count }

    /// A day as months, or the steps of a month in which time is counted, from where it begins.
    func months(_ day: Day) -> Double {
        let month = day.month
        let within = Double(day.dayOfMonth - 1) / Double(month.dayCount)
        return (Double(month.number - plan.start.number) + within - origin) * stepsOfMonth
    }

    /// First moment of an interval, and the moment after it, likewise.
    func months(_ interval: DateInterval) -> (from: Double, to: Double) {
        (months(interval.first), months(Day(number: interval.last.number + 1)))
    }

    private mutating func packFactors() throws(PackError) {
        let none = Int32(MR_NONE)
        func index(_ figure: Figure?, _ builder: inout TableBuilder) throws(PackError) -> Int32 {
            figure == nil ? none : try builder.figure(figure, or: 1)
        }
        set(MR_EBEAM_FACTOR, try index(plan.factors.ebeamShare, &builder))
        set(MR_LEARNING_FACTOR, try index(plan.factors.learning, &builder))
        set(MR_SHOT_FACTOR, try index(plan.factors.shots, &builder))
        set(MR_DELAY_CORRELATION, try index(plan.factors.delayCorrelation, &builder))
    }

    private mutating func packRisks() throws(PackError) {
        var outcomes: [Int32] = []
        var records: [Int32] = []
        for risk in plan.risks {
            let place = offset + records.count + Int(MR_R_STREAM.rawValue)
            inputs.append(.init(name: "risks.\(risk.name)", kind: .risk, place: place))
            records += [
                try builder.names.entity("risks.\(risk.name)"), 0, Int32(outcomes.count),
                Int32(risk.outcomes.count),
            ]
            for (number, outcome) in risk.outcomes.enumerated() {
                let index = Int32(outcomes.count)
                outcomes.append(try builder.figure(outcome.probability, or: 0))
                try addHits(of: outcome, index, name: "\(risk.name)[\(number)]")
            }
        }
        set(MR_RISK_COUNT, plan.risks.count)
        set(MR_RISKS, offset)
        body += records
        set(MR_OUTCOME_COUNT, outcomes.count)
        set(MR_OUTCOMES, offset)
        body += outcomes
    }

    private mutating func addHits(
        of outcome: RiskOutcome,
        _ index: Int32,
        name: String
    ) throws(PackError) {
        for (tools, months) in [
            (outcome.delays, outcome.by), (outcome.refused, outcome.replacedAfter),
            (outcome.cancelled, outcome.reorderedAfter),
        ] {
            for tool in tools {
                var hit = Hit(outcome: index)
                if months != nil { hit.delay = try builder.figure(months, or: 0) }
                hits[tool, default: []].append(hit)
            }
        }
        guard let to = outcome.to else { return }
        for tool in outcome.renegotiated {
            hits[tool, default: []].append(Hit(outcome: index, promise: (to, name)))
        }
    }

    private mutating func packFigures() {
        let figures = builder.figures
        set(MR_FIGURE_COUNT, figures.count)
        set(MR_FIGURES, offset)
        for figure in figures {
            if figure.kind != MR_CONSTANT {
                let kind = figure.isUncertain ? RampInput.Kind.uncertain : .random
                let place = offset + Int(MR_F_STREAM.rawValue)
                inputs.append(.init(name: figure.name, kind: kind, place: place))
            }
            body += [
                Int32(figure.kind.rawValue), figure.entity, 0,
                figure.table, figure.count, figure.isDeferred ? 1 : 0,
            ]
        }
        set(MR_VALUES, builder.floats.count)
        builder.floats += figures.map(\.value)
    }

    private mutating func packMonths() throws(PackError) {
        set(MR_MONTH_COUNT, plan.monthCount)
        set(MR_YEAR_COUNT, years.count)
        let months = (0..<plan.monthCount).map { Month(number: plan.start.number + $0) }
        set(MR_YEAR_OF_MONTH, offset)
        body += months.enumerated()
            .map { Int32(isMonthly ? $0.offset : $0.element.year - plan.start.year) }
        var rows: [Int32] = []
        for month in months {
            rows.append(try demand(of: nil, in: month))
            for node in nodes { rows.append(try demand(of: node.node, in: month)) }
        }
        set(MR_DEMAND, offset)
        body += rows
    }

    /// The figure that holds in a month: the last whose period has begun.
    private mutating func demand(of node: Int?, in month: Month) throws(PackError) -> Int32 {
        guard let figure = plan.demandFigure(of: node, in: month) else { return Int32(MR_NONE) }
        return try builder.figure(figure, or: 0)
    }

    /// Most plates that are wanted in any calendar year, samples included.
    func largestDemand() throws(PackError) -> Double {
        var years: [Int: Double] = [:]
        for index in 0..<plan.monthCount {
            let month = Month(number: plan.start.number + index)
            let ordered = ([nil] + nodes.map { Optional($0.node) })
                .reduce(0) {
                    $0 + max(0, plan.demandFigure(of: $1, in: month)?.distribution.largest ?? 0)
                }
            let wanted = nodes.reduce(ordered) { $0 + max(0, $1.samplePlates.distribution.largest) }
            guard wanted <= 60_000 else {
                throw PackError(
                    message: "demand: up to \(Int(wanted)) plates in \(month.text); "
                        + "expected at most 60000 plates a month"
                )
            }
            years[month.year, default: 0] += wanted
        }
        return years.values.max() ?? 0
    }
}
