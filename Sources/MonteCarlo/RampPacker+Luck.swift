internal import CKernels
internal import PlanModel

/// The luck of single plates: who has any, and what is kept of it.
extension RampPacker {
    var kernelFidelity: mr_fidelity {
        switch plan.fidelity {
        case .means: MR_MEANS
        case .moments: MR_MOMENTS
        case .plates: MR_PLATES
        }
    }

    /// Whether a plate's hours at a group differ from plate to plate.
    func varies(_ group: ToolGroup, _ node: TechnologyNode) -> Bool {
        func isRandom(_ layerClass: LayerClass) -> Bool {
            layerClass.shotsPerPass?.kind == .random
                && layerClass.shotsPerPass?.distribution.fixedValue == nil
        }
        let classes = node.layerClasses.filter { group.writes.contains($0.writerClass) }
        // A plate is of one class, which another group may write.
        if !classes.isEmpty, node.layerClasses.count > 1 { return true }
        if classes.contains(where: isRandom) { return true }
        guard let second = node.secondWrite, group.writes.contains(second.writerClass) else {
            return false
        }
        return (node.secondLevelShare?.distribution.largest ?? 0) > 0
    }

    /// Whether a node's plates have luck, who draws it, and from which set.
    mutating func packLuck(_ node: TechnologyNode, _ packed: Int) throws(PackError) -> [Int32] {
        let isCertain =
            node.yieldStart.distribution.fixedValue == 1
            && node.yieldMature.distribution.fixedValue == 1
            && !plan.groups.contains { varies($0, node) }
        guard plan.fidelity != .means, !isCertain else { return [0, 0, 0] }
        let name = "nodes.\(node.node).luck"
        inputs.append(.init(name: name, kind: .luck, place: offset + packed + 2))
        return [plan.fidelity == .moments ? 1 : 0, try builder.names.entity(name), 0]
    }

    /// Slots of what luck needs, in floats and in integers.
    func luckSlots() -> (floats: [(mr_ramp_header, Int)], wholes: [(mr_ramp_header, Int)]) {
        let (count, runs) = (nodes.count, Int(MR_PLATE_RUNS.rawValue))
        switch plan.fidelity {
        case .means: return ([], [])
        case .moments:
            let cells = plan.groups.count * count
            return (
                [
                    (MR_SLOT_VARIATION, cells), (MR_SLOT_STATED_MULTIPLE, count),
                    (MR_SLOT_WRITE_SUMS, cells * Int(MR_WRITE_SUMS.rawValue)),
                ],
                [(MR_SLOT_LUCK, 4 * count)]
            )
        case .plates:
            return (
                [(MR_SLOT_REST, runs * count), (MR_SLOT_OWED, count)],
                [
                    (MR_SLOT_BEGUN, runs * count),
                    (MR_SLOT_STARTS, Int(MR_START_KINDS.rawValue) * count),
                ]
            )
        }
    }
}
