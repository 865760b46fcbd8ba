internal import Foundation
internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// The distribution of write time of one layer class on one writer, in hours.
public struct ExposureRow: Sendable, Codable {
    /// The node [nm].
    public var node: Int
    /// Name of the layer class.
    public var layerClass: String
    /// Model, or tool where it has settings of its own.
    public var writer: String
    /// `vsb`, `raster` or `multibeam`.
    public var writerClass: String
    /// Mean [h].
    public var mean: Double
    /// Standard deviation [h].
    public var standardDeviation: Double
    /// 5th percentile [h].
    public var p05: Double
    /// Median [h].
    public var p50: Double
    /// 95th percentile [h].
    public var p95: Double
    /// Share of the time with the beam on [1].
    public var beam: Double
    /// Share of settling [1].
    public var settling: Double
    /// Share of the stage [1].
    public var stage: Double
    /// Share of calibration [1].
    public var calibration: Double
    /// Share of the fixed overhead [1].
    public var overhead: Double
    /// Share of writes that a failure of the writer interrupts [1].
    public var interrupted: Double

    enum CodingKeys: String, CodingKey {
        case node, writer, mean, p05, p50, p95, beam, settling, stage, calibration, overhead
        case interrupted
        case layerClass = "layer_class"
        case writerClass = "writer_class"
        case standardDeviation = "standard_deviation"
    }

    /// Index of the total among a tally's sums.
    static let totalSum = 5

    /// Hours of a sum, which counts sixteenths of a second.
    static func hours(_ sum: UInt64) -> Double {
        Double(sum) / 57_600
    }

    init(_ subject: ExposureForecast.Subject, exposure: ExposureCase, tally: ExposureTally) {
        let samples = Double(tally.samples)
        let total = Self.hours(tally.sums[Self.totalSum])
        func share(_ index: Int) -> Double {
            total > 0 ? rounded(Self.hours(tally.sums[index]) / total, 4) : 0
        }
        func quantile(_ p: Double) -> Double {
            rounded(Self.quantile(p, counts: tally.counts, width: exposure.binHours), 3)
        }
        let average = total / samples
        let squares = Double(tally.sums[6]) + 4_294_967_296 * Double(tally.sums[8])
        let square = squares / (3600 * 3600) / samples
        node = subject.node
        layerClass = subject.layerClass.name
        writer = subject.writerName
        writerClass = subject.writerClass.rawValue
        mean = rounded(average, 3)
        standardDeviation = rounded(max(0, square - average * average).squareRoot(), 3)
        p05 = quantile(0.05)
        p50 = quantile(0.5)
        p95 = quantile(0.95)
        beam = share(0)
        settling = share(1)
        stage = share(2)
        calibration = share(3)
        overhead = share(4)
        interrupted = rounded(Double(tally.sums[7]) / samples, 4)
    }

    /// Linear within the bin that holds the quantile.
    private static func quantile(_ p: Double, counts: [UInt64], width: Double) -> Double {
        let total = counts.reduce(0, +)
        let needed = p * Double(total)
        var seen = 0.0
        for (bin, count) in counts.enumerated() where count > 0 {
            if seen + Double(count) >= needed {
                return (Double(bin) + (needed - seen) / Double(count)) * width
            }
            seen += Double(count)
        }
        return Double(counts.count) * width
    }
}
