internal import CKernels
public import PlanModel

extension RampTables {
    /// Packs a plan so that what it makes at the end of a day comes out of a replication: the
    /// output of the only year, as what a month at that pace makes.
    ///
    /// The horizon is the moment after the day. All dates and lags are counted in such moments, so
    /// that they are drawn as in the plan itself. What falls within the moment is there in part.
    ///
    /// - Parameters:
    ///   - day: the day.
    ///   - plan: a validated plan, of mean plates.
    /// - Throws: `PackError` when the plan is beyond what the kernel can hold.
    public init(endOf day: Day, of plan: Plan) throws(PackError) {
        let scales = try plan.unitScales
        let next = Day(number: day.number + 1)
        var plan = plan.countingWafersInPlates.countingProducts(scales)
        let moments = plan.momentsOfMonth(after: next)
        plan.scaleLags(by: moments)
        (plan.start, plan.monthCount, plan.targets) = (next.month, 1, [])
        var packer = RampPacker(
            plan: plan,
            scales: scales,
            origin: Double(next.dayOfMonth - 1) / Double(next.month.dayCount),
            stepsOfMonth: moments
        )
        self = try packer.pack()
    }
}

extension Plan {
    /// As many moments to a month as the kernel's dates can hold: a power of two, so that lags keep
    /// their digits; minutes where the plan begins some years before.
    fileprivate func momentsOfMonth(after day: Day) -> Double {
        let dates =
            tools.flatMap { $0.delivered + $0.promised + $0.accepted }
            + milestones.compactMap(\.happened) + risks.flatMap(\.outcomes).compactMap(\.to)
            + project.cleanRoom.map(\.period)
        let earliest = (dates.map(\.first) + [asOf]).min() ?? asOf
        let months = max(1, day.month.number - earliest.month.number + 1)
        var moments = 1
        while moments < 1 << 16, 2 * moments * months <= Int(MR_NEVER) / 2 { moments *= 2 }
        return Double(moments)
    }

    /// Everything that lasts for months, in parts of a month; maintenance, a share of the hours,
    /// stays.
    fileprivate mutating func scaleLags(by steps: Double) {
        func scale(_ figure: inout Figure) {
            figure.distribution = figure.distribution.scaled(by: steps)
        }
        func scale(_ figure: inout Figure?) {
            guard var scaled = figure else { return }
            scale(&scaled)
            figure = scaled
        }
        for index in tools.indices {
            scale(&tools[index].slip)
            scale(&tools[index].installation)
            scale(&tools[index].acceptance)
            scale(&tools[index].qualification)
        }
        for index in groups.indices { scale(&groups[index].learningMonths) }
        for index in nodes.indices {
            scale(&nodes[index].qualification)
            scale(&nodes[index].sampling)
            scale(&nodes[index].verification)
            scale(&nodes[index].yieldMatureAfter)
        }
        for risk in risks.indices {
            for index in risks[risk].outcomes.indices {
                scale(&risks[risk].outcomes[index].by)
                scale(&risks[risk].outcomes[index].replacedAfter)
                scale(&risks[risk].outcomes[index].reorderedAfter)
            }
        }
    }
}
