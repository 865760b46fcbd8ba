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
        let exposure = ExposureFixture.vsb.exposure
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
        let exposure = fixture.exposure
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

    static let all = allCases

    var exposure: ExposureCase {
        let plan = Plan.full
        let wanted: WriterClass =
            switch self {
            case .vsb, .endless: .vsb
            case .raster: .raster
            case .multibeam: .multibeam
            }
        let node = plan.nodes[3]
        let writer = plan.writers.last { $0.writerClass == wanted }
        var exposure = ExposureCase(
            node: node.node,
            layerClass: node.layerClasses.first { $0.writerClass == wanted }
                ?? node.layerClasses[0],
            writer: writer?.figures ?? [:],
            writerClass: wanted,
            shotFactor: self == .endless ? 3e3 : 1.1,
            meanTimeBetweenFailures: self == .raster ? nil : 150
        )
        exposure.setRange(self == .endless ? 12_000 : 24)
        return exposure
    }
}
