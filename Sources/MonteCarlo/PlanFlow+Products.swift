internal import CKernels
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
            for hasSecond in [false, true] {
                let part = share * (hasSecond ? second : 1 - second)
                let product = product(index, visits, number, hasSecond, course)
                products.append((part, product))
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

    private func product(
        _ index: Int,
        _ visits: [RouteVisit],
        _ layerClass: Int,
        _ hasSecond: Bool,
        _ course: Course
    ) -> FlowFab.Product {
        let node = plan.nodes[index]
        let kept = visits.indices.filter { hasSecond || !visits[$0].isOfPlate }
        var product = FlowFab.Product(node: index, steps: [])
        for number in kept {
            let visit = visits[number]
            var step = step(visit, index, node.layerClasses[layerClass], course)
            step.share = visit.isOfPlate ? nil : visit.share.map(course.value)
            step.rework = visit.rework.map(course.value)
            step.back = kept.firstIndex { $0 >= visit.back } ?? 0
            step.row = visit.step * plan.nodes.count + index
            step.load = load(visit.step, node)
            switch plan.groups[step.group].setup?.between {
            case .node: step.family = index
            case .layerClass: step.family = index << 8 | layerClass
            case .step: step.family = visit.step
            case nil: break
            }
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

    /// What a batch may hold together: plates of a step and of the same stated hours.
    private func load(_ step: Int, _ node: TechnologyNode) -> Int {
        func hours(_ node: TechnologyNode) -> [String?] {
            [plan.route[step].hoursPerPlate, plan.route[step].passes]
                .map { $0?.figure(for: node.node)?.path }
        }
        let own = hours(node)
        return step * plan.nodes.count + (plan.nodes.firstIndex { hours($0) == own } ?? 0)
    }

    private func step(
        _ visit: RouteVisit,
        _ index: Int,
        _ layerClass: LayerClass,
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
            let written = route.work == .write ? layerClass : node.secondWrite ?? layerClass
            let group = plan.groups.firstIndex { $0.writes.contains(written.writerClass) } ?? 0
            let (time, expected) = write(written, group, course)
            made = .init(number: visit.step, group: group, time: time, expected: expected)
            made.isLost = plan.groups[group].mtbf != nil
        }
        // A queue of which no tool is capable has no orders: its node never opens.
        let tools = lines[made.group]
        made.firstTool = tools.firstIndex { $0.reach > index } ?? tools.count
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
        let writes = lines[group]
            .map { line in
                writeParts(plan.tools[line.tool], dose, passes, density, course)
            }
        let mean = writes.first.map { write in
            Double(write.fixed)
                + max(Double(write.base) + Double(write.slope) * median, Double(write.stage))
        }
        return (.write(writes, median: median, sigma: sigma), mean ?? 0)
    }

    private func writeParts(
        _ tool: Tool,
        _ dose: Double,
        _ passes: Double,
        _ density: Double,
        _ course: Course
    ) -> FlowFab.Write {
        let model = plan.writers.first { $0.name == tool.model }
        let constants = WriterConstants()
        var writer = [Float](repeating: 0, count: Int(MR_WRITER_FIELDS.rawValue))
        for field in WriterField.allCases {
            let figure = tool.settings[field] ?? model?.figures[field]
            writer[field.slot] = Float(figure.map(course.value) ?? constants[field])
        }
        writer[Int(MR_W_CONTINUOUS.rawValue)] = model?.stage == .floor ? 1 : 0
        var parts = [Float](repeating: 0, count: Int(MR_FLOW_WRITE_SIZE.rawValue))
        mr_cpu_write_parts(
            Int32(RampPacker.kernelClass(model?.writerClass ?? .vsb).rawValue),
            writer,
            Float(dose),
            Float(passes),
            Float(density),
            &parts
        )
        return .init(fixed: parts[0], base: parts[1], slope: parts[2], stage: parts[3])
    }
}
