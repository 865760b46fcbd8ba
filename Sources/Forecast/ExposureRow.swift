internal import MonteCarlo
internal import PlanModel

/// The distribution of write time of one layer class on one writer, in hours.
public struct ExposureRow: Sendable, Codable {
    /// Plates by their hours.
    public struct Histogram: Sendable, Codable {
        /// Ends of the bins, one more than there are bins [h].
        public var edges: [Double]
        /// Plates of each bin; they sum to the samples.
        public var plates: [UInt64]
    }

    /// The node [nm].
    public var node: Int
    /// Name of the layer class.
    public var layerClass: String
    /// Model, or tool where it has settings of its own.
    public var writer: String
    /// The writer's model.
    public var model: String
    /// `vsb`, `raster` or `multibeam`.
    public var writerClass: String
    /// Mean [h].
    public var mean: Double
    /// Standard deviation [h].
    public var standardDeviation: Double
    /// 5th percentile [h].
    public var p05: Double
    /// 25th percentile [h].
    public var p25: Double
    /// Median [h].
    public var p50: Double
    /// 75th percentile [h].
    public var p75: Double
    /// 95th percentile [h].
    public var p95: Double
    /// 99th percentile [h].
    public var p99: Double
    /// 24 h over the mean, times the share that no failure interrupts: plates that come through in
    /// a day of 24 hours of writing.
    public var platesPerToolDay: Double
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
    public var lost: Double
    /// Plates by their hours.
    public var histogram: Histogram

    enum CodingKeys: String, CodingKey {
        case node, writer, model, mean, p05, p25, p50, p75, p95, p99
        case beam, settling, stage, calibration, overhead, lost, histogram
        case layerClass = "layer_class"
        case writerClass = "writer_class"
        case standardDeviation = "standard_deviation"
        case platesPerToolDay = "plates_per_tool_day"
    }

    init(_ subject: ExposureSubject, _ sample: ExposureSample) {
        func quantile(_ p: Double) -> Double { rounded(sample.quantile(p), 3) }
        let shares = sample.shares.map { rounded($0, 4) }
        node = subject.node
        layerClass = subject.layerClass.name
        writer = subject.writer.name
        model = subject.writer.model
        writerClass = subject.writer.writerClass.rawValue
        mean = rounded(sample.mean, 3)
        standardDeviation = rounded(sample.standardDeviation, 3)
        p05 = quantile(0.05)
        p25 = quantile(0.25)
        p50 = quantile(0.5)
        p75 = quantile(0.75)
        p95 = quantile(0.95)
        p99 = quantile(0.99)
        platesPerToolDay = rounded(sample.platesPerToolDay, 3)
        (beam, settling, stage) = (shares[0], shares[1], shares[2])
        (calibration, overhead) = (shares[3], shares[4])
        lost = rounded(sample.lost, 4)
        histogram = sample.coarse
    }
}
