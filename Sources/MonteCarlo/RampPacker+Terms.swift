internal import CKernels
internal import PlanModel

/// The work that a node's plates ask of a group, as `mr_term_record`.
struct RampTerm {
    let kind: mr_term_kind
    let node: Int
    private var record = [Int32](repeating: 0, count: Int(MR_TERM_SIZE.rawValue))

    init(_ kind: mr_term_kind, node: Int) {
        self.kind = kind
        self.node = node
        self[MR_T_KIND] = Int32(kind.rawValue)
    }

    /// The record, once the task is known that the work is part of.
    func record(task: Int) -> [Int32] {
        var term = self
        term[MR_T_TASK] = Int32(task)
        return term.record
    }

    subscript(entry: mr_term_record) -> Int32 {
        get { record[Int(entry.rawValue)] }
        set { record[Int(entry.rawValue)] = newValue }
    }
}

/// The tasks of a group, `mr_task_record`: what may go to a line of its own.
struct RampTasks {
    /// Node of each task, coarse to fine.
    private(set) var nodes: [Int] = []
    /// Task of each term.
    private(set) var ofTerms: [Int]

    /// - Parameters:
    ///   - terms: the group's work.
    ///   - areSplit: each write is a task, and all stated hours of a node are one; else all that a
    ///     node asks is one, and every node has one.
    ///   - nodeCount: nodes of the plan.
    init(of terms: [RampTerm], areSplit: Bool, nodeCount: Int) {
        ofTerms = terms.map(\.node)
        guard areSplit else {
            nodes = Array(0..<nodeCount)
            return
        }
        for node in 0..<nodeCount {
            var stated: Int?
            for (index, term) in terms.enumerated() where term.node == node {
                let isStated = term.kind == MR_STATED_HOURS
                ofTerms[index] = (isStated ? stated : nil) ?? nodes.count
                if isStated { stated = ofTerms[index] }
                if ofTerms[index] == nodes.count { nodes.append(node) }
            }
        }
    }
}

extension RampPacker {
    mutating func hoursTerm(
        _ step: RouteStep,
        _ node: TechnologyNode,
        _ index: Int,
        hours: Figure,
        share: Int32
    ) throws(PackError) -> RampTerm {
        let zero = builder.constant(0)
        var term = RampTerm(MR_STATED_HOURS, node: index)
        // Hours are those of a load; what tools can do counts loads that are full.
        let most = plan.groups.first { $0.name == step.group }?.batch?.most ?? 1
        term[MR_T_WEIGHT] = builder.float(1 / Double(most))
        term[MR_T_FACTOR] = Int32(MR_PLAIN_SHARE.rawValue)
        term[MR_T_HOURS] = try builder.figure(hours, or: 0)
        term[MR_T_PASSES] = try builder.figure(step.passes?.figure(for: node.node), or: 1)
        term[MR_T_SHARE] = share
        for entry in [MR_T_SHOTS, MR_T_DOSE, MR_T_DENSITY] { term[entry] = zero }
        term[MR_T_SHOT_VARIANCE] = builder.float(0)
        term[MR_T_EBEAM] = builder.float(0.5)
        return term
    }

    mutating func writeTerm(
        _ node: TechnologyNode,
        _ index: Int,
        _ layerClass: LayerClass,
        share taken: Int32,
        of group: ToolGroup
    ) throws(PackError) -> RampTerm {
        let shares = node.layerClasses.map {
            (isRaster: $0.writerClass == .raster, share: $0.share.distribution.fixedValue ?? 0)
        }
        let total = shares.reduce(0) { $0 + $1.share }
        let ebeam = shares.reduce(0) { $0 + ($1.isRaster ? 0 : $1.share) } / total
        // With one kind of writer alone there is nothing to shift between.
        let isMixed = ebeam > 0 && ebeam < 1
        let factor =
            !isMixed
            ? MR_PLAIN_SHARE : layerClass.writerClass == .raster ? MR_LASER_SHARE : MR_EBEAM_SHARE
        let share = (layerClass.share.distribution.fixedValue ?? 0) / total
        var term = RampTerm(MR_WRITE_HOURS, node: index)
        term[MR_T_WEIGHT] = builder.float(share)
        term[MR_T_FACTOR] = Int32(factor.rawValue)
        try setPlate(layerClass, share: taken, of: group, in: &term)
        term[MR_T_EBEAM] = builder.float(isMixed ? ebeam : 0.5)
        return term
    }

