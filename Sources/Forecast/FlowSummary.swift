internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// What is published of a flow simulation.
struct FlowSummary {
    private let request: PlanRequest
    private let terms: FlowTerms
    private let years: [Int]
    private let tables: FlowTables
    private let tally: FlowTally
    private let count: Double
    private static let day = 86_400.0

    init(
        _ request: PlanRequest,
        _ terms: FlowTerms,
        years: [Int],
        _ tables: FlowTables,
        _ tally: FlowTally
    ) {
        (self.request, self.terms, self.years) = (request, terms, years)
        (self.tables, self.tally) = (tables, tally)
        count = Double(tally.count)
    }

    /// The result.
    func result(_ engine: EngineIdentity, seconds: Double) -> FlowResult {
        let plan = request.plan
        let plates = plateRows
        return FlowResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: tally.count,
            engine: engine,
            asOf: plan.asOf.text,
            digest: tally.digest,
            terms: .init(
                rule: terms.rule.name,
                leadDays: terms.lead,
                bySet: terms.isBySet,
                load: terms.load
            ),
            plates: plates,
            times: timeRows,
            groups: groupRows,
            steps: stepRows,
            notes: notes(plates),
            work: .init(
                events: tally.events,
                mostPlates: tally.peak,
                bytesPerReplication: 4 * tables.stateSize + 8 * tables.sumCount
                    + 4 * tables.courseSize
            ),
            basis: .init(
                disclosed: plan.basisCounts[.disclosed] ?? 0,
                derived: plan.basisCounts[.derived] ?? 0,
                assumed: plan.basisCounts[.assumed] ?? 0
            ),
            command: request.command,
            timing: .init(
                seconds: rounded(seconds, 3),
                replicationsPerSecond: rounded(count / max(seconds, 1e-9), 1)
            )
        )
    }

    private func length(_ period: Int) -> Double {
        let ends = tables.fab.periods
        return Double(ends[period] - (period > 0 ? ends[period - 1] : 0))
    }

    private var plateRows: [FlowResult.PlateRow] {
        let nodes = request.plan.nodes
        var left = [Double](repeating: 0, count: nodes.count + 1)
        return years.indices.flatMap { period in
            (0...nodes.count)
                .map { node in
                    let chosen = node < nodes.count ? [node] : Array(nodes.indices)
                    func sum(_ row: FlowTables.NodeRow) -> Double {
                        chosen.reduce(0) {
                            $0 + Double(tally.sum(tables.row(row, node: $1), period: period))
                        }
                    }
                    let (ordered, finished) = (sum(.released), sum(.finished))
                    let before = left[node]
                    left[node] += ordered - finished
                    let cycle = tally.cycles[period * (nodes.count + 1) + node]
                    func days(_ row: FlowTables.NodeRow, per: Double) -> Double? {
                        per > 0 ? rounded(sum(row) / per / Self.day, 4) : nil
                    }
                    return .init(
                        year: years[period],
                        node: node < nodes.count ? String(nodes[node].node) : "all",
                        ordered: rounded(ordered / count, 2),
                        finished: rounded(finished / count, 2),
                        lost: rounded(sum(.scrapped) / count, 2),
                        inProcess: rounded(sum(.wip) / count / length(period), 2),
                        inProcessAtEnd: rounded(left[node] / count, 2),
                        onTime: finished > 0 ? rounded(sum(.onTime) / finished, 4) : nil,
                        cycleDays: days(.cycle, per: finished),
                        standardError: cycle.standardError.map { rounded($0 / Self.day, 5) },
                        processDays: days(.raw, per: finished),
                        sets: rounded(sum(.sets) / count, 2),
                        setDays: days(.setCycle, per: sum(.sets)),
                        isGrowing: left[node] > 1.25 * before
                            && left[node] - before > max(0.1 * ordered, 20 * count)
                    )
                }
        }
    }

    private var timeRows: [FlowResult.TimeRow] {
        let nodes = request.plan.nodes
        return ["plates", "sets"].enumerated()
            .flatMap { unit, name in
                nodes.indices.compactMap { node in
                    let first = (unit * nodes.count + node) * FlowTables.binCount
                    let bins = Array(tally.times[first..<first + FlowTables.binCount])
                    guard let quantile = FlowQuantiles(bins) else { return nil }
                    func days(_ p: Double) -> Double { rounded(quantile(p) / Self.day, 2) }
                    return .init(
                        node: String(nodes[node].node),
                        unit: name,
                        p10: days(0.1),
                        p50: days(0.5),
                        p90: days(0.9),
                        p95: days(0.95),
                        p99: days(0.99)
                    )
                }
            }
    }

    private var groupRows: [FlowResult.GroupRow] {
        years.indices.flatMap { period in
            request.plan.groups.enumerated()
                .compactMap { group, entry in
                    func sum(_ row: FlowTables.GroupRow) -> Double {
                        Double(tally.sum(tables.row(row, group: group), period: period))
                    }
                    let all = FlowTables.GroupRow.states.reduce(0) { $0 + sum($1) }
                    guard all > 0 else { return nil }
                    func share(_ row: FlowTables.GroupRow) -> Double { rounded(sum(row) / all, 4) }
                    return .init(
                        year: years[period],
                        group: entry.name,
                        tools: rounded(all / count / length(period), 2),
                        productive: share(.productive),
                        setup: share(.setup),
                        down: share(.down),
                        maintenance: share(.maintenance),
                        closed: share(.closed),
                        standby: share(.standby),
                        waiting: rounded(sum(.queue) / count / length(period), 2)
                    )
                }
        }
    }

    private var stepRows: [FlowResult.StepRow] {
        let (plan, last) = (request.plan, years.count - 1)
        return plan.route.enumerated()
            .compactMap { number, step in
                let rows = plan.nodes.indices.map {
                    tables.startsRow(step: number * plan.nodes.count + $0)
                }
                let starts = rows.reduce(0) { $0 + Double(tally.sum($1, period: last)) }
                let waits = rows.reduce(0) { $0 + Double(tally.sum($1 + 1, period: last)) }
                guard starts > 0 else { return nil }
                return .init(
                    step: step.name,
                    starts: rounded(starts / count, 2),
                    waitHours: rounded(waits / starts / 3600, 2)
                )
            }
    }

    private func notes(_ plates: [FlowResult.PlateRow]) -> [String] {
        var notes = [
            "assumed, as no plan says it yet: orders come at random, "
                + (terms.isBySet ? "by the mask set, all its plates at once" : "plate by plate")
                + "; due after \(plain(terms.lead)) days; dispatch \(terms.rule.name)"
        ]
        let growing = plates.filter { $0.node == "all" && $0.isGrowing }.map { String($0.year) }
        if !growing.isEmpty {
            notes.append(
                "orders outrun the tools in \(growing.joined(separator: ", ")): plates in process "
                    + "grow, and cycle times of those years have no steady mean"
            )
        }
        return notes
    }

    /// A number without needless decimals.
    private func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}

/// Quantiles of a histogram of times, evenly spread in each bin [s].
private struct FlowQuantiles {
    private let bins: [UInt64]
    private let total: UInt64

    /// Nil for an empty histogram.
    init?(_ bins: [UInt64]) {
        total = bins.reduce(0, +)
        guard total > 0 else { return nil }
        self.bins = bins
    }

    func callAsFunction(_ p: Double) -> Double {
        let wanted = p * Double(total)
        var seen = 0.0
        for (bin, count) in bins.enumerated() where count > 0 {
            let range = FlowTables.seconds(ofBin: bin)
            if seen + Double(count) >= wanted {
                let part = (wanted - seen) / Double(count)
                return Double(range.lowerBound) + part * Double(range.count)
            }
            seen += Double(count)
        }
        return 0
    }
}
