import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import Testing

/// What the keys of a plan do to the flow of its plates, against work by hand and closed forms.
struct FlowKeyTests {
    /// Lasers that write a plate in 2229 s, 1800 s and 104 mm × 132 mm at 100 nm and 3.2·10⁹ pixels
    /// a second, and what comes after.
    private static let write = 2229.0

    /// - Parameters:
    ///   - demand: plates a month of two nodes, half each.
    ///   - writers: lasers.
    ///   - laser: further keys of the group of lasers.
    ///   - oven: further keys of the group of ovens.
    ///   - route: steps after the write.
    ///   - more: further parts of the plan.
    /// - Returns: the plan.
    /// - Throws: what the reader finds wrong.
    private func plan(
        _ demand: String,
        writers: Int = 1,
        laser: String = "",
        oven: String = "",
        route: String = "",
        more: String = ""
    ) throws -> Plan {
        let node =
            "{mix: 50 %, plates_per_set: 3, yield: {mature: 1}, "
            + "layer_classes: {all: {share: 1, writer: raster}}}"
        let text = """
            plan: Fab
            horizon: {start: 2025-01, end: 2026-12}
            as_of: 2025-01-31
            basis: assumed
            source: test
            sources: {test: made for a test}
            demand:
              - {node: all, plates_per_month: {2025-01: \(demand)}}
            nodes:
              180: \(node)
              130: \(node)
            writers:
              laser:
                {class: raster, finest_node: 130, pixel: 100 nm, pixel_rate: 100 MHz, beams: 32,
                 overhead: 0.5 h}
            groups:
              laser: {writes: [raster], availability: 100 %\(laser)}
              oven: {availability: 100 %\(oven)}
            route:
              - {step: write, work: write}
            \(route)
            tools:
              lasers: {group: laser, model: laser, delivered: 2024-12, count: \(writers)}
              oven: {group: oven, delivered: 2024-12}
            \(more)
            """
        let path = NSTemporaryDirectory() + "maskramp-flow-" + UUID().uuidString + ".yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try PlanReader.read(path: path).plan
    }

    /// Regular orders on one laser that is fast enough never wait; at random they do.
    @Test func regularOrdersDoNotWait() throws {
        let random = try result(plan("900")) { $0.isBySet = false }
        let text = { (who: String) in
            "customers: {one: {share: 1\(who)}}"
        }
        let regular = try result(plan("900", more: text(", orders: regular"))) {
            $0.isBySet = false
        }
        func wait(_ result: FlowResult) throws -> Double {
            try #require(result.groups.first { $0.year == 2026 && $0.group == "laser" }?.waitHours)
        }
        // Two nodes at equal distances of their own: at most one plate is before another. At random a
        // laser that is busy for 0.764 of the time lets plates wait 0.764 / 2 (1 − 0.764) writes.
        #expect(try wait(regular) <= Self.write / 3600)
        #expect(try abs(wait(random) / (Self.write / 3600) - 1.62) < 0.2)
        #expect(regular.notes[0].hasPrefix("assumed, as the plan does not say: orders come plate"))
        #expect(random.notes[0].contains("orders come at random, plate by plate"))
        let share = try #require(regular.plates.first { $0.year == 2026 && $0.node == "all" })
        // 12 months of twice 450, to one plate of each.
        #expect(abs(share.ordered - 12 * 900) <= 2)
    }

