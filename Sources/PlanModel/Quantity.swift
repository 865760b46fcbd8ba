/// A number and, in its type, its unit: a dose does not pass where a current density belongs.
///
/// Equipment and plates are described in quantities; formulas that combine them are the kernels'.
public struct Quantity<Unit: UnitOfMeasure>: Sendable, Hashable {
    /// The number of units.
    public var value: Double

    /// Makes a quantity.
    ///
    /// - Parameter value: the number of units.
    public init(_ value: Double) {
        self.value = value
    }

    /// So many times the quantity.
    public static func * (factor: Quantity<Number>, quantity: Quantity) -> Quantity {
        Quantity(factor.value * quantity.value)
    }
}

extension Quantity where Unit == Hours {
    /// Events an hour, one after each such time on average.
    public var rate: Quantity<PerHour> { Quantity<PerHour>(1 / value) }
}
