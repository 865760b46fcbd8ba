import CPUEngine
import Foundation
import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Sampled plates against the same draws in double precision.
struct PlateSampleTests {
    /// A kind of case.
    struct Kind: Sendable, CustomTestStringConvertible {
        var writerClass: WriterClass
        var stage: StageMotion
        var drift: Double
        var spread: Double
        var density: Distribution
        var testDescription: String {
            "\(writerClass.rawValue), \(stage.rawValue), \(drift), \(spread), \(density)"
        }
    }

    private static let histogram = Distribution.discrete([
        .init(value: 0.1, probability: 0.25), .init(value: 0.35, probability: 0.5),
        .init(value: 0.9, probability: 0.25),
    ])

    static let kinds: [Kind] = WriterClass.allCases.flatMap { writerClass in
        [
            Kind(writerClass: writerClass, stage: .sum, drift: 0, spread: 0, density: .fixed(0.3)),
            Kind(
                writerClass: writerClass,
                stage: .floor,
                drift: 0.02,
                spread: 0.04,
                density: .fixed(0.3)
            ),
            Kind(
                writerClass: writerClass,
                stage: .sum,
                drift: 0.3,
                spread: 0,
                density: .triangular(low: 0.05, mode: 0.3, high: 0.95)
            ),
            Kind(
                writerClass: writerClass,
                stage: .floor,
                drift: 0,
                spread: 0.3,
                density: histogram
            ),
        ]
    }

    private static let writer: [WriterField: Double] = [
        .currentDensity: 200, .settling: 110, .subField: 16, .subFieldSettling: 2,
        .mainFieldSettling: 500, .heatingDelay: 12, .stripeWidth: 250, .stageSpeed: 20,
        .stripeTurn: 0.5, .backscatter: 0.6, .calibration: 0.04, .overhead: 0.7, .pixel: 90,
        .pixelRate: 5e7, .beams: 16, .duty: 0.7, .beamCurrent: 900,
    ]

    private func layerClass(_ kind: Kind) -> LayerClass {
        let density: Figure =
            if let value = kind.density.fixedValue {
                .value(value, path: "density")
            } else {
                Figure(kind: .random, distribution: kind.density, path: "density")
            }
        return LayerClass(
            name: "critical",
            share: .value(1, path: "share"),
            writerClass: kind.writerClass,
            shotsPerPass: Figure(
                kind: .random,
                distribution: .lognormal(median: 3e10, sigma: 0.7),
                path: "shots"
            ),
            dose: .value(25, path: "dose"),
            passes: .value(2, path: "passes"),
            density: density
        )
    }

    private func exposure(_ kind: Kind) throws -> ExposureCase {
        var figures = Self.writer
        (figures[.drift], figures[.spread]) = (kind.drift, kind.spread)
        let named = figures.map { ($0, Figure.value($1, path: "writers.w.\($0.rawValue)")) }
        return try ExposureCase(
            node: 28,
            layerClass: layerClass(kind).name,
            plate: PlateConstants(means: layerClass(kind)),
            writer: WriterConstants(means: Dictionary(uniqueKeysWithValues: named)),
            writerClass: kind.writerClass,
            stage: kind.stage,
            meanTimeBetweenFailures: nil
        )
    }

    /// The words of one plate: as itself for shots, loss, density and drift, as its set for shots
    /// and spread.
    struct Words {
        var mine: (shots: UInt32, density: UInt32, drift: UInt32)
        var ours: (shots: UInt32, spread: UInt32)
    }

