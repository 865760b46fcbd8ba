import PlanModel

/// Groups, the route and tools.
extension PlanChecks {
    /// One group for each class of writer; both figures of failure or none.
    func checkGroups() {
        for writerClass in WriterClass.allCases {
            let names = plan.groups.filter { $0.writes.contains(writerClass) }.map(\.name)
            for name in names.dropFirst() {
                error(
                    "groups",
                    name,
                    "writes",
                    message: "\(names[0]) writes \(writerClass.rawValue) too; exactly one group may"
                )
            }
        }
        for group in plan.groups where (group.mtbf == nil) != (group.mttr == nil) {
            error("groups", group.name, message: "mtbf and mttr belong together; give both or none")
        }
        for group in plan.groups
        where group.failures != nil && group.mtbf == nil && group.mttr == nil {
            error(
                "groups",
                group.name,
                "failures",
                message: "says how mtbf and mttr vary; give both of them"
            )
        }
        checkHaveTools()
    }

    /// What needs a group without tools is never finished, and every year would be 0 without a word.
    private func checkHaveTools() {
        guard !plan.tools.isEmpty, !problems.touches("tools") else { return }
        let equipped = Set(plan.tools.map(\.group))
        for group in plan.groups where !equipped.contains(group.name) {
            guard let step = plan.route.first(where: { $0.group == group.name }) else { continue }
            warning(
                "groups",
                group.name,
                message: "no tool of it ever comes; plates that need it, as for step "
                    + "\(quoted(step.name)), are never finished"
            )
        }
    }

    /// Names, node ranges, and one first write.
    func checkRoute() {
        let steps = root["route"]?.items ?? []
        var names: Set<String> = []
        for (index, step) in steps.enumerated() {
            if let name = step["step"]?.text, !names.insert(name).inserted {
                problems.add(
                    .meaning,
                    at: step.location,
                    path: "route[\(index)].step",
                    "the step \(quoted(name)) is given twice; give each its own name"
                )
            }
            for key in ["hours_per_plate", "passes", "share", "rework", "within"] {
                checkRanges(step[key])
            }
            if step["work"]?.text == "second-level" { checkSecondLevel(index, step) }
            checkWriting(step)
        }
        let writing = steps.filter { $0["work"]?.text == "write" }
        if writing.count > 1 {
            problems.add(
                .meaning,
                at: writing[1].location,
                path: writing[1].path,
                "a second step with work: write; write second levels with work: second-level"
            )
        }
        if writing.isEmpty, !plan.nodes.isEmpty {
            error("route", message: "no step writes plates; give one step work: write")
        }
    }

    /// Stated hours and their group, or neither and a second write of each node that needs one.
    private func checkSecondLevel(_ index: Int, _ step: CheckedValue) {
        func complain(_ message: String) {
            problems.add(.meaning, at: step.location, path: "route[\(index)]", message)
        }
        let hasGroup = step["group"] != nil
        if hasGroup != (step["hours_per_plate"] != nil) {
            complain(
                "group and hours_per_plate belong together; give both, or neither and a "
                    + "second_write to the nodes"
            )
        } else if !hasGroup,
            let node = plan.nodes.first(where: {
                ($0.secondLevelShare?.distribution.greatest ?? 0) > 0 && $0.secondWrite == nil
            })
        {
            complain(
                "neither hours_per_plate nor nodes.\(node.node).second_write says how long the "
                    + "second write of \(node.node) nm takes; give one"
            )
        }
    }

    /// What a step cannot say of plates that the writers write: their nodes do.
    private func checkWriting(_ step: CheckedValue) {
        func complain(_ key: String, _ message: String) {
            guard let value = step[key], let figures = value.nodeFigure?.entries,
                figures.contains(where: { $0.figure.distribution.fixedValue != 1 })
            else { return }
            problems.add(.meaning, at: value.location, path: value.path, message)
        }
        switch step["work"]?.text {
        case "write":
            complain(
                "passes",
                "passes of a write stand in the nodes' layer_classes; give each class its passes"
            )
            complain(
                "share",
                "every plate is written; what share of a node's plates a writer class writes "
                    + "stands in its layer_classes"
            )
        case "second-level":
            complain(
                "share",
                "the share of plates that have a second write stands in the nodes' second_level"
            )
            guard step["group"] == nil, step["hours_per_plate"] == nil else { return }
            complain("passes", "passes of a second write stand in the node's second_write")
        default: break
        }
    }

    func checkRanges(_ value: CheckedValue?) {
        let ranges = (value?.entries ?? [])
            .compactMap { entry in
                NodeRange(entry.key).map { (key: entry.key, range: $0, value: entry.value) }
            }
        for (index, later) in ranges.prefix(200).enumerated() {
            guard let earlier = ranges[..<index].first(where: { $0.range.overlaps(later.range) })
            else { continue }
            problems.add(
                .meaning,
                at: later.value.location,
                path: later.value.path,
                "\(later.key) overlaps with \(earlier.key); a node may be in one range only"
            )
        }
    }

