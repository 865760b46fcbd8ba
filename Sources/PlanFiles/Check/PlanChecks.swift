import PlanModel

/// The rules that hold between the parts of a plan.
struct PlanChecks {
    /// The checked values, for places.
    let root: CheckedValue
    /// The plan as far as it could be built.
    let plan: Plan
    /// Whether the as-of date was given apart from the file.
    let isLookingBack: Bool
    /// Where complaints go.
    let problems: Problems

    /// Runs every check.
    func run() {
        checkHorizon()
        for node in plan.nodes { check(node) }
        if root["products"] == nil {
            checkNodesTakePart()
            checkRoute()
        }
        checkProducts()
        checkCalendar()
        checkGroups()
        checkRework()
        checkFlow()
        for tool in plan.tools { check(tool) }
        checkDelayCorrelation()
        checkInstallations()
        for contract in plan.contracts { check(contract) }
        checkMoney()
        checkEconomics()
        checkCommitments()
        checkPublished()
        checkBasis()
    }

    /// Reports an error at a place of the plan, unless something under it is wrong already.
    func error(_ path: String..., message: @autoclosure () -> String) {
        report(.error, path, message())
    }

    /// Reports an error at a path of any length.
    func error(at path: [String], message: @autoclosure () -> String) {
        report(.error, path, message())
    }

    /// Reports a warning likewise.
    func warning(_ path: String..., message: @autoclosure () -> String) {
        report(.warning, path, message())
    }

    /// Reports a warning at a path of any length.
    func warning(at path: [String], message: @autoclosure () -> String) {
        report(.warning, path, message())
    }

    private func report(_ severity: Issue.Severity, _ steps: [String], _ message: String) {
        let value = place(steps)
        let path = value.path.isEmpty ? steps.joined(separator: ".") : value.path
        if problems.touches(path) { return }
        problems.add(.meaning, severity, at: value.location, path: path, message)
    }

    /// The deepest value on a way down; `[n]` is an item of a list.
    func place(_ steps: [String]) -> CheckedValue {
        var value = root
        for step in steps {
            if step.hasPrefix("["), let index = Int(step.dropFirst().dropLast()),
                value.items.indices.contains(index)
            {
                value = value.items[index]
            } else if let inner = value[step] {
                value = inner
            } else {
                break
            }
        }
        return value
    }

    // MARK: The whole

    private func checkHorizon() {
        guard let start = root["horizon"]?["start"]?.date, let end = root["horizon"]?["end"]?.date
        else { return }
        if end.first <= start.first {
            error("horizon", "end", message: "\(end.text) is not after the start \(start.text)")
        } else if plan.monthCount > 600 {
            error("horizon", "end", message: "\(plan.monthCount) months; at most 600 are modelled")
        }
    }

    private func checkBasis() {
        let count = BasisCount(root)
        let places = count.unsaid.sorted {
            let (a, b) = ($0.location, $1.location)
            return (a.file, a.line, a.column) < (b.file, b.line, b.column)
        }
        guard let first = places.first, !problems.hasErrors else { return }
        problems.add(
            .meaning,
            .warning,
            at: first.location,
            path: first.path,
            "\(count.unsaid.count) of \(count.written) figures have no basis and count as assumed; "
                + "this is the first"
        )
    }

    // MARK: Nodes

    private func checkNodesTakePart() {
        let nodes = root["nodes"]?.entries ?? []
        if nodes.allSatisfy({ $0.value["mix"] == nil }) {
            error("nodes", message: "no node has a mix, so none takes part; give at least one mix")
            return
        }
        let sum = plan.nodes.compactMap(\.mix.distribution.typical).reduce(0, +)
        if sum <= 0 {
            error("nodes", message: "the mix of all nodes sums to 0")
        } else if abs(sum - 1) > 0.02 {
            warning("nodes", message: "the mix sums to \(short(sum)), not 1; it is normalised")
        }
        for (name, node) in nodes where node["mix"] != nil && node["yield"]?["mature"] == nil {
            error("nodes", name, message: "yield.mature is missing; a node with a mix needs it")
        }
        for (name, node) in nodes {
            guard let classes = node["layer_classes"], !classes.entries.isEmpty else { continue }
            let sum = classes.entries
                .compactMap { $0.value["share"]?.figure?.distribution.fixedValue }
                .reduce(0, +)
            if abs(sum - 1) > 0.001 {
                error(
                    "nodes",
                    name,
                    "layer_classes",
                    message: "the shares sum to \(short(sum)); expected 1 ± 0.001"
                )
            }
        }
    }

    private func check(_ node: TechnologyNode) {
        let section = node.product == nil ? "nodes" : "products"
        let name = node.product?.name ?? String(node.node)
        if let failure = node.sampleFailure, failure.distribution.greatest > 0,
            node.sampling.distribution.fixedValue == 0
        {
            warning(
                section,
                name,
                "sample_failure",
                message: "first samples that fail cost nothing, because sampling takes 0 months"
            )
        }
        if node.layerClasses.isEmpty, node.product == nil {
            error("nodes", name, message: "layer_classes is missing; a node with a mix needs them")
        }
        for layer in node.writes {
            let place =
                layer.name == LayerClass.secondWriteName
                ? ["second_write"] : ["layer_classes", layer.name]
            let groups = plan.groups.filter { $0.writes.contains(layer.writerClass) }
            guard groups.count == 1, let group = groups.first else {
                if groups.isEmpty, !problems.touches("groups") {
                    error(
                        at: ["nodes", name] + place + ["writer"],
                        message: "no group writes \(layer.writerClass.rawValue); give one group "
                            + "writes: [\(layer.writerClass.rawValue)]"
                    )
                }
                continue
            }
            let reaches = plan.tools.contains {
                $0.group == group.name && $0.finestNode <= node.node
            }
            if !reaches, !problems.touches("tools"), !problems.touches("writers") {
                warning(
                    at: ["nodes", name] + place + ["writer"],
                    message: "no tool of group \(group.name) reaches \(name) nm, so the plan "
                        + "never makes plates of this node"
                )
            }
        }
    }
}

extension TechnologyNode {
    /// What is written: the layer classes, and the second write.
    var writes: [LayerClass] { layerClasses + (secondWrite.map { [$0] } ?? []) }
}

extension Distribution {
    /// A value in the middle: the value, mode, median or mean.
    var typical: Double {
        switch self {
        case .fixed(let value): value
        case .uniform(let low, let high): (low + high) / 2
        case .triangular(_, let mode, _), .pert(_, let mode, _): mode
        case .normal(let mean, _, _, _): mean
        case .lognormal(let median, _): median
        case .discrete(let outcomes): outcomes.reduce(0) { $0 + $1.value * $1.probability }
        case .empirical(let values): values.reduce(0, +) / Double(max(1, values.count))
        }
    }

    /// The greatest value that it can take.
    var greatest: Double {
        switch self {
        case .fixed(let value): value
        case .uniform(_, let high), .triangular(_, _, let high), .pert(_, _, let high): high
        case .normal(let mean, let deviation, _, let high): high ?? mean + 6 * deviation
        case .lognormal: .infinity
        case .discrete(let outcomes): outcomes.map(\.value).max() ?? 0
        case .empirical(let values): values.max() ?? 0
        }
    }
}

/// A number for a message, with at most four decimals.
func short(_ number: Double) -> String {
    plainText((number * 10_000).rounded() / 10_000)
}
