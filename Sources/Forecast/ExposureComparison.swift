internal import PlanModel

/// The same plates, with the same luck, on their own writer and on another.
public struct ExposureComparison: Sendable, Codable {
    /// The node [nm].
    public var node: Int
    /// Name of the layer class.
    public var layerClass: String
    /// Their own writer.
    public var writer: String
    /// Mean on their own writer [h].
    public var mean: Double
    /// Mean on the other writer [h].
    public var otherMean: Double
    /// Mean over the plates of the hours on the other writer less those on their own [h].
    public var difference: Double
    /// Mean on the other writer over that on their own [1].
    public var ratio: Double
    /// Plates per tool-day on their own writer.
    public var platesPerToolDay: Double
    /// Plates per tool-day on the other writer.
    public var otherPlatesPerToolDay: Double

    enum CodingKeys: String, CodingKey {
        case node, writer, mean, difference, ratio
        case layerClass = "layer_class"
        case otherMean = "other_mean"
        case platesPerToolDay = "plates_per_tool_day"
        case otherPlatesPerToolDay = "other_plates_per_tool_day"
    }

    init(_ subject: ExposureSubject, _ own: ExposureSample, _ other: ExposureSample) {
        node = subject.node
        layerClass = subject.layerClass.name
        writer = subject.writer.name
        mean = rounded(own.mean, 3)
        otherMean = rounded(other.mean, 3)
        // The plates are the same, so the mean of the differences is the difference of the means.
        difference = rounded(other.mean - own.mean, 3)
        ratio = own.mean > 0 ? rounded(other.mean / own.mean, 4) : 0
        platesPerToolDay = rounded(own.platesPerToolDay, 3)
        otherPlatesPerToolDay = rounded(other.platesPerToolDay, 3)
    }
}
