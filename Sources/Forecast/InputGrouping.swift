internal import MonteCarlo
internal import PlanModel

/// How inputs of a plan are taken together.
public enum InputGrouping: String, Sendable, CaseIterable, Codable {
    /// Each alone.
    case input
    /// By the tool that they are about; what is about no tool, by kind.
    case tool
    /// By the supplier of the tool that they are about; what is about no tool, by kind.
    case supplier
    /// By what they are: deliveries, installation, yields and so on.
    case kind

    /// Some inputs that are drawn again together; all chance, or all ignorance.
    struct Group: Equatable {
        /// What they have in common.
        var name: String
        /// Whether they are ignorance, not chance.
        var isUncertain: Bool
        /// The inputs, by name.
        var names: Set<String>
    }

    /// The groups of a plan in the order in which their first inputs are packed.
    func groups(_ inputs: [RampInput], of plan: Plan) -> [Group] {
        var groups: [Group] = []
        for input in inputs {
            let name = name(of: input, in: plan)
            let same = groups.firstIndex { $0.name == name && $0.isUncertain == input.isUncertain }
            if let same {
                groups[same].names.insert(input.name)
            } else {
                let isUncertain = input.isUncertain
                groups.append(Group(name: name, isUncertain: isUncertain, names: [input.name]))
            }
        }
        return groups
    }

    private func name(of input: RampInput, in plan: Plan) -> String {
        switch self {
        case .input: return input.name
        case .kind: return Self.kind(of: input)
        case .tool: return Self.tool(of: input, in: plan)?.name ?? Self.kind(of: input)
        case .supplier:
            if let tool = Self.tool(of: input, in: plan) {
                return plan.supplier(of: tool) ?? "no named supplier"
            }
            // `suppliers.NAME.slip`, whatever the name.
            guard input.kind == .supplier else { return Self.kind(of: input) }
            return String(input.name.dropFirst("suppliers.".count).dropLast(".slip".count))
        }
    }

    /// The tool that an input is about.
    static func tool(of input: RampInput, in plan: Plan) -> Tool? {
        let parts = input.name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0] == "tools" else { return nil }
        // A unit of a batch has its number after the name.
        let unit = parts[1].lastIndex(of: "#").map { String(parts[1][..<$0]) }
        return plan.tools.first { $0.name == parts[1] } ?? plan.tools.first { $0.name == unit }
    }

    /// What an input is, by its path in the plan.
    static func kind(of input: RampInput) -> String {
        switch input.kind {
        case .purchase: return "purchases"
        case .supplier, .sharing: return "deliveries"
        case .rounds: return "node qualification"
        case .luck: return "luck of plates"
        case .random, .uncertain, .risk: break
        }
        let parts = input.name.split(separator: ".", omittingEmptySubsequences: false)
        let field = parts.count > 2 ? parts[2].prefix { $0 != "#" } : ""
        switch parts[0].prefix(while: { $0 != "[" }) {
        case "risks": return "risks"
        case "demand": return "demand"
        case "route": return "step times"
        case "groups": return "availability"
        case "writers": return "writers"
        case "milestones": return "known dates"
        case "project": return "clean room"
        case "factors":
            let names = [
                "shots": "shots", "ebeam_share": "e-beam share", "learning": "learning",
                "delay_correlation": "deliveries",
            ]
            return names[parts.count > 1 ? String(parts[1]) : ""] ?? "factors"
        case "tools":
            return toolKind(field)
        case "nodes":
            return nodeKind(field)
        default: return String(parts[0])
        }
    }

    private static func toolKind(_ field: Substring) -> String {
        switch field {
        case "promised", "slip": "deliveries"
        case "delivered", "accepted": "known dates"
        case "installation", "acceptance", "qualification", "area": "installation"
        case "probability": "purchases"
        case "settings": "writers"
        case "speed": "tool speeds"
        default: "tools"
        }
    }

    private static func nodeKind(_ field: Substring) -> String {
        switch field {
        case "yield": "yields"
        case "qualification", "sampling", "verification", "sample_failure": "node qualification"
        case "layer_classes", "second_write": "shots"
        case "mix", "second_level": "mix"
        case "sample_plates": "demand"
        default: "nodes"
        }
    }
}
