import CKernels
import Foundation
import MonteCarlo
import Testing

/// A build of the write-time kernel for some vectors.
enum Width: String, CaseIterable, CustomTestStringConvertible {
    case baseline
    case avx2 = "AVX2"
    var testDescription: String { rawValue }

    /// Samples from 0 on; nil on a machine without such vectors.
    func sample(_ exposure: ExposureCase, seed: UInt64, count: UInt32) -> ExposureTally? {
        var counts = [UInt32](repeating: 0, count: exposure.binCount)
        var sums = [UInt64](repeating: 0, count: Int(MR_EXPOSURE_SUMS.rawValue))
        let (table, floats) = (exposure.integers, exposure.floats)
        switch self {
        case .baseline:
            mr_cpu_sample_exposure_baseline(table, floats, &counts, &sums, seed, 0, count)
        case .avx2:
            let isThere =
                mr_cpu_sample_exposure_avx2(table, floats, &counts, &sums, seed, 0, count)
            if isThere == 0 { return nil }
        }
        var tally = ExposureTally(
            counts: counts.map(UInt64.init),
            sums: sums,
            samples: UInt64(count)
        )
        tally.carrySquares()
        return tally
    }
}

/// The same write times from every vector width, and from every engine over many samples.
@DeviceThread struct WidthParityTests {
    /// A hundred million in a sweep.
    private static let count: UInt32 =
        ProcessInfo.processInfo.environment["MASKRAMP_SWEEP"] == "1"
        ? 100_000_000 : TestEngines.isSmall ? 9 : 500_003

    @Test(arguments: Width.allCases, [ExposureFixture.vsb, .continuous])
    func widths(width: Width, fixture: ExposureFixture) throws {
        let exposure = try fixture.exposure()
        let found = width.sample(exposure, seed: 5, count: Self.count)
        guard let found else { return }
        let expected = try TestEngines.reference
            .sample(exposure, seed: 5, first: 0, count: UInt64(Self.count))
        expectEqual(found, expected, "\(width.rawValue), \(fixture), \(Self.count) samples")
    }

    @Test(arguments: TestEngines.all)
    func engines(engine: EngineCase) throws {
        let exposure = try ExposureFixture.vsb.exposure()
        let found = try engine.make()
            .sample(exposure, seed: 6, first: 0, count: UInt64(Self.count))
        let expected = try TestEngines.reference
            .sample(exposure, seed: 6, first: 0, count: UInt64(Self.count))
        expectEqual(found, expected, "\(engine.testDescription), \(Self.count) samples")
    }
}
