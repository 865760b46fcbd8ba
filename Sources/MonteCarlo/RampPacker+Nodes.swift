internal import CKernels
internal import PlanModel

extension RampPacker {
    mutating func packNodes() throws(PackError) {
        var records: [Int32] = []
        for node in nodes {
            var known = try [Milestone.Event.runThrough, .delivery, .volume]
                .map { (event) throws(PackError) in try knownDate(of: event, node: node.node) }
            // What comes later implies what comes before.
            for event in [1, 0] where known[event] == Int32(MR_NONE) {
                known[event] = known[event + 1]
            }
            records += [
                try builder.figure(node.mix, or: 0), try builder.figure(node.yieldStart, or: 1),
                try builder.figure(node.yieldMature, or: 1),
                try builder.figure(node.yieldMatureAfter, or: 0),
                try builder.figure(node.qualification, or: 0, isDeferred: true),
                try builder.figure(node.sampling, or: 0, isDeferred: true),
                try builder.figure(node.verification, or: 0, isDeferred: true),
                try builder.figure(node.samplePlates, or: 0), known[0], known[1], known[2],
            ]
            records += try packRounds(node, isOpen: known[1] == Int32(MR_NONE), records.count)
            records += try packLuck(node, records.count)
        }
        set(MR_NODE_COUNT, nodes.count)
        set(MR_NODES, offset)
        body += records
    }

    /// Rounds of first samples, where some may fail.
    private mutating func packRounds(
        _ node: TechnologyNode,
        isOpen: Bool,
        _ packed: Int
    ) throws(PackError) -> [Int32] {
        guard isOpen, let failure = node.sampleFailure, failure.distribution.largest > 0 else {
            return [Int32(MR_NONE), 0, 0]
        }
        let name = "\(node.path).sampling.rounds"
        inputs.append(.init(name: name, kind: .rounds, place: offset + packed + 2))
        return [try builder.figure(failure, or: 0), try builder.names.entity(name), 0]
    }

    /// The date of a node's event that has happened by the as-of date.
    private mutating func knownDate(
        of event: Milestone.Event,
        node: Int
    ) throws(PackError) -> Int32 {
        let fact = plan.milestones.first {
            $0.subject == .node(node) && $0.event == event
                && ($0.happened.map { $0.first <= plan.asOf } ?? false)
        }
        guard let fact, let happened = fact.happened else { return Int32(MR_NONE) }
        let (from, to) = months(happened)
        let latest = min(to, months(Day(number: plan.asOf.number + 1)))
        return try builder.draw(
            .uniform(low: from, high: max(latest, from + 1.0 / 31)),
            name: "milestones.\(fact.name).happened",
            isUncertain: true
        )
    }

    mutating func packCounters() throws(PackError) -> RampTables.CounterLayout {
        var layout = RampTables.CounterLayout()
        let demand = try largestDemand()
        let target = plan.targets.map(\.platesPerYear.distribution.largest).max() ?? 0
        // Finer than a plate where the counters would fill the memory of a small machine.
        let most = isMonthly ? 64 : 4_000_000 / (years.count * (nodes.count + 1))
        (layout.outputBins, layout.outputShift) = Self.bins(demand + 1, most: min(most, 16_384))
        (layout.capacityBins, layout.capacityShift) = Self.bins(
            max(4 * demand, 2 * target, 1000),
            most: isMonthly ? 64 : min(4_000_000 / years.count, 65_536)
        )
        var next = 0
        func take(_ count: Int) -> Int {
            next += count
            return next - count
        }
        layout.output = take(years.count * (nodes.count + 1) * layout.outputBins)
        layout.capacity = take(years.count * layout.capacityBins)
        layout.milestones = take(reportedMilestones.count * (plan.monthCount + 1))
        layout.targets = take(plan.targets.count * (years.count + 1))
        layout.binding = take(plan.monthCount * (plan.groups.count + 2))
        layout.use = take(2 * plan.monthCount * plan.groups.count)
        if plan.fidelity == .plates {
            layout.starts = take(2 * years.count * nodes.count * Int(MR_START_KINDS.rawValue))
            set(MR_START_COUNTS, layout.starts ?? 0)
        }
        set(MR_OUTPUT_COUNTS, layout.output)
        set(MR_OUTPUT_BINS, layout.outputBins)
        set(MR_OUTPUT_SHIFT, layout.outputShift)
        set(MR_CAPACITY_COUNTS, layout.capacity)
        set(MR_CAPACITY_BINS, layout.capacityBins)
        set(MR_CAPACITY_SHIFT, layout.capacityShift)
        set(MR_MILESTONE_COUNTS, layout.milestones)
        set(MR_TARGET_COUNTS, layout.targets)
        set(MR_BINDING_COUNTS, layout.binding)
        set(MR_USE_COUNTS, layout.use)
        set(MR_COUNTS_SIZE, next)
        return layout
    }

