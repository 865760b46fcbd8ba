import MonteCarlo
import PlanModel
import Testing

/// Launches on any engine leave the counters and outcomes of one thread of the CPU.
@DeviceThread struct RampParityTests {
    private static let seed: UInt64 = 0x1234_5678_9ABC_DEF0

    /// One, a block less, a block, a block more, and more than one group of a GPU.
    private static let counts: [UInt32] =
        TestEngines.isSmall ? [1, 5] : [1, 15, 16, 17, 1000, 4099]

    @Test(arguments: TestEngines.all, PlanCase.all)
    func anyNumberOfReplications(engine: EngineCase, plan: PlanCase) throws {
        for count in Self.counts {
            try compare(engine, plan, [RampLaunch(seed: Self.seed, first: 0, count: count)])
        }
    }

    @Test(arguments: TestEngines.all, PlanCase.all)
    func outcomesOfEachReplication(engine: EngineCase, plan: PlanCase) throws {
        for count in Self.counts {
            let launch = RampLaunch(seed: Self.seed, first: 3, count: count, wantsOutcomes: true)
            try compare(engine, plan, [launch])
        }
    }

    @Test(arguments: TestEngines.all)
    func oddPiecesMakeTheWhole(engine: EngineCase) throws {
        var first: UInt64 = 7
        var launches: [RampLaunch] = []
        for count: UInt32 in TestEngines.isSmall ? [1, 3] : [1, 7, 16, 33, 500, 443] {
            launches.append(
                RampLaunch(seed: Self.seed, first: first, count: count, wantsOutcomes: count > 16)
            )
            first += UInt64(count)
        }
        let whole = RampLaunch(seed: Self.seed, first: 7, count: UInt32(first - 7))
        let expected = try run(TestEngines.reference, PlanCase.full, [whole]).tally
        let found = try run(try engine.make(), PlanCase.full, launches).tally
        expectEqual(found, expected, engine.testDescription)
        try compare(engine, .full, launches)
    }

    /// The low and the high word of a replication's number meet within a block, or at its edge.
    @Test(arguments: TestEngines.all)
    func replicationsWithLargeNumbers(engine: EngineCase) throws {
        let count: UInt32 = TestEngines.isSmall ? 4 : 35
        let firsts: [UInt64] = [1, 12_345_677, 1 << 32 - 2, 1 << 32 - 16, 1 << 32, 1 << 62 + 1]
        for first in TestEngines.isSmall ? [firsts[2]] : firsts {
            let launch = RampLaunch(
                seed: Self.seed,
                first: first,
                count: count,
                wantsOutcomes: true
            )
            try compare(engine, .full, [launch])
        }
    }

    @Test(arguments: TestEngines.all)
    func secondDraws(engine: EngineCase) throws {
        var digests: Set<String> = []
        for streams in 0..<4 {
            let launch = RampLaunch(
                seed: Self.seed,
                first: 0,
                count: TestEngines.isSmall ? 3 : 257,
                wantsOutcomes: true
            )
            digests.insert(
                try compare(engine, .full, [launch]) { input in
                    input.isUncertain ? streams & 2 != 0 : streams & 1 != 0
                }
                .digest
            )
        }
        #expect(digests.count == 4)
    }

    @Test(arguments: TestEngines.all)
    func platesOneByOne(engine: EngineCase) throws {
        for count: UInt32 in TestEngines.isSmall ? [1] : [1, 17, 100] {
            let launch = RampLaunch(
                seed: Self.seed,
                first: 11,
                count: count,
                wantsOutcomes: true
            )
            try compare(engine, .drawn, [launch])
            try compare(engine, .drawn, [launch]) { !$0.isUncertain }
        }
    }

    /// The luck of plates alone, drawn again, moves plates and nothing else.
    @Test(arguments: [PlanCase.full, .drawn])
    func luckAloneIsDrawnAgain(plan: PlanCase) throws {
        let launch = RampLaunch(seed: Self.seed, first: 0, count: 50, wantsOutcomes: true)
        let reference = TestEngines.reference
        let first = try run(reference, plan, [launch]).outcomes[0]
        let again = try run(reference, plan, [launch]) { $0.kind == .luck }.outcomes[0]
        let tables = try plan.tables()
        func row(_ cells: [Int32], _ row: Int) -> [Int32] {
            Array(cells[row * 50..<(row + 1) * 50])
        }
        let last = tables.outcomes.output(year: tables.years.count - 1)
        #expect(row(first, last) != row(again, last))
        for milestone in tables.milestones.indices {
            let place = tables.outcomes.milestone(milestone)
            #expect(row(first, place) == row(again, place))
        }
    }

