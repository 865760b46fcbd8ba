internal import PlanModel

extension RampReference {
    /// The mix, normalised to sum to 1.
    func mix(_ draws: DrawnFigures) -> [Double] {
        let shares = plan.nodes.map { max(0, value($0.mix, or: 0, draws)) }
        let sum = shares.reduce(0, +)
        return shares.map { sum > 0 ? $0 / sum : 0 }
    }

    /// Hours that one multiple of the mix takes before yield, `[group][line][node][task]`.
    func hours(_ mix: [Double], _ draws: DrawnFigures) -> [[[[Double]]]] {
        let times = plan.nodes.map { node in
            Self.timesTaken(plan.route, node) { value($0, or: 0, draws) }
        }
        return plan.groups.indices.map { group in
            lines[group]
                .map { line in
                    plan.nodes.indices.map { node in
                        guard work[group][node] else { return [] }
                        let entry = plan.nodes[node]
                        return hours(plan.groups[group], line, entry, times[node], draws)
                            .map { mix[node] * $0 }
                    }
                }
        }
    }

    /// Hours that a mean plate of a node takes on a line: stated ones, then those of each write.
    func hours(
        _ group: ToolGroup,
        _ line: Line,
        _ node: TechnologyNode,
        _ times: [String: Double],
        _ draws: DrawnFigures
    ) -> [Double] {
        var stated = 0.0
        var writes: [Double] = []
        for step in plan.route {
            let times = times[step.name] ?? 0
            if step.work == .write {
                for layerClass in node.layerClasses
                where group.writes.contains(layerClass.writerClass) {
                    writes.append(
                        times * share(of: layerClass, in: node, draws)
                            * writing(layerClass, line, group, draws).hours
                    )
                }
            } else if step.work == .secondLevel, step.hoursPerPlate == nil {
                if let second = node.secondWrite, group.writes.contains(second.writerClass) {
                    writes.append(times * writing(second, line, group, draws).hours)
                }
            } else if step.group == group.name {
                stated +=
                    times * value(step.hoursPerPlate?.figure(for: node.node), or: 0, draws)
                    * value(step.passes?.figure(for: node.node), or: 1, draws)
                    / Double(group.batch?.most ?? 1)
            }
        }
        return ([stated] + writes).map { $0 / value(line.tools[0].speed, or: 1, draws) }
    }

    /// Share of a node's plates that belong to a layer class, once the factor has moved plates
    /// between e-beam and laser.
    func share(
        of layerClass: LayerClass,
        in node: TechnologyNode,
        _ draws: DrawnFigures
    ) -> Double {
        func total(_ isIncluded: (LayerClass) -> Bool) -> Double {
            node.layerClasses.filter(isIncluded)
                .reduce(0) { $0 + ($1.share.distribution.fixedValue ?? 0) }
        }
        let all = total { _ in true }
        let ebeam = total { $0.writerClass != .raster } / all
        let share = (layerClass.share.distribution.fixedValue ?? 0) / all
        if ebeam <= 0 || ebeam >= 1 { return share }
        let moved = min(1, ebeam * value(plan.factors.ebeamShare, or: 1, draws))
        return layerClass.writerClass == .raster
            ? share * (1 - moved) / (1 - ebeam) : share * moved / ebeam
    }

    /// Writing of a layer class on a line; its share of the plates is left open.
    func writing(
        _ layerClass: LayerClass,
        _ line: Line,
        _ group: ToolGroup,
        _ draws: DrawnFigures
    ) -> Write {
        guard let model = line.model else {
            return Write(share: 0, hours: 0, byShots: 0, squaredVariation: 0)
        }
        var writer: [WriterField: Double] = [:]
        for field in WriterField.allCases {
            guard let figure = line.tools[0].settings[field] ?? model.figures[field] else {
                continue
            }
            writer[field] = value(figure, or: 0, draws)
        }
        var shots = value(layerClass.shotsPerPass, or: 0, draws)
        var squaredVariation = 0.0
        if let figure = layerClass.shotsPerPass, figure.kind == .random {
            // A month sees the mean of many plates.
            let spread = Self.moments(figure.distribution)
            shots = spread.mean
            squaredVariation = spread.squaredVariation
        }
        var density = value(layerClass.density, or: 0.5, draws)
        if let figure = layerClass.density, figure.kind == .random {
            density = meanDensity(figure.distribution, group)
        }
        let time = WriteTime(
            model.writerClass,
            writer: writer,
            stage: model.stage,
            shots: shots * value(plan.factors.shots, or: 1, draws),
            dose: value(layerClass.dose, or: 0, draws),
            passes: value(layerClass.passes, or: 1, draws),
            density: density
        )
        let hours = time.meanHours(
            squaredVariation: squaredVariation,
            meanTimeBetweenFailures: group.mtbf.map { value($0, or: 1, draws) }
        )
        return Write(
            share: 0,
            hours: hours,
            byShots: time.total > 0 ? time.withShots / time.total : 0,
            squaredVariation: squaredVariation
        )
    }

