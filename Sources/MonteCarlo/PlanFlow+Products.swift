internal import PlanModel

extension PlanFlow {
    /// Plates of a node that take the same way: a layer class, with or without a second level.
    func products(of index: Int, _ course: Course) -> [(share: Double, product: FlowFab.Product)] {
        let node = plan.nodes[index]
        let visits = plan.visits(of: node)
        let second =
            visits.contains(where: \.isOfPlate)
            ? node.secondLevelShare.map { min(1, max(0, course.value($0))) } ?? 0 : 0
        var products: [(share: Double, product: FlowFab.Product)] = []
        for (number, share) in classShares(node, course).enumerated() {
            let steps = visits.map { step($0, index, number, course) }
            for hasSecond in [false, true] {
                let part = share * (hasSecond ? second : 1 - second)
                products.append((part, product(index, visits, steps, hasSecond, course)))
            }
        }
        return products
    }

    /// Shares of the layer classes: e-beam classes grow by their factor, laser takes the rest.
    private func classShares(_ node: TechnologyNode, _ course: Course) -> [Double] {
        let shares = node.layerClasses.map { course.value($0.share) }
        let isBeam = node.layerClasses.map { $0.writerClass != .raster }
        let beams = zip(shares, isBeam).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
        let rest = zip(shares, isBeam).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
        guard beams > 0, rest > 0, let factor = plan.factors.ebeamShare.map(course.value) else {
            return shares
        }
        let grown = min(beams + rest, beams * factor)
        return zip(shares, isBeam)
            .map { $1 ? $0 * grown / beams : $0 * (beams + rest - grown) / rest }
    }

    /// What takes those of a node's steps that plates with or without a second level need.
    private func product(
        _ index: Int,
        _ visits: [RouteVisit],
        _ steps: [FlowFab.Step],
        _ hasSecond: Bool,
        _ course: Course
    ) -> FlowFab.Product {
        let node = plan.nodes[index]
        let kept = visits.indices.filter { hasSecond || !visits[$0].isOfPlate }
        var product = FlowFab.Product(node: index, steps: [])
        for number in kept {
            let visit = visits[number]
            var step = steps[number]
            step.back = kept.firstIndex { $0 >= visit.back } ?? 0
            // Where the node skips all steps before this one, there is nothing to go back to.
            if step.back < product.steps.count {
                step.limit = plan.route[visit.step].within?.figure(for: node.node)
                    .map { course.value($0) * 3600 }
                step.limitBack = step.back
            }
            product.steps.append(step)
        }
        product.restart = kept.firstIndex { plan.route[visits[$0].step].work == .write } ?? 0
        // What is lost shows at the end of the route, as the ramp counts it.
        let mature = course.value(node.yieldMature)
        let learning =
            course.value(node.yieldMatureAfter)
            * (plan.factors.learning.map(course.value) ?? 1)
        if let last = product.steps.indices.last {
            product.steps[last].scrap = .init(
                start: 1 - min(course.value(node.yieldStart), mature),
                end: 1 - mature,
                from: second(course.nodes[index].runThrough),
                over: learning * 730.5 * 3600
            )
        }
        return product
    }

    /// What a batch may hold together at a step: by node, plates of the same stated hours.
    static func loads(of step: Int, _ plan: Plan) -> [Int] {
        let hours = plan.nodes.map { node in
            [plan.route[step].hoursPerPlate, plan.route[step].passes]
                .map { $0?.figure(for: node.node)?.path }
        }
        return hours.map { own in
            step * plan.nodes.count + (hours.firstIndex(of: own) ?? 0)
        }
    }

    /// A step of a layer class, but for what depends on the steps before it.
    private func step(
        _ visit: RouteVisit,
        _ index: Int,
        _ layerClass: Int,
        _ course: Course
    ) -> FlowFab.Step {
        let (node, route) = (plan.nodes[index], plan.route[visit.step])
        let passes = route.passes?.figure(for: node.node).map(course.value) ?? 1
        var made: FlowFab.Step
        if let hours = route.hoursPerPlate?.figure(for: node.node), route.work != .write {
            let group = plan.groups.firstIndex { $0.name == route.group } ?? 0
            let seconds = course.value(hours) * passes * 3600
            made = .init(
                number: visit.step,
                group: group,
                time: .stated(seconds),
                expected: seconds
            )
        } else {
            let own = node.layerClasses[layerClass]
            let written = route.work == .write ? own : node.secondWrite ?? own
            let group = plan.groups.firstIndex { $0.writes.contains(written.writerClass) } ?? 0
            let (time, expected) = write(written, group, course)
            made = .init(number: visit.step, group: group, time: time, expected: expected)
            made.isLost = plan.groups[group].mtbf != nil
        }
        // A queue of which no tool is capable has no orders: its node never opens.
        let tools = lines[made.group]
        made.firstTool = tools.firstIndex { $0.reach > index } ?? tools.count
        made.share = visit.isOfPlate ? nil : visit.share.map(course.value)
        made.rework = visit.rework.map(course.value)
        made.row = visit.step * plan.nodes.count + index
        made.load = loads[visit.step][index]
        switch plan.groups[made.group].setup?.between {
        case .node: made.family = index
        case .layerClass: made.family = index << 8 | layerClass
        case .step: made.family = visit.step
        case nil: break
        }
        return made
    }

    /// The time of a write on each tool of a group, and its mean on the first.
    private func write(
        _ layerClass: LayerClass,
        _ group: Int,
        _ course: Course
    ) -> (FlowFab.Time, Double) {
        let shots = PlateConstants(means: layerClass)
        var (median, sigma) = (shots.shots.value, shots.shotSpread.value)
        if let figure = layerClass.shotsPerPass, figure.kind != .random {
            (median, sigma) = (course.value(figure), 0)
        }
        median *= plan.factors.shots.map(course.value) ?? 1
        // Plates differ in their density as they do in their shots; writes take the mean of it.
        let density =
            layerClass.density.map {
                $0.kind == .random ? $0.distribution.moments.mean : course.value($0)
            } ?? 0.5
        let dose = layerClass.dose.map(course.value) ?? 0
        let passes = course.value(layerClass.passes)
        var writes: [FlowFab.Write] = []
        for (place, line) in lines[group].enumerated() {
            // Units of a tool follow one another.
            let isAsBefore = place > 0 && lines[group][place - 1].tool == line.tool
            writes.append(
                isAsBefore
                    ? writes[place - 1]
                    : writers[line.tool]
                        .write(course.writers[line.tool], dose, passes, density)
            )
        }
        let mean = writes.first.map { write in
            Double(write.fixed)
                + max(Double(write.base) + Double(write.slope) * median, Double(write.stage))
        }
        return (.write(writes, median: median, sigma: sigma), mean ?? 0)
    }
}
