internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// Metrics with one figure held, or one event certain, and all else drawn with the same luck.
struct TornadoStudy {
    /// Most replications of each bar; pairs share their luck, so few will do.
    static let most: UInt64 = 1024
    /// Replications after which a figure that has changed nothing is given up.
    static let screen = 128

    let plan: Plan
    let tables: RampTables
    let metrics: [PlanMetric]
    /// `[metric][replication]` of the plan as it stands: the replications of each bar.
    let base: [[Int32]]

    private var count: Int { base.first?.count ?? 0 }

    /// Replications at most.
    var work: UInt64 {
        let bars = 2 * tables.inputs.count { $0.isFigure } + events().count
        return UInt64(bars) * UInt64(count)
    }

    // MARK: Figures

    /// The bars of all metrics, longest first.
    ///
    /// - Parameter runs: what runs them.
    /// - Returns: `[metric][bar]`; figures that change nothing have none.
    /// - Throws: what `runs` throws.
    func bars(_ runs: inout MetricRuns) throws -> [[SensitivityResult.TornadoRow]] {
        var rows = metrics.map { _ in [SensitivityResult.TornadoRow]() }
        let early = min(count, Self.screen)
        for input in tables.inputs where input.isFigure {
            let held = [0.1, 0.9].map { tables.holding(input, at: $0) }
            var ends = try held.map { try runs.columns($0, first: 0, count: early) }
            guard ends[0] != ends[1] else {
                runs.total -= 2 * UInt64(count - early)
                continue
            }
            if early < count {
                for end in ends.indices {
                    let rest = try runs.columns(
                        held[end],
                        first: UInt64(early),
                        count: count - early
                    )
                    for metric in rest.indices { ends[end][metric] += rest[metric] }
                }
            }
            for metric in metrics.indices {
                rows[metric].append(row(input, metric, ends[0][metric], ends[1][metric]))
            }
        }
        return rows.map { $0.sorted(by: Self.isLonger) }
    }

    private static func isLonger(
        _ left: SensitivityResult.TornadoRow,
        _ right: SensitivityResult.TornadoRow
    ) -> Bool {
        let (a, b) = (abs(left.swing.mean), abs(right.swing.mean))
        return a != b ? a > b : left.input < right.input
    }

    private func row(
        _ input: RampInput,
        _ metric: Int,
        _ low: [Int32],
        _ high: [Int32]
    ) -> SensitivityResult.TornadoRow {
        func date(_ place: Double) -> String? {
            guard input.isDay else { return nil }
            let months = tables.value(of: input, at: place).rounded(.down)
            return Month(number: tables.start.number + Int(months)).text
        }
        let parts = metrics[metric].parts
        func mean(_ values: [Int32]) -> Double {
            rounded(Double(values.reduce(0) { $0 + Int($1) }) / Double(values.count) / parts, 4)
        }
        return .init(
            input: input.name,
            isUncertain: input.isUncertain,
            low: significant(tables.value(of: input, at: 0.1), 6),
            high: significant(tables.value(of: input, at: 0.9), 6),
            lowDate: date(0.1),
            highDate: date(0.9),
            meanAtLow: mean(low),
            meanAtHigh: mean(high),
            swing: difference(low, high, parts: parts)
        )
    }

    private func difference(
        _ first: [Int32],
        _ second: [Int32],
        parts: Double
    ) -> SensitivityResult.MeanDifference {
        var pairs = PairedDifferences()
        pairs.add(zip(first, second).map { Int($1) - Int($0) })
        // Adding 0 takes the sign from a rounded 0.
        func whole(_ value: Double) -> Double { rounded(value / parts, 4) + 0 }
        return .init(
            mean: whole(pairs.mean ?? 0),
            low: pairs.interval.map { whole($0.lowerBound) },
            high: pairs.interval.map { whole($0.upperBound) }
        )
    }

    // MARK: Risks and purchases

    /// Something that happens for certain, or never.
    private struct Event {
        var name: String
        var outcome: String
        var what: String
        var probability: Double
        var plan: Plan
    }

