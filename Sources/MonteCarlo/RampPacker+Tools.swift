internal import CKernels
internal import PlanModel

extension RampPacker {
    /// Sorts the tools of each group into lines of equal reach and speed, coarse to fine.
    mutating func findLines() {
        for (index, group) in plan.groups.enumerated() {
            var found: [Line] = []
            for tool in plan.tools where tool.group == group.name {
                let model = tool.model.flatMap { name in plan.writers.first { $0.name == name } }
                let finest = tool.finestNode > 0 ? tool.finestNode : model?.finestNode ?? 0
                let reach = nodes.count { $0.node >= finest }
                // Settings and speed may be drawn for the tool, so they make a line of its own; what a
                // group is rated at is one figure for all.
                let isShared = tool.speed?.path.hasPrefix("groups.") ?? true
                let own = tool.settings.isEmpty && isShared ? "" : tool.name
                let key = "\(tool.model ?? "")/\(own)"
                if let same = found.firstIndex(where: { $0.nodeCount == reach && $0.key == key }) {
                    found[same].tools.append(tool)
                } else {
                    found.append(
                        Line(
                            group: index,
                            nodeCount: reach,
                            key: key,
                            model: model,
                            tool: tool,
                            tools: [tool]
                        )
                    )
                }
            }
            lines += found.sorted { ($0.nodeCount, $0.key) < ($1.nodeCount, $1.key) }
        }
    }

    mutating func packGroups() throws(PackError) {
        var records: [Int32] = []
        var terms: [Int32] = []
        var groupNodeLine: [Int32] = []
        var taskRecords: [Int32] = []
        for (index, group) in plan.groups.enumerated() {
            let first = lines.firstIndex { $0.group == index } ?? 0
            let count = lines.count { $0.group == index }
            guard count <= Int(MR_MAX_LINES_OF_GROUP) else {
                throw PackError(
                    message: "group '\(group.name)' has \(count) kinds of tools that differ in "
                        + "reach, model or settings; expected at most "
                        + "\(MR_MAX_LINES_OF_GROUP)"
                )
            }
            let trades = trades(first..<first + count)
            let before = terms.count / Int(MR_TERM_SIZE.rawValue)
            let work = try findTerms(of: group)
            let tasks = RampTasks(of: work, areSplit: trades, nodeCount: nodes.count)
            terms += zip(work, tasks.ofTerms).flatMap { $0.record(task: $1) }
            for line in first..<first + count {
                lines[line].taskCount = tasks.nodes.count { $0 < lines[line].nodeCount }
                lines[line].firstHours = hourCount
                hourCount += tasks.nodes.count
            }
            records += [
                Int32(first), Int32(count), try builder.figure(group.availability, or: 1),
                try builder.figure(group.usable, or: 1),
                try builder.figure(group.learningStart, or: 1),
                try builder.figure(group.learningMonths, or: 0),
                try builder.figure(group.hoursPerWeek, or: 168),
                try group.maintenance.map { (maintenance) throws(PackError) in
                    try builder.figure(maintenance.hours, or: 0)
                } ?? Int32(MR_NONE),
                try builder.figure(group.maintenance?.every, or: 1),
                openHours(of: group),
                group.mtbf == nil ? Int32(MR_NONE) : try builder.figure(group.mtbf, or: 1),
                Int32(before), Int32(terms.count / Int(MR_TERM_SIZE.rawValue) - before),
                nodes.contains { varies(group, $0) } ? 1 : 0,
                trades ? 1 : 0, Int32(taskRecords.count), Int32(tasks.nodes.count),
                Int32(basisCount),
            ]
            if trades { basisCount += count * count }
            for node in tasks.nodes {
                let line = lines[first..<first + count].firstIndex { $0.nodeCount > node }
                taskRecords += [Int32(node), Int32(line ?? Int(MR_NO_TOOL))]
            }
            let used = Set(work.map(\.node))
            for node in nodes.indices {
                let line = lines[first..<first + count].firstIndex { $0.nodeCount > node }
                let none = count == 0 || line == nil
                groupNodeLine.append(
                    !used.contains(node)
                        ? Int32(MR_UNUSED) : none ? Int32(MR_NO_TOOL) : Int32(line ?? 0)
                )
            }
        }
        set(MR_GROUP_COUNT, plan.groups.count)
        // Only now is it known where the tasks lie.
        let place = Int32(offset + records.count)
        for group in plan.groups.indices {
            records[group * Int(MR_GROUP_SIZE.rawValue) + Int(MR_G_TASKS.rawValue)] += place
        }
        set(MR_GROUPS, offset)
        body += records + taskRecords
        set(MR_TERMS, offset)
        body += terms
        set(MR_GROUP_NODE_LINE, offset)
        body += groupNodeLine
    }

    /// Whether the lines of a group differ in more than reach and speed, so that one may be better
    /// than another at some work than at other work.
    private func trades(_ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        return range.contains { line in
            let (tool, other) = (lines[line].tool, lines[first].tool)
            return tool.model != other.model
                || (line != first && !(tool.settings.isEmpty && other.settings.isEmpty))
        }
    }

    /// The work that each node asks of a group.
    ///
    /// - Returns: the work, in the order of the route.
    private mutating func findTerms(of group: ToolGroup) throws(PackError) -> [RampTerm] {
        var terms: [RampTerm] = []
        for (number, step) in plan.route.enumerated() {
            for (index, node) in nodes.enumerated() {
                if step.work == .write {
                    for layerClass in node.layerClasses
                    where group.writes.contains(layerClass.writerClass) {
                        let share = try share(number, index) ?? builder.constant(1)
                        terms.append(
                            try writeTerm(node, index, layerClass, share: share, of: group)
                        )
                    }
                } else if step.work == .secondLevel, step.hoursPerPlate == nil {
                    guard let second = node.secondWrite, group.writes.contains(second.writerClass),
                        let share = try share(number, index)
                    else { continue }
                    terms.append(try secondTerm(index, second, share: share, of: group))
                } else if step.group == group.name,
                    let hours = step.hoursPerPlate?.figure(for: node.node)
                {
                    guard let share = try share(number, index) else { continue }
                    terms.append(try hoursTerm(step, node, index, hours: hours, share: share))
                }
            }
        }
        return terms
    }

    mutating func packLines() throws(PackError) {
        var records: [Int32] = []
        for line in lines {
            let speed = line.tool.speed
            records += [
                Int32(line.tools.reduce(0) { $0 + $1.count }),
                Int32(line.taskCount), Int32(line.firstHours),
                speed == nil ? Int32(MR_NONE) : try builder.figure(speed, or: 1),
                Int32(Self.kernelClass(line.model?.writerClass ?? .vsb).rawValue),
            ]
            var writer = [Int32](repeating: 0, count: Int(MR_WRITER_FIELDS.rawValue))
            for field in WriterField.allCases {
                let figure = line.tool.settings[field] ?? line.model?.figures[field]
                writer[field.slot] = try builder.figure(figure, or: WriterConstants()[field])
            }
            writer[Int(MR_W_CONTINUOUS.rawValue)] =
                builder.constant(line.model?.stage == .floor ? 1 : 0)
            records += writer
        }
        set(MR_LINE_COUNT, lines.count)
        set(MR_LINES, offset)
        body += records
    }

    static func kernelClass(_ writerClass: WriterClass) -> mr_writer_class {
        switch writerClass {
        case .vsb: MR_VSB
        case .raster: MR_RASTER
        case .multibeam: MR_MULTIBEAM
        }
    }
}