    /// Dates, model, reach and settings of a tool.
    func check(_ tool: Tool) {
        checkDates(of: tool)
        checkSupplier(of: tool)
        guard let group = plan.groups.first(where: { $0.name == tool.group }) else { return }
        checkUse(of: tool, group)
        guard !group.writes.isEmpty else {
            if tool.model != nil {
                error(
                    "tools",
                    tool.name,
                    "model",
                    message: "group \(group.name) does not write, so its tools have no model"
                )
            }
            if !tool.settings.isEmpty {
                error("tools", tool.name, "settings", message: "there is no model to override")
            }
            return
        }
        guard let name = tool.model else {
            error("tools", tool.name, message: "model is missing; group \(group.name) writes")
            return
        }
        guard let model = plan.writers.first(where: { $0.name == name }) else { return }
        check(tool, group, model)
    }

    private func check(_ tool: Tool, _ group: ToolGroup, _ model: Writer) {
        if !group.writes.contains(model.writerClass) {
            error(
                "tools",
                tool.name,
                "model",
                message: "\(model.name) is a \(model.writerClass.rawValue) writer, which group "
                    + "\(group.name) does not hold"
            )
        }
        checkClasses(tool, group, model)
        if tool.finestNode < model.finestNode {
            error(
                "tools",
                tool.name,
                "finest_node",
                message: "\(tool.finestNode) is finer than its model reaches (\(model.finestNode))"
            )
        }
        for field in tool.settings.keys.sorted(by: { $0.rawValue < $1.rawValue })
        where PlanShape.isRequired(field, of: model.writerClass) == nil {
            error(
                "tools",
                tool.name,
                "settings",
                field.rawValue,
                message: "a \(model.writerClass.rawValue) writer has no \(field.rawValue)"
            )
        }
    }

    /// A layer class that states no shots, or no dose, cannot be timed on a writer that needs them.
    private func checkClasses(_ tool: Tool, _ group: ToolGroup, _ model: Writer) {
        let reached = plan.nodes.filter { $0.node >= tool.finestNode }
        let asked = Set(reached.flatMap(\.writes).map(\.writerClass))
            .intersection(group.writes)
        let strange: [WriterClass] =
            switch model.writerClass {
            case .vsb: [.raster, .multibeam]
            case .multibeam: [.raster]
            case .raster: []
            }
        for writerClass in strange where asked.contains(writerClass) {
            error(
                "tools",
                tool.name,
                "model",
                message: "\(model.name) is a \(model.writerClass.rawValue) writer, and group "
                    + "\(group.name) writes \(writerClass.rawValue) plates, which state no "
                    + (model.writerClass == .vsb ? "shots" : "dose")
                    + "; give those plates a group of their own"
            )
        }
    }

    private func checkUse(of tool: Tool, _ group: ToolGroup) {
        let isUsed =
            plan.route.contains { $0.group == tool.group }
            || (!group.writes.isEmpty && plan.route.contains { $0.work == .write })
        // A group of products that has no step says what it lacks.
        if !isUsed, !plan.hasProducts, !problems.touches("route") {
            warning(
                "tools",
                tool.name,
                "group",
                message: "no step of the route uses group \(tool.group)"
            )
        }
    }

    private func checkSupplier(of tool: Tool) {
        guard let own = tool.supplier,
            let contract = plan.contracts.first(where: { $0.name == tool.contract }),
            let other = contract.supplier, other != own
        else { return }
        warning(
            "tools",
            tool.name,
            "supplier",
            message: "\(quoted(own)) is not the supplier of its contract \(contract.name), "
                + "\(quoted(other)); the tool's own counts"
        )
    }

    /// Slips of one supplier's tools are correlated; with one such tool, or none, nothing is.
    func checkDelayCorrelation() {
        guard let correlation = plan.factors.delayCorrelation,
            correlation.distribution.greatest > 0, !problems.touches("tools")
        else { return }
        var coming: [String: Int] = [:]
        for tool in plan.tools where tool.slip?.kind == .random {
            guard tool.slip?.distribution.fixedValue == nil, let name = plan.supplier(of: tool)
            else { continue }
            let here = tool.delivered.count { $0.first <= plan.asOf }
            let known = tool.delivered.count == 1 ? here * tool.count : here
            coming[name, default: 0] += tool.count - known
        }
        if coming.values.contains(where: { $0 > 1 }) { return }
        warning(
            "factors",
            "delay_correlation",
            message: "no two tools that are still to come have a random slip and one supplier, so "
                + "it changes nothing; give them a supplier, or their contracts"
        )
    }

    private func checkDates(of tool: Tool) {
        let entry = place(["tools", tool.name])
        for key in ["delivered", "promised", "accepted"] {
            let count = entry[key]?.dates.count ?? 1
            if count != 1, count != tool.count {
                error(
                    "tools",
                    tool.name,
                    key,
                    message: "\(count) dates for a count of \(tool.count); give one, or one each"
                )
            }
        }
        if entry["delivered"] == nil, entry["promised"] == nil {
            error("tools", tool.name, message: "delivered and promised are missing; give one")
        }
        if !isLookingBack, entry["promised"] == nil,
            let late = tool.delivered.first(where: { $0.first > plan.asOf })
        {
            warning(
                "tools",
                tool.name,
                "delivered",
                message: "\(late.text) is after the as-of date \(plan.asOf.text); it counts as "
                    + "promised"
            )
        }
    }
}
