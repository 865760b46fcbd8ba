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

    /// Packs a case: uncertain figures at their means, shots varying from plate to plate.
    ///
    /// - Parameters:
    ///   - node: the node, which names the luck that the layers of a set share.
    ///   - layerClass: what is written.
    ///   - writer: the model's constants, the tool's overrides included.
    ///   - writerClass: how the writer exposes.
    ///   - shotFactor: multiplies shots [1].
    ///   - meanTimeBetweenFailures: of the writer [h]; nil when writes are never lost.
    public init(
        node: Int,
        layerClass: LayerClass,
        writer: [WriterField: Figure],
        writerClass: WriterClass,
        shotFactor: Double,
        meanTimeBetweenFailures: Double?
    ) {
        func mean(_ figure: Figure?, _ fallback: Double) -> Double {
            figure?.distribution.moments.mean ?? fallback
        }
        var median = mean(layerClass.shotsPerPass, 0)
        var sigma = 0.0
        if let shots = layerClass.shotsPerPass, shots.kind == .random {
            let (average, variance) = shots.distribution.moments
            if case .lognormal(let m, let s) = shots.distribution {
                (median, sigma) = (m, s)
            } else if average > 0 {
                sigma = Self.lognormalSigma(squaredVariation: variance / (average * average))
                median = average / (1 + variance / (average * average)).squareRoot()
            }
        }
        var values = WriterField.allCases.map { Float(mean(writer[$0], $0.fallback)) }
        let rate = meanTimeBetweenFailures.map { 1 / $0 } ?? 0
        values += [
            Float(median * shotFactor), Float(sigma), Float(Self.setCorrelation.squareRoot()),
            Float((1 - Self.setCorrelation).squareRoot()), Float(mean(layerClass.dose, 0)),
            Float(mean(layerClass.passes, 1)), Float(mean(layerClass.density, 0.5)), Float(rate), 1,
        ]
        floats = values
        integers = [
            Int32(RampPacker.kernelClass(writerClass).rawValue),
            Int32(bitPattern: EntityNames.hash("nodes.\(node).layer_classes.\(layerClass.name)")),
            Int32(bitPattern: EntityNames.hash("nodes.\(node)")), 16_384,
        ]
    }

    /// Sets the histogram's bins so that `hours` falls into the last.
    public mutating func setRange(_ hours: Double) {
        floats[Int(MR_X_BINS_PER_HOUR.rawValue)] = Float(Double(binCount) / hours)
    }

    private static func lognormalSigma(squaredVariation: Double) -> Double {
        logOnePlus(squaredVariation).squareRoot()
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
