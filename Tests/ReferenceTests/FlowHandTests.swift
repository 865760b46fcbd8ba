// Small fabs of the flow simulation, worked out by hand, and what holds of every one exactly.

import MonteCarlo
import PlanModel
import Testing

struct FlowHandTests {
    /// Regular orders, one each `gap` seconds, of a product of constant steps.
    private func fab(
        gap: Double,
        end: Int,
        groups: [FlowFab.Group],
        steps: [FlowFab.Step]
    )
        -> FlowFab
    {
        FlowFab(
            sources: [
                .init(
                    name: "orders",
                    firstProduct: 0,
                    lead: 1000,
                    rates: [(FlowFab.longest, gap)]
                )
            ],
            products: [.init(steps: steps)],
            groups: groups,
            periods: [end],
            stepRowCount: 4
        )
    }

    @Test func oneRegularLine() throws {
        // Orders at 100, 200, … 900; each takes 60 s, so all but the last are done by 950.
        let run = try FlowRun(
            fab(gap: 100, end: 950, groups: [FlowFab.group()], steps: [FlowFab.stated(60)])
        )
        #expect(run.node(.released) == 9)
        #expect(run.node(.finished) == 8)
        #expect(run.node(.onTime) == 8)
        #expect(run.node(.cycle) == 8 * 60)
        #expect(run.node(.wip) == 8 * 60 + 50)
        #expect(run.group(.productive) == 8 * 60 + 50)
        #expect(run.group(.standby) == 950 - 530)
        #expect(run.group(.starts) == 9 && run.group(.moves) == 8 && run.group(.wait) == 0)
    }

    @Test func closedHoursStopWork() throws {
        // Order at 100 works until 150, from 200 to 210. The next comes at 200 and waits for it.
        var group = FlowFab.group()
        group.closings = [150..<200, 500..<900]
        let run = try FlowRun(fab(gap: 100, end: 290, groups: [group], steps: [FlowFab.stated(60)]))
        #expect(run.node(.finished) == 2)
        #expect(run.node(.cycle) == 110 + 70)
        #expect(run.group(.closed) == 50)
        #expect(run.group(.productive) == 50 + 10 + 60)
    }

    @Test func ordersWaitForAClosedGroup() throws {
        var group = FlowFab.group()
        group.closings = [50..<250]
        let run = try FlowRun(fab(gap: 100, end: 299, groups: [group], steps: [FlowFab.stated(20)]))
        // Orders at 100 and 200 start at 250 and 270.
        #expect(run.node(.finished) == 2)
        #expect(run.node(.cycle) == 170 + 90)
    }

    @Test func maintenanceComesBetweenPlates() throws {
        // Due at 150, but the plate of 100 keeps the tool until 190; 30 s of maintenance; the plate
        // of 200 starts at 220. Due again at 300: the plate of 300 finds the tool at work until 310.
        var group = FlowFab.group()
        group.maintenance = (150, 30)
        let run = try FlowRun(fab(gap: 100, end: 435, groups: [group], steps: [FlowFab.stated(90)]))
        // 100 → 190, 220 → 310, 310 → 340 maintenance, 340 → 430.
        #expect(run.group(.maintenance) == 60)
        #expect(run.node(.finished) == 3)
        #expect(run.node(.cycle) == 90 + 110 + 130)
    }

    @Test func setUpsAreDoneBetweenFamilies() throws {
        var other = FlowFab.stated(10, number: 1)
        other.family = 1
        var group = FlowFab.group()
        group.setup = 7
        let run = try FlowRun(
            fab(gap: 100, end: 399, groups: [group], steps: [FlowFab.stated(10), other])
        )
        // The tool comes set up for the first plate: 10, 7, 10. The next ones 7, 10, 7, 10.
        #expect(run.node(.cycle) == 27 + 34 + 34)
        #expect(run.group(.setup) == 7 + 14 + 14)
    }