    @Test(arguments: TestEngines.all)
    func anotherSeedGivesAnotherDigest(engine: EngineCase) throws {
        let count: UInt32 = TestEngines.isSmall ? 2 : 100
        let digests = try [0, 1, 1 << 32, .max]
            .map { seed in
                try compare(engine, .full, [RampLaunch(seed: seed, first: 0, count: count)]).digest
            }
        #expect(Set(digests).count == digests.count)
    }

    /// The 32-bit counters on the device are drained before they overflow: tallies in between
    /// change nothing.
    @Test(.enabled(if: !TestEngines.isSmall), arguments: TestEngines.all)
    func talliesInBetweenChangeNothing(engine: EngineCase) throws {
        let tables = try PlanCase.tiny.tables()
        let session = try engine.make().ramp(tables)
        #expect(try session.tally().counts.allSatisfy { $0 == 0 })
        for first: UInt64 in [0, 300] {
            _ = try session.advance(RampLaunch(seed: 5, first: first, count: 300))
            _ = try session.tally()
        }
        let whole = [RampLaunch(seed: 5, first: 0, count: 600)]
        let expected = try run(TestEngines.reference, .tiny, whole).tally
        expectEqual(try session.tally(), expected, engine.testDescription)
    }

    /// A million replications of the tiny plan are more than the device's counters hold.
    @Test(.enabled(if: !TestEngines.isSmall), arguments: TestEngines.opencl.prefix(1))
    func countersOutlast32Bits(engine: EngineCase) throws {
        let launches = (0..<3)
            .map { RampLaunch(seed: 9, first: $0 << 19, count: RampLaunch.largest) }
        try compare(engine, .tiny, launches)
    }

    /// Equal counters prove little where little happens: the full plan reaches every kind.
    @Test func fullPlanIsWorthComparing() throws {
        let launch = RampLaunch(seed: Self.seed, first: 0, count: 2000)
        let (tally, _) = try run(TestEngines.reference, .full, [launch])
        let tables = try PlanCase.full.tables()
        let (layout, years) = (tables.layout, tables.years.count)
        func row(_ first: Int, _ count: Int) -> [UInt64] {
            Array(tally.counts[first..<first + count])
        }
        for milestone in tables.milestones.indices {
            let months = row(
                layout.milestones + milestone * (tables.monthCount + 1),
                tables.monthCount + 1
            )
            let isKnown = tables.milestones[milestone].happened != nil
            #expect(
                months.count { $0 > 0 } >= (isKnown ? 1 : 2),
                "\(tables.milestones[milestone].name)"
            )
        }
        for target in tables.targets.indices {
            let reached = row(layout.targets + target * (years + 1), years + 1)
            #expect(reached.count { $0 > 0 } >= 2, "\(tables.targets[target].name)")
        }
        let causes = tables.groups.count + 2
        for cause in 0..<causes {
            let months = (0..<tables.monthCount)
                .count { tally.counts[layout.binding + $0 * causes + cause] > 0 }
            #expect(months > 0, "cause \(cause)")
        }
        let last = layout.output + (years - 1) * (tables.nodes.count + 1) * layout.outputBins
        for node in 0...tables.nodes.count {
            let bins = row(last + node * layout.outputBins, layout.outputBins)
            #expect(bins.count { $0 > 0 } > 20, "node \(node)")
        }
    }

    @discardableResult
    private func compare(
        _ engine: EngineCase,
        _ plan: PlanCase,
        _ launches: [RampLaunch],
        drawingAgain isWanted: (RampInput) -> Bool = { _ in false }
    ) throws -> RampTally {
        let what = """
            \(engine.testDescription), \(plan.testDescription), \
            \(launches.map(\.count)) from \(launches[0].first)
            """
        let expected = try run(TestEngines.reference, plan, launches, drawingAgain: isWanted)
        let found = try run(try engine.make(), plan, launches, drawingAgain: isWanted)
        for (index, pair) in zip(found.outcomes, expected.outcomes).enumerated() {
            expectEqual(pair.0, pair.1, "\(what), outcomes of launch \(index)")
        }
        expectEqual(found.tally, expected.tally, what)
        return found.tally
    }

    private func run(
        _ engine: any Engine,
        _ plan: PlanCase,
        _ launches: [RampLaunch],
        drawingAgain isWanted: (RampInput) -> Bool = { _ in false }
    ) throws -> (tally: RampTally, outcomes: [[Int32]]) {
        let tables = try plan.tables().drawingAgain(isWanted)
        let session = try engine.ramp(tables)
        let outcomes = try launches.map { launch in
            let outcomes = try session.advance(launch)
            let rows = launch.wantsOutcomes ? tables.outcomes.rowCount : 0
            #expect(outcomes.count == rows * Int(launch.count))
            return outcomes
        }
        let tally = try session.tally()
        #expect(tally.counts.contains { $0 > 0 })
        return (tally, outcomes)
    }
}
