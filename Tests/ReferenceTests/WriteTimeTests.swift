import CPUEngine
import Foundation
import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Write times against figures that a reader can check by hand.
struct WriteTimeTests {
    /// Hours of one plate that the kernel makes of a writer and a plate without spread.
    private func kernelParts(
        _ writerClass: WriterClass,
        _ writer: [WriterField: Double],
        stage: StageMotion = .sum,
        shots: Double = 0,
        dose: Double = 0,
        passes: Double = 1,
        density: Double = 0.5
    ) throws -> WriteTime {
        let figures = writer.map { ($0, Figure.value($1, path: "writers.w.\($0.rawValue)")) }
        let layerClass = LayerClass(
            name: "critical",
            share: .value(1, path: "share"),
            writerClass: writerClass,
            shotsPerPass: .value(shots, path: "shots"),
            dose: .value(dose, path: "dose"),
            passes: .value(passes, path: "passes"),
            density: .value(density, path: "density")
        )
        let entry = try ExposureCase(
            node: 28,
            layerClass: layerClass.name,
            plate: PlateConstants(means: layerClass),
            writer: WriterConstants(means: Dictionary(uniqueKeysWithValues: figures)),
            writerClass: writerClass,
            stage: stage,
            meanTimeBetweenFailures: nil
        )
        let tally = try CPUEngine(threadCount: 1).sample(entry, seed: 1, first: 0, count: 1)
        let hours = tally.sums.prefix(5).map { Double($0) / 57_600 }
        var parts = WriteTime(
            writerClass,
            writer: writer,
            shots: 0,
            dose: 0,
            passes: 0,
            density: 0
        )
        (parts.beam, parts.settling, parts.stage) = (hours[0], hours[1], hours[2])
        (parts.calibration, parts.overhead) = (hours[3], hours[4])
        return parts
    }

    func parts(
        _ writerClass: WriterClass,
        _ writer: [WriterField: Double],
        stage: StageMotion = .sum,
        shots: Double = 0,
        dose: Double = 0,
        passes: Double = 1,
        density: Double = 0.5
    ) throws -> WriteTime {
        let kernel = try kernelParts(
            writerClass,
            writer,
            stage: stage,
            shots: shots,
            dose: dose,
            passes: passes,
            density: density
        )
        let exact = WriteTime(
            writerClass,
            writer: writer,
            stage: stage,
            shots: shots,
            dose: dose,
            passes: passes,
            density: density
        )
        // A part is rounded to 1/16 s; float32 adds a few ULP.
        for (found, wanted) in [
            (kernel.beam, exact.beam), (kernel.settling, exact.settling),
            (kernel.stage, exact.stage), (kernel.calibration, exact.calibration),
            (kernel.overhead, exact.overhead),
        ] {
            #expect(abs(found - wanted) <= 1.0 / 57_600 + 1e-6 * wanted)
        }
        return exact
    }

    let vsb: [WriterField: Double] = [
        .currentDensity: 100, .settling: 100, .stripeWidth: 1000, .stageSpeed: 1e9,
        .backscatter: 0,
    ]

    @Test(arguments: [(2.0, 300.0), (4, 500)])
    func settlingGrowsWithPassesBeamDoesNot(passes: Double, seconds: Double) throws {
        // 10⁹ shots, 10 µC/cm² over 100 A/cm² = 0.1 µs, settling 0.1 µs.
        let time = try parts(.vsb, vsb, shots: 1e9, dose: 10, passes: passes)
        #expect(abs((time.beam + time.settling) * 3600 - seconds) < 1e-6)
        #expect(abs(time.beam * 3600 - 100) < 1e-6)
    }

    @Test func doublingTheCurrentHalvesTheBeamAlone() throws {
        var fast = vsb
        fast[.currentDensity] = 200
        let (one, two) = (
            try parts(.vsb, vsb, shots: 5e10, dose: 10, passes: 2),
            try parts(.vsb, fast, shots: 5e10, dose: 10, passes: 2)
        )
        #expect(abs(two.beam - one.beam / 2) < 1e-12)
        #expect(two.settling == one.settling && two.stage == one.stage)
    }

    @Test func densePlateOnAFastWriter() throws {
        var writer = vsb
        (writer[.currentDensity], writer[.settling]) = (400, 80)
        let time = try parts(.vsb, writer, shots: 200e9, dose: 25, passes: 2)
        // 200e9 · (62.5 ns + 2 · 80 ns) = 44,500 s.
        #expect(abs((time.beam + time.settling) - 44_500.0 / 3600) < 1e-9)
        #expect(abs((time.beam + time.settling) - 12.4) < 0.05)
    }

    @Test func multiBeamTimeDoesNotDependOnShots() throws {
        let writer: [WriterField: Double] = [
            .beamCurrent: 1000, .duty: 0.5, .stripeWidth: 80, .stageSpeed: 20, .stripeTurn: 0.5,
            .overhead: 1,
        ]
        let few = try parts(.multibeam, writer, shots: 1e9, dose: 100, passes: 2)
        let many = try parts(.multibeam, writer, shots: 1e12, dose: 100, passes: 2)
        #expect(few == many)
        // 2 · 137.28 cm² · 100 µC/cm² over 1 µA · 0.5.
        #expect(abs(few.beam - 2 * 137.28 * 100 / 0.5 / 3600) < 1e-9)
    }

