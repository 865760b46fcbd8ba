import PlanModel

/// Tools, contracts, risks, demand, targets and milestones.
extension PlanBuilder {
    /// All tools.
    func tools(_ writers: [Writer]) -> [Tool] {
        let reach = Dictionary(
            writers.map { ($0.name, $0.finestNode) },
            uniquingKeysWith: { first, _ in first }
        )
        return all("tools") { name, entry in
            guard let group = entry["group"]?.text else { return nil }
            let model = entry["model"]?.text
            let delivered = entry["delivered"]?.dates ?? []
            var promised = entry["promised"]?.dates ?? []
            if promised.isEmpty, delivered.contains(where: { $0.first > asOf }) {
                promised = delivered
            }
            return Tool(
                name: name,
                group: group,
                model: model,
                contract: entry["contract"]?.text,
                shareOfContract: entry["share_of_contract"]?.figure,
                count: entry["count"]?.integer ?? 1,
                finestNode: entry["finest_node"]?.integer ?? model.flatMap { reach[$0] } ?? 0,
                probability: entry["probability"]?.figure,
                delivered: delivered,
                promised: promised,
                slip: entry["slip"]?.figure,
                installation: entry["installation"]?.figure,
                acceptance: entry["acceptance"]?.figure,
                qualification: entry["qualification"]?.figure,
                accepted: accepted(name, entry["accepted"]),
                speed: rated(entry, group: group) ?? entry["speed"]?.figure,
                settings: constants(entry["settings"]),
                supplier: entry["supplier"]?.text,
                area: entry["area"]?.figure,
                price: entry["price"]?.figure
            )
        }
    }

    /// Acceptances that are facts; one after the as-of date is none.
    private func accepted(_ name: String, _ value: CheckedValue?) -> [DateInterval] {
        guard let value, let late = value.dates.first(where: { $0.first > asOf }) else {
            return value?.dates ?? []
        }
        warnOfFuture(value, "accepted \(late.text) is after the as-of date; it is ignored")
        return []
    }

    /// Warns of dates that are not facts yet, unless somebody looks back on purpose.
    func warnOfFuture(_ value: CheckedValue, _ message: String) {
        guard !isLookingBack else { return }
        problems.add(.meaning, .warning, at: value.location, path: value.path, message)
    }

    /// All contracts.
    func contracts() -> [Contract] {
        all("contracts") { name, entry in
            guard let value = entry["value"]?.figure else { return nil }
            return Contract(
                name: name,
                supplier: entry["supplier"]?.text,
                what: entry["what"]?.text,
                value: value,
                signed: entry["signed"]?.date,
                due: entry["due"]?.date,
                arrived: entry["arrived"]?.dates ?? [],
                arrivedValue: entry["arrived_value"]?.figure,
                paid: entry["paid"]?.yearFigures ?? [],
                // Stated for the plan's own day; on another it is not known.
                unpaid: isLookingBack ? nil : entry["unpaid"]?.figure,
                terms: terms(entry["terms"]),
                accepted: entry["accepted"]?.date,
                currency: entry["currency"]?.text,
                rate: entry["rate"]?.figure,
                asset: entry["asset"]?.text,
                deposit: entry["deposit"]?.figure
            )
        }
    }

    /// A risk.
    func risk(_ name: String, _ entry: CheckedValue) -> Risk? {
        let outcomes = (entry["outcomes"]?.items ?? [])
            .compactMap { outcome -> RiskOutcome? in
                guard let probability = outcome["probability"]?.figure else { return nil }
                return RiskOutcome(
                    probability: probability,
                    delays: outcome["delays"]?.texts ?? [],
                    by: outcome["by"]?.figure,
                    refused: outcome["refused"]?.texts ?? [],
                    replacedAfter: outcome["replaced_after"]?.figure,
                    cancelled: outcome["cancelled"]?.texts ?? [],
                    reorderedAfter: outcome["reordered_after"]?.figure,
                    renegotiated: outcome["renegotiated"]?.texts ?? [],
                    to: outcome["to"]?.date
                )
            }
        return Risk(name: name, outcomes: outcomes)
    }

