internal import CKernels
public import PlanModel

/// One layer class on one writer, packed for the write-time kernel.
public struct ExposureCase: Sendable {
    /// Laid out by `Kernels/exposure_layout.h`.
    public var integers: [Int32]
    /// Likewise.
    public var floats: [Float]
    /// Bins of the histogram.
    public var binCount: Int { Int(integers[Int(MR_X_BINS.rawValue)]) }
    /// Width of a bin [h].
    public var binHours: Double { 1 / Double(floats[Int(MR_X_BINS_PER_HOUR.rawValue)]) }

    /// Correlation of shot counts between the layers of one set (same die, same fill) [1].
    ///
    /// - Source: assumed, 0.5 to 0.7; no public data. docs/model.md.
    public static let setCorrelation = 0.6

    /// Packs a case: uncertain figures at their means, shots and density varying from plate to plate.
    ///
    /// - Parameters:
    ///   - node: the node, which names the luck that the layers of a set share.
    ///   - layerClass: what is written.
    ///   - writer: the model's constants, the tool's overrides included.
    ///   - writerClass: how the writer exposes.
    ///   - stage: how its stage moves.
    ///   - shotFactor: multiplies shots [1].
    ///   - meanTimeBetweenFailures: of the writer [h]; nil when writes are never lost.
    public init(
        node: Int,
        layerClass: LayerClass,
        writer: [WriterField: Figure],
        writerClass: WriterClass,
        stage: StageMotion = .sum,
        shotFactor: Double,
        meanTimeBetweenFailures: Double?
    ) {
        func mean(_ figure: Figure?, _ fallback: Double) -> Double {
            figure?.distribution.moments.mean ?? fallback
        }
        let (median, sigma) = Self.shots(of: layerClass)
        let drift = Self.logarithmicDeviation(mean(writer[.drift], 0))
        let spread = Self.logarithmicDeviation(mean(writer[.spread], 0))
        let density = DensityTable(layerClass.density)
        var values = WriterField.allCases.map { Float(mean(writer[$0], $0.fallback)) }
        let rate = meanTimeBetweenFailures.map { 1 / $0 } ?? 0
        values += [
            stage == .floor ? 1 : 0, Float(median * shotFactor), Float(sigma),
            Float(Self.setCorrelation.squareRoot()), Float((1 - Self.setCorrelation).squareRoot()),
            Float(mean(layerClass.dose, 0)), Float(mean(layerClass.passes, 1)),
            Float(mean(layerClass.density, 0.5)), Float(rate), 1, Float(drift), Float(spread),
        ]
        floats = values + density.floats
        let varies = drift > 0 || spread > 0 || density.kind != MR_CONSTANT
        integers = [
            Int32(RampPacker.kernelClass(writerClass).rawValue),
            Int32(bitPattern: EntityNames.hash("nodes.\(node).layer_classes.\(layerClass.name)")),
            Int32(bitPattern: EntityNames.hash("nodes.\(node)")), 16_384, varies ? 1 : 0,
            Int32(density.kind.rawValue), Int32(density.count),
        ]
    }

    /// Median and sigma of the lognormal that shots are drawn from.
    private static func shots(of layerClass: LayerClass) -> (median: Double, sigma: Double) {
        guard let shots = layerClass.shotsPerPass else { return (0, 0) }
        let (mean, variance) = shots.distribution.moments
        guard shots.kind == .random, mean > 0 else { return (mean, 0) }
        if case .lognormal(let median, let sigma) = shots.distribution { return (median, sigma) }
        let squaredVariation = variance / (mean * mean)
        return (
            mean / (1 + squaredVariation).squareRoot(), logOnePlus(squaredVariation).squareRoot()
        )
    }

    /// Standard deviation of the logarithm of a lognormal factor with that relative deviation.
    private static func logarithmicDeviation(_ relative: Double) -> Double {
        logOnePlus(relative * relative).squareRoot()
    }

    /// Sets the histogram's bins so that `hours` falls into the last.
    public mutating func setRange(_ hours: Double) {
        floats[Int(MR_X_BINS_PER_HOUR.rawValue)] = Float(Double(binCount) / hours)
    }
}

/// Densities of plates as the kernel reads them.
private struct DensityTable {
    var kind = MR_CONSTANT
    var count = 0
    var floats: [Float] = []

    init(_ density: Figure?) {
        guard let density, density.kind == .random else { return }
        let listed = TableBuilder.listed(density.distribution)
        if let quantiles = Quantiles(density.distribution) {
            kind = MR_TABLE
            floats = TableBuilder.knots(quantiles)
        } else if !listed.isEmpty {
            kind = MR_DISCRETE
            count = listed.count
            floats = listed.flatMap { [$0.cumulative, $0.value] }
        }
    }
}

/// Histogram and sums of sampled write times.
public struct ExposureTally: Sendable, Equatable {
    /// Samples by hours; the last bin takes whatever lies beyond.
    public var counts: [UInt64]
    /// By `mr_exposure_sum`: beam, settling, stage, calibration, overhead, total [1/16 s]; total
    /// squared [s²], its low 32 bits; interrupted writes; the rest of the square [2^32 s²].
    public var sums: [UInt64]
    /// Samples.
    public var samples: UInt64

    /// Makes a tally.
    public init(counts: [UInt64], sums: [UInt64], samples: UInt64) {
        self.counts = counts
        self.sums = sums
        self.samples = samples
    }

    /// Adds another tally of the same case.
    public mutating func merge(_ other: ExposureTally) {
        samples += other.samples
        for index in counts.indices { counts[index] += other.counts[index] }
        for index in sums.indices { sums[index] += other.sums[index] }
    }
}
