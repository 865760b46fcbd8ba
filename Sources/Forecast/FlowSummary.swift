internal import MonteCarlo
internal import PlanModel
internal import Statistics

/// What is published of a flow simulation.
struct FlowSummary {
    let request: PlanRequest
    let terms: FlowTerms
    let windows: FlowWindows
    let tables: FlowTables
    let tally: FlowTally
    let count: Double
    static let day = 86_400.0

    init(
        _ request: PlanRequest,
        _ terms: FlowTerms,
        _ windows: FlowWindows,
        _ tables: FlowTables,
        _ tally: FlowTally
    ) {
        (self.request, self.terms, self.windows) = (request, terms, windows)
        (self.tables, self.tally) = (tables, tally)
        count = Double(tally.count)
    }

    /// The result.
    func result(_ engine: EngineIdentity, seconds: Double) -> FlowResult {
        let plan = request.plan
        let plates = plateRows
        let steady = steady
        return FlowResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: tally.count,
            engine: engine,
            asOf: plan.asOf.text,
            digest: tally.digest,
            terms: .init(terms),
            plates: plates,
            times: timeRows,
            customers: FlowCustomers(
                tables: tables,
                tally: tally,
                nodes: plan.nodes.map { String($0.node) }
            )
            .rows(years: windows.byYear),
            groups: groupRows,
            steps: stepRows,
            months: monthRows,
            quarters: quarterRows,
            steady: steady,
            notes: notes(plates, steady),
            work: .init(
                events: tally.events,
                mostPlates: tally.peak,
                bytesPerReplication: 4 * tables.stateSize + 8 * tables.sumCount
                    + 4 * tables.courseSize
            ),
            basis: .init(plan),
            command: request.command,
            timing: .init(seconds: seconds, replications: count)
        )
    }

    private func notes(
        _ plates: [FlowResult.PlateRow],
        _ steady: FlowResult.Steady?
    ) -> [String] {
        var notes = [Self.assumed(request.plan, terms)]
        let growing = plates.filter { $0.node == "all" && $0.isGrowing }.map { String($0.year) }
        if !growing.isEmpty {
            notes.append(
                "orders outrun the tools in \(growing.joined(separator: ", ")): plates in process "
                    + "grow, and cycle times of those years have no steady mean"
            )
        }
        if let steady, steady.warmUpMonths == nil {
            notes.append(
                "no warm-up was found: plates in process do not settle in the first half of the "
                    + "horizon"
            )
        }
        return notes
    }

    /// What the plan leaves open, in a sentence.
    static func assumed(_ plan: Plan, _ terms: FlowTerms) -> String {
        let isDue =
            !plan.customers.isEmpty
            && plan.nodes.allSatisfy { node in
                plan.customers.allSatisfy {
                    $0.share.figure(for: node.node) == nil || $0.due?.figure(for: node.node) != nil
                }
            }
        let isSaid = plan.groups.contains { $0.dispatch != nil }
        let isRandom = plan.nodes.contains { node in
            plan.customers.isEmpty
                ? node.orders == nil
                : plan.customers.contains {
                    $0.share.figure(for: node.node) != nil && $0.orders == nil && node.orders == nil
                }
        }
        return "assumed, as the plan does not say: orders come "
            + (isRandom ? "at random, " : "")
            + (terms.isBySet ? "by the mask set, all its plates at once" : "plate by plate")
            + (isDue ? "" : "; due after \(plain(terms.lead)) days")
            + "; dispatch \(terms.rule.rawValue)" + (isSaid ? " of groups that state none" : "")
    }

    /// A number without needless decimals.
    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