    /// Bins for values up to `largest` plates, each 2^shift plates wide.
    private static func bins(_ largest: Double, most: Int) -> (count: Int, shift: Int) {
        var shift = 0
        while (Int(largest.rounded(.up)) >> shift) + 2 > most { shift += 1 }
        return ((Int(largest.rounded(.up)) >> shift) + 2, shift)
    }

    /// Scratch slots, and the milestones that read them.
    mutating func packSlots() -> [Milestone] {
        var next = Int32(builder.figures.count)
        let outcomes = Int(header[Int(MR_OUTCOME_COUNT.rawValue)])
        let units = Int(header[Int(MR_UNIT_COUNT.rawValue)])
        let widest =
            plan.groups.indices.map { group in lines.count { $0.group == group } }.max() ?? 0
        let sizes: [(mr_ramp_header, Int)] = [
            (MR_SLOT_OUTCOMES, outcomes), (MR_SLOT_DELIVERED, units), (MR_SLOT_ACCEPTED, units),
            (MR_SLOT_READY, units), (MR_SLOT_LINE_READY, max(1, lines.count)),
            (MR_SLOT_HOURS_BAR, hourCount), (MR_SLOT_MIX, nodes.count),
            (MR_SLOT_INVERSE_MIX, nodes.count), (MR_SLOT_NODE_READY, nodes.count),
            (MR_SLOT_RUN_THROUGH, nodes.count), (MR_SLOT_DELIVERY, nodes.count),
            (MR_SLOT_VOLUME, nodes.count), (MR_SLOT_LEVEL, plan.groups.count),
            (MR_SLOT_INVERSE_LEARNING, plan.groups.count), (MR_SLOT_ATTEMPTS, nodes.count),
            (MR_SLOT_INVERSE_MATURING, nodes.count), (MR_SLOT_YIELD, nodes.count),
            (MR_SLOT_OPEN, max(1, lines.count)),
            (MR_SLOT_MULTIPLE, max(1, lines.count)), (MR_SLOT_BLOCK_HOURS, max(1, lines.count)),
            (MR_SLOT_BLOCK_SCALE, max(1, lines.count)),
            (MR_SLOT_OUTPUT, nodes.count), (MR_SLOT_NODE_MULTIPLE, nodes.count),
            (MR_SLOT_WANTED, nodes.count), (MR_SLOT_CROSS, max(1, widest * (widest + 1) / 2)),
            (MR_SLOT_PRICED, plan.groups.count * nodes.count),
            (MR_SLOT_BASIS, basisCount),
            (MR_SLOT_INVERSE_OPEN, plan.groups.count), (MR_SLOT_RATE, lines.count),
            (MR_SLOT_TAKEN, nodes.count),
        ]
        let luck = luckSlots()
        for (entry, size) in sizes + installationSlots(units: units) + luck.floats {
            set(entry, next)
            next += Int32(size)
        }
        if !limitsInstallations {
            set(MR_SLOT_START, header[Int(MR_SLOT_DELIVERED.rawValue)])
        }
        set(MR_FLOAT_SLOTS, next)
        next = 0
        let wholes: [(mr_ramp_header, Int)] = [
            (MR_SLOT_NODE_GROUP, nodes.count), (MR_SLOT_BLOCK_START, max(1, lines.count)),
            (MR_SLOT_BLOCK_END, max(1, lines.count)), (MR_SLOT_YEAR_OUTPUT, nodes.count),
            (MR_SLOT_YEAR_CAPACITY, 1), (MR_SLOT_TARGET_YEAR, plan.targets.count),
            (MR_SLOT_BINDING, nodes.count),
            (MR_SLOT_MOVES_FROM, plan.groups.count), (MR_SLOT_MOVES_UNTIL, plan.groups.count),
        ]
        for (entry, size) in wholes + luck.wholes {
            set(entry, next)
            next += Int32(size)
        }
        set(MR_INT_SLOTS, next)
        return packMilestonesAndTargets()
    }