    @Test func rasterTimeByHand() throws {
        // 137.28 cm² at (100 nm)² and 160 MHz: 2.38 h; with four beams and a duty of 0.8, 0.745 h.
        var writer: [WriterField: Double] = [.pixel: 100, .pixelRate: 160e6, .beams: 1]
        #expect(abs(try parts(.raster, writer).beam - 1.3728e12 / 160e6 / 3600) < 1e-9)
        (writer[.beams], writer[.duty]) = (4, 0.8)
        let time = try parts(.raster, writer, passes: 3)
        #expect(abs(time.beam - 3 * 1.3728e12 / 160e6 / 3600 / 3.2) < 1e-9)
        #expect(time.stage == 0)
    }

    @Test func stripesSubFieldsAndCalibrationByHand() throws {
        let writer: [WriterField: Double] = [
            .currentDensity: 100, .settling: 0, .subField: 10, .subFieldSettling: 2,
            .stripeWidth: 500, .stageSpeed: 40, .stripeTurn: 0.5, .calibration: 0.04,
            .overhead: 0.7,
        ]
        let time = try parts(.vsb, writer, passes: 2)
        // 104 mm / 0.5 mm = 208 stripes of 132 mm / 40 mm/s + 0.5 s, twice.
        #expect(abs(time.stage * 3600 - 2 * 208 * (3.3 + 0.5)) < 1e-6)
        // 13,728 mm² / (10 µm)² sub-fields of 2 µs, twice.
        #expect(abs(time.settling * 3600 - 2 * 13_728 / 1e-4 * 2e-6) < 1e-6)
        // Four hours of a hundred are calibration.
        #expect(abs(time.calibration / (time.total - time.overhead) - 0.04) < 1e-12)
        #expect(time.overhead == 0.7)
    }

    @Test(arguments: [0.5, 0.6, 0.8])
    func backscatterCorrectionIsOneAtHalfDensityAndFalls(eta: Double) throws {
        #expect(abs(backscatterCorrection(ratio: eta, density: 0.5) - 1) < 1e-12)
        #expect(abs(backscatterCorrection(ratio: eta, density: 0) - (1 + eta)) < 1e-12)
        var before = Double.infinity
        for density in stride(from: 0.0, through: 1, by: 0.05) {
            var writer = vsb
            writer[.backscatter] = eta
            let beam = try parts(.vsb, writer, shots: 1e11, dose: 10, density: density).beam
            #expect(beam < before)
            before = beam
        }
    }

    @Test func lognormalMeanIsAboveTheMedian() throws {
        let layerClass = LayerClass(
            name: "critical",
            share: .value(1, path: "share"),
            writerClass: .vsb,
            shotsPerPass: .random(.lognormal(median: 68e9, sigma: 0.7), path: "shots"),
            dose: .value(22, path: "dose"),
            passes: .value(2, path: "passes"),
            density: nil
        )
        let figures = vsb.map { ($0, Figure.value($1, path: "writers.w.\($0.rawValue)")) }
        let entry = try ExposureCase(
            node: 28,
            layerClass: layerClass.name,
            plate: PlateConstants(means: layerClass),
            writer: WriterConstants(means: Dictionary(uniqueKeysWithValues: figures)),
            writerClass: .vsb,
            meanTimeBetweenFailures: Quantity(300)
        )
        let count = 1_000_000.0
        let tally = try CPUEngine(threadCount: 2)
            .sample(entry, seed: 7, first: 0, count: UInt64(count))
        let median = WriteTime(
            .vsb,
            writer: vsb,
            shots: 68e9,
            dose: 22,
            passes: 2,
            density: 0.5
        )
        .total
        let mean = median * exp(0.7 * 0.7 / 2)
        let spread = mean * expm1(0.7 * 0.7).squareRoot()
        #expect(abs(mean / median - 1.28) < 0.005)
        // Four standard errors of a mean of a million, and 1/32 s of rounding.
        #expect(
            abs(Double(tally.sums[5]) / 57_600 / count - mean)
                < 4 * spread / count.squareRoot() + 1e-5
        )
        // Lost to a failure: 1 − E[e^(−T/MTBF)], by the midpoint rule over the normal's quantiles.
        let normal = ClosedForm(.normal(mean: 0, standardDeviation: 1, low: nil, high: nil))
        let lost = (0..<2000)
            .reduce(0.0) { sum, cell in
                let z = normal.quantile(above: (Double(cell) + 0.5) / 2000)
                return sum - expm1(-median * exp(0.7 * z) / 300) / 2000
            }
        let error = (lost * (1 - lost) / count).squareRoot()
        #expect(abs(Double(tally.sums[7]) / count - lost) < 4 * error + 1e-4)
    }

    @Test func interruptionSeriesIsCloseToItsFormula() {
        var time = WriteTime(
            .raster,
            writer: [.overhead: 9],
            shots: 0,
            dose: 0,
            passes: 0,
            density: 0
        )
        (time.beam, time.calibration) = (0, 0)
        // A write of 9 h that fails every 300 h: MTBF·(e^(T/MTBF) − 1), the fourth order left out.
        let exact = 300 * expm1(9.0 / 300)
        let series = time.meanHours(squaredVariation: 0, meanTimeBetweenFailures: 300)
        #expect(abs(series - exact) < 1.1 * 300 * pow(9.0 / 300, 4) / 24)
        #expect(time.meanHours(squaredVariation: 0, meanTimeBetweenFailures: nil) == 9)
    }
}
