internal import MonteCarlo
internal import Statistics

/// What finding out each uncertain figure would be worth.
struct KnowledgeStudy {
    private let inputs: [RampInput]
    /// `[metric][input]`; none for a metric that does not vary, or only happens or not.
    private var ranges: [[RangeReductionAccumulator]]
    /// Of the decision, one for each input.
    private var shifts: [ConditionalProportion]
    private let decision: Int?

    /// Makes a study.
    ///
    /// - Parameters:
    ///   - inputs: what could be found out.
    ///   - metrics: what is asked about.
    ///   - columns: first replications of each metric; they decide about bins alone.
    ///   - decision: which metric is a target that is reached or not.
    init(
        _ inputs: [RampInput],
        metrics: [PlanMetric],
        columns: [[Int32]],
        decision: Int?
    ) {
        self.inputs = inputs
        self.decision = decision
        shifts = decision == nil ? [] : inputs.map { _ in ConditionalProportion() }
        ranges = zip(metrics, columns)
            .map { metric, column in
                guard metric.unit != .probability, let bins = Self.bins(column) else { return [] }
                return inputs.map { _ in bins }
            }
    }

    /// Integers of `counts`.
    var shape: PartCounts.Shape {
        .init(
            sums: ranges.joined().reduce(0) { $0 + $1.counterCount }
                + shifts.count * ConditionalProportion.counterCount
        )
    }

    /// All that it holds, to be added to that of other replications; setting it takes the place of
    /// all that was added.
    var counts: PartCounts {
        get {
            var counts = PartCounts()
            counts.sums =
                ranges.joined().flatMap(\.counters) + shifts.flatMap(\.counters)
            return counts
        }
        set {
            var rest = newValue.sums[...]
            for metric in ranges.indices {
                for input in ranges[metric].indices {
                    let size = ranges[metric][input].counterCount
                    ranges[metric][input].counters = Array(rest.prefix(size))
                    rest = rest.dropFirst(size)
                }
            }
            let size = ConditionalProportion.counterCount
            for input in shifts.indices {
                shifts[input] = ConditionalProportion(counters: rest.prefix(size))
                rest = rest.dropFirst(size)
            }
        }
    }

    /// Some four hundred bins over all but the rarest results.
    private static func bins(_ column: [Int32]) -> RangeReductionAccumulator? {
        var histogram = WideningHistogram()
        histogram.add(column.map(Int.init))
        guard let low = histogram.quantile(0.002), let high = histogram.quantile(0.998),
            high > low
        else { return nil }
        let width = (high - low + 399) / 400
        return RangeReductionAccumulator(
            lowest: Int32(clamping: low - 10 * width),
            width: Int32(width),
            bins: (high - low) / width + 21
        )
    }

    /// Adds replications.
    ///
    /// - Parameters:
    ///   - columns: `[metric][replication]`.
    ///   - words: random words of an input in these replications.
    mutating func add(_ columns: [[Int32]], words: (RampInput) -> [UInt32]) {
        for (index, input) in inputs.enumerated() {
            let words = words(input)
            for metric in ranges.indices where !ranges[metric].isEmpty {
                ranges[metric][index].add(words: words[...], values: columns[metric][...])
            }
            if let decision { shifts[index].add(words: words[...], values: columns[decision][...]) }
        }
    }

    /// How much narrower a metric would be, most first; none where it cannot be said.
    ///
    /// - Parameters:
    ///   - metric: which.
    ///   - moving: figures that change it at all; estimates of others are nothing but chance.
    /// - Returns: a row a figure.
    func reductions(metric: Int, moving: Set<String>) -> [SensitivityResult.ReductionRow] {
        let parts = ranges[metric].isEmpty ? [] : zip(inputs, ranges[metric]).map { ($0, $1) }
        return
            parts.compactMap { input, range in
                guard moving.contains(input.name), let result = range.result, result.range > 0
                else { return nil }
                return .init(input: input.name, reduction: .init(result.reduction))
            }
            .sorted { ($1.reduction.value, $0.input) < ($0.reduction.value, $1.input) }
    }

    /// How far the probability of the target would move, most first.
    ///
    /// - Parameter moving: figures that change it at all.
    /// - Returns: a row a figure.
    func shiftRows(moving: Set<String>) -> [SensitivityResult.ShiftRow] {
        zip(inputs, shifts)
            .compactMap { input, shift in
                (moving.contains(input.name) ? shift.shift : nil)
                    .map {
                        .init(
                            input: input.name,
                            shift: rounded($0.value, 6),
                            low: rounded($0.interval.lowerBound, 6),
                            high: rounded($0.interval.upperBound, 6)
                        )
                    }
            }
            .sorted { ($1.shift, $0.input) < ($0.shift, $1.input) }
    }
}
