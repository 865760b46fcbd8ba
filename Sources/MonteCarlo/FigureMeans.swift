public import PlanModel

extension WriterConstants {
    /// Constants at the means of their figures.
    ///
    /// - Parameter figures: the model's, the tool's overrides included.
    public init(means figures: [WriterField: Figure]) {
        self.init()
        for (field, figure) in figures { self[field] = figure.distribution.moments.mean }
    }
}

extension PlateConstants {
    /// A plate with uncertain figures at their means; shots and density may vary by chance.
    ///
    /// - Parameters:
    ///   - layerClass: what is written.
    ///   - shotFactor: multiplies shots.
    public init(means layerClass: LayerClass, shotFactor: Quantity<Number> = Quantity(1)) {
        self.init()
        func mean<Unit>(_ figure: Figure?, or fallback: Quantity<Unit>) -> Quantity<Unit> {
            (figure?.distribution.moments.mean).map { Quantity($0) } ?? fallback
        }
        (shots, shotSpread) = Self.shots(layerClass.shotsPerPass)
        shots = shotFactor * shots
        dose = mean(layerClass.dose, or: dose)
        passes = mean(layerClass.passes, or: passes)
        density = mean(layerClass.density, or: density)
        if let density = layerClass.density, density.kind == .random {
            densities = density.distribution
        }
    }

    /// Median and spread of the lognormal that shots are drawn from.
    private static func shots(
        _ figure: Figure?
    ) -> (median: Quantity<Number>, spread: Quantity<Share>) {
        guard let figure else { return (Quantity(0), Quantity(0)) }
        let (mean, variance) = figure.distribution.moments
        guard figure.kind == .random, mean > 0 else { return (Quantity(mean), Quantity(0)) }
        if case .lognormal(let median, let sigma) = figure.distribution {
            return (Quantity(median), Quantity(sigma))
        }
        let squaredVariation = variance / (mean * mean)
        return (
            Quantity(mean / (1 + squaredVariation).squareRoot()),
            Quantity(logOnePlus(squaredVariation).squareRoot())
        )
    }
}

extension Maintenance {
    /// Mean share of all hours that it takes [1].
    public var meanShare: Double {
        hours.distribution.moments.mean * every.distribution.mean(of: { 1 / $0 }) / 730.5
    }
}