    /// Hours of one plate by its words.
    private func hours(_ kind: Kind, _ words: Words) -> Double {
        func normal(_ word: UInt32) -> Double {
            ClosedForm(.normal(mean: 0, standardDeviation: 1, low: nil, high: nil))
                .value(word: word)
        }
        /// A lognormal factor of mean 1.
        func factor(_ relative: Double, _ word: UInt32) -> Double {
            let variance = log1p(relative * relative)
            return exp(variance.squareRoot() * normal(word) - variance / 2)
        }
        let z =
            0.4.squareRoot() * normal(words.mine.shots)
            + 0.6.squareRoot() * normal(words.ours.shots)
        return WriteTime(
            kind.writerClass,
            writer: Self.writer,
            stage: kind.stage,
            shots: 3e10 * exp(0.7 * z),
            dose: 25 * factor(kind.drift, words.mine.drift),
            passes: 2,
            density: ClosedForm(kind.density).value(word: words.mine.density)
        )
        .total * factor(kind.spread, words.ours.spread)
    }

    @Test(arguments: kinds)
    func samplesAgree(kind: Kind) throws {
        let exposure = try exposure(kind)
        for first: UInt64 in [0, 7, 1 << 34 - 20] {
            let count: UInt64 = 40
            let tally = try CPUEngine(threadCount: 1)
                .sample(exposure, seed: 11, first: first, count: count)
            let expected = (first..<first + count)
                .reduce(0.0) { sum, sample in
                    // Four plates share an address, a word each.
                    func word(_ entity: Int32, _ draw: UInt32) -> UInt32 {
                        Philox.words(
                            counter: [
                                UInt32(truncatingIfNeeded: sample / 4), UInt32((sample / 4) >> 32),
                                UInt32(bitPattern: entity), 0x4000 << 16 | draw,
                            ],
                            key: [11, 0]
                        )[Int(sample % 4)]
                    }
                    let (mine, ours) = (exposure.integers[1], exposure.integers[2])
                    return sum
                        + hours(
                            kind,
                            Words(
                                mine: (word(mine, 0), word(mine, 2), word(mine, 3)),
                                ours: (word(ours, 0), word(ours, 4))
                            )
                        )
                }
            let found = Double(tally.sums[5]) / 57_600
            // Quantile tables are linear between knots: 3·10⁻⁵ of the density; float32 elsewhere.
            #expect(abs(found - expected) < 2e-5 * expected, "\(found) and \(expected)")
        }
    }

    @Test(arguments: [0.05, 0.4])
    func factorsHaveMeanOne(relative: Double) throws {
        let steady = Kind(
            writerClass: .vsb,
            stage: .sum,
            drift: 0,
            spread: 0,
            density: .fixed(0.3)
        )
        var varying = steady
        (varying.drift, varying.spread) = (relative, relative)
        let count: UInt64 = 400_000
        let engine = CPUEngine(threadCount: 2)
        let one = try engine.sample(exposure(steady), seed: 3, first: 0, count: count)
        let two = try engine.sample(exposure(varying), seed: 3, first: 0, count: count)
        for sum in [0, 1, 2, 5] {
            let ratio = Double(two.sums[sum]) / Double(one.sums[sum])
            // The product of two factors; their standard error, four times.
            #expect(abs(ratio - 1) < 4 * 2 * relative / Double(count).squareRoot() * 1.5)
        }
    }

    @Test func meanCorrectionMatchesTheHistogram() throws {
        // Test 5 of the reference: the mean of k over plates is that of the density histogram.
        var kind = Kind(
            writerClass: .vsb,
            stage: .sum,
            drift: 0,
            spread: 0,
            density: Self.histogram
        )
        let count: UInt64 = 400_000
        let engine = CPUEngine(threadCount: 2)
        let random = try engine.sample(exposure(kind), seed: 3, first: 0, count: count)
        kind.density = .fixed(0.5)
        let fixed = try engine.sample(exposure(kind), seed: 3, first: 0, count: count)
        let mean = [(0.1, 0.25), (0.35, 0.5), (0.9, 0.25)]
            .reduce(0) { $0 + $1.1 * backscatterCorrection(ratio: 0.6, density: $1.0) }
        #expect(abs(Double(random.sums[0]) / Double(fixed.sums[0]) - mean) < 3e-3)
    }
}
