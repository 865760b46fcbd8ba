/// How well the quantiles of a run's results are to be known before it stops.
public struct Precision: Sendable, Equatable {
    /// How wide the 95 % intervals of P10, P50 and P90 may be from end to end.
    public enum Width: Sendable, Equatable {
        /// As a share of the median [1].
        case share(Double)
        /// In plates.
        case plates(Double)
    }

    /// As written.
    public let text: String
    /// The width.
    public let width: Width
    /// Names of the results; the chief result when there are none.
    public var metrics: [String]

    /// Reads `1%` or `1 %` as a share of the median, and a bare number as plates; nil for anything
    /// else.
    ///
    /// - Parameters:
    ///   - text: more than 0; a share of at most 100 %.
    ///   - metrics: names of results that are counted in plates.
    public init?(_ text: String, metrics: [String] = []) {
        self.text = text
        self.metrics = metrics
        let isShare = text.hasSuffix("%")
        let digits = isShare ? String(text.dropLast(text.hasSuffix(" %") ? 2 : 1)) : text
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            let number = Double(digits), number > 0, number.isFinite
        else { return nil }
        if isShare, number > 100 { return nil }
        width = isShare ? .share(number / 100) : .plates(number)
    }

    /// Plates that an interval of a result may take.
    func plates(median: Int) -> Double {
        switch width {
        case .share(let share): share * Double(median)
        case .plates(let plates): plates
        }
    }
}
