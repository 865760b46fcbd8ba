import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// The kernel and the reference, fed with the same draws.
struct AgreementTests {
    private func reference(_ plan: Plan, count: Int) -> [Replication] {
        let model = RampReference(plan: plan)
        return (0..<count)
            .map { model.replication(Draws(seed: KernelRun.seed, replication: UInt64($0))) }
    }

    private func check(_ kernel: [Int], _ exact: [Int], largestMonth: Double, _ what: String) {
        for year in exact.indices {
            let (found, wanted) = (Double(kernel[year]) / 256, Double(exact[year]) / 256)
            let bound = RampComparison.plates(wanted, largestMonth: largestMonth)
            #expect(
                abs(found - wanted) <= bound,
                "\(what), year \(year): kernel \(found), reference \(wanted), allowed \(bound)"
            )
        }
    }

    @Test(arguments: UInt64(0)..<40)
    func yearlyPlatesAgree(seed: UInt64) throws {
        let plan = RandomPlans.plan(seed: seed)
        let outcomes = try KernelRun(plan).outcomes(count: 64)
        for (number, exact) in reference(plan, count: 8).enumerated() {
            let output = exact.months.map { $0.output.reduce(0, +) }.max() ?? 0
            let capacity = Double(exact.capacity.max() ?? 0) / 256 / 6
            let name = "plan \(seed), replication \(number)"
            check(
                outcomes[number].output,
                exact.output.map { $0.reduce(0, +) },
                largestMonth: output,
                "\(name), output"
            )
            check(
                outcomes[number].capacity,
                exact.capacity,
                largestMonth: capacity,
                "\(name), capacity"
            )
        }
    }

    @Test(arguments: [(true, false), (false, true), (true, true)])
    func secondDrawsAgree(chance: Bool, ignorance: Bool) throws {
        for seed in UInt64(100)..<104 {
            let plan = RandomPlans.plan(seed: seed)
            let outcomes = try KernelRun(plan)
                .outcomes(
                    count: 3,
                    first: 1 << 40,
                    secondChance: chance,
                    secondIgnorance: ignorance
                )
            let model = RampReference(plan: plan)
            for number in 0..<3 {
                let exact = model.replication(
                    Draws(
                        seed: KernelRun.seed,
                        replication: 1 << 40 + UInt64(number),
                        usesSecondChance: chance,
                        usesSecondIgnorance: ignorance
                    )
                )
                check(
                    outcomes[number].capacity,
                    exact.capacity,
                    largestMonth: Double(exact.capacity.max() ?? 0) / 256 / 6,
                    "plan \(seed), replication \(number), capacity"
                )
            }
        }
    }

    @Test(arguments: UInt64(200)..<224)
    func datesBindingsAndUtilisationAgree(seed: UInt64) throws {
        let plan = RandomPlans.plan(seed: seed)
        let run = try KernelRun(plan)
        for (number, exact) in reference(plan, count: 2).enumerated() {
            let counters = try run.counters(count: 1, first: UInt64(number))
            let name = "plan \(seed), replication \(number)"
            checkMilestones(counters, exact, plan, name)
            for (index, month) in exact.months.enumerated() {
                let found = counters.binding(month: index).onlyBin ?? -1
                let allowed = RampComparison.bindings(month, index, dates: exact.nodes)
                    .map { bin(of: $0, groups: plan.groups.count) }
                #expect(allowed.contains(found), "\(name), month \(index): \(found), \(allowed)")
                checkUse(counters, exact, month: index, name)
            }
        }
    }

    /// Who is installed first is not told where two deliveries lie as close as dates are exact.
    @Test func limitedInstallationsAgree() throws {
        var compared = 0
        for seed in UInt64(500)..<530 {
            let plan = RandomPlans.limitedPlan(seed: seed)
            let run = try KernelRun(plan)
            let model = RampReference(plan: plan)
            for number in UInt64(0)..<5 {
                let draws = Draws(seed: KernelRun.seed, replication: number)
                if model.closestDeliveries(draws) < RampComparison.date { continue }
                compared += 1
                let counters = try run.counters(count: 1, first: number)
                let exact = model.replication(draws)
                checkMilestones(counters, exact, plan, "plan \(seed), replication \(number)")
            }
        }
        #expect(compared > 60)
    }

    private func bin(of binding: Replication.Binding, groups: Int) -> Int {
        switch binding {
        case .group(let group): group
        case .demand: groups
        case .qualification: groups + 1
        }
    }

    private func checkMilestones(
        _ counters: RampCounters,
        _ exact: Replication,
        _ plan: Plan,
        _ name: String
    ) {
        for (index, date) in exact.milestones.enumerated() {
            let months = Double(plan.monthCount)
            let allowed = [-RampComparison.date, RampComparison.date]
                .map { Int(max(0, min(months, date + $0))) }
            let found = counters.milestone(index).onlyBin ?? -1
            #expect(
                found >= allowed[0] && found <= allowed[1],
                "\(name), \(plan.milestones[index].name): kernel month \(found), reference \(date)"
            )
        }
        for (index, year) in exact.targets.enumerated() {
            let found = counters.target(index).onlyBin
            // The year may differ where a year's plates come as close to the target as is allowed.
            let plates = plan.targets[index].platesPerYear.distribution.fixedValue ?? 0
            let isClose = exact.capacity.indices.contains { year in
                let value =
                    plan.targets[index].measure == .capacity
                    ? exact.capacity[year] : exact.output(ofYear: year)
                return abs(Double(value) / 256 - plates)
                    <= RampComparison.plates(plates, largestMonth: plates / 6)
            }
            #expect(isClose || found == year ?? exact.capacity.count, "\(name), target \(index)")
        }
    }

    /// A month in which a tool or node starts is left out: there a date's error, over the part of
    /// the month that is left, can be any share of it.
    private func checkUse(
        _ counters: RampCounters,
        _ exact: Replication,
        month: Int,
        _ name: String
    ) {
        for (group, use) in exact.months[month].use.enumerated() {
            let found = counters.use(month: month, group: group)
            #expect(found.sum <= 4096 * found.replications)
            if month > 0, (found.replications == 1) != (use != nil) {
                Issue.record("\(name), month \(month), group \(group): \(found), \(use ?? -1)")
            }
            guard let use, isSteady(exact, month) else { continue }
            #expect(
                abs(Double(found.sum) / 4096 - use) <= 0.002 + 0.02 * use,
                "\(name), month \(month), group \(group): \(Double(found.sum) / 4096), \(use)"
            )
        }
    }

    private func isSteady(_ exact: Replication, _ month: Int) -> Bool {
        let dates = exact.nodes.flatMap { [$0.runThrough, $0.delivery, $0.volume, $0.ready] }
        return !dates.contains { $0 > Double(month) - 1 && $0 < Double(month) + 1.1 }
    }
}