    /// By the calendar tools fail whether they work or not, by operation only as they work.
    @Test(arguments: [false, true]) func failuresByTheCalendar(isByCalendar: Bool) throws {
        let pattern = isByCalendar ? ", failures: {by: calendar, variation: 0.5}" : ""
        let keys = ", mtbf: 90 h, mttr: 10 h" + pattern
        var plan = try plan(
            "100",
            oven: keys,
            route: "  - {step: bake, group: oven, hours_per_plate: 2 h}"
        )
        let oven = try #require(plan.groups.firstIndex { $0.name == "oven" })
        plan.groups[oven].availability = .value(0.9, path: "groups.oven.availability")
        let row = try #require(
            try result(plan).groups.first { $0.year == 2026 && $0.group == "oven" }
        )
        // 1200 plates of 2 h are 27 % of a year; a tenth of the time at work, or of all, is repair.
        let wanted = isByCalendar ? 0.1 : row.productive / 9
        #expect(row.productive > 0.2 && row.productive < 0.35)
        #expect(abs(row.down - wanted) < 0.15 * wanted, "\(row.down), \(wanted)")
    }

    private func result(
        _ plan: Plan,
        replications: UInt64 = 40,
        _ change: (inout FlowTerms) -> Void = { _ in }
    ) throws -> FlowResult {
        var terms = FlowTerms()
        change(&terms)
        let study = try FlowStudy(
            Plans.request(plan, replications),
            terms: terms,
            engine: CPUEngine(threadCount: 2)
        )
        return try study.run { _, _ in true }
    }

    private func all(_ result: FlowResult) throws -> FlowResult.PlateRow {
        try #require(result.plates.last { $0.node == "all" })
    }

    private func step(_ result: FlowResult, _ name: String) throws -> FlowResult.StepRow {
        try #require(result.steps.first { $0.step == name })
    }

    private func near(_ found: Double?, _ seconds: Double, _ comment: Comment? = nil) {
        // Rows have four decimals of a day.
        #expect(abs((found ?? 0) * 86_400 - seconds) < 5, comment)
    }

    private static let bake = "  - {step: bake, group: oven, hours_per_plate: 1 h"

    /// Three lasers write a set at once, one oven bakes plate by plate: the third waits two hours.
    ///
    /// So rare are the sets that none meets another.
    @Test func platesThatWaitTooLongGoBack() throws {
        let free = try result(try plan("0.1", writers: 3, route: Self.bake + "}"))
        let (write, hour) = (Self.write, 3600.0)
        near(try all(free).setDays, write + 3 * hour)
        #expect(try step(free, "write").starts == step(free, "bake").starts)
        let bound = try result(
            try plan("0.1", writers: 3, route: Self.bake + ", within: 1.5 h, back_to: write}")
        )
        let row = try all(bound)
        // One bakes at once, one after an hour; the third is found late after two hours, and is
        // written and baked again.
        near(row.setDays, write + 2 * hour + write + hour)
        near(row.cycleDays, (3 * write + 1 * hour + 2 * hour + (2 + 1) * hour + write) / 3)
        #expect(row.sets > 0 && abs(row.finished - 3 * row.sets) < 0.03)
        let again = try step(bound, "write").starts / step(bound, "bake").starts
        #expect(abs(again - 4.0 / 3) < 0.01)
        #expect(try step(bound, "bake").waitHours == 0.33)
        // No one waits longer than a limit that nobody meets.
        let wide = try plan("0.1", writers: 3, route: Self.bake + ", within: 2 h, back_to: write}")
        #expect(try result(wide).digest == free.digest)
    }

    /// A second level has its limit as any other step; plates without one never come to it.
    @Test func secondLevelsHaveLimits() throws {
        func year(_ share: Double, _ step: String) throws -> FlowResult.PlateRow {
            var plan = try plan("0.1", writers: 3, route: step + ", within: 1.5 h, back_to: write}")
            for node in plan.nodes.indices {
                plan.nodes[node].secondLevelShare = .value(share, path: "second_level")
            }
            return try all(try result(plan))
        }
        let second = Self.bake.replacing("group:", with: "work: second-level, group:")
        let every = try year(1, second)
        let always = try year(0, Self.bake)
        #expect(every.setDays == always.setDays && every.cycleDays == always.cycleDays)
        near(try year(0, second).setDays, Self.write)
    }

    /// A set is baked in one load, once its first plate has waited for the others.
    @Test func batchesAreLoadedTogether() throws {
        let batch = ", batch: {least: 1, most: 3, wait: 1 h}"
        let plan = try plan("0.1", writers: 3, oven: batch, route: Self.bake + "}")
        let row = try all(try result(plan))
        near(row.setDays, Self.write + 3600)
        near(row.cycleDays, Self.write + 3600)
        // Plate by plate there is nobody to wait for: an hour for nothing.
        let single = try all(try result(plan) { $0.isBySet = false })
        near(single.cycleDays, Self.write + 2 * 3600)
    }

    /// Loads are of plates of one step and of the same hours.
    @Test func aLoadIsOfOneKind() throws {
        func loads(_ hours: String) throws -> [Int] {
            let route = "  - {step: bake, group: oven, hours_per_plate: \(hours)}\n"
            let plan = try plan(
                "1",
                laser: ", setup: {hours: 1 h, between: layer-class}",
                oven: ", batch: {most: 2}, setup: {hours: 1 h, between: node}",
                route: route + "  - {step: cool, group: oven, hours_per_plate: 1 h}"
            )
            let flow = try PlanFlow(plan, FlowTerms())
            let fab = flow.fab(flow.settled { $0.distribution.fixedValue ?? 0 })
            // Without and with a second level, of which there is none.
            let products = [fab.products[0], fab.products[2]]
            #expect(products.map(\.node) == [0, 1])
            #expect(products[0].steps[0].family != products[1].steps[0].family)
            #expect(products[0].steps[1].family == products[0].steps[2].family)
            #expect(products[0].steps[1].family != products[1].steps[1].family)
            return products.flatMap { $0.steps[1...].map(\.load) }
        }
        let same = try loads("1 h")
        #expect(same[0] == same[2] && same[1] == same[3] && same[0] != same[1])
        let apart = try loads("{\"180\": 1 h, \"130\": 1 h}")
        #expect(apart[0] != apart[2] && apart[1] == apart[3])
    }

    /// `run` counts loads that are full: four hours for four plates are an hour for each.
    @Test func capacityIsOfFullLoads() throws {
        func run(_ oven: String, _ hours: String) throws -> RunResult {
            let route = "  - {step: bake, group: oven, hours_per_plate: \(hours)}"
            let plan = try plan("900", writers: 2, oven: oven, route: route)
            return try RampForecast(Plans.request(plan, 50), engine: CPUEngine(threadCount: 2))
                .run { _, _ in true }
        }
        let full = try run(", batch: {most: 4}", "4 h")
        #expect(try run("", "1 h").digest == full.digest)
        #expect(try run("", "4 h").digest != full.digest)
    }

    /// Of two nodes whose plates come at random, half the plates are unlike the one before.
    @Test func setUpsAreDoneBetweenNodes() throws {
        let plan = try plan("300", laser: ", setup: {hours: 1 h, between: node}")
        let result = try result(plan, replications: 20) { $0.isBySet = false }
        let group = try #require(result.groups.last { $0.group == "laser" })
        let plates = try step(result, "write").starts
        // Four standard errors of half of some 72,000 plates are 540.
        #expect(abs(group.setup * 8760 - plates / 2) < 30, "\(group.setup), \(plates)")
        #expect(abs(group.productive * 8760 - plates * Self.write / 3600) < 5)
    }

    /// A group's own rule stands before the question's.
    @Test func groupsHaveARuleOfTheirOwn() throws {
        let route = "  - {step: bake, group: oven, hours_per_plate: {\"180\": 1 h, \"130\": 0.4 h}}"
        func digest(_ laser: String, _ oven: String, _ rule: DispatchRule) throws -> String {
            try result(
                try plan("700", laser: laser, oven: oven, route: route),
                replications: 3
            ) { $0.rule = rule }
            .digest
        }
        let shortest = try digest("", "", .shortest)
        let stated = ", dispatch: shortest"
        #expect(try digest(stated, stated, .firstCome) == shortest)
        #expect(try digest(stated, stated, .dueDate) == shortest)
        #expect(try digest("", "", .firstCome) != shortest)
        // At the laser all plates take the same time.
        #expect(try digest("", stated, .firstCome) == shortest)
    }

    /// One laser with plates that go first is an M/D/1 queue with priorities (Cobham): with ρ for
    /// the share of its time, h for that of the hot plates and W = ρT/2 these wait W/(1 − h), the
    /// others W/((1 − h)(1 − ρ)).
    @Test func hotPlatesGoFirst() throws {
        let customers =
            "customers: {foundry: {share: 75 %, due: 10 days, hot: {share: 20 %, "
            + "due: 0.02 days}}, others: {share: 25 %, due: {\"180\": 0.02 days}}}"
        let plan = try plan("700", more: customers)
        let result = try result(plan) { $0.isBySet = false }
        let rows = try #require(result.customers).filter { $0.year == 2026 }
        func row(
            _ customer: String,
            hot: Bool = false,
            node: String = "all"
        ) throws
            -> FlowResult.CustomerRow
        {
            try #require(
                rows.first { $0.customer == customer && $0.isHot == hot && $0.node == node }
            )
        }
        let (time, use) = (Self.write, 8400 * Self.write / (365 * 86_400))
        let hot = 0.15 * use
        let least = use * time / 2 / (1 - hot)
        // 2 % for some 336,000 plates whose waits go together, and months of 28 to 31 days.
        for (found, wait) in [
            (try row("foundry", hot: true), least), (try row("foundry"), least / (1 - use)),
            (try row("others"), least / (1 - use)),
        ] {
            let seconds = try #require(found.cycleDays) * 86_400 - time
            #expect(abs(seconds - wait) < 0.02 * wait + 5, "\(found.customer) \(seconds) \(wait)")
        }
        // 8,400 plates a year: 60, 15 and 25 %, each within four standard errors.
        for (found, share) in [
            (try row("foundry"), 0.6), (try row("foundry", hot: true), 0.15),
            (try row("others"), 0.25),
        ] {
            let wanted = share * 8400
            #expect(abs(found.ordered - wanted) < 4 * (wanted / 40).squareRoot())
        }
        // 1728 s are less than a write, 10 days more than any wait.
        #expect(try row("foundry", hot: true).onTime == 0)
        #expect(try row("foundry").onTime == 1)
        #expect(try row("others", node: "180").onTime == 0)
        #expect(try row("others", node: "130").onTime == 1)
        let year = try all(result)
        let nodes = rows.filter { $0.node != "all" }
        #expect(abs(nodes.reduce(0) { $0 + $1.ordered } - year.ordered) < 0.05)
        #expect(abs(nodes.reduce(0) { $0 + $1.finished } - year.finished) < 0.05)
        let onTime = nodes.reduce(0) { $0 + $1.finished * ($1.onTime ?? 0) } / year.finished
        #expect(abs(onTime - (year.onTime ?? 0)) < 0.001)
        #expect(result.notes[0].hasSuffix("; due after 10 days; dispatch fifo"))
    }

    /// A set is finished with its last plate, for its customer as for its node.
    @Test func setsFinishWithTheirLastPlate() throws {
        let customers = "customers: {foundry: {share: 1, due: {all: 0.1 days}}}"
        let plan = try plan("0.1", writers: 3, route: Self.bake + "}", more: customers)
        let result = try result(plan)
        let row = try #require(result.customers?.last { $0.node == "all" })
        // 8640 s: the first of three plates comes in time, and no set.
        near(row.setDays, Self.write + 3 * 3600)
        #expect(row.setsOnTime == 0 && row.onTime == 0.3333)
        let year = try all(result)
        #expect(row.sets == year.sets && row.setDays == year.setDays && row.onTime == year.onTime)
        #expect(result.notes[0].hasSuffix("all its plates at once; dispatch fifo"))
    }
}
