import PlanFiles
import PlanModel
import Testing

/// The text of every kind of complaint.
@Suite struct MessageTests {
    /// One change to the full plan and the only issue that it makes.
    struct Case: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let issue: String
        var testDescription: String { new }
    }

    static let structure: [Case] = [
        Case(
            old: "promised: [2025-Q3, 2026-02-28]",
            new: "promised: 2025-13",
            issue: "plan.yaml:82:15: error: tools.writer-1.promised: '2025-13' is not a date; "
                + "expected YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
        ),
        Case(
            old: "signed: 2024",
            new: "signed: 3024",
            issue: "plan.yaml:96:13: error: contracts.c1.signed: '3024' is not a date between 1900 "
                + "and 2199; expected YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
        ),
        Case(
            old: "as_of: 2025-06-30",
            new: "as_of: 2025-06",
            issue: "plan.yaml:5:8: error: as_of: '2025-06' is not a day; expected YYYY-MM-DD"
        ),
        Case(
            old: "qualification: 1 month",
            new: "qualificaton: 1 month",
            issue:
                "plan.yaml:86:5: error: tools.writer-1.qualificaton: unknown key 'qualificaton'; "
                + "did you mean 'qualification'?"
        ),
        Case(
            old: "sampling: 2 months",
            new: "sampling: 2",
            issue:
                "plan.yaml:34:15: error: nodes.28.sampling: '2' has no unit; expected a number of "
                + "months, weeks, days or years, such as 6 months"
        ),
        Case(
            old: "settling: 110 ns",
            new: "settling: 110 days",
            issue:
                "plan.yaml:52:15: error: writers.shaped.settling: '110 days' has the unknown unit "
                + "'days'; expected a number in ns, us, ms, s, such as 3 ns"
        ),
        Case(
            old: "site: Ningbo",
            new: "site: [Ningbo]",
            issue: "plan.yaml:11:9: error: project.site: is a list; expected text"
        ),
        Case(
            old: "discount_rate: 8 %",
            new: "discount_rate:",
            issue: "plan.yaml:120:17: error: economics.discount_rate: is empty; expected a number "
                + "from 0 to 1 or a percentage such as 45 %"
        ),
        Case(
            old: "measure: output",
            new: "measure: outptu",
            issue:
                "plan.yaml:112:56: error: targets.full.measure: 'outptu' is not one of capacity, "
                + "output; did you mean 'output'?"
        ),
        Case(
            old: "{value: 1_200, basis",
            new: "{value: 1_200, random: {fixed: 1}, basis",
            issue: "plan.yaml:14:15: error: project.investment: a figure holds one of value, "
                + "uncertain and random; found value and random"
        ),
        Case(
            old: "availability: 84 %, ",
            new: "",
            issue: "plan.yaml:66:10: error: groups.ebeam: availability is missing: Mature "
                + "availability."
        ),
        Case(
            old: "{share: 0.5, writer: raster}",
            new: "{share: 0.5, writer: raster, shots_per_pass: 3}",
            issue: "plan.yaml:46:45: error: nodes.28.layer_classes.relaxed.shots_per_pass: unknown "
                + "key 'shots_per_pass' for writer raster; known keys: basis, density, note, "
                + "passes, share, source, writer"
        ),
        Case(
            old: "dose: 22 uC/cm2",
            new: "dose: {random: {fixed: 22 uC/cm2}}",
            issue: "plan.yaml:42:24: error: nodes.28.layer_classes.critical.dose: cannot be random "
                + "here; write a value, or uncertain"
        ),
        Case(
            old: "\"90-65\": 3 h",
            new: "\"90_65\": 3 h",
            issue:
                "plan.yaml:72:77: error: route.inspection.hours_per_plate.90_65: '90_65' is not a "
                + "node or a range; expected 28, 55-28, >=130, <=45 or all"
        ),
    ]

    static let meaning: [Case] = [
        Case(
            old: "finest_node: 40\n",
            new: "finest_node: 28\n",
            issue: "plan.yaml:76:12: error: tools.writer-1.model: shaped is a vsb writer, and "
                + "group ebeam writes multibeam plates, which state no shots; give those plates "
                + "a group of their own"
        ),
        Case(
            old: "usable: 92 %",
            new: "usable: 192 %",
            issue: "plan.yaml:66:65: error: groups.ebeam.usable: 1.92 (192 %) is out of range; "
                + "expected more than 0 to 1"
        ),
        Case(
            old: "{random: {triangular: [3, 5, 9], in: months}}",
            new: "{random: {triangular: [9, 5, 3], in: months}}",
            issue: "plan.yaml:84:19: error: tools.writer-1.installation: three points need low ≤ "
                + "mode ≤ high and low < high"
        ),
        Case(
            old: "share: 0.3\n",
            new: "share: 0.4\n",
            issue: "plan.yaml:38:7: error: nodes.28.layer_classes: the shares sum to 1.1; expected "
                + "1 ± 0.001"
        ),
        Case(
            old: "model: shaped",
            new: "model: shapd",
            issue: "plan.yaml:76:12: error: tools.writer-1.model: unknown writer 'shapd'; did you "
                + "mean 'shaped'?"
        ),
        Case(
            old: "count: 2",
            new: "count: 3",
            issue:
                "plan.yaml:82:15: error: tools.writer-1.promised: 2 dates for a count of 3; give "
                + "one, or one each"
        ),
        Case(
            old: "group: laser, model: laser, delivered: 2024}",
            new: "group: laser, model: laser}",
            issue:
                "plan.yaml:89:10: error: tools.laser: delivered and promised are missing; give one"
        ),
        Case(
            old: "probability: 0.2, delays",
            new: "probability: 0.9, delays",
            issue: "plan.yaml:106:7: error: risks.licence.outcomes: the probabilities can sum to "
                + "1.02; exclusive outcomes sum to at most 1"
        ),
        Case(
            old: "paid: {2024: 700}",
            new: "paid: {2024: 1700}",
            issue: "plan.yaml:100:11: warning: contracts.c1.paid: paid 1700 exceeds the contract "
                + "value 1200"
        ),
        Case(
            old: "arrived_value: 600",
            new: "arrived_value: 6000000",
            issue:
                "plan.yaml:99:20: warning: contracts.c1.arrived_value: arrived_value 6000000 and "
                + "the contract value 1200 differ by a factor of about 10,000; is one in another "
                + "unit?"
        ),
        Case(
            old: "delivered: 2024-Q4",
            new: "delivered: 2026-Q4",
            issue:
                "plan.yaml:90:46: warning: tools.inspection.delivered: 2026-Q4 is after the as-of "
                + "date 2025-06-30; it counts as promised"
        ),
        Case(
            old: "basis: assumed\nsource",
            new: "source",
            issue:
                "plan.yaml:12:17: warning: project.construction: 101 of 104 figures have no basis and "
                + "count as assumed; this is the first"
        ),
    ]

    @Test func eachClassOfWriterNeedsOneGroup() throws {
        #expect(
            try Files.issues(("writes: [raster], ", "")) == [
                "plan.yaml:28:31: error: nodes.130.layer_classes.all.writer: no group writes raster; "
                    + "give one group writes: [raster]",
                "plan.yaml:46:37: error: nodes.28.layer_classes.relaxed.writer: no group writes "
                    + "raster; give one group writes: [raster]",
                "plan.yaml:89:32: error: tools.laser.model: group laser does not write, so its tools "
                    + "have no model",
            ]
        )
    }

    @Test func fullPlanIsClean() throws {
        #expect(try Files.issues() == [])
    }

    @Test(arguments: structure) func structureIsExplained(_ example: Case) throws {
        let issues = try Files.issues((example.old, example.new))
        #expect(issues.contains { $0 == example.issue }, "\(issues)")
    }

    @Test(arguments: meaning) func meaningIsExplained(_ example: Case) throws {
        let issues = try Files.issues((example.old, example.new))
        #expect(issues == [example.issue])
    }
}
