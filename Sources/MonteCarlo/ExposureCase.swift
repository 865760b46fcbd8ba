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
    public var binHours: Double { 1 / Double(floats[ExposureSlot<PerHour>.binsPerHour.index]) }

    /// Correlation of shot counts between the layers of one set (same die, same fill) [1].
    ///
    /// - Source: assumed, 0.5 to 0.7; no public data. docs/model.md.
    public static let setCorrelation = 0.6

    /// Packs a case.
    ///
    /// - Parameters:
    ///   - node: the node, which names the luck that the layers of a set share.
    ///   - layerClass: name of what is written, which names the plate's own luck.
    ///   - plate: what a plate asks of the writer.
    ///   - writer: the writer's constants.
    ///   - writerClass: how the writer exposes.
    ///   - stage: how its stage moves.
    ///   - meanTimeBetweenFailures: of the writer; nil when writes are never lost.
    /// - Throws: `PackError` when node and layer class would draw the same luck.
    public init(
        node: Int,
        layerClass: String,
        plate: PlateConstants,
        writer: WriterConstants,
        writerClass: WriterClass,
        stage: StageMotion = .sum,
        meanTimeBetweenFailures: Quantity<Hours>?
    ) throws(PackError) {
        let entities = try Self.entities(node: node, layerClass: layerClass)
        // A laser's light is no current.
        let drift = Self.logarithmicDeviation(
            writerClass == .raster ? Quantity(0) : writer.drift
        )
        let spread = Self.logarithmicDeviation(writer.spread)
        let density = DensityTable(plate.densities)
        let varies = drift.value > 0 || spread.value > 0 || density.kind != MR_CONSTANT
        integers = [
            Int32(RampPacker.kernelClass(writerClass).rawValue), entities.plate, entities.set,
            16_384, varies ? 1 : 0, Int32(density.kind.rawValue), Int32(density.count),
        ]
        floats = [Float](repeating: 0, count: Int(MR_X_DENSITY_TABLE.rawValue)) + density.floats
        for field in WriterField.allCases {
            floats[Int(MR_X_WRITER.rawValue) + field.slot] = Float(writer[field])
        }
        floats[Int(MR_X_WRITER.rawValue + MR_W_CONTINUOUS.rawValue)] = stage == .floor ? 1 : 0
        set(.shots, plate.shots)
        set(.shotSpread, plate.shotSpread)
        set(.setWeight, Quantity(Self.setCorrelation.squareRoot()))
        set(.ownWeight, Quantity((1 - Self.setCorrelation).squareRoot()))
        set(.dose, plate.dose)
        set(.passes, plate.passes)
        set(.density, plate.density)
        set(.failureRate, meanTimeBetweenFailures?.rate ?? Quantity(0))
        set(.binsPerHour, Quantity(1))
        set(.drift, drift)
        set(.spread, spread)
    }

    private mutating func set<Unit>(_ slot: ExposureSlot<Unit>, _ quantity: Quantity<Unit>) {
        floats[slot.index] = Float(quantity.value)
    }

    /// Entities of a plate's own luck and of the luck that its mask set shares.
    ///
    /// - Throws: `PackError` when both are the same.
    public static func entities(
        node: Int,
        layerClass: String
    ) throws(PackError) -> (plate: Int32, set: Int32) {
        var names = EntityNames()
        let set = try names.entity("nodes.\(node)")
        return (try names.entity("nodes.\(node).layer_classes.\(layerClass)"), set)
    }

    /// Standard deviation of the logarithm of a lognormal factor with that relative deviation.
    private static func logarithmicDeviation(_ relative: Quantity<Share>) -> Quantity<Share> {
        Quantity(logOnePlus(relative.value * relative.value).squareRoot())
    }

    /// Sets the histogram's bins so that `hours` falls into the last.
    public mutating func setRange(_ hours: Double) {
        set(.binsPerHour, Quantity(Double(binCount) / hours))
    }
}

/// Densities of plates as the kernel reads them.
private struct DensityTable {
    var kind = MR_CONSTANT
    var count = 0
    var floats: [Float] = []

    init(_ densities: Distribution?) {
        guard let densities else { return }
        let listed = TableBuilder.listed(densities)
        if let quantiles = Quantiles(densities) {
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
        carrySquares()
    }

    /// Leaves 32 bits in the low part of the sum of squares.
    ///
    /// An engine may add up squares before it splits them; the tally is the same however it does.
    public mutating func carrySquares() {
        let (low, high) = (Int(MR_S_SQUARE.rawValue), Int(MR_S_SQUARE_HIGH.rawValue))
        sums[high] += sums[low] >> 32
        sums[low] &= 0xFFFF_FFFF
    }
}
