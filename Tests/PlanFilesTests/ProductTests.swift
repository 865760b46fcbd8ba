import PlanFiles
import PlanModel
import Testing

/// Plans that make products, and published figures.
struct ProductTests {
    private static func text(_ changes: [(old: String, new: String)] = []) throws -> String {
        try Files.example("products.yaml", changes)
    }

    private static func issues(_ changes: (old: String, new: String)...) throws -> [String] {
        try Files(["plan.yaml": try text(changes)]).issues()
            .filter { !$0.contains("have no basis") }
            .map { $0.replacing(#/^plan.yaml:\d+:\d+: /#, with: "") }
    }

    @Test func productsStandForNodesInTheAlphabet() throws {
        let plan = try Files(["plan.yaml": Self.text()]).read().plan
        #expect(plan.hasProducts)
        #expect(plan.nodes.map(\.label) == ["cluster", "slicing"])
        #expect(plan.nodes.map(\.node) == [2, 1])
        #expect(plan.nodes[0].product == Product(name: "cluster", unit: "P", kind: .level))
        #expect(plan.nodes[1].product == Product(name: "slicing", unit: "GW", kind: .flow))
        #expect(plan.nodes[1].path == "products.slicing")
        let speeds = Dictionary(
            plan.tools.map { ($0.name, $0.speed) },
            uniquingKeysWith: { first, _ in first }
        )
        #expect(speeds["cutter"]??.distribution == .fixed(1.5))
        #expect(speeds["cutter-large"]??.distribution == .triangular(low: 2, mode: 3, high: 5))
        #expect(speeds["server"]??.distribution == .fixed(2.5))
        #expect(plan.route.map(\.group) == ["cutters", "servers"])
        #expect(plan.route[0].hoursPerPlate?.figure(for: 1)?.distribution == .fixed(8766))
        #expect(plan.route[0].hoursPerPlate?.figure(for: 2) == nil)
        #expect(plan.demand.map(\.node) == [1])
        #expect(plan.milestones.first?.subject == .node(2))
        #expect(plan.milestones.first?.product == "cluster")
    }

    @Test func factsAreRead() throws {
        let plan = try Files(["plan.yaml": Self.text()]).read().plan
        #expect(plan.facts.map(\.name) == ["all", "made", "north", "old", "sold", "use"])
        let relations = plan.facts.map(\.relation)
        #expect(relations == [.atLeast, .atLeast, .equal, .equal, .about, .atMost])
        #expect(plan.facts[0].unit == "GW")
        #expect(plan.facts[0].basis == .disclosed)
        #expect(plan.facts[0].source == "report")
        #expect(plan.facts[3].state == .merged)
        #expect(plan.facts[3].into == ["north"])
        #expect(plan.facts[2].basis == .assumed)
    }

    /// 4.5 in half a year over at least 12 a year is at most 0.75.
    @Test func utilisationKnowsWhatItIsDividedBy() throws {
        let plan = try Files(["plan.yaml": Self.text()]).read().plan
        let ratio = try #require(plan.ratio(of: plan.facts[5]))
        #expect(ratio.value == 0.75)
        #expect(ratio.relation == .atMost)
        #expect(ratio.isAbout)
        #expect(plan.ratio(of: plan.facts[0]) == nil)
    }

    @Test func relationsOfTwoFactsCombine() {
        func fact(_ relation: Relation, _ value: Double, _ date: String) -> Fact? {
            DateInterval(date)
                .map {
                    Fact(
                        name: "f",
                        what: date.count == 10 ? .capacity : .sales,
                        product: nil,
                        site: nil,
                        relation: relation,
                        value: value,
                        unit: "GW",
                        date: $0,
                        state: nil,
                        into: [],
                        of: nil,
                        over: nil,
                        basis: .assumed,
                        source: nil
                    )
                }
        }
        func ratio(_ part: Relation, _ whole: Relation, over value: Double = 60) -> FactRatio? {
            guard let sold = fact(part, 19, "2024-H1"),
                let capacity = fact(whole, value, "2024-06-30")
            else { return nil }
            return FactRatio(of: sold, over: capacity, isFlow: true)
        }
        #expect(abs((ratio(.equal, .equal)?.value ?? 0) - 0.6333) < 0.0001)
        #expect(ratio(.equal, .equal)?.relation == .equal)
        #expect(ratio(.about, .equal)?.relation == .about)
        #expect(ratio(.about, .atLeast)?.relation == .atMost)
        #expect(ratio(.equal, .atMost)?.relation == .atLeast)
        #expect(ratio(.atMost, .equal)?.relation == .atMost)
        // More of the one and less of the other bound nothing.
        #expect(ratio(.atLeast, .atLeast)?.relation == nil)
        #expect(ratio(.atLeast, .atLeast) != nil)
        #expect(ratio(.equal, .equal, over: 0) == nil)
    }

    @Test func theExampleHasNoIssue() throws {
        #expect(try Self.issues() == [])
    }

    @Test func resolvedTextReadsBack() throws {
        let first = try Files(["plan.yaml": Self.text()]).read()
        let second = try Files(["plan.yaml": first.resolvedText]).read()
        #expect(second.resolvedText == first.resolvedText)
        #expect(second.plan.facts.map(\.source) == first.plan.facts.map(\.source))
        #expect(second.plan.facts.map(\.basis) == first.plan.facts.map(\.basis))
    }

    @Test func unitsMustMeet() throws {
        #expect(
            try Self.issues(("{value: 2.5, unit: P}", "{value: 2.5, unit: PF}")) == [
                "error: tools.server.rated.unit: no product is measured in 'PF'; units: 'GW', 'P'"
            ]
        )
        #expect(
            try Self.issues(("value: 10, unit: GW", "value: 10, unit: MW")) == [
                "error: facts.north.unit: 'MW' is not the unit of slicing, GW"
            ]
        )
        #expect(
            try Self.issues(("makes: [slicing]", "makes: [slicing, cluster]")) == [
                "error: groups.cutters.makes: cluster is measured in P, the group in GW"
            ]
        )
    }

    @Test func toolsOfProductsAreRated() throws {
        #expect(
            try Self.issues((", rated: {value: 2.5, unit: P}", "")) == [
                "error: tools.server: rated is missing, and group servers has none; give one "
                    + "rated: {value: 1, unit: P}"
            ]
        )
        #expect(
            try Self.issues(("cutter: {group: cutters,", "cutter: {group: cutters, speed: 2,")) == [
                "error: tools.cutter.speed: what it makes is rated; give rated: instead"
            ]
        )
        #expect(
            try Self.issues(
                ("milestones:", "demand: [{node: all, plates_per_month: {2024: 1}}]\nmilestones:")
            )
                == [
                    "error: demand: does not go with products; give wanted: to the products"
                ]
        )
        #expect(
            try Files.issues(
                ("\nroute:", "\n  more: {availability: 90 %, rated: {value: 1, unit: GW}}\nroute:")
            )
            .contains { $0.contains("rated capacity is of products; this plan has nodes") }
        )
    }

    @Test func factsThatContradictAreNamed() throws {
        #expect(
            try Self.issues(
                (
                    "  made:",
                    "  other: {what: capacity, product: slicing, value: 9, date: 2024-06-30}\n  made:"
                )
            ) == [
                "warning: facts.other.value: = 9 contradicts all, ≥ 12 of the same date",
                "warning: facts.other.value: = 9, but its sites come to 9.95 or more",
            ]
        )
        #expect(
            try Self.issues(("relation: <=, value: 0.9", "relation: ≥, value: 0.9")) == [
                "warning: facts.use.value: 0.9 is stated, but sold over all is ≤ 0.75"
            ]
        )
        #expect(
            try Self.issues((", over: all", "")) == [
                "error: facts.use: a utilisation names the facts that it divides; give of: and over:"
            ]
        )
        #expect(
            try Self.issues(("value: 4.5, date: 2024-H1", "value: 4.5, date: 2024-06-30"))
                .contains(
                    "error: facts.sold.date: 2024-06-30 is no period; expected a month, quarter, "
                        + "half-year or year, in which it was sold"
                )
        )
        #expect(
            try Self.issues((", into: north", "")) == [
                "error: facts.old: into is missing: the sites that it was merged into"
            ]
        )
        #expect(
            try Self.issues(("into: north", "into: south")) == [
                "error: facts.old.into: no fact is about the site 'south'"
            ]
        )
        #expect(
            try Self.issues(
                (
                    "  made:",
                    """
                      later: {what: capacity, product: slicing, site: north, date: 2024-07-31, state: construction}
                      made:
                    """
                )
            ) == [
                "warning: facts.later.state: construction 2024-07-31 is behind ramp 2024-06-30 (north)"
            ]
        )
    }

    @Test func milestonesNameTheirProduct() throws {
        #expect(
            try Self.issues(("{product: cluster, event", "{node: 28, event")) == [
                "error: milestones.cluster-on-line.node: this plan makes products; give product instead"
            ]
        )
    }
}
