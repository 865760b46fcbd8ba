// What tools do through a stretch of one replication, by hand and against what is counted.

import Testing

@testable import MonteCarlo

struct FlowTraceTests {
    private func bars(
        _ fab: FlowFab,
        _ seconds: Range<Int>,
        replication: UInt32 = 0
    ) throws -> [FlowTrace.Bar] {
        let tables = try FlowTables(fab)
        return try #require(
            try FlowTrace.bars(
                tables,
                course: FlowTables.course(of: fab),
                FlowLaunch(seed: 20_261_122, first: replication, count: 1),
                seconds: seconds
            )
        )
    }

    private func plate(_ number: Int, step: Int = 0, round: Int = 0) -> FlowTrace.Plate {
        .init(source: 0, number: number, product: 0, step: step, round: round)
    }

    private func line(_ steps: [FlowFab.Step], _ groups: [FlowFab.Group], end: Int) -> FlowFab {
        FlowFab(
            sources: [
                .init(name: "orders", firstProduct: 0, lead: 1000, rates: [(FlowFab.longest, 100)])
            ],
            products: [.init(steps: steps)],
            groups: groups,
            periods: [end],
            stepRowCount: 4
        )
    }

    /// Orders come at 100, 200, … of 60 s each.
    ///
    /// The group is closed from 150 to 200, and the tool comes at
    /// 20. The plate of 100 ends at 210, that of 200 at 270.
    @Test func oneToolByHand() throws {
        var group = FlowFab.group()
        group.closings = [150..<200]
        group.tools[0].ready = 20
        let bars = try bars(line([FlowFab.stated(60)], [group], end: 950), 0..<310)
        typealias Bar = FlowTrace.Bar
        #expect(
            bars == [
                Bar(tool: 0, state: .standby, plates: [], seconds: 20..<100),
                Bar(tool: 0, state: .productive, plates: [plate(0)], seconds: 100..<150),
                Bar(tool: 0, state: .closed, plates: [plate(0)], seconds: 150..<200),
                Bar(tool: 0, state: .productive, plates: [plate(0)], seconds: 200..<210),
                Bar(tool: 0, state: .productive, plates: [plate(1)], seconds: 210..<270),
                Bar(tool: 0, state: .standby, plates: [], seconds: 270..<300),
                Bar(tool: 0, state: .productive, plates: [plate(2)], seconds: 300..<310),
            ]
        )
    }

    /// Two steps on two tools: 30 s, then loads of two of 50 s.
    ///
    /// Failures after 100 s at work lose the
    /// plate: the fourth, 10 s into its step, which starts again after 20 s and then goes first.
    @Test func batchesAndFailuresByHand() throws {
        var first = FlowFab.stated(30)
        first.isLost = true
        var (writer, oven) = (FlowFab.group(1, "writer"), FlowFab.group(1, "oven"))
        writer.failures = .init(
            byCalendar: false,
            up: (100, .uniform(width: 0)),
            down: (20, .uniform(width: 0))
        )
        oven.batch = .init(least: 2, most: 2)
        let fab = line([first, FlowFab.stated(50, group: 1, number: 1)], [writer, oven], end: 950)
        typealias Bar = FlowTrace.Bar
        #expect(
            try bars(fab, 205..<490) == [
                Bar(tool: 0, state: .productive, plates: [plate(1)], seconds: 205..<230),
                Bar(tool: 0, state: .standby, plates: [], seconds: 230..<300),
                Bar(tool: 0, state: .productive, plates: [plate(2)], seconds: 300..<330),
                Bar(tool: 0, state: .standby, plates: [], seconds: 330..<400),
                Bar(tool: 0, state: .productive, plates: [plate(3)], seconds: 400..<410),
                Bar(tool: 0, state: .down, plates: [], seconds: 410..<430),
                Bar(tool: 0, state: .productive, plates: [plate(3, round: 1)], seconds: 430..<460),
                Bar(tool: 0, state: .standby, plates: [], seconds: 460..<490),
                Bar(tool: 1, state: .standby, plates: [], seconds: 205..<230),
                Bar(
                    tool: 1,
                    state: .productive,
                    plates: [plate(0, step: 1), plate(1, step: 1)],
                    seconds: 230..<280
                ),
                Bar(tool: 1, state: .standby, plates: [], seconds: 280..<460),
                Bar(
                    tool: 1,
                    state: .productive,
                    plates: [plate(3, step: 1, round: 1), plate(2, step: 1)],
                    seconds: 460..<490
                ),
            ]
        )
    }

    /// Seconds by state are those that the same replication counts, to the last one.
    @Test func secondsAreThoseThatAreCounted() throws {
        var fab = FlowFab.queue(rate: 0.6, tools: 3)
        fab.groups[0].failures = .init(
            byCalendar: true,
            up: (9000, .exponential),
            down: (2000, .exponential)
        )
        fab.groups[0].closings = [1_050_000..<1_070_000, 1_400_000..<1_500_000]
        fab.groups[0].maintenance = (100_000, 3000)
        fab.groups[0].setup = 100
        fab.products[0].steps[0].share = 0.9
        var other = FlowFab.step(0.5, number: 1)
        (other.family, other.rework) = (1, 0.2)
        fab.products[0].steps.append(other)
        fab.groups[0].tools[2].ready = 1_200_000
        fab.plateBound = 65_536
        fab.periods = [1_000_000, 1_600_000, 2_000_000]
        let run = try FlowRun(fab, count: 3)
        let bars = try bars(fab, 1_000_000..<1_600_000, replication: 2)
        for state in FlowTables.GroupRow.states {
            let sum = bars.reduce(0) { $0 + ($1.state == state ? $1.seconds.count : 0) }
            #expect(
                UInt64(sum) == run.sum(run.tables.row(state, group: 0), 2, period: 1),
                "\(state)"
            )
            #expect(sum > 0, "\(state)")
        }
        // Bars of a tool follow on one another without a gap.
        for (one, next) in zip(bars, bars.dropFirst()) where one.tool == next.tool {
            #expect(one.seconds.upperBound == next.seconds.lowerBound)
            #expect(one.state != next.state || one.plates != next.plates)
        }
    }

    @Test func whatLiesBeyondTheEndHasNoBars() throws {
        let fab = line([FlowFab.stated(60)], [FlowFab.group()], end: 350)
        let bars = try bars(fab, 320..<1000)
        #expect(bars.map(\.seconds) == [320..<350])
        var full = FlowFab.queue(rate: 2)
        full.plateBound = 10
        let tables = try FlowTables(full)
        #expect(throws: FlowFailure.self) {
            try FlowTrace.bars(
                tables,
                course: FlowTables.course(of: full),
                FlowLaunch(seed: 1, first: 0, count: 1),
                seconds: 10_000_000..<10_000_001
            )
        }
    }
}
