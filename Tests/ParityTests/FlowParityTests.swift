// The same sums and histograms of a flow simulation on every engine.

import MonteCarlo
import PlanModel
import Testing

struct FlowParityTests {
    /// A fab with a little of everything.
    static let fab: FlowFab = {
        var write = FlowFab.Step(
            number: 0,
            group: 0,
            time: .write(
                [
                    .init(fixed: 600, base: 300, slope: 40, stage: 900),
                    .init(fixed: 500, base: 200, slope: 25, stage: 0),
                ],
                median: 100,
                sigma: 0.7
            ),
            expected: 5000
        )
        write.isLost = true
        var bake = FlowFab.Step(number: 1, group: 1, time: .stated(900), expected: 900)
        (bake.limit, bake.limitBack) = (9000, 0)
        var check = FlowFab.Step(
            number: 2,
            group: 2,
            time: .sampled(mean: 1500, .lognormal(sigma: 0.5)),
            expected: 1500
        )
        (check.share, check.rework, check.back) = (0.8, 0.15, 1)
        check.scrap = .init(start: 0.2, end: 0.05, from: 100_000, over: 500_000)
        var coarse = FlowFab.Product(node: 1, steps: [write, bake])
        (coarse.steps[1].family, coarse.steps[1].load) = (1, 1)
        var fine = FlowFab.Product(steps: [write, bake, check])
        fine.steps[0].firstTool = 1
        fine.restart = 0
        var writers = FlowFab.Group(
            tools: [
                .init(name: "w1"), .init(name: "w2", ready: 150_000, factor: 1.1),
            ]
        )
        writers.rule = .criticalRatio
        writers.failures = .init(
            byCalendar: true,
            up: (90_000, .exponential),
            down: (9000, .lognormal(sigma: 1))
        )
        writers.maintenance = (200_000, 7200)
        writers.learning = (0.6, 300_000)
        var oven = FlowFab.Group(tools: [.init(name: "oven")])
        oven.batch = .init(least: 1, most: 3, wait: 1800)
        oven.setup = 300
        oven.closings = [(300_000..<400_000), (700_000..<710_000)]
        var checks = FlowFab.Group(tools: [.init(name: "c1"), .init(name: "c2")])
        checks.rule = .dueDate
        checks.failures = .init(
            byCalendar: false,
            up: (40_000, .exponential),
            down: (2000, .uniform(width: 1))
        )
        let rates = [
            (until: 500_000, gap: 9000.0), (1_000_000, .infinity), (FlowFab.longest, 15_000),
        ]
        var sets = FlowFab.Source(
            name: "sets",
            setSize: 3,
            firstProduct: 0,
            shares: [0.7, 0.3],
            lead: 60_000,
            rates: [(FlowFab.longest, 40_000)]
        )
        (sets.priority, sets.customer) = (0, "foundry")
        return FlowFab(
            nodeCount: 2,
            sources: [
                .init(name: "a", gaps: .exponential, firstProduct: 1, lead: 30_000, rates: rates),
                sets,
            ],
            products: [fine, coarse],
            groups: [writers, oven, checks],
            periods: [250_000, 2_000_000]
        )
    }()

    private func run(
        _ engine: any Engine,
        _ tables: FlowTables,
        pieces: [Int]
    ) throws
        -> (sums: [UInt64], times: [UInt64])
    {
        let session = try engine.flow(tables)
        let course = FlowTables.course(of: Self.fab)
        var sums: [UInt64] = []
        var first: UInt32 = 100
        for count in pieces {
            let outcomes = try session.advance(
                FlowLaunch(seed: 0xABCD_0123_4567, first: first, count: count),
                course: { _ in course }
            )
            sums += outcomes.sums
            first += UInt32(count)
        }
        return (sums, try session.histograms())
    }

    @Test(arguments: TestEngines.all) func engineGivesTheSameSums(_ engine: EngineCase) throws {
        let tables = try FlowTables(Self.fab)
        let wanted = try run(TestEngines.reference, tables, pieces: [7])
        let found = try run(engine.make(), tables, pieces: [2, 1, 4])
        expectEqual(found.sums, wanted.sums, "sums")
        expectEqual(found.times, wanted.times, "times")
        // A simulation in which nothing happens would agree as well.
        let finished = (0..<7)
            .map {
                wanted.sums[$0 * tables.sumCount + tables.rowCount + tables.row(.sets, node: 0)]
            }
        #expect(finished.allSatisfy { $0 > 10 })
    }
}
