import PlanFiles
import PlanModel
import Testing

/// What only flow simulations read.
@Suite struct FlowKeyTests {
    private func plan(_ old: String = "", _ new: String = "") throws -> String {
        try Files.example("flow.yaml", old.isEmpty ? [] : [(old, new)])
    }

    @Test(
        arguments: [
            (
                "critical-ratio", "critical ratio",
                "groups.laser.dispatch: 'critical ratio' is not one of fifo, due-date, "
                    + "critical-ratio, shortest, finest, fewest-setups; did you mean 'critical-ratio'?"
            ),
            (
                "availability: 1, dispatch: critical-ratio,", "availability: 1, batch: {most: 2},",
                "groups.laser.batch: a writer takes one plate at a time; a group that writes has "
                    + "no batch"
            ),
            (
                "due: 10 days", "orders: random",
                "customers.foundry.orders: 'random' is not one of poisson, regular"
            ),
            (
                "process: {availability: 1,",
                "process: {availability: 1, failures: {by: calendar},",
                "groups.process.failures: says how mtbf and mttr vary; give both of them"
            ),
            (
                "process: {availability: 1,",
                "process: {availability: 1, mtbf: 9 h, mttr: 1 h, failures: {variation: 6},",
                "groups.process.failures.variation: 6 is out of range; expected from 0 to 5"
            ),
            (
                "least: 2, most: 5", "least: 6, most: 5",
                "groups.oven.batch.least: 6 is out of range; expected at most 5, the most of a batch"
            ),
            (
                "least: 2, most: 5", "least: 2",
                "groups.oven.batch: most is missing: Most plates; so many start at once."
            ),
            (
                "batch: {most: 3}", "batch: {most: 1}",
                "groups.process.batch.most: 1 is out of range; expected 2 to 1000"
            ),
            (
                "between: node", "between: nodes",
                "groups.inspection.setup.between: 'nodes' is not one of node, layer-class, step; "
                    + "did you mean 'node'?"
            ),
            (
                "setup: {hours: 15 min, between: step}", "setup: {hours: 15 min}",
                "groups.oven.setup: between is missing: In what plates are unlike."
            ),
            (
                "within: 24 h, back_to: inspect", "within: 24 h",
                "route.look.within: needs a back_to, the step before to which plates go that "
                    + "waited longer"
            ),
            (
                "within: 24 h, back_to: inspect", "within: 24 h, back_to: look",
                "route.look.back_to: plates that waited longer than within cannot go back to this "
                    + "step itself; give one before it"
            ),
            (
                "within: 24 h, back_to: inspect", "within: 0 h, back_to: inspect",
                "route.look.within: 0 h is out of range; expected more than 0 h to 10000 h"
            ),
            (
                "\"<=90\": {uncertain", "\"130-65\": {uncertain",
                "route.inspect.within.>=130: >=130 overlaps with 130-65; a node may be in one "
                    + "range only"
            ),
            (
                "due: 10 days", "due: 10 h",
                "customers.foundry.due: '10 h' has the unknown unit 'h'; expected a number of "
                    + "months, weeks, days or years, such as 6 months"
            ),
            (
                "hot: {share: 10 %, ", "hot: {",
                "customers.foundry.hot: share is missing: Part of the customer's orders."
            ),
            (
                "[50, 70], in: '%'}}", "[50, 70], in: '%'}}, priority: 0",
                "customers.foundry.priority: unknown key 'priority'; known keys: basis, due, hot, "
                    + "note, orders, share, source"
            ),
        ]
    )
    func wrongPlans(old: String, new: String, message: String) throws {
        let issues = try Files(["plan.yaml": try plan(old, new)]).issues()
            .filter { $0.contains("error") }
        #expect(issues.count == 1, "\(issues)")
        #expect(issues.first?.hasSuffix("error: " + message) ?? false, "\(issues)")
    }