    /// Milestones that a replication reports, each with the number of the tool in its batch.
    private var reportedMilestones: [(milestone: Milestone, unit: Int)] {
        if reportsDates { return datesOfUnits([.accepted]) + datesOfNodes }
        return isMonthly
            ? datesOfUnits([.delivered, .accepted]) : plan.milestones.map { ($0, 0) }
    }

    private var datesOfNodes: [(milestone: Milestone, unit: Int)] {
        nodes.flatMap { node in
            [Milestone.Event.runThrough, .delivery, .volume]
                .map { event in
                    let milestone = Milestone(
                        name: "\(node.node).\(event.rawValue)",
                        subject: .node(node.node),
                        event: event,
                        planned: nil,
                        happened: nil,
                        basis: nil,
                        source: nil
                    )
                    return (milestone, 0)
                }
        }
    }

    private func datesOfUnits(
        _ events: [Milestone.Event]
    ) -> [(milestone: Milestone, unit: Int)] {
        plan.tools.flatMap { tool in
            (0..<tool.count)
                .flatMap { unit in
                    events
                        .map { event in
                            let milestone = Milestone(
                                name: "\(tool.name)#\(unit + 1).\(event.rawValue)",
                                subject: .tool(tool.name),
                                event: event,
                                planned: nil,
                                happened: nil,
                                basis: nil,
                                source: nil
                            )
                            return (milestone, unit)
                        }
                }
        }
    }

    private mutating func packMilestonesAndTargets() -> [Milestone] {
        func slot(_ entry: mr_ramp_header, _ index: Int32) -> Int32 {
            header[Int(entry.rawValue)] + index
        }
        var records: [Int32] = []
        var milestones: [Milestone] = []
        for (milestone, unit) in reportedMilestones {
            let index: Int32
            switch milestone.subject {
            case .node(let node): index = Int32(nodes.firstIndex { $0.node == node } ?? -1)
            case .tool(let tool): index = firstUnit[tool].map { $0 + Int32(unit) } ?? -1
            }
            if index < 0 { continue }
            switch milestone.event {
            case .delivered: records.append(slot(MR_SLOT_DELIVERED, index))
            case .accepted: records.append(slot(MR_SLOT_ACCEPTED, index))
            case .ready: records.append(slot(MR_SLOT_NODE_READY, index))
            case .runThrough: records.append(slot(MR_SLOT_RUN_THROUGH, index))
            case .delivery: records.append(slot(MR_SLOT_DELIVERY, index))
            case .volume: records.append(slot(MR_SLOT_VOLUME, index))
            }
            milestones.append(milestone)
        }
        set(MR_MILESTONE_COUNT, records.count)
        set(MR_MILESTONES, offset)
        body += records
        set(MR_TARGET_COUNT, plan.targets.count)
        set(MR_TARGETS, offset)
        for target in plan.targets {
            let plates = target.platesPerYear.distribution.moments.mean
            body += [
                target.measure == .capacity ? 1 : 0,
                Int32((plates * Double(MR_PLATE_PARTS)).rounded(.up)),
            ]
        }
        return milestones
    }
}
