import MonteCarlo
import PlanModel
import Testing

/// Orders that risks cancel, place again or promise anew.
struct ChangedOrderTests {
    private func plan(_ outcomes: [RiskOutcome], slip: Distribution = .fixed(2)) -> Plan {
        var plan = Plan.plain(
            nodes: [.plain(90)],
            groups: [.plain("etch")],
            tools: [.plain("etch", group: "etch", promised: "2024-03")],
            route: [.hours("etch", 2)],
            demand: [.steady(10)]
        )
        plan.tools[0].slip = Figure(
            kind: slip.fixedValue == nil ? .random : .value,
            distribution: slip,
            path: "tools.etch.slip"
        )
        plan.risks = outcomes.enumerated()
            .map { Risk(name: "risk-\($0)", outcomes: [$1]) }
        plan.milestones = [.of(.tool("etch"), .delivered)]
        return plan
    }

    private func certain(change: (inout RiskOutcome) -> Void) -> RiskOutcome {
        var outcome = RiskOutcome(
            probability: .value(1, path: "p"),
            delays: [],
            by: nil,
            refused: [],
            replacedAfter: nil
        )
        change(&outcome)
        return outcome
    }

    private func dates(_ plan: Plan) throws -> [Double] {
        try KernelRun(plan).milestones(count: 300)[0]
    }

    /// As a refused tool that is replaced.
    @Test func newOrderComesAfterTheOldOne() throws {
        let months = Figure.random(.uniform(low: 3, high: 9), path: "months")
        let again = certain {
            $0.cancelled = ["etch"]
            $0.reorderedAfter = months
        }
        let refused = certain {
            $0.refused = ["etch"]
            $0.replacedAfter = months
        }
        #expect(try dates(plan([again])) == dates(plan([refused])))
        let never = certain { $0.cancelled = ["etch"] }
        #expect(try dates(plan([never])).allSatisfy { $0 >= 1_000_000 })
    }

    /// November 2024 is the month that begins 10 months after the horizon; a slip of 2 follows.
    @Test func newPromiseReplacesTheOldOne() throws {
        let moved = certain {
            $0.renegotiated = ["etch"]
            $0.to = .at("2024-11")
        }
        let found = try dates(plan([moved]))
        #expect(found.allSatisfy { $0 >= 12 && $0 <= 13 })
        // Every day of the month alike: a mean off by four standard errors of 300.
        let mean = found.reduce(0, +) / Double(found.count)
        let error = 0.289 / Double(found.count).squareRoot()
        #expect(abs(mean - 12.5) < 4 * error)
    }

    @Test func latestOfSeveralPromisesCounts() throws {
        let promises = ["2024-11", "2025-02", "2024-06"]
            .map { to in
                certain {
                    $0.renegotiated = ["etch"]
                    $0.to = .at(to)
                }
            }
        #expect(try dates(plan(promises)).allSatisfy { $0 >= 15 && $0 <= 16 })
    }

    /// A delay of another risk is added to the new promise.
    @Test func delaysAddToANewPromise() throws {
        let moved = certain {
            $0.renegotiated = ["etch"]
            $0.to = .at("2024-11")
        }
        let late = certain {
            $0.delays = ["etch"]
            $0.by = .value(4, path: "by")
        }
        #expect(try dates(plan([moved, late])).allSatisfy { $0 >= 16 && $0 <= 17 })
    }

    /// A promise whose days have partly passed is weighed as the plan's own promise is.
    @Test func newPromiseKnowsTheAsOfDate() throws {
        let slip = Distribution.lognormal(median: 1, sigma: 0.8)
        var own = plan([], slip: slip)
        own.tools[0].promised = [.at("2024")]
        own.asOf = DateInterval.at("2024-06-30").first
        let moved = certain {
            $0.renegotiated = ["etch"]
            $0.to = .at("2024")
        }
        var changed = plan([moved], slip: slip)
        changed.asOf = own.asOf
        let count = 20_000
        let wanted = try KernelRun(own).milestones(count: count)[0]
        let found = try KernelRun(changed).milestones(count: count)[0]
        #expect(found.allSatisfy { $0 >= 6 })
        for share in [0.1, 0.5, 0.9] {
            let at = Int(share * Double(count))
            // Four standard errors of a quantile where months have a density of 0.08 and more.
            #expect(abs(found.sorted()[at] - wanted.sorted()[at]) < 0.25, "\(share)")
        }
    }

    @Test(arguments: UInt64(600)..<612)
    func laterPromiseNeverBringsAToolEarlier(seed: UInt64) throws {
        var plan = RandomPlans.plan(seed: seed)
        for index in plan.tools.indices { plan.tools[index].promised = [.at("2026-Q1")] }
        for index in plan.tools.indices { plan.tools[index].delivered = [] }
        for index in plan.tools.indices { plan.tools[index].accepted = [] }
        plan.risks.append(
            Risk(
                name: "moved",
                outcomes: [
                    certain {
                        $0.probability = .value(0.5, path: "p")
                        $0.renegotiated = plan.tools.map(\.name)
                        $0.to = .at("2026-Q2")
                    }
                ]
            )
        )
        var later = plan
        later.risks[later.risks.count - 1].outcomes[0].to = .at("2026-Q4")
        let (few, many) = (
            try KernelRun(later).milestones(count: 40), try KernelRun(plan).milestones(count: 40)
        )
        for (milestone, entry) in plan.milestones.enumerated() where entry.event == .delivered {
            #expect(zip(many[milestone], few[milestone]).allSatisfy { $0 <= $1 + 0.01 })
        }
    }
}
