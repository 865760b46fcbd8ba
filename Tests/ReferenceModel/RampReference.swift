public import PlanModel

/// The ramp's mathematics in double precision, one replication a call, straight from the plan.
///
/// Written from docs/model.md; shares no code with the kernels or the packer.
///
/// - Parity: statistical; bounds and their causes are in `RampComparison` of ReferenceTests.
public struct RampReference: Sendable {
    let plan: Plan
    let lines: [[Line]]  // of each group, least capable first
    let work: [[Bool]]  // [group][node]: whether the group has any
    /// Cells that a promised interval is cut into where facts weigh its days.
    let promiseCells: Int

    /// Tools of a group with the same reach, model and settings.
    struct Line: Sendable {
        var reach: Int
        var key: String
        var model: Writer?
        var tools: [Tool]
    }

    /// Makes a reference.
    ///
    /// - Parameters:
    ///   - plan: a validated plan.
    ///   - promiseCells: cells that a promised interval is cut into where facts weigh its days.
    public init(plan: Plan, promiseCells: Int = 128) {
        self.plan = plan
        self.promiseCells = promiseCells
        lines = plan.groups.map { Self.lines(of: $0, in: plan) }
        work = plan.groups.map { group in
            plan.nodes.map { node in
                plan.route.contains { Self.asks($0, of: group, for: node, in: plan) }
            }
        }
    }

    private static func lines(of group: ToolGroup, in plan: Plan) -> [Line] {
        var found: [Line] = []
        for tool in plan.tools where tool.group == group.name {
            let model = plan.writers.first { $0.name == tool.model }
            let finest = tool.finestNode > 0 ? tool.finestNode : model?.finestNode ?? 0
            let reach = plan.nodes.count { $0.node >= finest }
            let isOwn = !tool.settings.isEmpty || tool.speed != nil
            let key = "\(tool.model ?? "")/\(isOwn ? tool.name : "")"
            if let same = found.firstIndex(where: { $0.reach == reach && $0.key == key }) {
                found[same].tools.append(tool)
            } else {
                found.append(Line(reach: reach, key: key, model: model, tools: [tool]))
            }
        }
        return found.sorted { ($0.reach, $0.key) < ($1.reach, $1.key) }
    }

    private static func asks(
        _ step: RouteStep,
        of group: ToolGroup,
        for node: TechnologyNode,
        in plan: Plan
    ) -> Bool {
        let does: Bool
        switch step.work {
        case .write: return node.layerClasses.contains { group.writes.contains($0.writerClass) }
        case .secondLevel where step.hoursPerPlate == nil:
            does = node.secondWrite.map { group.writes.contains($0.writerClass) } ?? false
        case .hours, .secondLevel: does = step.group == group.name
        }
        guard does else { return false }
        let most = timesTaken(plan.route, node) { ClosedForm($0.distribution).value(word: .max) }
        return (most[step.name] ?? 0) > 0
    }

