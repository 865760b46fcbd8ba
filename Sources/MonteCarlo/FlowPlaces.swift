internal import CKernels
internal import Foundation
internal import PlanModel

/// Where the numbers of a course lie.
struct FlowPlaces {
    struct Source {
        var shares, lead, opens, rates: Int32
    }
    struct Group {
        var up, every, skill, setup: Int32
    }
    struct Step {
        var time, median, share, rework, scrap, limit: Int32
    }
    var sources: [Source] = []
    var groups: [Group] = []
    var tools: [Int32] = []
    var steps: [Step] = []
}

/// Plates of a group that the same tools can do and that one batch can hold.
struct FlowQueue: Equatable {
    var firstTool: Int
    var load: Int
}

extension FlowFab.Step {
    func queue(in fab: FlowFab) -> FlowQueue {
        FlowQueue(firstTool: firstTool, load: fab.groups[group].batch.most > 1 ? load : 0)
    }
}

extension FlowFab {
    /// The queues of each group.
    var queues: [[FlowQueue]] {
        var queues = groups.map { _ in [FlowQueue]() }
        for product in products {
            for step in product.steps {
                let queue = step.queue(in: self)
                if !queues[step.group].contains(queue) { queues[step.group].append(queue) }
            }
        }
        return queues
    }
}

extension Quantiles {
    init(_ spread: FlowFab.Spread) {
        switch spread {
        case .exponential: self.init(below: { -log1p(-$0) }, above: { -log($0) })
        case .uniform(let width):
            self.init(below: { 1 - width + 2 * width * $0 }, above: { 1 + width - 2 * width * $0 })
        case .lognormal(let sigma):
            let median = exp(-sigma * sigma / 2)
            self.init(
                below: { median * exp(sigma * NormalDistribution.quantile($0)) },
                above: { median * exp(-sigma * NormalDistribution.quantile($0)) }
            )
        }
    }
}

extension FlowPacker {
    /// Checks what the kernel cannot.
    ///
    /// - Throws: `PackError` that says which bound the fab breaks.
    static func check(_ fab: FlowFab) throws(PackError) {
        for group in fab.groups where group.tools.count > FlowFab.mostTools {
            throw PackError(
                message: "a group has \(group.tools.count) tools; the flow simulation holds at "
                    + "most \(FlowFab.mostTools) of a group"
            )
        }
        for product in fab.products where product.steps.contains(where: { $0.number >= 4096 }) {
            throw PackError(message: "the route has more than 4096 steps")
        }
        var sources = Set<UInt32>()
        for source in fab.sources
        where !sources.insert(EntityNames.hash(source.name) & 0x7FFF_FFFF).inserted {
            throw PackError(
                message: "orders of '\(source.name)' draw the same random numbers as others; "
                    + "rename them"
            )
        }
        var names = EntityNames()
        for tool in fab.groups.flatMap(\.tools) { _ = try names.entity(tool.name) }
        guard let end = fab.periods.last, end <= FlowFab.longest else {
            throw PackError(
                message: "the flow simulation ends after \(fab.periods.last ?? 0) s; expected at "
                    + "most \(FlowFab.longest) s, 34 years"
            )
        }
    }
}

extension DispatchRule {
    /// As the kernel knows it.
    var number: mr_flow_rule {
        switch self {
        case .firstCome: MR_RULE_FIFO
        case .dueDate: MR_RULE_DUE
        case .criticalRatio: MR_RULE_CRITICAL_RATIO
        case .shortest: MR_RULE_SHORTEST
        case .finest: MR_RULE_FINEST
        case .fewestSetups: MR_RULE_FEWEST_SETUPS
        }
    }
}
