internal import CKernels
internal import PlanModel

/// Where plates go back for rework, and the days on which groups work.
extension RampPacker {
    /// The route of each node of which plates go back, the last step first.
    mutating func packVisits() throws(PackError) {
        var records: [Int32] = []
        var loops: [Int32] = []
        for node in nodes {
            let visits = plan.visits(of: node)
            self.visits.append(visits)
            guard visits.contains(where: { ($0.rework?.distribution.largest ?? 0) > 0 }) else {
                taken.append(nil)
                continue
            }
            let figures = visits.map { _ in builder.found() }
            let most = visits.timesTaken { $0.distribution.largest }
            guard most.allSatisfy({ $0 <= [RouteVisit].mostTimes }) else {
                throw PackError(
                    message: "plates of \(node.node) nm go back to a step without end; expected to "
                        + "take none more than \(Int([RouteVisit].mostTimes)) times"
                )
            }
            for (number, visit) in visits.enumerated().reversed() {
                let before = loops.count / Int(MR_LOOP_SIZE.rawValue)
                for later in visits.indices where later > number && visits[later].back <= number {
                    guard let rework = visits[later].rework else { continue }
                    let isSent = visits[later].back == number && !visit.isOfPlate
                    loops += [figures[later], try builder.figure(rework, or: 0), isSent ? 1 : 0]
                }
                let count = loops.count / Int(MR_LOOP_SIZE.rawValue) - before
                records += [
                    figures[number], try builder.figure(visit.share, or: 1),
                    visit.rework == nil ? Int32(MR_NONE) : try builder.figure(visit.rework, or: 0),
                    visit.back == number ? 1 : 0, Int32(before), Int32(count),
                ]
            }
            // A step that no plate ever takes asks nothing of its group.
            let ever = visits.indices.filter { most[$0] > 0 }
            taken.append(
                Dictionary(uniqueKeysWithValues: ever.map { (visits[$0].step, figures[$0]) })
            )
        }
        set(MR_VISIT_COUNT, records.count / Int(MR_VISIT_SIZE.rawValue))
        set(MR_VISITS, offset)
        body += records
        set(MR_LOOPS, offset)
        body += loops
    }

    /// The figure for how often a mean plate of a node takes a step.
    ///
    /// - Parameters:
    ///   - step: number of the step in the route.
    ///   - node: number of the node.
    /// - Returns: nil where no plate ever does.
    /// - Throws: `PackError` when its name draws what another's does.
    mutating func share(_ step: Int, _ node: Int) throws(PackError) -> Int32? {
        if let taken = taken[node] { return taken[step] }
        guard let visit = visits[node].first(where: { $0.step == step }) else { return nil }
        if let share = visit.share, share.distribution.largest <= 0 { return nil }
        return try builder.figure(visit.share, or: 1)
    }

    /// Where the hours of the days on which a group works begin among the floats, by month.
    mutating func openHours(of group: ToolGroup) -> Int32 {
        let days = plan.openDays(of: group)
        if let known = openHours[days] { return known }
        let first = Int32(builder.floats.count)
        builder.floats += days.enumerated()
            .map { index, days in
                guard plan.hasProducts else { return Float(24 * days) }
                let month = Month(number: plan.start.number + index)
                return Float(Plan.productMonthHours * Double(days) / Double(month.dayCount))
            }
        openHours[days] = first
        return first
    }
}
