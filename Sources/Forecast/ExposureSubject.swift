internal import MonteCarlo
internal import PlanModel

/// A writer as plates meet it: a model, or a tool with settings of its own.
struct ExposureWriter: Sendable {
    /// The model, or the tool where it has settings of its own.
    var name: String
    /// The model.
    var model: String
    /// Tools that are written on alike.
    var tools: [String]
    /// How it exposes.
    var writerClass: WriterClass
    /// How its stage moves.
    var stage: StageMotion
    /// Its constants.
    var figures: [WriterField: Figure]
    /// Mean time between failures [h]; nil when writes are never lost.
    var meanTimeBetweenFailures: Double?
    /// Finest node that it can write [nm].
    var finestNode: Int

    /// A writer of the plan.
    ///
    /// - Parameters:
    ///   - model: its model.
    ///   - tool: the tool, when its settings or reach count.
    ///   - group: the group whose failures it has.
    init(_ model: Writer, tool: Tool?, group: ToolGroup?) {
        let settings = tool?.settings ?? [:]
        let ownReach = tool?.finestNode ?? 0
        name = settings.isEmpty ? model.name : tool?.name ?? model.name
        self.model = model.name
        tools = tool.map { [$0.name] } ?? []
        writerClass = model.writerClass
        stage = model.stage
        figures = model.figures.merging(settings) { $1 }
        meanTimeBetweenFailures = group?.mtbf?.distribution.moments.mean
        finestNode = ownReach > 0 ? ownReach : model.finestNode
    }

    /// Whether it goes by that name: its own, its model's or one of its tools'.
    func isCalled(_ other: String) -> Bool {
        name == other || model == other || tools.contains(other)
    }
}

/// Plates of one layer class of a node on one writer.
struct ExposureSubject: Sendable {
    /// The node [nm].
    var node: Int
    /// What is written.
    var layerClass: LayerClass
    /// What writes it.
    var writer: ExposureWriter

    /// Node, layer class and writer, for messages.
    var text: String { "\(plates) on \(writer.name)" }

    /// Node and layer class, for messages.
    var plates: String { "\(node) nm \(layerClass.name)" }

    /// Every layer class of every node on every kind of writer that the plan writes it on.
    static func all(_ plan: Plan) -> [ExposureSubject] {
        var subjects: [ExposureSubject] = []
        for node in plan.nodes {
            let hasSecond = (node.secondLevelShare?.distribution.moments.mean ?? 0) > 0
            let second = hasSecond ? node.secondWrite : nil
            for layerClass in node.layerClasses + (second.map { [$0] } ?? []) {
                for group in plan.groups where group.writes.contains(layerClass.writerClass) {
                    subjects += writers(of: group, node: node.node, plan)
                        .map {
                            ExposureSubject(node: node.node, layerClass: layerClass, writer: $0)
                        }
                }
            }
        }
        return subjects
    }

    /// Kinds of writers of a group that reach a node.
    private static func writers(
        of group: ToolGroup,
        node: Int,
        _ plan: Plan
    ) -> [ExposureWriter] {
        var found: [ExposureWriter] = []
        for tool in plan.tools where tool.group == group.name {
            guard let model = plan.writers.first(where: { $0.name == tool.model }) else { continue }
            let writer = ExposureWriter(model, tool: tool, group: group)
            if writer.finestNode > node { continue }
            if let index = found.firstIndex(where: { $0.name == writer.name }) {
                found[index].tools += writer.tools
            } else {
                found.append(writer)
            }
        }
        return found
    }

    /// Why these plates cannot be written on their writer; nil when they can.
    var obstacle: String? {
        if writer.finestNode > node {
            return "\(writer.name) reaches \(writer.finestNode) nm and nothing finer"
        }
        let kind = "which a \(writer.writerClass.rawValue) writer needs"
        if writer.writerClass == .vsb, layerClass.shotsPerPass == nil {
            return "the plates state no shots_per_pass, \(kind)"
        }
        if writer.writerClass != .raster, layerClass.dose == nil {
            return "the plates state no dose, \(kind)"
        }
        return nil
    }

    /// The same with a figure in place of the plan's.
    func with(_ setting: WriteSetting) -> ExposureSubject {
        var result = self
        let figure = setting.figure
        switch setting.parameter {
        case .dose: result.layerClass.dose = figure
        case .passes: result.layerClass.passes = figure
        case .density: result.layerClass.density = figure
        case .shots: result.layerClass.shotsPerPass = shots(setting)
        case .sigma:
            guard let shots = layerClass.shotsPerPass, let sigma = figure.distribution.fixedValue
            else { return self }
            var median = shots.distribution.moments.mean
            if case .lognormal(let stated, _) = shots.distribution { median = stated }
            result.layerClass.shotsPerPass = Figure(
                kind: .random,
                distribution: .lognormal(median: median, sigma: sigma),
                basis: .assumed,
                path: shots.path
            )
        case .meanTimeBetweenFailures:
            result.writer.meanTimeBetweenFailures = figure.distribution.moments.mean
        case .constant(let field): result.writer.figures[field] = figure
        }
        return result
    }

    /// A number takes the place of a lognormal's median; the sigma stays.
    private func shots(_ setting: WriteSetting) -> Figure {
        guard setting.isNumber, let median = setting.figure.distribution.fixedValue,
            let shots = layerClass.shotsPerPass, shots.kind == .random,
            case .lognormal(_, let sigma) = shots.distribution
        else { return setting.figure }
        return Figure(
            kind: .random,
            distribution: .lognormal(median: median, sigma: sigma),
            basis: .assumed,
            path: shots.path
        )
    }
}
