/// A step of the route as the plates of one node come to it.
public struct RouteVisit: Sendable {
    /// Number of the step in the plan's route.
    public var step: Int
    /// Share of the plates that come to it which take it; nil for all [1].
    public var share: Figure?
    /// Whether the share says which plates take it, as a second level does; else it is drawn each
    /// time that a plate comes, and a plate that is sent back to the step takes it for sure.
    public var isOfPlate: Bool
    /// Share of the plates that have taken it which go back; nil for none [1].
    public var rework: Figure?
    /// Number, among the node's visits, of the step that they go back to.
    public var back: Int
}

extension Plan {
    /// The steps that plates of a node come to, in order.
    ///
    /// - Parameter node: the node.
    /// - Returns: a visit for each step that the node does not skip.
    public func visits(of node: TechnologyNode) -> [RouteVisit] {
        let taken = route.indices.filter { node.takes(route[$0]) }
        return taken.enumerated()
            .map { number, index in
                let step = route[index]
                let target = route.firstIndex { $0.name == step.backTo } ?? index
                let isSecond = step.work == .secondLevel
                return RouteVisit(
                    step: index,
                    share: isSecond
                        ? node.secondLevelShare
                            ?? .value(0, path: "nodes.\(node.node).second_level")
                        : step.work == .write ? nil : step.share?.figure(for: node.node),
                    isOfPlate: isSecond,
                    rework: isSecond ? nil : step.rework?.figure(for: node.node),
                    // Where the node skips that step, its plates go on from there to the next.
                    back: min(taken.firstIndex { $0 >= target } ?? number, number)
                )
            }
    }
}

extension TechnologyNode {
    fileprivate func takes(_ step: RouteStep) -> Bool {
        switch step.work {
        case .write: true
        case .secondLevel where step.hoursPerPlate == nil: secondWrite != nil
        case .hours, .secondLevel: step.hoursPerPlate?.figure(for: node) != nil
        }
    }
}

extension [RouteVisit] {
    /// Most times that a plate may take a step, at the greatest shares that go back.
    public static var mostTimes: Double { 100 }

    /// How often plates take each step on their way through the route.
    ///
    /// With share q, rework r and visits t of the later steps j, back to b(j):
    /// t(i) = q(i)·(1 + Σ r(j)·t(j) over b(j) < i ≤ j) + Σ r(j)·t(j) over b(j) = i ≤ j.
    ///
    /// - Parameter value: the number that stands for a figure.
    /// - Returns: mean times by visit; infinite where plates go back for ever.
    public func timesTaken(_ value: (Figure) -> Double) -> [Double] {
        var times = [Double](repeating: 0, count: count)
        for index in indices.reversed() {
            let visit = self[index]
            let share = visit.share.map(value) ?? 1
            let rework = visit.rework.map(value) ?? 0
            var (coming, sent) = (1.0, 0.0)
            for later in indices where later > index && self[later].back <= index {
                let back = (self[later].rework.map(value) ?? 0) * times[later]
                if self[later].back == index, !visit.isOfPlate {
                    sent += back
                } else {
                    coming += back
                }
            }
            let again = visit.back == index ? rework : share * rework
            times[index] = again < 1 ? (share * coming + sent) / (1 - again) : .infinity
        }
        return times
    }
}