    /// One replication.
    public func replication(_ draws: Draws) -> Replication {
        let draws = DrawnFigures(draws)
        var result = Replication()
        let units = drawUnits(draws)
        result.nodes = drawNodes(units, draws)
        result.milestones = plan.milestones.compactMap { date(of: $0, units, result.nodes) }
        let mix = mix(draws)
        let hours = hours(mix, draws)
        let variations = plan.fidelity == .moments ? variations(draws) : []
        var runs = plan.nodes.map { _ in (could: PlateRun(), taken: PlateRun(), owed: 0.0) }
        let last = Month(number: plan.start.number + plan.monthCount - 1)
        let yearCount = last.year - plan.start.year + 1
        result.capacity = [Int](repeating: 0, count: yearCount)
        result.output = [[Int]](
            repeating: [Int](repeating: 0, count: plan.nodes.count),
            count: yearCount
        )
        for index in 0..<plan.monthCount {
            let year = Month(number: plan.start.number + index).year - plan.start.year
            var month = Replication.Month()
            let groups = groupShares(
                month: index,
                units: units,
                dates: result.nodes,
                hours: hours,
                draws
            )
            month.limits = groups.map(\.multiples)
            makePlates(&month, index, mix: mix, dates: result.nodes, draws)
            let luck = Luck(
                yields: yields(month: index, dates: result.nodes, draws),
                variations: variations
            )
            var couldMake = 0.0
            for node in plan.nodes.indices {
                let plates =
                    plan.fidelity == .plates
                    ? drawPlates(&runs[node], month, index, node, luck, result.nodes[node], draws)
                    : countPlates(month, index, node, luck, result.nodes[node], draws)
                couldMake += plates.could
                result.output[year][node] += parts(plates.made)
            }
            result.capacity[year] += parts(min(couldMake, 65_536))
            let made = zip(month.output, mix).map { $1 > 0 ? $0 / $1 : 0 }
            month.use = groups.map { $0.use(made: made) }
            month.binding = binding(month, index, dates: result.nodes)
            result.months.append(month)
        }
        result.starts = runs.map {
            .init(
                started: $0.taken.started,
                good: $0.taken.good,
                scrapped: $0.taken.scrapped,
                inProcess: $0.taken.begun == nil ? 0 : 1
            )
        }
        result.targets = plan.targets.map { target in
            let wanted = Int((mean(target.platesPerYear.distribution) * 256).rounded(.up))
            return result.capacity.indices.first { year in
                let plates =
                    target.measure == .capacity
                    ? result.capacity[year] : result.output(ofYear: year)
                return plates >= wanted
            }
        }
        return result
    }

    /// Plates in 1/256, to nearest.
    private func parts(_ plates: Double) -> Int {
        Int((plates * 256 + 0.5).rounded(.down))
    }

    private func mean(_ distribution: Distribution) -> Double {
        switch distribution {
        case .fixed(let value): value
        default:
            (0..<4096)
                .reduce(0) {
                    $0 + ClosedForm(distribution).quantile(above: (Double($1) + 0.5) / 4096) / 4096
                }
        }
    }

    /// A figure's value in a replication, knowing that it lies above a bound.
    ///
    /// Units of a batch differ by chance and share what is unknown about them.
    func value(
        _ figure: Figure?,
        or fallback: Double,
        unit: Int = 0,
        above bound: Double = -.infinity,
        by word: UInt32? = nil,
        _ draws: DrawnFigures
    ) -> Double {
        guard let figure else { return max(fallback, bound) }
        let isUncertain = figure.kind == .uncertain
        let name = unit > 0 && !isUncertain ? "\(figure.path)#\(unit + 1)" : figure.path
        return draws.value(
            of: figure.distribution,
            name,
            isUncertain: isUncertain,
            above: bound,
            by: word
        )
    }

    /// Mean plates wanted, taken and made in one month, by node.
    private func makePlates(
        _ month: inout Replication.Month,
        _ index: Int,
        mix: [Double],
        dates: [Replication.NodeDates],
        _ draws: DrawnFigures
    ) {
        let all = demand(of: nil, in: index, draws)
        func shareAfter(_ date: Double) -> Double { Self.share(of: index, after: date) }
        for (node, entry) in plan.nodes.enumerated() {
            let multiple = month.limits.compactMap { $0[node] }.min() ?? 1e9
            let make = min(multiple, 1e9) * mix[node]
            let wanted = all * mix[node] + demand(of: entry.node, in: index, draws)
            let volume = shareAfter(dates[node].volume)
            let beforeVolume = max(0, shareAfter(dates[node].delivery) - volume)
            let samples = value(entry.samplePlates, or: 0, draws)
            let taken = max(wanted, samples) * volume + samples * beforeVolume
            month.wanted.append(wanted)
            month.taken.append(taken)
            month.make.append(make)
            month.mix.append(mix[node])
            month.output.append(min(make * shareAfter(dates[node].delivery), taken))
        }
    }

    /// Share of a month after a date.
    static func share(of month: Int, after date: Double) -> Double {
        max(0, min(1, Double(month) + 1 - date))
    }

