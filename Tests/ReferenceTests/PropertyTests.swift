import MonteCarlo
import PlanModel
import Testing

/// What must hold for any plan: changes of a plan that share all draws with it.
struct PropertyTests {
    static let count = 48

    /// Yearly plates that rounding to float32 may move the wrong way, in 1/256 plate.
    private func slack(_ parts: Int) -> Int { 12 + parts / 20_000 }

    private func expectNoMore(_ less: Plan, than more: Plan, _ name: String) throws {
        let (low, high) = (try KernelRun(less), try KernelRun(more))
        let (lows, highs) = (
            try low.outcomes(count: Self.count), try high.outcomes(count: Self.count)
        )
        for number in lows.indices {
            for (small, large) in [
                (lows[number].output, highs[number].output),
                (lows[number].capacity, highs[number].capacity),
            ] {
                for year in small.indices {
                    #expect(
                        small[year] <= large[year] + slack(large[year]),
                        "\(name), replication \(number), year \(year)"
                    )
                }
            }
        }
        // By node only the histograms are there; paired order implies theirs, but for values that
        // rounding moves into the next bin.
        let (few, many) = (
            try low.counters(count: Self.count), try high.counters(count: Self.count)
        )
        for year in low.tables.years.indices {
            for node in low.tables.nodes.indices {
                let (small, large) = (
                    few.output(year: year, node: node), many.output(year: year, node: node)
                )
                for bin in 0..<small.count - 1 {
                    let atMost = large.prefix(bin + 1).reduce(0, +)
                    let atMostOneMore = small.prefix(bin + 2).reduce(0, +)
                    #expect(atMost <= atMostOneMore, "\(name), year \(year), node \(node), \(bin)")
                    if atMost == UInt64(Self.count) { break }
                }
            }
        }
    }

    /// A random plan whose tools of one kind are promised for after the as-of date.
    ///
    /// What has been known to happen is evidence: a tool that came later by the as-of date would
    /// also change what is believed about the rest.
    private func planWithFutureTool(seed: UInt64) -> (plan: Plan, tool: Int) {
        var plan = RandomPlans.plan(seed: seed)
        let tool = Int(seed) % plan.tools.count
        plan.tools[tool].delivered = []
        plan.tools[tool].accepted = []
        plan.tools[tool].promised = [Self.quarter(after: plan.asOf, by: 1)]
        return (plan, tool)
    }

    private static func quarter(after day: Day, by months: Int) -> DateInterval {
        let first = Month(number: day.month.number + months)
        let end = Month(number: first.number + 3).firstDay
        return DateInterval(first: first.firstDay, last: Day(number: end.number - 1), text: "")
    }

    @Test(arguments: UInt64(300)..<316)
    func laterToolNeverRaisesPlates(seed: UInt64) throws {
        let (plan, tool) = planWithFutureTool(seed: seed)
        var late = plan
        late.tools[tool].promised = [Self.quarter(after: plan.asOf, by: 1 + Int(seed % 7) + 1)]
        try expectNoMore(late, than: plan, "plan \(seed), \(plan.tools[tool].name) later")
    }

    @Test(arguments: UInt64(330)..<346)
    func addedToolNeverLowersPlates(seed: UInt64) throws {
        let (plan, tool) = planWithFutureTool(seed: seed)
        var more = plan
        more.tools[tool].count += 1
        try expectNoMore(plan, than: more, "plan \(seed), one more \(plan.tools[tool].name)")
    }

    @Test(arguments: UInt64(360)..<376)
    func addedKindOfToolNeverLowersPlates(seed: UInt64) throws {
        let (plan, tool) = planWithFutureTool(seed: seed)
        var more = plan
        var added = plan.tools[tool]
        added.name += "-more"
        added.finestNode = plan.nodes[Int(seed / 2) % plan.nodes.count].node
        added.speed = .value(0.4 + Double(seed % 9) / 5, path: "tools.\(added.name).speed")
        more.tools.append(added)
        more.tools.sort { $0.name < $1.name }
        try expectNoMore(plan, than: more, "plan \(seed), \(added.name)")
    }

    private func yields(_ seed: UInt64) -> (plan: Plan, better: Plan) {
        var plan = RandomPlans.plan(seed: seed)
        let node = Int(seed) % plan.nodes.count
        let path = "nodes.\(plan.nodes[node].node).yield.mature"
        plan.nodes[node].yieldMature = .value(0.7, path: path)
        var better = plan
        better.nodes[node].yieldMature = .value(0.85, path: path)
        return (plan, better)
    }

    /// Exact for mean plates: a better yield takes good luck away with the scrap.
    @Test(arguments: UInt64(390)..<400)
    func betterMatureYieldNeverLowersMeanPlates(seed: UInt64) throws {
        var (plan, better) = yields(seed)
        (plan.fidelity, better.fidelity) = (.means, .means)
        try expectNoMore(plan, than: better, "plan \(seed), yield")
    }

    /// With luck, in the mean over replications, whose luck is the same, and nearly always.
    @Test(arguments: UInt64(390)..<400)
    func betterMatureYieldRarelyLowersPlatesByLuck(seed: UInt64) throws {
        let (plan, better) = yields(seed)
        let (low, high) = (
            try KernelRun(plan).outcomes(count: 400), try KernelRun(better).outcomes(count: 400)
        )
        for year in low[0].capacity.indices {
            let gains = zip(low, high).map { $1.capacity[year] - $0.capacity[year] }
            let sum = gains.reduce(0, +)
            let count = gains.count { $0 < -slack(0) }
            #expect(sum >= 0 && count <= 40, "plan \(seed), year \(year): \(sum), \(count)")
        }
    }

    @Test(arguments: UInt64(410)..<420)
    func moreDemandNeverLowersOutput(seed: UInt64) throws {
        var plan = RandomPlans.plan(seed: seed)
        let line = Int(seed) % plan.demand.count
        for period in plan.demand[line].platesPerMonth.indices {
            let path = plan.demand[line].platesPerMonth[period].figure.path
            plan.demand[line].platesPerMonth[period].figure = .value(
                10 * Double(period + 1),
                path: path
            )
        }
        var more = plan
        for period in plan.demand[line].platesPerMonth.indices {
            let path = plan.demand[line].platesPerMonth[period].figure.path
            more.demand[line].platesPerMonth[period].figure = .value(
                13 * Double(period + 1),
                path: path
            )
        }
        // The bins of a histogram are as wide as demand needs, so only replications compare.
        let (low, high) = (
            try KernelRun(plan).outcomes(count: Self.count),
            try KernelRun(more).outcomes(count: Self.count)
        )
        for number in low.indices {
            for year in low[number].output.indices {
                let (small, large) = (low[number].output[year], high[number].output[year])
                #expect(small <= large + slack(large), "plan \(seed), replication \(number)")
            }
            #expect(low[number].capacity == high[number].capacity)
        }
    }

    @Test(arguments: UInt64(430)..<440)
    func outputIsWithinDemandAndUtilisationWithinOne(seed: UInt64) throws {
        var plan = RandomPlans.plan(seed: seed)
        plan.demand = [.steady(20)]
        for node in plan.nodes.indices {
            plan.nodes[node].samplePlates = .value(0, path: "nodes.\(node).sample_plates")
        }
        let run = try KernelRun(plan)
        let counters = try run.counters(count: Self.count)
        for month in 0..<plan.monthCount {
            for group in plan.groups.indices {
                let use = counters.use(month: month, group: group)
                #expect(
                    use.sum <= 4096 * use.replications && use.replications <= UInt64(Self.count)
                )
            }
            #expect(counters.binding(month: month).reduce(0, +) == UInt64(Self.count))
        }
        for outcome in try run.outcomes(count: Self.count) {
            for (year, parts) in outcome.output.enumerated() {
                let months = (0..<plan.monthCount)
                    .count { Month(number: plan.start.number + $0).year - plan.start.year == year }
                // Each node's month is rounded to 1/256 plate.
                #expect(parts <= months * (20 * 256 + plan.nodes.count))
            }
        }
    }

    @Test(arguments: UInt64(450)..<456)
    func toolThatNothingUsesChangesNothing(seed: UInt64) throws {
        let plan = RandomPlans.plan(seed: seed)
        var more = plan
        more.groups.append(.plain("zz-unused"))
        more.tools.append(.plain("zz-tool", group: "zz-unused", promised: "2025", finestNode: 0))
        let (old, new) = (try KernelRun(plan), try KernelRun(more))
        let (before, after) = (
            try old.outcomes(count: Self.count), try new.outcomes(count: Self.count)
        )
        for number in before.indices {
            #expect(before[number].output == after[number].output)
            #expect(before[number].capacity == after[number].capacity)
        }
        let (few, many) = (
            try old.counters(count: Self.count), try new.counters(count: Self.count)
        )
        for year in old.tables.years.indices {
            for node in -1..<plan.nodes.count {
                #expect(few.output(year: year, node: node) == many.output(year: year, node: node))
            }
        }
        for milestone in old.tables.milestones.indices {
            #expect(Array(few.milestone(milestone)) == Array(many.milestone(milestone)))
        }
    }
}