    @Test func aBrokenLimitSendsBack() throws {
        // Bake must follow coat within 20 s, but bake takes 50 s a plate, and two plates come.
        var bake = FlowFab.stated(50, group: 1, number: 1)
        (bake.limit, bake.limitBack, bake.row) = (20, 0, 1)
        var fab = fab(
            gap: 100,
            end: 300,
            groups: [FlowFab.group(2, "coat"), FlowFab.group(1, "bake")],
            steps: [FlowFab.stated(10), bake]
        )
        fab.sources[0].setSize = 2
        fab.sources[0].rates = [(150, 100)]
        let run = try FlowRun(fab)
        // 100 coat 110 bake 160; the other waits 110 → 160, goes back, coat 170, bake 220.
        #expect(run.node(.sentBack) == 1)
        #expect(run.node(.cycle) == 60 + 120)
        #expect(run.node(.sets) == 1)
        #expect(run.node(.setCycle) == 120)
    }

    @Test func aLimitTakesPlatesOutOfABatch() throws {
        // An oven takes two plates at once and no fewer; one that came more than 60 s before goes back.
        var bake = FlowFab.stated(50, group: 1, number: 1)
        (bake.limit, bake.limitBack, bake.row) = (60, 0, 1)
        var oven = FlowFab.group(1, "bake")
        oven.batch = .init(least: 2, most: 2, wait: 250)
        var fab = fab(
            gap: 100,
            end: 400,
            groups: [FlowFab.group(1, "coat"), oven],
            steps: [FlowFab.stated(10), bake]
        )
        fab.sources[0].rates = [(250, 100)]
        // Coat ends at 110. At 210 the second plate comes to the oven, and the first one, there since
        // 110, goes back: coat 220. Then the second one has waited for 10 s, and both are baked: 270.
        let run = try FlowRun(fab)
        #expect(run.node(.sentBack) == 1 && run.node(.finished) == 2)
        #expect(run.node(.cycle) == 170 + 70)
        #expect(run.group(.loads, group: 1) == 1 && run.group(.starts, group: 1) == 2)
        // A load that may be of one plate does not wait until that one is late: 110, 170, 220 and 210,
        // 270, 320.
        fab.groups[1].batch.least = 1
        let one = try FlowRun(fab)
        #expect(one.node(.sentBack) == 0 && one.node(.finished) == 2)
        #expect(one.group(.loads, group: 1) == 2 && one.group(.wait, group: 1) == 60 + 60)
        #expect(one.node(.cycle) == 120 + 120)
    }

    @Test func aBatchWaitsForMore() throws {
        var group = FlowFab.group()
        group.batch = .init(least: 1, most: 3, wait: 250)
        let run = try FlowRun(fab(gap: 100, end: 999, groups: [group], steps: [FlowFab.stated(10)]))
        // Orders at 100, 200, 300 fill a load at 300; so at 600 and 900.
        #expect(run.group(.loads) == 3)
        #expect(run.node(.cycle) == 3 * (210 + 110 + 10))
        group.batch = .init(least: 1, most: 9, wait: 250)
        let waiting = try FlowRun(
            fab(gap: 100, end: 999, groups: [group], steps: [FlowFab.stated(10)])
        )
        // Loads at 350 (three), 650 (three), 950 (three).
        #expect(waiting.group(.loads) == 3)
        #expect(waiting.node(.cycle) == 3 * (260 + 160 + 60))
    }

    @Test func platesLostToAFailureStartAgain() throws {
        var step = FlowFab.stated(100)
        step.isLost = true
        var group = FlowFab.group()
        group.failures = .init(
            byCalendar: false,
            up: (150, .uniform(width: 0)),
            down: (10, .uniform(width: 0))
        )
        let run = try FlowRun(fab(gap: 1000, end: 2990, groups: [group], steps: [step]))
        // Each second plate fails 50 s into its step: 50 + 10 + 100.
        #expect(run.node(.finished) == 2)
        #expect(run.node(.cycle) == 100 + 160)
        #expect(run.node(.scrapped) == 1)
        #expect(run.group(.down) == 10)
    }

