import Foundation
import PlanFiles
import PlanModel
import Testing

/// Libraries, tables and scenarios.
@Suite struct LibraryTests {
    private func plan(_ head: String) -> String {
        head + """

            horizon: {start: 2024-01, end: 2030-12}
            as_of: 2025-06-30
            nodes: {130: {mix: 1}}
            tools: {t: {group: laser, model: m, delivered: 2024}}
            """
    }

    private let library = """
        basis: derived
        nodes:
          130: {yield: {mature: 0.9}, layer_classes: {all: {share: 1, writer: raster}}}
          28: {price: 9}
        writers: {m: {class: raster, finest_node: 65, pixel: 80 nm, pixel_rate: 1 MHz, beams: 8, overhead: 1 h}}
        groups: {laser: {writes: [raster], availability: 0.9, mtbf: 100 h, mttr: 1 h}}
        route: [{step: write, work: write}]
        """

    @Test func planWinsKeyByKey() throws {
        let files = try Files([
            "plan.yaml": plan("plan: x\nbasis: assumed\nuses: [lib/a.yaml, lib/b.yaml]"),
            "lib/a.yaml": library,
            "lib/b.yaml": "basis: disclosed\ngroups: {laser: {availability: 0.8}}",
        ])
        let document = try files.read()
        #expect(document.warnings == [])
        let group = try #require(document.plan.groups.first)
        #expect(group.availability.distribution == .fixed(0.8))
        #expect(group.availability.basis == .disclosed)
        #expect(group.mtbf?.basis == .derived)
        #expect(document.plan.nodes.map(\.node) == [130])
        #expect(document.resolvedText.contains("price: {value: 9, basis: derived}"))
        #expect(!document.resolvedText.contains("uses"))
        let again = try Files(["plan.yaml": document.resolvedText]).read()
        #expect(again.resolvedText == document.resolvedText)
    }

    @Test func circlesAndMissingFilesAreRefused() throws {
        let files = try Files([
            "plan.yaml": "plan: x\nuses: [a.yaml, none.yaml, .]\n",
            "a.yaml": "uses: [b.yaml]", "b.yaml": "uses: [a.yaml]",
        ])
        let issues = try files.issues()
        #expect(
            issues.contains(
                "b.yaml:1:8: error: uses: 'a.yaml' uses itself in a circle; remove one use"
            )
        )
        #expect(
            issues.contains {
                $0.hasPrefix("plan.yaml:2:16: error: uses: ")
                    && $0.hasSuffix("there is no such file; give the path of an existing one.")
            }
        )
        #expect(issues.contains { $0.hasPrefix("plan.yaml:2:27: error: uses: ") })
    }

    @Test func tableIsReadLikeYAML() throws {
        let table = """
            name,supplier,value,signed,paid.2023,paid.2024,basis,arrived
            c1,"a, b",100,2023,40,50,disclosed,2024;2025-H1
            c2,,200,2024-Q1,,200,,

            """
        let files = try Files([
            "plan.yaml": plan("plan: x\nbasis: assumed\nuses: [lib.yaml]\ncontracts: c.csv"),
            "lib.yaml": library, "c.csv": table,
        ])
        let contracts = try files.read().plan.contracts
        #expect(contracts.map(\.name) == ["c1", "c2"])
        #expect(contracts[0].supplier == "a, b")
        #expect(contracts[0].paid.map(\.period.text) == ["2023", "2024"])
        #expect(contracts[0].arrived.map(\.text) == ["2024", "2025-H1"])
        #expect(contracts[0].value.basis == .disclosed)
        #expect(contracts[1].value.basis == .assumed)
    }

    @Test func tableProblemsNameTheirCell() throws {
        func issues(_ table: String) throws -> [String] {
            try Files([
                "plan.yaml": plan("plan: x\nbasis: assumed\nuses: [lib.yaml]\ncontracts: c.csv"),
                "lib.yaml": library, "c.csv": table,
            ])
            .issues()
        }
        #expect(
            try issues("name,value,signed\n\"c\n1\",5,2024\nd,5,2025-13\n")
                == [
                    "c.csv:2:1: error: contracts.c 1: 'c 1' is no name; a name has 1 to 100 characters, "
                        + "none of . [ ] ; and no space at an end",
                    "c.csv:4:3: error: contracts.d.signed: '2025-13' is not a date; expected YYYY, "
                        + "YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD",
                ]
                .map { $0.replacing("contracts.c 1", with: "contracts.c\n1") }
        )
        #expect(
            try issues("name,value\nc,\"5\n") == [
                "c.csv:1:1: error: a quotation mark is never closed"
            ]
        )
        #expect(
            try issues("name,value\nc,5,6\n") == [
                "c.csv:2:3: error: '6' stands outside the header's columns"
            ]
        )
        #expect(
            try issues("name,value\nc,5\nc,6\n") == [
                "c.csv:3:1: error: 'c' is in the table more than once; keep one"
            ]
        )
        #expect(
            try issues("name,\(String(repeating: ",", count: 300))\n") == [
                "c.csv:1:1: error: the table has 2 rows and 302 columns; at most 5000 and 200 are read"
            ]
        )
    }

    @Test func scenariosApplyInOrder() throws {
        let files = try Files([
            "plan.yaml": Files.fullPlan(),
            "one.yaml": """
            scenario: one
            changes:
              risks.licence.outcomes[0].probability: 0.5
              tools.writer-2: null
              tools.writer-1.finest_node: 28
              milestones.done: null
              nodes.28.layer_classes.many: null
              nodes.28.layer_classes.relaxed.share: 0.7
              route.inspection.passes: 2
            """,
            "two.yaml": "scenario: two\nchanges: {\"risks.licence.outcomes[0].probability\": 0.6}",
        ])
        let document = try files.read(scenarios: ["one.yaml", "two.yaml"])
        #expect(document.scenarioNames == ["one", "two"])
        #expect(document.warnings == [])
        let plan = document.plan
        #expect(plan.risks[0].outcomes[0].probability.distribution == .fixed(0.6))
        #expect(plan.risks[0].outcomes[0].probability.basis == .assumed)
        #expect(plan.tools.map(\.name) == ["inspection", "laser", "writer-1"])
        #expect(plan.route[2].passes?.figure(for: 28)?.distribution == .fixed(2))
    }

    @Test func scenarioProblemsAreExplained() throws {
        let files = try Files([
            "plan.yaml": Files.fullPlan(),
            "s.yaml": """
            scenario: s
            changes:
              tools.writer-3.slip: 3 months
              tools.laser.slip: 3 hours
              risks.licence.outcomes[7].by: 1 month
              a..b: 1
            """,
        ])
        #expect(
            try files.issues(scenarios: ["s.yaml"]) == [
                "s.yaml:3:3: error: tools.writer-3.slip: 'writer-3' does not exist in the plan; did "
                    + "you mean 'writer-1'?",
                "s.yaml:4:21: error: tools.laser.slip: '3 hours' has the unknown unit 'hours'; "
                    + "expected a number of months, weeks, days or years, such as 6 months",
                "s.yaml:5:3: error: risks.licence.outcomes[7].by: [7] does not exist; the list has 2 "
                    + "items",
                "s.yaml:6:3: error: a..b: is not a path; expected keys with dots and [n] for list "
                    + "items",
            ]
        )
    }
}