    /// The density whose correction is the mean over a distribution, at the mean ratio of the
    /// group's lines.
    private func meanDensity(_ spread: Distribution, _ group: ToolGroup) -> Double {
        let index = plan.groups.firstIndex { $0.name == group.name } ?? 0
        let ratios = lines[index]
            .compactMap { line in
                (line.tools[0].settings[.backscatter] ?? line.model?.figures[.backscatter])
                    .map { Self.moments($0.distribution).mean }
            }
        let ratio = ratios.isEmpty ? 0 : ratios.reduce(0, +) / Double(ratios.count)
        let closed = ClosedForm(spread)
        let words = stride(from: UInt64(1 << 19), to: 1 << 32, by: 1 << 20).map { UInt32($0) }
        let values = words.map { closed.value(word: $0) }
        if ratio <= 0 { return Self.moments(spread).mean }
        let mean = values.reduce(0) { $0 + 1 / (0.5 + ratio * $1) } / Double(values.count)
        return (1 / mean - 0.5) / ratio
    }

    /// Plates that are good of those that are started in a month, by node [1].
    func yields(
        month: Int,
        dates: [Replication.NodeDates],
        _ draws: DrawnFigures
    ) -> [Double] {
        let slower = value(plan.factors.learning, or: 1, draws)
        return zip(plan.nodes, dates)
            .map { node, dates in
                let mature = value(node.yieldMature, or: 1, draws)
                let start = min(value(node.yieldStart, or: 1, draws), mature)
                let climb = climbed(
                    Double(month) + 0.5 - dates.runThrough,
                    of: value(node.yieldMatureAfter, or: 0, draws) * slower
                )
                return start + (mature - start) * climb
            }
    }

    /// How the hours of each group go to the nodes in a month.
    func groupShares(
        month: Int,
        units: [Unit],
        dates: [Replication.NodeDates],
        hours: [[[[Double]]]],
        _ draws: DrawnFigures
    ) -> [GroupShares] {
        let slower = value(plan.factors.learning, or: 1, draws)
        let attempts = yields(month: month, dates: dates, draws).map { 1 / $0 }
        let calendarMonth = Month(number: plan.start.number + month)
        return plan.groups.enumerated()
            .map { index, group in
                let maintained =
                    value(group.maintenance?.hours, or: 0, draws)
                    / value(group.maintenance?.every, or: 1, draws) / (365.25 * 24 / 12)
                let staffed = max(0, value(group.hoursPerWeek, or: 168, draws) / 168 - maintained)
                let level =
                    value(group.availability, or: 1, draws) * value(group.usable, or: 1, draws)
                    * staffed
                let openHours = openHours(group, calendarMonth)
                let start = value(group.learningStart, or: 1, draws)
                let learning = value(group.learningMonths, or: 0, draws) * slower
                var open = [Double](repeating: 0, count: lines[index].count)
                for unit in units where unit.group == index {
                    let age = Double(month + 1) - unit.ready
                    let present = max(0, min(1, age))
                    let climb = climbed(age - present / 2, of: learning)
                    open[unit.line] +=
                        present * (start + (1 - start) * climb) * level * openHours
                }
                return GroupShares(
                    openHours: open,
                    reach: lines[index].map(\.reach),
                    hasWork: work[index],
                    loads: hours[index]
                        .map { line in
                            zip(line, attempts).map { tasks, each in tasks.map { $0 * each } }
                        }
                )
            }
    }

    /// How far a straight climb of some months has come after `age` months, 0 to 1.
    private func climbed(_ age: Double, of months: Double) -> Double {
        max(0, min(1, age / max(months, 1e-3)))
    }
}
