import PlanFiles
import PlanModel
import Testing

/// Keys about deliveries: what is read of them, and every complaint.
@Suite struct DeliveryTests {
    private static func plan(_ changes: [(String, String)] = []) throws -> Files {
        let text = try Files.example("deliveries.yaml", changes)
        return try Files(["plan.yaml": text])
    }

    @Test func everyKeyIsRead() throws {
        let plan = try Self.plan().read().plan
        #expect(plan.project.installationCrews == 2)
        #expect(plan.project.cleanRoom.map(\.period.text) == ["2025-H1", "2027-01"])
        #expect(plan.project.cleanRoom[0].figure.distribution == .fixed(60))
        #expect(plan.factors.delayCorrelation?.distribution == .uniform(low: 0.2, high: 0.6))
        #expect(
            plan.nodes[0].sampleFailure?.distribution
                == .triangular(low: 0.1, mode: 0.2, high: 0.4)
        )
        #expect(plan.tools.map(\.supplier) == ["supplier 1", nil, nil])
        #expect(
            plan.tools.map { plan.supplier(of: $0) } == .init(repeating: "supplier 1", count: 3)
        )
        #expect(plan.tools[0].area?.distribution == .fixed(40) && plan.tools[2].area == nil)
        let outcomes = plan.risks[0].outcomes
        #expect(outcomes.map(\.cancelled) == [["laser-2"], ["laser-3"]])
        #expect(outcomes.map { $0.reorderedAfter?.distribution } == [.fixed(9), nil])
        #expect(outcomes.map(\.renegotiated) == [["laser-3"], ["laser-2"]])
        #expect(outcomes.map { $0.to?.text } == ["2027-H2", "2028"])
    }

    @Test func correlationThatTouchesNoTwoToolsIsSaid() throws {
        let alone = ("count: 2, contract: c1, promised", "count: 2, promised")
        let warning =
            "plan.yaml:9:30: warning: factors.delay_correlation: no two tools that are still to "
            + "come have a random slip and one supplier, so it changes nothing; give them a "
            + "supplier, or their contracts"
        #expect(try Self.plan([alone]).issues() == [warning])
        // The two of one entry are two tools.
        let two = ("count: 2, contract: c1, promised", "count: 2, supplier: other, promised")
        #expect(try Self.plan([two]).issues() == [])
        let none = ("{uncertain: {uniform: [0.2, 0.6]}}}", "0}")
        #expect(try Self.plan([alone, none]).issues() == [])
    }

    @Test func resolvedTextReadsBackTheSame() throws {
        let first = try Self.plan().read()
        #expect(first.warnings.map(\.text) == [])
        let second = try Files(["plan.yaml": first.resolvedText]).read()
        #expect(second.resolvedText == first.resolvedText)
        #expect(second.resolvedText.contains("sample_failure"))
        #expect(second.resolvedText.contains("to: 2027-H2"))
    }

    /// One change to the example and the only issue that it makes.
    struct Case: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let issue: String
        var testDescription: String { new }
    }

    static let cases: [Case] = [
        Case(
            old: "renegotiated: [laser-3], to: 2027-H2",
            new: "renegotiated: [laser-3]",
            issue: "plan.yaml:32:9: error: risks.merger.outcomes[0]: renegotiated and to belong "
                + "together; give both or none"
        ),
        Case(
            old: "cancelled: [laser-2], reordered_after",
            new: "reordered_after",
            issue: "plan.yaml:32:9: error: risks.merger.outcomes[0]: reordered_after needs "
                + "cancelled: the tools that are ordered again"
        ),
        Case(
            old:
                "cancelled: [laser-2], reordered_after: 9 months, renegotiated: [laser-3], to: 2027-H2",
            new: "note: nothing",
            issue: "plan.yaml:32:9: error: risks.merger.outcomes[0]: names no tool; give delays "
                + "with by, refused, cancelled, or renegotiated with to"
        ),
        Case(
            old: "cancelled: [laser-3], ren",
            new: "cancelled: [laser-2], ren",
            issue: "plan.yaml:33:9: error: risks.merger.outcomes[1]: 'laser-2' is both cancelled "
                + "and renegotiated; one outcome does one thing to an order"
        ),
        Case(
            old: "to: 2027-H2",
            new: "to: 2026-03",
            issue:
                "plan.yaml:32:107: error: risks.merger.outcomes[0].to: 2026-03 has passed by the "
                + "as-of date 2026-03-31; a new promise lies ahead"
        ),
        Case(
            old: "to: 2027-H2",
            new: "to: 2027-Q1",
            issue: "plan.yaml:32:107: error: risks.merger.outcomes[0].to: 2027-Q1 begins before "
                + "2027-Q2, for which laser-3 is promised; a new promise is no earlier"
        ),
        Case(
            old: "to: 2027-H2",
            new: "to: soon",
            issue: "plan.yaml:32:107: error: risks.merger.outcomes[0].to: 'soon' is not a date; "
                + "expected YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
        ),
        Case(
            old: "supplier: supplier 1, delivered",
            new: "supplier: supplier 2, contract: c1, delivered",
            issue: "plan.yaml:24:64: warning: tools.laser-1.supplier: 'supplier 2' is not the "
                + "supplier of its contract c1, 'supplier 1'; the tool's own counts"
        ),
        Case(
            old: "sampling: 2 months",
            new: "price: 2",
            issue:
                "plan.yaml:15:21: warning: nodes.28.sample_failure: first samples that fail cost "
                + "nothing, because sampling takes 0 months"
        ),
        Case(
            old: "sample_failure: {uncertain: {triangular: [10 %, 0.2, 0.4]}}",
            new: "sample_failure: 90 %",
            issue: "plan.yaml:15:21: error: nodes.28.sample_failure: 0.9 (90 %) is out of range; "
                + "expected from 0 to 0.8"
        ),
        Case(
            old: "installation_crews: 2",
            new: "installation_crews: 0",
            issue: "plan.yaml:7:23: error: project.installation_crews: 0 is out of range; expected "
                + "1 to 1000"
        ),
        Case(
            old: "2025-H1: 60 m2",
            new: "2025-H1: 60",
            issue:
                "plan.yaml:8:25: error: project.clean_room.2025-H1: '60' has no unit; expected a "
                + "number in m2, such as 3 m2"
        ),
        Case(
            old: "2025-H1: 60 m2",
            new: "2025-H1: 170 m2",
            issue: "plan.yaml:8:42: error: project.clean_room.2027-01: 165 m2 is less than the "
                + "170 m2 of 2025-H1; give what is open in all"
        ),
        Case(
            old: "area: 40 m2",
            new: "area: 160 m2",
            issue: "plan.yaml:8:15: warning: project.clean_room: the tools take 192.5 m2 and at "
                + "most 180 m2 open; those that come last are never installed"
        ),
        Case(
            old: "count: 2, contract: c1, promised: [2026-Q4, 2027-Q2]",
            new: "count: 300, contract: c1, promised: 2027-Q2",
            issue: "plan.yaml:7:23: error: project.installation_crews: 302 tools, count included, "
                + "wait for it; at most 256 are put in order"
        ),
        Case(
            old: "happened: 2025-08-20",
            new: "happened: 2025-06",
            issue: "plan.yaml:35:56: warning: milestones.arrived.happened: delivered happened "
                + "2025-06, but laser-1 was delivered 2025-Q3; the tool's date counts"
        ),
        Case(
            old: "tool: laser-1, event: delivered, happened: 2025-08-20",
            new: "tool: laser-1, event: accepted, happened: 2026-01",
            issue: "plan.yaml:35:55: warning: milestones.arrived.happened: accepted happened "
                + "2026-01, but laser-1 was accepted 2025-12; the tool's date counts"
        ),
        Case(
            old: "tool: laser-1, event: delivered, happened: 2025-08-20",
            new: "tool: laser-2, event: delivered, happened: 2025-08-20",
            issue: "plan.yaml:35:56: warning: milestones.arrived.happened: delivered happened "
                + "2025-08-20, but laser-2 has no delivered date that is a fact; give it one, "
                + "which counts"
        ),
        Case(
            old: "happened: 2026-02}",
            new: "happened: 2025-06}",
            issue: "plan.yaml:36:53: warning: milestones.through.happened: run-through happened "
                + "2025-06, but no tool of group laser that reaches 28 nm was delivered by then; "
                + "the milestone counts"
        ),
    ]

    @Test(arguments: cases) func complaintIsExplained(_ example: Case) throws {
        #expect(try Self.plan([(example.old, example.new)]).issues() == [example.issue])
    }

    @Test func areaWithoutRoomIsWarnedOf() throws {
        let changes = [
            ("  installation_crews: 2\n", "  site: here\n"),
            (
                "  clean_room: {2025-H1: 60 m2, 2027-01: {uncertain: {uniform: [150, 180], in: m²}}}\n",
                "  note: nothing\n"
            ),
        ]
        #expect(
            try Self.plan(changes).issues() == [
                "plan.yaml:24:47: warning: tools.laser-1.area: counts for nothing without "
                    + "project.clean_room"
            ]
        )
    }

    /// With another as-of date a promise may have passed; it then says that the slip is long.
    @Test func lookAheadKeepsPromises() throws {
        #expect(try Self.plan().issues(asOf: "2028-06-30") == [])
    }
}
