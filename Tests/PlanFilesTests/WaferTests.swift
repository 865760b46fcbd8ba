import Foundation
import PlanFiles
import PlanModel
import Testing

/// Demand in wafers.
@Suite struct WaferTests {
    private func issues(_ old: String, _ new: String) throws -> [String] {
        let path = Files.repository + "/Tests/Schema/accept/wafers.yaml"
        let text = try Files.text(path)
        precondition(text.contains(old), "the plan has no \(old)")
        let plan = Files.complete(text.replacing(old, with: new, maxReplacements: 1))
        return try Files(["plan.yaml": plan]).issues().filter { $0.contains("error") }
    }

    private static let line =
        "{node: 130, wafers_per_month: {2026: 10_000, 2027-H2: {uncertain: "
        + "{triangular: [1e4, 2e4, 3e4]}}}, share: 30 %}"

    @Test(
        arguments: [
            (
                "{node: 130, share: 30 %}",
                "demand[0]: plates_per_month is missing; give it, or wafers_per_month for one node"
            ),
            (
                "{node: 130, wafers_per_month: {2026: 10}, plates_per_month: {2026: 1}}",
                "demand[0]: plates_per_month and wafers_per_month exclude each other; give one"
            ),
            (
                "{node: 130, plates_per_month: {2026: 1}, share: 30 %}",
                "demand[0].share: is a share of the plates for wafers; it needs wafers_per_month"
            ),
            (
                "{node: all, wafers_per_month: {2026: 10}}",
                "demand[0].node: wafers take the plates of one node; give a line for each node"
            ),
        ]
    )
    func wrongLines(line: String, message: String) throws {
        let issues = try issues(Self.line, line)
        #expect(issues.count == 1, "\(issues)")
        #expect(issues.first?.hasSuffix("error: " + message) ?? false, "\(issues)")
    }

    @Test func whatAWaferTakesIsNeeded() throws {
        let tapeOuts =
            "    tape_outs_per_thousand_wafers: {uncertain: {triangular: [1, 2, 3]}, "
            + "basis: assumed}\n"
        let replaced = "    replacement_plates_per_thousand_wafers: 4.5\n"
        let none = try issues(tapeOuts + replaced, "")
        #expect(
            none.first?
                .hasSuffix(
                    "error: nodes.130: tape_outs_per_thousand_wafers is missing; wafers_per_month "
                        + "needs it"
                ) ?? false,
            "\(none)"
        )
        let noSet = try issues("    plates_per_set: {uncertain: {uniform: [25, 35]}}\n", "")
        #expect(
            noSet.first?
                .hasSuffix(
                    "error: nodes.130: plates_per_set is missing; tape_outs_per_thousand_wafers "
                        + "needs it"
                ) ?? false,
            "\(noSet)"
        )
        #expect(try issues(tapeOuts, "").isEmpty)
    }

    @Test func wafersAreRead() throws {
        let path = Files.repository + "/Tests/Schema/accept/wafers.yaml"
        let plan = Files.complete(try Files.text(path))
        let document = try Files(["plan.yaml": plan]).read()
        let line = try #require(document.plan.demand.first)
        #expect(line.node == 130 && line.platesPerMonth.isEmpty)
        #expect(line.wafersPerMonth.map(\.period.text) == ["2026", "2027-H2"])
        #expect(line.share?.distribution == .fixed(0.3))
        let node = try #require(document.plan.nodes.first)
        #expect(node.tapeOutsPerThousandWafers?.basis == .assumed)
        #expect(node.replacementPlatesPerThousandWafers?.distribution == .fixed(4.5))
        let again = try Files(["plan.yaml": document.resolvedText]).read()
        #expect(again.resolvedText == document.resolvedText)
    }
}

extension Files {
    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// A plan with the tools, groups and route that it lacks.
    static func complete(_ text: String) -> String {
        text + """
            writers:
              laser: {class: raster, finest_node: 130, pixel: 100 nm, pixel_rate: 100 MHz, beams: 32, overhead: 0.1 h}
            groups:
              laser: {writes: [raster], availability: 1}
            route:
              - {step: write, work: write}
            tools:
              laser-1: {group: laser, model: laser, delivered: 2025-11}

            """
    }
}