    /// The least capable tool takes what it can; the finest rule keeps the better one for the rest.
    @Test func toolsTakeWhatTheyCan() throws {
        var fine = FlowFab.stated(100)
        fine.firstTool = 1
        var fab = fab(gap: 1000, end: 1999, groups: [FlowFab.group(2)], steps: [fine])
        fab.nodeCount = 2
        fab.products.append(.init(node: 1, steps: [FlowFab.stated(100)]))
        // At 1000 four coarse plates come, at 1050 two fine ones.
        var coarse = fab.sources[0]
        (coarse.name, coarse.firstProduct, coarse.setSize) = ("coarse", 1, 4)
        (fab.sources[0].setSize, fab.sources[0].opens) = (2, 50)
        fab.sources.append(coarse)
        let first = try FlowRun(fab)
        // Each tool two coarse plates, then the better one the fine plates.
        #expect(first.node(.cycle, node: 0) == 250 + 350)
        #expect(first.node(.cycle, node: 1) == 100 + 100 + 200 + 200)
        fab.groups[0].rule = .finest
        let finest = try FlowRun(fab)
        #expect(finest.node(.cycle, node: 0) == 150 + 250)
        #expect(finest.node(.cycle, node: 1) == 100 + 100 + 200 + 300)
    }

    @Test func dueDatesAndCriticalRatios() throws {
        // At 1000 come, in this order: a long plate due at 3000 and a short one due at 2500, behind
        // one at work until 1500. Due date: the short one first. Ratios: 1500 over 1400 against 1000
        // over 100: the long one first.
        for (rule, shortFirst) in [(FlowFab.Rule.dueDate, true), (.criticalRatio, false)] {
            var fab = fab(
                gap: 1000,
                end: 4000,
                groups: [FlowFab.group()],
                steps: [FlowFab.stated(500)]
            )
            fab.nodeCount = 3
            fab.products.append(.init(node: 1, steps: [FlowFab.stated(1400)]))
            fab.products.append(.init(node: 2, steps: [FlowFab.stated(100)]))
            fab.groups[0].rule = rule
            fab.sources[0].rates = [(1500, 1000)]
            for (product, lead) in [(1, 2000.0), (2, 1500.0)] {
                var source = fab.sources[0]
                (source.name, source.firstProduct, source.lead) = ("\(product)", product, lead)
                fab.sources.append(source)
            }
            let run = try FlowRun(fab)
            #expect(run.node(.cycle, node: 1) == (shortFirst ? 2000 : 1900))
            #expect(run.node(.cycle, node: 2) == (shortFirst ? 600 : 2000))
        }
    }

    /// Two products of 10 s on tools that need 7 s between the two; orders of the first alone.
    private func twoFamilies(gap: Double, end: Int, tools: Int) -> FlowFab {
        var fab = fab(
            gap: gap,
            end: end,
            groups: [FlowFab.group(tools)],
            steps: [FlowFab.stated(10)]
        )
        fab.nodeCount = 2
        var other = FlowFab.stated(10)
        other.family = 1
        fab.products.append(.init(node: 1, steps: [other]))
        fab.groups[0].setup = 7
        return fab
    }

    /// At 1000 come A, B, A, B of 10 s each, and 7 s of set-up between the two; then with the last B hot.
    @Test func fewestSetUpsStayWithAFamily() throws {
        func run(_ rule: FlowFab.Rule, isHot: Bool = false) throws -> FlowRun {
            var fab = twoFamilies(gap: 1000, end: 1999, tools: 1)
            fab.groups[0].rule = rule
            let source = fab.sources[0]
            fab.sources = (0..<4)
                .map { number in
                    var own = source
                    (own.name, own.firstProduct) = ("\(number)", number % 2)
                    own.priority = isHot && number == 3 ? 0 : 1
                    return own
                }
            return try FlowRun(fab)
        }
        let first = try run(.firstCome)
        #expect(first.group(.setup) == 21)
        #expect(first.node(.cycle, node: 0) == 10 + 44 && first.node(.cycle, node: 1) == 27 + 61)
        let fewest = try run(.fewestSetups)
        #expect(fewest.group(.setup) == 7)
        #expect(fewest.node(.cycle, node: 0) == 10 + 20 && fewest.node(.cycle, node: 1) == 37 + 47)
        // The hot one goes before the tool's own family.
        let hot = try run(.fewestSetups, isHot: true)
        #expect(hot.group(.setup) == 14)
        #expect(hot.node(.cycle, node: 1) == 27 + 37 && hot.node(.cycle, node: 0) == 10 + 54)
    }

