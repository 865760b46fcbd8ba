internal import Foundation
internal import MonteCarlo
internal import PlanModel

extension ExposureSubject {
    /// The case for the kernel.
    ///
    /// - Parameter shotFactor: multiplies shots [1].
    /// - Returns: the case, without a range.
    /// - Throws: `PackError`.
    func packed(shotFactor: Double) throws(PackError) -> ExposureCase {
        try ExposureCase(
            node: node,
            layerClass: layerClass.name,
            plate: PlateConstants(means: layerClass, shotFactor: Quantity(shotFactor)),
            writer: WriterConstants(means: writer.figures),
            writerClass: writer.writerClass,
            stage: writer.stage,
            meanTimeBetweenFailures: writer.meanTimeBetweenFailures.map { Quantity($0) }
        )
    }

    /// A plate without chance that has as many shots as one in fifty million, but for a factor on
    /// shots, and but for a factor on the hours that drift and spread have as rarely.
    var largest: (plate: ExposureSubject, shots: Double, hours: Double) {
        var plate = self
        var factor = 1.0
        if let shots = layerClass.shotsPerPass, shots.kind == .random {
            let (mean, variance) = shots.distribution.moments
            let sigma = mean > 0 ? log1p(variance / (mean * mean)).squareRoot() : 0
            let median = mean * exp(-sigma * sigma / 2)
            plate.layerClass.shotsPerPass = .value(median, path: shots.path)
            factor = exp(5.5 * sigma)
        }
        if let density = layerClass.density, density.kind == .random {
            plate.layerClass.density = .value(0, path: density.path)
        }
        var spread = 0.0
        for field in [WriterField.drift, .spread] {
            let figure = plate.writer.figures.removeValue(forKey: field)
            spread += figure?.distribution.moments.mean ?? 0
        }
        return (plate, factor, exp(5.5 * spread))
    }
}
