/// What one plate of a layer class asks of a writer.
///
/// The type of a property is the one statement of its unit, as in `WriterConstants`.
public struct PlateConstants: Sendable, Equatable {
    /// Shots of one pass, the median where plates differ; vsb.
    public var shots = Quantity<Number>(0)
    /// Standard deviation of the logarithm of the shots from plate to plate; 0 where all are alike.
    public var shotSpread = Quantity<Share>(0)
    /// Resist dose: vsb of all passes together, multibeam of each.
    public var dose = Quantity<MicrocoulombsPerSquareCentimetre>(0)
    /// Writing passes.
    public var passes = Quantity<Number>(1)
    /// Exposed share of the area around a shot, the mean where plates differ.
    public var density = Quantity<Share>(0.5)
    /// Densities of plates that differ; nil where all are alike.
    public var densities: Distribution?

    /// Makes a plate of which nothing is known.
    public init() {}

    /// The unit of a property, in which figures of the plan and the kernels have it.
    public static func unit<Unit>(
        of property: KeyPath<PlateConstants, Quantity<Unit>>
    ) -> any UnitOfMeasure.Type {
        Unit.self
    }
}
