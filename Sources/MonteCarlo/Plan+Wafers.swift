public import PlanModel

/// Plates and wafers, both ways.
extension TechnologyNode {
    /// Mean plates of a mask set; nil when the plan does not say [plates].
    public var meanPlatesPerSet: Double? { platesPerSet?.distribution.moments.mean }

    /// Mean plates that a wafer takes: those of new sets, and replacements; nil when the plan does
    /// not say, or none are taken [plates].
    public var meanPlatesPerWafer: Double? {
        let replaced = replacementPlatesPerThousandWafers?.distribution.moments.mean
        let ordered = tapeOutsPerThousandWafers.flatMap { tapeOuts in
            meanPlatesPerSet.map { tapeOuts.distribution.moments.mean * $0 }
        }
        let plates = ((ordered ?? 0) + (replaced ?? 0)) / 1000
        return plates > 0 ? plates : nil
    }
}

extension Plan {
    /// The plan with demand for wafers as demand for the plates that they take.
    ///
    /// Wafers keep their spread and their draws. What a wafer takes, and the share that is wanted
    /// of this fab, count with their means.
    public var countingWafersInPlates: Plan {
        guard demand.contains(where: { !$0.wafersPerMonth.isEmpty }) else { return self }
        var plan = self
        for index in demand.indices where !demand[index].wafersPerMonth.isEmpty {
            let line = demand[index]
            let node = nodes.first { $0.node == line.node }
            let share = line.share?.distribution.moments.mean ?? 1
            let plates = share * (node?.meanPlatesPerWafer ?? 0)
            plan.demand[index].platesPerMonth = line.wafersPerMonth.map {
                var wafers = $0
                wafers.figure.distribution = $0.figure.distribution.scaled(by: plates)
                return wafers
            }
            plan.demand[index].wafersPerMonth = []
        }
        return plan
    }
}