    /// What a month's luck depends on, by node.
    private struct Luck {
        /// Good plates of those started [1].
        var yields: [Double]
        /// Squared coefficient of variation of a plate's hours, `[group][node]`.
        var variations: [[Double]]
    }

    /// Plates of a node in a month by mean and variance, or by the mean alone.
    private func countPlates(
        _ month: Replication.Month,
        _ index: Int,
        _ node: Int,
        _ luck: Luck,
        _ dates: Replication.NodeDates,
        _ draws: DrawnFigures
    ) -> (could: Double, made: Double) {
        var make = month.make[node]
        if plan.fidelity == .moments {
            let (yield, place) = (luck.yields[node], place(node, month: index, draws))
            // The group that is least enough, all with the same luck.
            make =
                plan.groups.indices
                .compactMap { group in
                    month.limits[group][node]
                        .map { multiple in
                            Self.luckyMonth(
                                mean: min(multiple, 1e9) * month.mix[node],
                                spread: (1 - yield) + yield * luck.variations[group][node],
                                place: place
                            )
                        }
                }
                .min() ?? make
        }
        let made = make * Self.share(of: index, after: dates.delivery)
        return (
            make * Self.share(of: index, after: dates.runThrough), min(made, month.taken[node])
        )
    }

    /// Plates of a node in a month, each drawn.
    private func drawPlates(
        _ runs: inout (could: PlateRun, taken: PlateRun, owed: Double),
        _ month: Replication.Month,
        _ index: Int,
        _ node: Int,
        _ luck: Luck,
        _ dates: Replication.NodeDates,
        _ draws: DrawnFigures
    ) -> (could: Double, made: Double) {
        let limits = month.limits.enumerated()
            .compactMap { group, limits in limits[node].map { (group: group, multiple: $0) } }
        let group = limits.min { $0.multiple < $1.multiple }?.group ?? 0
        let work = plateWork(group, node, draws)
        let yield = luck.yields[node]
        let starts = min(month.make[node] / yield, 65_535)
        let name = "nodes.\(plan.nodes[node].node).luck"
        let calendar = (plan.start.number + index) % 4096
        func draw(_ number: Int) -> (part: Double, isGood: Bool) {
            let words = draws.words(.plate, name, number, offset: calendar)
            return (work?.part(words) ?? 1, Double(words[2] >> 8) / 16_777_216 < yield)
        }
        runs.owed += month.taken[node]
        let most = Int(runs.owed)
        runs.owed -= Double(most)
        let open = Self.share(of: index, after: dates.runThrough)
        let sells = Self.share(of: index, after: dates.delivery)
        let could = runs.could.advance(starts: starts * open, most: .max, draw: draw)
        let made = runs.taken.advance(starts: starts * sells, most: most, draw: draw)
        return (Double(could), Double(made))
    }

    private func demand(of node: Int?, in index: Int, _ draws: DrawnFigures) -> Double {
        let month = Month(number: plan.start.number + index)
        let line = plan.demand.last { $0.node == node }
        let figure = line?.platesPerMonth
            .filter { $0.period.first.month <= month }
            .max { $0.period.first < $1.period.first }?
            .figure
        return value(figure, or: 0, draws)
    }

    /// What binds: see docs/model.md, "What holds output back".
    private func binding(
        _ month: Replication.Month,
        _ index: Int,
        dates: [Replication.NodeDates]
    ) -> Replication.Binding {
        let missing = zip(month.wanted, month.output).map { $0 - $1 }
        guard let worst = missing.max(), worst > 0.005 * month.wanted.reduce(0, +),
            let node = missing.firstIndex(of: worst)
        else { return .demand }
        if dates[node].ready >= Double(index + 1) { return .group(dates[node].lastGroup) }
        if dates[node].volume > Double(index) { return .qualification }
        let limits = month.limits.enumerated()
            .compactMap { group, limits in
                limits[node].map { (group: group, multiple: $0) }
            }
        return .group(limits.min { $0.multiple < $1.multiple }?.group ?? 0)
    }
}