    @Test func customersShareTheOrders() throws {
        let none = try Files([
            "plan.yaml": try plan("{uncertain: {uniform: [50, 70], in: '%'}}", "{\"130\": 1}")
                .replacing("{\"130\": 40 %, \"65\": 0.4}", with: "{\"130\": 0.5}")
        ])
        .issues()
        #expect(
            none == [
                "plan.yaml:40:3: error: customers: nobody orders plates of 65 nm; give a share of "
                    + "them",
                "plan.yaml:40:3: warning: customers: the shares of 130 nm sum to 1.5, not 1; they "
                    + "are normalised",
            ]
        )
    }

    @Test func productsHaveNoCustomers() throws {
        let text = try Files.example(
            "products.yaml",
            [("\nproducts:", "\ncustomers: {one: {share: 1}}\nproducts:")]
        )
        let issues = try Files(["plan.yaml": text]).issues().filter { $0.contains("error") }
        #expect(issues.count == 1, "\(issues)")
        #expect(
            issues.first?
                .hasSuffix("customers: does not go with products; their orders are of plates")
                ?? false,
            "\(issues)"
        )
    }

    @Test func keysAreRead() throws {
        let plan = try Files(["plan.yaml": try plan()]).read().plan
        let groups = Dictionary(uniqueKeysWithValues: plan.groups.map { ($0.name, $0) })
        #expect(groups["laser"]?.dispatch == .criticalRatio)
        #expect(groups["process"]?.dispatch == .dueDate && groups["oven"]?.dispatch == nil)
        #expect(groups["oven"]?.batch == Batch(least: 2, most: 5, wait: 1.5))
        #expect(groups["process"]?.batch == Batch(most: 3))
        #expect(groups["laser"]?.setup?.between == .layerClass)
        #expect(groups["oven"]?.setup?.hours.distribution == .fixed(0.25))
        let inspect = plan.route[3]
        #expect(inspect.within?.figure(for: 130)?.distribution == .fixed(12))
        #expect(inspect.within?.figure(for: 65)?.kind == .uncertain && inspect.backTo == "write")
        #expect(plan.route[4].work == .secondLevel && plan.route[4].backTo == "develop")
        #expect(plan.route[4].within?.figure(for: 65)?.distribution == .fixed(6))
        #expect(plan.customers.map(\.name) == ["foundry", "others"])
        let foundry = plan.customers[0]
        #expect(foundry.share.figure(for: 65)?.kind == .uncertain)
        #expect(foundry.due?.figure(for: 130)?.distribution == .fixed(10 / 30.4375))
        #expect(foundry.hot?.share.distribution == .fixed(0.1))
        #expect(foundry.hot?.due?.figure(for: 130)?.distribution == .fixed(3 / 30.4375))
        #expect(plan.customers[1].due == nil && plan.customers[1].hot == nil)
    }

    @Test func ordersAndFailuresAreRead() throws {
        let text = try plan(
            "process: {availability: 1,",
            "process: {availability: 1, mtbf: 99 h, mttr: 1 h, failures: {by: calendar, "
                + "repair_variation: 0.5},"
        )
        .replacing(
            "mix: 0.5\n    plates_per_set",
            with: "mix: 0.5\n    orders: regular\n    plates_per_set"
        )
        .replacing("note: the rest", with: "orders: poisson")
        let plan = try Files(["plan.yaml": text]).read().plan
        let process = try #require(plan.groups.first { $0.name == "process" })
        #expect(process.failures == FailurePattern(clock: .calendar, repairVariation: 0.5))
        #expect(plan.groups.first { $0.name == "oven" }?.failures == nil)
        #expect(plan.nodes.map(\.orders) == [.regular, nil])
        #expect(plan.customers.map(\.orders) == [nil, .poisson])
    }

    @Test func resolvedPlanReadsTheSame() throws {
        let first = try Files(["plan.yaml": try plan()]).read()
        let second = try Files(["plan.yaml": first.resolvedText]).read()
        #expect(second.resolvedText == first.resolvedText)
        #expect(second.plan.customers.map(\.name) == first.plan.customers.map(\.name))
        #expect(second.plan.groups.map(\.batch) == first.plan.groups.map(\.batch))
    }
}
