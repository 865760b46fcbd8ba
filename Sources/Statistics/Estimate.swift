/// A figure estimated from chance draws, and how far off it may be.
public struct Estimate: Sendable, Equatable {
    /// The estimate.
    public var value: Double
    /// Its standard error.
    public var standardError: Double
    /// Encloses the true figure with a chance of about 95 %.
    public var interval: ClosedRange<Double>

    /// Makes an estimate with an interval of `reach` standard errors to either side, held within
    /// what is possible at all.
    ///
    /// - Parameters:
    ///   - value: the estimate before it is held within `possible`.
    ///   - standardError: its standard error.
    ///   - reach: the 97.5 % quantile of error over standard error.
    ///   - possible: where the true figure lies for certain.
    init(value: Double, standardError: Double, reach: Double, possible: ClosedRange<Double>) {
        func held(_ x: Double) -> Double {
            min(possible.upperBound, max(possible.lowerBound, x))
        }
        self.value = held(value)
        self.standardError = standardError
        let distance = reach * standardError
        interval = held(value - distance)...held(value + distance)
    }
}
