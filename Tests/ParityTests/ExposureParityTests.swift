import MonteCarlo
import PlanModel
import Testing

/// Sampled write times on any engine are those of one thread of the CPU.
@DeviceThread struct ExposureParityTests {
    private static let counts: [UInt64] =
        TestEngines.isSmall ? [1, 33] : [1, 31, 32, 33, 4099, 300_007]

    @Test(arguments: TestEngines.all, ExposureFixture.all)
    func anyNumberOfSamples(engine: EngineCase, fixture: ExposureFixture) throws {
        for count in Self.counts { try compare(engine, fixture, first: 5, count: count) }
    }

    @Test(arguments: TestEngines.all)
    func samplesWithLargeNumbers(engine: EngineCase) throws {
        for first: UInt64 in [1 << 32 - 3, 1 << 40 + 1] {
            try compare(engine, .vsb, first: first, count: TestEngines.isSmall ? 7 : 1001)
        }
    }

    @Test(arguments: TestEngines.all)
    func twoPiecesMakeTheWhole(engine: EngineCase) throws {
        let (before, after): (UInt64, UInt64) = TestEngines.isSmall ? (3, 8) : (1017, 20_002)
        let engineInUse = try engine.make()
        let exposure = try ExposureFixture.vsb.exposure()
        var tally = try engineInUse.sample(exposure, seed: 2, first: 0, count: before)
        tally.merge(try engineInUse.sample(exposure, seed: 2, first: before, count: after))
        let whole = try TestEngines.reference
            .sample(exposure, seed: 2, first: 0, count: before + after)
        expectEqual(tally, whole, engine.testDescription)
    }

    @Test(arguments: TestEngines.all)
    func noSampleIsNoError(engine: EngineCase) throws {
        try compare(engine, .raster, first: 0, count: 0)
    }

    private func compare(
        _ engine: EngineCase,
        _ fixture: ExposureFixture,
        first: UInt64,
        count: UInt64
    ) throws {
        let exposure = try fixture.exposure()
        let found = try engine.make().sample(exposure, seed: 77, first: first, count: count)
        let expected = try TestEngines.reference
            .sample(exposure, seed: 77, first: first, count: count)
        expectEqual(
            found,
            expected,
            "\(engine.testDescription), \(fixture), \(count) samples from \(first)"
        )
        #expect(found.counts.reduce(0, +) == count)
    }
}

/// A layer class of the full plan on a writer of its kind.
enum ExposureFixture: String, CaseIterable {
    case vsb, raster, multibeam
    /// Writes so long that they count as the longest.
    case endless
    /// A continuous stage; density from a table, current and tool that vary.
    case continuous
    /// Densities from a list.
    case histogram
    /// A multi-beam writer whose current drifts.
    case drifting

    static let all = allCases

    func exposure() throws -> ExposureCase {
        let plan = Plan.full
        let wanted: WriterClass =
            switch self {
            case .vsb, .endless, .continuous, .histogram: .vsb
            case .raster: .raster
            case .multibeam, .drifting: .multibeam
            }
        let node = plan.nodes[3]
        let writer = plan.writers.last { $0.writerClass == wanted }
        var layerClass =
            node.layerClasses.first { $0.writerClass == wanted } ?? node.layerClasses[0]
        var figures = writer?.figures ?? [:]
        if self == .continuous {
            figures[.mainFieldSettling] = .value(400, path: "main")
            figures[.heatingDelay] = .value(7, path: "heating")
            layerClass.density = random("density", .pert(low: 0.1, mode: 0.3, high: 0.9))
        } else if self == .histogram {
            layerClass.density = random("density", .empirical([0.1, 0.2, 0.2, 0.8]))
        }
        if self == .continuous || self == .drifting {
            figures[.drift] = .value(0.03, path: "drift")
            figures[.spread] = .value(0.05, path: "spread")
        }
        let shotFactor = Quantity<Number>(self == .endless ? 3e3 : 1.1)
        var exposure = try ExposureCase(
            node: node.node,
            layerClass: layerClass.name,
            plate: PlateConstants(means: layerClass, shotFactor: shotFactor),
            writer: WriterConstants(means: figures),
            writerClass: wanted,
            stage: self == .continuous || self == .drifting ? .floor : .sum,
            meanTimeBetweenFailures: self == .raster ? nil : Quantity(150)
        )
        exposure.setRange(self == .endless ? 12_000 : 24)
        return exposure
    }
}
