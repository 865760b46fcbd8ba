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
    /// Figures, in the order in which they are packed.
    private let figures: [RampInput]
    private let events: [Event]

    init(plan: Plan, tables: RampTables, metrics: [PlanMetric], base: [[Int32]]) {
        (self.plan, self.tables, self.metrics, self.base) = (plan, tables, metrics, base)
        figures = tables.inputs.filter(\.isFigure)
        events = Self.risks(plan) + Self.purchases(plan, tables)
    }

    private var count: Int { base.first?.count ?? 0 }

    /// Figures, then events.
    var barCount: Int { figures.count + events.count }

    /// Replications of a bar at most.
    var mostWork: UInt64 { 2 * UInt64(count) }

    /// Replications that bars took.
    ///
    /// - Parameter counts: integers of each bar.
    /// - Returns: of all bars.
    func work(_ counts: [PartCounts]) -> UInt64 {
        let each = counts.prefix(figures.count)
            .map { 2 * ($0.sums == [1] ? count : min(count, Self.screen)) }
        return UInt64(each.reduce(events.count * count, +))
    }

    /// Integers of a bar: whether it moves anything, and of each metric what both its ends come to,
    /// their difference and its square, all summed up.
    var shape: PartCounts.Shape { .init(sums: 1, wide: 4 * metrics.count) }

    // MARK: Runs

    /// Runs a bar.
    ///
    /// - Parameters:
    ///   - bar: its number.
    ///   - runs: what runs it.
    /// - Returns: its integers; zeros for a figure that changes nothing.
    /// - Throws: what `runs` throws, or `PackError`.
    func counts(_ bar: Int, _ runs: inout MetricRuns) throws -> PartCounts {
        guard bar < figures.count else {
            let changed = try RampTables(plan: events[bar - figures.count].plan)
            return sums(base, try runs.columns(changed, first: 0, count: count))
        }
        let early = min(count, Self.screen)
        let held = [0.1, 0.9].map { tables.holding(figures[bar], at: $0) }
        var ends = try held.map { try runs.columns($0, first: 0, count: early) }
        guard ends[0] != ends[1] else { return PartCounts(shape) }
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
        return sums(ends[0], ends[1])
    }

    private func sums(_ first: [[Int32]], _ second: [[Int32]]) -> PartCounts {
        var counts = PartCounts()
        counts.sums = [1]
        for (first, second) in zip(first, second) {
            var difference = ExactMean()
            difference.add(zip(first, second).map { Int($1) - Int($0) })
            func sum(_ values: [Int32]) -> Int128 { Int128(values.reduce(0) { $0 + Int($1) }) }
            counts.wide += [sum(first), sum(second), difference.sum, difference.squares]
                .map { UInt128(bitPattern: $0) }
        }
        return counts
    }

    // MARK: Rows

    /// What a bar comes to.
    private struct Bar {
        /// Means of both ends.
        let first, second: Double
        /// The second minus the first.
        let difference: SensitivityResult.MeanDifference

        init(_ sums: ArraySlice<UInt128>, count: Int, parts: Double) {
            let sums = sums.map { Int128(bitPattern: $0) }
            func mean(_ sum: Int128) -> Double { rounded(Double(sum) / Double(count) / parts, 4) }
            // Adding 0 takes the sign from a rounded 0.
            func whole(_ value: Double) -> Double { rounded(value / parts, 4) + 0 }
            (first, second) = (mean(sums[0]), mean(sums[1]))
            let exact = ExactMean(count: UInt64(count), sum: sums[2], squares: sums[3])
            difference = .init(
                mean: whole(exact.value ?? 0),
                low: exact.interval.map { whole($0.lowerBound) },
                high: exact.interval.map { whole($0.upperBound) }
            )
        }
    }

    private func bar(_ counts: PartCounts, _ metric: Int) -> Bar {
        Bar(
            counts.wide[4 * metric..<4 * metric + 4],
            count: count,
            parts: metrics[metric].parts
        )
    }

    /// The bars of all metrics, longest first.
    ///
    /// - Parameter counts: integers of each bar.
    /// - Returns: `[metric][bar]`; figures that change nothing have none.
    func bars(_ counts: [PartCounts]) -> [[SensitivityResult.TornadoRow]] {
        metrics.indices.map { metric in
            zip(figures, counts).filter { $0.1.sums == [1] }
                .map { row($0, bar($1, metric)) }
                .sorted(by: Self.isLonger)
        }
    }

    private static func isLonger(
        _ left: SensitivityResult.TornadoRow,
        _ right: SensitivityResult.TornadoRow
    ) -> Bool {
        let (a, b) = (abs(left.swing.mean), abs(right.swing.mean))
        return a != b ? a > b : left.input < right.input
    }

    private func row(_ input: RampInput, _ bar: Bar) -> SensitivityResult.TornadoRow {
        func date(_ place: Double) -> String? {
            guard input.isDay else { return nil }
            let months = tables.value(of: input, at: place).rounded(.down)
            return Month(number: tables.start.number + Int(months)).text
        }
        return .init(
            input: input.name,
            isUncertain: input.isUncertain,
            low: significant(tables.value(of: input, at: 0.1), 6),
            high: significant(tables.value(of: input, at: 0.9), 6),
            lowDate: date(0.1),
            highDate: date(0.9),
            meanAtLow: bar.first,
            meanAtHigh: bar.second,
            swing: bar.difference
        )
    }

    // MARK: Risks and purchases

    /// Something that happens for certain, or never.
    private struct Event: Sendable {
        var name: String
        var outcome: String
        var what: String
        var probability: Double
        var plan: Plan
    }

    /// Each metric with each event certain, and with it ruled out.
    ///
    /// - Parameter counts: integers of each bar.
    /// - Returns: `[metric][event]`, in the order of the plan.
    func eventRows(_ counts: [PartCounts]) -> [[SensitivityResult.EventRow]] {
        metrics.indices.map { metric in
            zip(events, counts.dropFirst(figures.count))
                .map { event, counts in
                    let bar = bar(counts, metric)
                    return .init(
                        name: event.name,
                        outcome: event.outcome,
                        what: event.what,
                        probability: rounded(event.probability, 6),
                        mean: bar.second,
                        difference: bar.difference
                    )
                }
        }
    }

    private static func risks(_ plan: Plan) -> [Event] {
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
                            what: describe(risk.outcomes[outcome]),
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

    private static func purchases(_ plan: Plan, _ tables: RampTables) -> [Event] {
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