    /// A line of demand.
    func demandLine(_ entry: CheckedValue) -> DemandLine? {
        guard let range = entry["node"]?.text.flatMap(NodeRange.init) else { return nil }
        return DemandLine(
            node: range == .all ? nil : range.single,
            platesPerMonth: entry["plates_per_month"]?.yearFigures ?? [],
            wafersPerMonth: entry["wafers_per_month"]?.yearFigures ?? [],
            share: entry["share"]?.figure
        )
    }

    /// A target.
    func target(_ name: String, _ entry: CheckedValue) -> Target? {
        guard let plates = entry["plates_per_year"]?.figure,
            let measure = entry["measure"]?.text.flatMap(Target.Measure.init(rawValue:))
        else { return nil }
        return Target(
            name: name,
            platesPerYear: plates,
            measure: measure,
            by: entry["by"]?.date
        )
    }

    /// All milestones, those of a node range once for each node that takes part.
    func milestones(_ nodes: [Int]) -> [Milestone] {
        all("milestones") { milestonesOfOne($0, $1, nodes) }.flatMap { $0 }
    }

    private func milestonesOfOne(
        _ name: String,
        _ entry: CheckedValue,
        _ nodes: [Int]
    ) -> [Milestone]? {
        guard let event = entry["event"]?.text.flatMap(Milestone.Event.init(rawValue:)) else {
            return nil
        }
        var happened = entry["happened"]?.date
        var later: DateInterval?
        if let date = happened, date.first > asOf, let value = entry["happened"] {
            warnOfFuture(value, "happened \(date.text) is after the as-of date; it is ignored")
            happened = nil
            if isLookingBack { later = date }
        }
        func milestone(_ name: String, _ subject: Milestone.Subject) -> Milestone {
            Milestone(
                name: name,
                subject: subject,
                event: event,
                planned: entry["planned"]?.date,
                happened: happened,
                happenedLater: later,
                basis: entry.origin.basis.flatMap(Basis.init(rawValue:)),
                source: entry.origin.source,
                product: entry["product"]?.text
            )
        }
        if let product = entry["product"]?.text {
            return productNumber(product).map { [milestone(name, .node($0))] }
        }
        if let tool = entry["tool"]?.text { return [milestone(name, .tool(tool))] }
        guard let range = entry["node"]?.text.flatMap(NodeRange.init) else { return nil }
        if let single = range.single { return [milestone(name, .node(single))] }
        return nodes.filter(range.contains).map { milestone("\(name)-\($0)nm", .node($0)) }
    }
}

/// Counts the figures of a plan by their basis, defaults and dates with a basis included.
struct BasisCount {
    /// Figures by basis.
    private(set) var counts: [Basis: Int] = [:]
    /// Figures that were written without a basis.
    private(set) var unsaid: [CheckedValue] = []
    /// Figures that were written.
    private(set) var written = 0

    /// Counts everything under a value.
    init(_ root: CheckedValue) {
        for basis in Basis.allCases { counts[basis] = 0 }
        count(root, isDated: false)
    }

    private mutating func count(_ value: CheckedValue, isDated: Bool) {
        switch value.content {
        case .figure(let figure, _):
            counts[figure.basis ?? .assumed, default: 0] += 1
            guard !value.isDefault else { return }
            written += 1
            if value.origin.basis == nil { unsaid.append(value) }
        case .date where isDated:
            if let basis = value.origin.basis.flatMap(Basis.init(rawValue:)) {
                counts[basis, default: 0] += 1
            }
        case .map(let entries):
            let dated = ["tools", "contracts", "milestones"]
            for entry in entries {
                count(entry.value, isDated: isDated || dated.contains(entry.value.path))
            }
        case .list(let items): for item in items { count(item, isDated: isDated) }
        default: break
        }
    }
}
