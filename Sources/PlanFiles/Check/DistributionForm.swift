import Foundation
import PlanModel

/// The ways to write a distribution.
enum DistributionForm: String, CaseIterable {
    /// One value.
    case fixed
    /// Two ends.
    case uniform
    /// Three points.
    case triangular
    /// Three points, smoother.
    case pert
    /// Mean and standard deviation, cut off.
    case normal
    /// Median and spread.
    case lognormal
    /// Values with probabilities.
    case discrete
    /// Observed values.
    case empirical

    /// Most values of a list.
    static let listLimit = 256

    /// What a planner should write.
    static let expectation = allCases.map(\.rawValue).joined(separator: ", ")

    /// Keys of the forms that are written as a map: those that must be given, and the others.
    var keys: (required: [String], optional: [String])? {
        switch self {
        case .normal: (["mean", "sd"], ["low", "high"])
        case .lognormal: (["median"], ["sigma", "p90"])
        default: nil
        }
    }

    /// How many points a form takes that is written as a list of them.
    var pointCount: Int? {
        switch self {
        case .uniform: 2
        case .triangular, .pert: 3
        default: nil
        }
    }

    /// Standard normal quantile of 90 %.
    ///
    /// - Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1, to 17 digits.
    static let quantile90 = 1.2815515655446004

    /// Reads the body of the distribution.
    func read(_ node: SourceNode, _ parameters: ParameterReader) -> Distribution? {
        if let pointCount { return points(node, pointCount, parameters) }
        if keys != nil { return named(node, parameters) }
        switch self {
        case .fixed: return parameters.quantity(node).map { .fixed($0) }
        case .discrete: return discrete(node, parameters)
        default: return empirical(node, parameters)
        }
    }

    private func points(
        _ node: SourceNode,
        _ count: Int,
        _ parameters: ParameterReader
    ) -> Distribution? {
        let expected = count == 2 ? "[low, high]" : "[low, mode, high]"
        guard case .sequence(let items) = node.content, items.count == count else {
            parameters.reader.complain(node, "\(rawValue) takes a list \(expected)")
            return nil
        }
        let values = items.compactMap { parameters.quantity($0) }
        guard values.count == count else { return nil }
        switch self {
        case .uniform: return .uniform(low: values[0], high: values[1])
        case .triangular: return .triangular(low: values[0], mode: values[1], high: values[2])
        default: return .pert(low: values[0], mode: values[1], high: values[2])
        }
    }

    private func named(_ node: SourceNode, _ parameters: ParameterReader) -> Distribution? {
        guard let keys, case .mapping(let entries) = node.content else {
            let expected =
                self == .normal ? "{mean, sd, low, high}" : "{median, sigma} or {median, p90}"
            parameters.reader.complain(node, "\(rawValue) takes a map \(expected)")
            return nil
        }
        var values: [String: Double] = [:]
        for entry in entries {
            guard (keys.required + keys.optional).contains(entry.key) else {
                parameters.reader.complain(
                    entry.node,
                    "unknown parameter \(quoted(entry.key)) of \(rawValue)"
                        + suggestion(
                            for: entry.key,
                            among: keys.required + keys.optional,
                            called: "parameters"
                        )
                )
                return nil
            }
            let isPlain = entry.key == "sigma"
            values[entry.key] =
                isPlain
                ? parameters.reader.bareNumber(entry.node, ofSize: nil)
                : parameters.quantity(entry.node)
            if values[entry.key] == nil { return nil }
        }
        return self == .normal
            ? normal(node, values, parameters) : lognormal(node, values, parameters)
    }

    private func normal(
        _ node: SourceNode,
        _ values: [String: Double],
        _ parameters: ParameterReader
    ) -> Distribution? {
        guard let mean = values["mean"], let deviation = values["sd"] else {
            parameters.reader.complain(node, "normal needs mean and sd")
            return nil
        }
        return .normal(
            mean: mean,
            standardDeviation: deviation,
            low: values["low"],
            high: values["high"]
        )
    }

    private func lognormal(
        _ node: SourceNode,
        _ values: [String: Double],
        _ parameters: ParameterReader
    ) -> Distribution? {
        guard let median = values["median"], (values["sigma"] == nil) != (values["p90"] == nil)
        else {
            parameters.reader.complain(node, "lognormal needs median and one of sigma and p90")
            return nil
        }
        if let sigma = values["sigma"] { return .lognormal(median: median, sigma: sigma) }
        guard let p90 = values["p90"], median > 0, p90 > median else {
            parameters.reader.problems.add(
                .meaning,
                at: node.location,
                path: parameters.reader.path,
                "lognormal needs 0 < median < p90"
            )
            return nil
        }
        return .lognormal(median: median, sigma: log(p90 / median) / DistributionForm.quantile90)
    }

    private func discrete(_ node: SourceNode, _ parameters: ParameterReader) -> Distribution? {
        guard let items = list(node, "[[value, probability], …]", parameters) else { return nil }
        let share = FigureReader(
            shape: PlanShape.shareFigure(),
            path: parameters.reader.path,
            problems: parameters.reader.problems
        )
        let outcomes = items.compactMap { item -> Distribution.Outcome? in
            guard case .sequence(let pair) = item.content, pair.count == 2 else {
                parameters.reader.complain(item, "discrete takes pairs [value, probability]")
                return nil
            }
            guard let value = parameters.quantity(pair[0]), let probability = share.number(pair[1])
            else { return nil }
            return .init(value: value, probability: probability)
        }
        return outcomes.count == items.count ? .discrete(outcomes) : nil
    }

    private func empirical(_ node: SourceNode, _ parameters: ParameterReader) -> Distribution? {
        guard let items = list(node, "[v1, v2, …]", parameters) else { return nil }
        let values = items.compactMap { parameters.quantity($0) }
        return values.count == items.count ? .empirical(values) : nil
    }

    private func list(
        _ node: SourceNode,
        _ expected: String,
        _ parameters: ParameterReader
    ) -> [SourceNode]? {
        guard case .sequence(let items) = node.content,
            (1...DistributionForm.listLimit).contains(items.count)
        else {
            parameters.reader.complain(
                node,
                "\(rawValue) takes a list \(expected) of 1 to \(DistributionForm.listLimit)"
            )
            return nil
        }
        return items
    }
}
