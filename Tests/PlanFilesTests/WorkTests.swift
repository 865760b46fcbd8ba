import Foundation
import PlanFiles
import PlanModel
import Testing

/// When groups work, and plates that go back.
@Suite struct WorkTests {
    private func plan(_ old: String = "", _ new: String = "") throws -> String {
        try Files.example("work.yaml", old.isEmpty ? [] : [(old, new)])
    }

    @Test(
        arguments: [
            (
                "2026-02-15/2026-02-23", "2026-02-23/2026-02-15",
                "calendar.holidays[0]: 2026-02-23/2026-02-15 ends before it begins"
            ),
            (
                "2026-12-31,", "2026-13-31,",
                "calendar.holidays[1]: '2026-13-31' is not a date; expected YYYY-MM-DD, a longer "
                    + "date, or two of them with / between"
            ),
            (
                "01-01,", "1 January,",
                "calendar.every_year[0]: '1 January' is not MM-DD, or MM-DD/MM-DD"
            ),
            (
                "2027-08]", "2027-08/2027-07]",
                "groups.inspection.shutdowns[1]: 2027-08/2027-07 ends before it begins"
            ),
            (
                "on_holidays: open", "hours_per_week: 120",
                "groups.inspection.hours_per_week: hours_per_week and shifts exclude each other; "
                    + "give one"
            ),
            (
                "per_day: 2, hours: 8 h", "per_day: 3, hours: 8.5 h",
                "groups.inspection.shifts: 3 shifts of 8.5 h are 25.5 h; a day has 24"
            ),
            (
                "hours: 90 min, every: 1 week", "hours: 168 h, every: 1 week",
                "groups.repair.maintenance: 730.5 h a month leave nothing of the 730.5 h that a "
                    + "tool is staffed"
            ),
            (
                "write, rework: 3 %", "write, back_to: write",
                "route.write.back_to: needs a rework, the share of plates that go back, or a within"
            ),
            (
                "write, rework: 3 %", "write, passes: 2",
                "route.write.passes: passes of a write stand in the nodes' layer_classes; give "
                    + "each class its passes"
            ),
            (
                "write, rework: 3 %", "write, share: {130: 90 %}",
                "route.write.share: every plate is written; what share of a node's plates a "
                    + "writer class writes stands in its layer_classes"
            ),
            (
                "{step: repair, group: repair, hours_per_plate: 2 h, share: 40 %, rework: 100 %, "
                    + "back_to: inspect}",
                "{step: repair, work: second-level, group: repair, hours_per_plate: 2 h, "
                    + "share: 40 %}",
                "route.repair.share: the share of plates that have a second write stands in the "
                    + "nodes' second_level"
            ),
            (
                "write, rework: 3 %", "write, rework: 3 h, back_to: write",
                "route.write.rework: '3 h' has the unknown unit 'h'; expected a number from 0 to 1 or a "
                    + "percentage such as 45 %"
            ),
            (
                "100 %, back_to: inspect", "100 %, back_to: inspekt",
                "route.repair.back_to: unknown step 'inspekt'; did you mean 'inspect'?"
            ),
            (
                "write, rework: 3 %", "write, rework: 3 %, back_to: repair",
                "route.write.back_to: 'repair' comes after this step; plates go back to a step "
                    + "before it, or to itself"
            ),
            (
                "share: 40 %", "share: 100 %",
                "route.repair.rework: so many plates can go back that those of 130 nm take this "
                    + "step more than 100 times"
            ),
            (
                "write, rework: 3 %", "write, rework: {random: {uniform: [0, 1]}}",
                "route.write.rework: so many plates can go back that those of 130 nm take this "
                    + "step more than 100 times"
            ),
            (
                "\">=130\": {uncertain: {uniform: [1, 5], in: '%'}}, \"<=90\": 0.1",
                "\">=90\": 0.2, \"<=130\": 0.1",
                "route.last look.rework.>=90: >=90 overlaps with <=130; a node may be in one "
                    + "range only"
            ),
        ]
    )
    func wrongPlans(old: String, new: String, message: String) throws {
        let issues = try Files(["plan.yaml": try plan(old, new)]).issues()
            .filter { $0.contains("error") }
        #expect(issues.count == 1, "\(issues)")
        #expect(issues.first?.hasSuffix("error: " + message) ?? false, "\(issues)")
    }

    @Test func groupsWithoutToolsAreNamed() throws {
        let text = try plan("  repair-1: {group: repair, delivered: 2025-11}\n", "")
        let issues = try Files(["plan.yaml": text]).issues()
        let message =
            "groups.repair: no tool of it ever comes; plates that need it, as for step 'repair', are "
            + "never finished"
        #expect(issues.count == 1 && issues[0].hasSuffix("warning: " + message), "\(issues)")
    }

    @Test func workIsRead() throws {
        let document = try Files(["plan.yaml": try plan()]).read()
        let plan = document.plan
        #expect(plan.calendar.everyYear.count == 4)
        let group = try #require(plan.groups.first { $0.name == "inspection" })
        #expect(group.hoursPerWeek.distribution == .fixed(88) && group.worksOnHolidays)
        let hours = try #require(group.maintenance).hours
        #expect(hours.kind == .uncertain && hours.path == "groups.inspection.maintenance.hours")
        // July 2026 has 14 days of shutdown, August 2027 all of them.
        #expect(plan.openDays(of: group)[6] == 17 && plan.openDays(of: group)[19] == 0)
        let repair = try #require(plan.groups.first { $0.name == "repair" })
        // 1 to 2 January and 15 to 23 February 2026; 1 to 7 October 2027; all of 2028.
        #expect([0, 1, 21, 30].map { plan.openDays(of: repair)[$0] } == [29, 19, 24, 0])
        #expect(plan.route[2].backTo == "inspect" && plan.route[1].rework == nil)
        #expect(plan.route[3].rework?.figure(for: 90)?.distribution == .fixed(0.1))
    }

    @Test func resolvedPlanReadsTheSame() throws {
        let first = try Files(["plan.yaml": try plan()]).read()
        #expect(!first.resolvedText.contains("hours_per_week: {value: 88"))
        let second = try Files(["plan.yaml": first.resolvedText]).read()
        #expect(second.resolvedText == first.resolvedText)
        #expect(second.plan.calendar == first.plan.calendar)
        let hours = second.plan.groups.map(\.hoursPerWeek.distribution)
        #expect(hours == first.plan.groups.map(\.hoursPerWeek.distribution))
    }

    @Test func shiftsTakeThePlaceOfTheLibrarysDefault() throws {
        let library = """
            groups:
              inspection: {availability: 90 %}
            """
        let text = "uses: [library.yaml]\n" + (try plan("    availability: 95 %\n", ""))
        let plan = try Files(["plan.yaml": text, "library.yaml": library]).read().plan
        let group = try #require(plan.groups.first { $0.name == "inspection" })
        #expect(group.hoursPerWeek.distribution == .fixed(88))
    }
}