    /// Of two idle tools the one that is set up takes the plate.
    @Test func aToolThatIsSetUpTakesThePlate() throws {
        var fab = twoFamilies(gap: 200, end: 899, tools: 2)
        var second = fab.sources[0]
        (second.name, second.firstProduct) = ("second", 1)
        second.rates = [(FlowFab.longest, 300)]
        fab.sources.append(second)
        // Plates of the first come at 200, 400, 600 and 800, of the second at 300 and 600. The first
        // tool takes all but the last one, and is set up at 300 and 400.
        let first = try FlowRun(fab)
        #expect(first.group(.setup) == 14)
        #expect(first.node(.cycle, node: 0) == 10 + 17 + 10 + 10)
        #expect(first.node(.cycle, node: 1) == 17 + 10)
        // The second tool takes what the first one would be set up for.
        fab.groups[0].rule = .fewestSetups
        let fewest = try FlowRun(fab)
        #expect(fewest.group(.setup) == 0)
        #expect(fewest.node(.cycle, node: 0) == 40 && fewest.node(.cycle, node: 1) == 20)
    }

    @Test func aFullFabSaysWhichBound() throws {
        var fab = FlowFab.queue(rate: 2)
        fab.plateBound = 10
        #expect(throws: FlowFailure.self) { try FlowRun(fab) }
        do {
            _ = try FlowRun(fab, count: 3)
        } catch let failure as FlowFailure {
            #expect(failure.bound == .plates)
            #expect(failure.replication == 0)
        }
    }

    /// Plates, time in process and tool seconds are conserved to the last one.
    @Test func littlesLawHoldsExactly() throws {
        var fab = FlowFab.queue(rate: 0.9, tools: 2)
        fab.groups[0].failures = .init(
            byCalendar: true,
            up: (9000, .exponential),
            down: (2000, .exponential)
        )
        // Orders end long before the simulation does, so that nothing is left.
        fab.sources[0].rates = [(9_000_000, 1000)]
        fab.periods = [3_333_333, 7_777_777, 11_000_000]
        let run = try FlowRun(fab, count: 5)
        for replication in 0..<5 {
            func total(_ row: FlowTables.NodeRow) -> UInt64 {
                (0..<3)
                    .reduce(0) {
                        $0 + run.sum(run.tables.row(row, node: 0), replication, period: $1)
                    }
            }
            #expect(total(.released) > 8000)
            #expect(total(.released) == total(.finished))
            #expect(total(.wip) == total(.cycle))
            for (period, length) in [3_333_333, 4_444_444, 3_222_223].enumerated() {
                let sum = FlowTables.GroupRow.states.reduce(0) {
                    $0
                        + run.sum(
                            run.tables.row($1, group: 0),
                            replication,
                            period: period
                        )
                }
                #expect(sum == UInt64(2 * length))
            }
            func group(_ row: FlowTables.GroupRow) -> UInt64 {
                (0..<3)
                    .reduce(0) {
                        $0 + run.sum(run.tables.row(row, group: 0), replication, period: $1)
                    }
            }
            // One step, and nothing is left: every plate is started, waits and is done once.
            #expect(group(.starts) == total(.finished))
            #expect(group(.moves) == total(.finished))
            #expect(group(.wait) == group(.queue))
        }
    }
}