    /// Each metric with each event certain, and with it ruled out.
    ///
    /// - Parameter runs: what runs them.
    /// - Returns: `[metric][event]`, in the order of the plan.
    /// - Throws: what `runs` throws, or `PackError`.
    func eventRows(_ runs: inout MetricRuns) throws -> [[SensitivityResult.EventRow]] {
        var rows = metrics.map { _ in [SensitivityResult.EventRow]() }
        for event in events() {
            let changed = try RampTables(plan: event.plan)
            let columns = try runs.columns(changed, first: 0, count: count)
            for (index, metric) in metrics.enumerated() {
                let sum = columns[index].reduce(0) { $0 + Int($1) }
                rows[index]
                    .append(
                        .init(
                            name: event.name,
                            outcome: event.outcome,
                            what: event.what,
                            probability: rounded(event.probability, 6),
                            mean: rounded(Double(sum) / Double(count) / metric.parts, 4),
                            difference: difference(base[index], columns[index], parts: metric.parts)
                        )
                    )
            }
        }
        return rows
    }

    private func events() -> [Event] { risks() + purchases() }

    private func risks() -> [Event] {
        plan.risks.enumerated()
            .flatMap { index, risk in
                let shares = risk.outcomes.map(\.probability.distribution.moments.mean)
                var events = [
                    Event(
                        name: "risks.\(risk.name)",
                        outcome: "never",
                        what: "never",
                        probability: max(0, 1 - shares.reduce(0, +)),
                        plan: plan.with(risk: index, certain: nil)
                    )
                ]
                for (outcome, share) in shares.enumerated() where share > 0 {
                    events.append(
                        Event(
                            name: "risks.\(risk.name)",
                            outcome: "outcomes[\(outcome)]",
                            what: Self.describe(risk.outcomes[outcome]),
                            probability: share,
                            plan: plan.with(risk: index, certain: outcome)
                        )
                    )
                }
                return events
            }
    }

    private static func describe(_ outcome: RiskOutcome) -> String {
        [
            (outcome.refused, "refused"), (outcome.cancelled, "cancelled"),
            (outcome.delays, "delayed"), (outcome.renegotiated, "promised anew"),
        ]
        .filter { !$0.0.isEmpty }
        .map { "\($0.0.joined(separator: ", ")) \($0.1)" }
        .joined(separator: "; ")
    }

    private func purchases() -> [Event] {
        var seen: Set<String> = []
        return tables.inputs.filter { $0.kind == .purchase }
            .compactMap { InputGrouping.tool(of: $0, in: plan) }
            .filter { seen.insert($0.name).inserted }
            .flatMap { tool in
                let share = tool.probability?.distribution.moments.mean ?? 1
                return [(false, "never", 1 - share), (true, "bought", share)]
                    .map { isBought, outcome, probability in
                        Event(
                            name: "tools.\(tool.name)",
                            outcome: outcome,
                            what: outcome,
                            probability: probability,
                            plan: plan.with(purchase: tool.name, isCertain: isBought)
                        )
                    }
            }
    }
}

extension Plan {
    /// The plan with one outcome of a risk certain, or with the risk ruled out.
    fileprivate func with(risk: Int, certain: Int?) -> Plan {
        var plan = self
        for outcome in risks[risk].outcomes.indices {
            let path = risks[risk].outcomes[outcome].probability.path
            let share = outcome == certain ? 1.0 : 0
            plan.risks[risk].outcomes[outcome].probability = .value(share, path: path)
        }
        return plan
    }

    /// The plan with a purchase certain, or ruled out.
    fileprivate func with(purchase name: String, isCertain: Bool) -> Plan {
        var plan = self
        for index in tools.indices where tools[index].name == name {
            let path = tools[index].probability?.path ?? "tools.\(name).probability"
            plan.tools[index].probability = .value(isCertain ? 1 : 0, path: path)
        }
        return plan
    }
}
