import PlanModel

/// Checks the order and the limits of a distribution's parameters, and closes an open normal.
struct DistributionCheck {
    /// The figure's reader.
    let reader: FigureReader
    /// Where the figure stands.
    let node: SourceNode

    /// Sigmas of a lognormal [1].
    static let sigmas = NumericRange(includesLow: false, high: 5)

    private var range: NumericRange { reader.shape.range }

    /// The distribution with the ends that the field's limits give it; nil when it is wrong.
    func checked(_ spread: Distribution) -> Distribution? {
        guard let closed = ordered(spread) else { return nil }
        for value in DistributionCheck.points(closed) where !range.contains(value) {
            let shown = reader.shape.unit.text(value)
            let text = node.text.flatMap { NumberText.number($0) == nil && $0 != shown ? $0 : nil }
            let written = text.map { " (\($0))" } ?? ""
            return wrong(
                "\(shown)\(written) is out of range; expected "
                    + range.text(reader.shape.unit)
            )
        }
        if case .lognormal = closed, range.high <= 1 {
            return wrong("a lognormal has no upper end; a share needs one, such as triangular")
        }
        return closed
    }

    /// The values that must lie within the limits.
    private static func points(_ spread: Distribution) -> [Double] {
        switch spread {
        case .fixed(let value): [value]
        case .uniform(let low, let high): [low, high]
        case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
            [low, mode, high]
        // The mean of a normal that is cut off may lie outside; its ends may not.
        case .normal(_, _, let low, let high): [low, high].compactMap { $0 }
        case .lognormal(let median, _): [median]
        case .discrete(let outcomes): outcomes.map(\.value)
        case .empirical(let values): values
        }
    }

    private func ordered(_ spread: Distribution) -> Distribution? {
        switch spread {
        case .fixed, .empirical: return spread
        case .uniform(let low, let high):
            return low < high ? spread : wrong("uniform needs low < high")
        case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
            if low <= mode, mode <= high, low < high { return spread }
            return wrong("three points need low ≤ mode ≤ high and low < high")
        case .normal(let mean, let deviation, let low, let high):
            let low = low ?? range.low
            let high = high ?? range.high
            guard deviation > 0 else { return wrong("normal needs sd > 0") }
            guard low < high else { return wrong("normal needs low < high") }
            // Beyond this nothing is left of the density to draw from.
            guard mean > low - 6 * deviation, mean < high + 6 * deviation else {
                return wrong("the mean of the normal lies more than 6 sd outside its ends")
            }
            return .normal(mean: mean, standardDeviation: deviation, low: low, high: high)
        case .lognormal(let median, let sigma):
            let sigmas = DistributionCheck.sigmas
            if median > 0, sigmas.contains(sigma) { return spread }
            return wrong(
                "lognormal needs median > 0 and 0 < sigma ≤ \(plainText(sigmas.high)); found "
                    + "sigma \(plainText(sigma)), median \(plainText(median))"
            )
        case .discrete(let outcomes):
            let sum = outcomes.reduce(0) { $0 + $1.probability }
            guard outcomes.allSatisfy({ (0...1).contains($0.probability) }), abs(sum - 1) <= 0.001
            else { return wrong("probabilities sum to \(plainText(sum)); expected 1 ± 0.001") }
            return spread
        }
    }

    private func wrong(_ message: String) -> Distribution? {
        reader.problems.add(.meaning, at: node.location, path: reader.path, message)
        return nil
    }
}