    /// The second write of a node's phase-shift plates, by the writer.
    mutating func secondTerm(
        _ index: Int,
        _ second: LayerClass,
        share: Int32,
        of group: ToolGroup
    ) throws(PackError) -> RampTerm {
        var term = RampTerm(MR_SECOND_WRITE_HOURS, node: index)
        term[MR_T_WEIGHT] = builder.float(1)
        term[MR_T_FACTOR] = Int32(MR_PLAIN_SHARE.rawValue)
        try setPlate(second, share: share, of: group, in: &term)
        term[MR_T_EBEAM] = builder.float(0.5)
        return term
    }

    /// What a write term says of a plate; what the plan does not say is as in `PlateConstants`.
    private mutating func setPlate(
        _ layerClass: LayerClass,
        share: Int32,
        of group: ToolGroup,
        in term: inout RampTerm
    ) throws(PackError) {
        var shots = layerClass.shotsPerPass
        var spread = 0.0
        if let random = shots, random.kind == .random {
            // Months see the mean of many plates; the spread counts where failures lose writes.
            let (mean, variance) = random.distribution.moments
            shots?.kind = .value
            shots?.distribution = .fixed(mean)
            spread = mean > 0 ? variance / (mean * mean) : 0
        }
        var density = layerClass.density
        if let random = density, random.kind == .random {
            let equal = random.distribution.densityOfMeanCorrection(backscatter(of: group))
            density = .value(equal.value, path: random.path)
        }
        let none = PlateConstants()
        term[MR_T_HOURS] = builder.constant(0)
        term[MR_T_PASSES] = try builder.figure(layerClass.passes, or: none.passes.value)
        term[MR_T_SHARE] = share
        term[MR_T_SHOTS] = try builder.figure(shots, or: none.shots.value)
        term[MR_T_DOSE] = try builder.figure(layerClass.dose, or: none.dose.value)
        term[MR_T_DENSITY] = try builder.figure(density, or: none.density.value)
        term[MR_T_SHOT_VARIANCE] = builder.float(spread)
    }

    /// Mean backscatter ratio of a group's writers, each kind of them once.
    private func backscatter(of group: ToolGroup) -> Quantity<Share> {
        let ratios = lines.filter { plan.groups[$0.group].name == group.name }
            .compactMap { line in
                (line.tool.settings[.backscatter] ?? line.model?.figures[.backscatter])?
                    .distribution.moments.mean
            }
        return Quantity(ratios.isEmpty ? 0 : ratios.reduce(0, +) / Double(ratios.count))
    }
}

extension Distribution {
    /// The density whose backscatter correction is the mean correction over this distribution.
    ///
    /// The correction is (1/2 + η/2) / (1/2 + η·U), so this is what the mean of its last factor
    /// belongs to; without backscatter it is the mean density.
    ///
    /// - Parameter ratio: backscatter ratio η.
    /// - Returns: a density.
    func densityOfMeanCorrection(_ ratio: Quantity<Share>) -> Quantity<Share> {
        let ratio = ratio.value
        guard ratio > 0 else { return Quantity(moments.mean) }
        func inverse(_ density: Double) -> Double { 1 / (0.5 + ratio * density) }
        return Quantity((1 / mean(of: inverse) - 0.5) / ratio)
    }

    /// The mean of a smooth function over this distribution.
    func mean(of function: (Double) -> Double) -> Double {
        switch self {
        case .fixed(let value): return function(value)
        case .discrete(let outcomes):
            let total = outcomes.reduce(0) { $0 + $1.probability }
            return outcomes.reduce(0) { $0 + function($1.value) * $1.probability / total }
        case .empirical(let values):
            return values.reduce(0) { $0 + function($1) } / Double(values.count)
        default:
            guard let quantiles = Quantiles(self) else { return function(moments.mean) }
            // Midpoint rule over the probabilities, from both ends.
            let cells = 2048
            return (0..<cells / 2)
                .reduce(0.0) { sum, cell in
                    let p = (Double(cell) + 0.5) / Double(cells)
                    return sum + function(quantiles.below(p)) + function(quantiles.above(p))
                } / Double(cells)
        }
    }
}
