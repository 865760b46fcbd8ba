internal import MonteCarlo
internal import PlanModel

/// One kind of change of a plan, by an amount.
struct TargetChange {
    /// What changes: `tool`, `deliveries`, `yield`, `coarser`, `finer`, `demand`.
    var name: String
    /// The tool that further ones are like.
    var like: Tool?
    /// What an amount counts.
    var unit: String
    /// The greatest amount tried.
    var most: Int
    /// The plan with so much of the change.
    var apply: (Plan, Int) -> Plan

    /// Further tools of a kind that are tried.
    static let mostTools = 4
    /// Months by which deliveries are tried earlier.
    static let mostMonths = 24
    /// Kinds of tools that are tried at most.
    static let mostKinds = 40

    /// Everything that is tried for a target.
    ///
    /// - Parameters:
    ///   - plan: the plan.
    ///   - target: what should be met.
    /// - Returns: further tools, each kind apart, then what changes the whole plan.
    static func all(of plan: Plan, for target: Target) -> [TargetChange] {
        let day = Day(number: plan.asOf.number + 1)
        var changes = plan.toolKinds.prefix(mostKinds)
            .map { kind in
                TargetChange(name: "tool", like: kind.tool, unit: "tools", most: mostTools) {
                    $0.adding($1, like: kind.tool, on: day)
                }
            }
        changes.append(
            TargetChange(name: "deliveries", unit: "months", most: mostMonths) {
                $0.deliveringEarlier(by: $1)
            }
        )
        let least = plan.nodes.map(\.yieldMature.distribution.moments.mean).min() ?? 1
        let points = Int((100 * (1 - least)).rounded(.up))
        if points > 0 {
            changes.append(
                TargetChange(name: "yield", unit: "points", most: points) {
                    $0.yieldingMore(points: $1)
                }
            )
        }
        if plan.nodes.count > 1 {
            for (name, isCoarser) in [("coarser", true), ("finer", false)] {
                changes.append(
                    TargetChange(name: name, unit: "percent", most: 100) {
                        $0.movingMix(percent: $1, toCoarser: isCoarser)
                    }
                )
            }
        }
        if target.measure == .output {
            changes.append(
                TargetChange(name: "demand", unit: "percent", most: 100) {
                    $0.demandingMore(percent: $1)
                }
            )
        }
        return changes
    }

    /// Finds the smallest amounts that meet a target, on the assumption that more never harms.
    ///
    /// Each amount is run once, with the draws of the plan itself.
    ///
    /// - Parameters:
    ///   - plan: the plan without the change.
    ///   - target: what should be met.
    ///   - base: what the plan itself reaches.
    ///   - hasOwnYear: whether the target names a year before the last.
    ///   - evaluator: runs the plans.
    /// - Returns: the row of the result.
    /// - Throws: `PackError`, `RampForecast.Cancelled`, or the engine's own error.
    func search(
        _ plan: Plan,
        for target: Target,
        base: TargetEvaluator.Reached,
        hasOwnYear: Bool,
        _ evaluator: TargetEvaluator
    ) throws -> TargetAnswer.ChangeRow {
        var known = [0: base]
        func reached(_ amount: Int) throws -> TargetEvaluator.Reached {
            if let found = known[amount] { return found }
            let found = try evaluator.reached(apply(plan, amount), target: target.name)
            known[amount] = found
            return found
        }
        func reach(
            _ value: (TargetEvaluator.Reached) -> Double
        ) throws -> TargetAnswer.Reach {
            TargetAnswer.Reach(
                probability: value(try reached(most)),
                p50: try smallest { value(try reached($0)) >= 0.5 },
                p90: try smallest { value(try reached($0)) >= 0.9 }
            )
        }
        return TargetAnswer.ChangeRow(
            change: name,
            like: like?.name,
            group: like?.group,
            unit: unit,
            most: most,
            by: hasOwnYear ? try reach { $0.by } : nil,
            end: try reach { $0.end }
        )
    }

    /// The smallest amount, by bisection; nil when not even the greatest suffices.
    private func smallest(_ suffices: (Int) throws -> Bool) rethrows -> Int? {
        if try suffices(0) { return 0 }
        guard try suffices(most) else { return nil }
        var (low, high) = (0, most)
        while high - low > 1 {
            let middle = (low + high) / 2
            if try suffices(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
