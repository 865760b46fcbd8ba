internal import MonteCarlo
internal import PlanModel

/// The tools of a plan that another fab's nodes need, and how many of them its money buys.
struct PeerTools {
    /// The tools of a group, in the order in which a smaller fab would have them.
    private struct Group {
        var name: String
        /// Names of the tools, one for each unit.
        var units: [String]
    }

    /// Most tools of a group, in multiples of the plan's.
    static let mostScale = 10.0

    private let plan: Plan
    private let kept: [Tool]
    private let groups: [Group]
    /// Price of each unit of a tool that has one [money unit].
    private let prices: [String: Double]
    /// Price of the kept tools that have one; nil when none has [money unit].
    let cost: Double?

    /// Chooses the tools.
    ///
    /// - Parameters:
    ///   - plan: whose tools.
    ///   - finest: the finest node that is to be made [nm].
    init(_ plan: Plan, finest: Int) {
        self.plan = plan
        kept = Self.needed(plan, finest: finest)
        let prices = Self.prices(plan)
        self.prices = Dictionary(
            uniqueKeysWithValues: kept.compactMap { tool in
                prices[tool.name].map { (tool.name, $0 / Double(tool.count)) }
            }
        )
        let priced = kept.filter { prices[$0.name] != nil }
        cost = priced.isEmpty ? nil : priced.reduce(0) { $0 + (prices[$1.name] ?? 0) }
        let scaled = priced.isEmpty ? kept : priced
        groups = plan.groups.compactMap { group in
            let own = scaled.filter { $0.group == group.name }
                .sorted { left, right in
                    let reach = (left.finestNode > finest, right.finestNode > finest)
                    if reach.0 != reach.1 { return !reach.0 }
                    let dates = (left.firstPromise, right.firstPromise)
                    return dates.0 == dates.1 ? left.name < right.name : dates.0 < dates.1
                }
            let units = own.flatMap { [String](repeating: $0.name, count: $0.count) }
            return units.isEmpty ? nil : Group(name: group.name, units: units)
        }
    }

    /// Price of all tools that the plan holds for certain, as a share of its investment.
    static func share(of plan: Plan) -> Double? {
        guard let investment = plan.project.investment?.distribution.moments.mean, investment > 0
        else { return nil }
        let prices = prices(plan)
        let sum = plan.tools.filter { $0.probability == nil }
            .reduce(0) { $0 + (prices[$1.name] ?? 0) }
        return sum > 0 ? min(1, sum / investment) : nil
    }

    /// Tools of each group at a scale, at least one.
    func counts(scale: Double) -> [Int] {
        groups.map {
            max(1, Int((min(scale, Self.mostScale) * Double($0.units.count)).rounded()))
        }
    }

    /// What those numbers cost at the plan's prices, in multiples of `cost`; nil without prices.
    func scale(counts: [Int]) -> Double? {
        guard let cost, cost > 0 else { return nil }
        let sum = zip(groups, counts)
            .reduce(0) { sum, pair in
                sum
                    + (0..<pair.1)
                    .reduce(0) {
                        $0 + (prices[pair.0.units[$1 % pair.0.units.count]] ?? 0)
                    }
            }
        return sum / cost
    }

    /// The plan's tools in those numbers, the others of the kept ones as they are.
    func tools(counts: [Int]) -> [Tool] {
        var wanted: [String: Int] = [:]
        for (group, count) in zip(groups, counts) {
            for index in 0..<count {
                wanted[group.units[index % group.units.count], default: 0] += 1
            }
        }
        let scaled = Set(groups.flatMap(\.units))
        return kept.compactMap { tool in
            guard scaled.contains(tool.name) else { return tool }
            guard let count = wanted[tool.name] else { return nil }
            var tool = tool
            tool.count = count
            return tool
        }
    }

    /// The numbers in words, for a reader: group and tools.
    func names(counts: [Int]) -> [(group: String, count: Int)] {
        zip(groups, counts).map { ($0.name, $1) }
    }

    // MARK: What is needed

    /// Tools that are certain, without those that only finer nodes need.
    ///
    /// A group keeps what it has where nothing else would be left.
    private static func needed(_ plan: Plan, finest: Int) -> [Tool] {
        plan.groups
            .flatMap { group in
                let all = plan.tools.filter { $0.group == group.name }
                let certain = all.filter { $0.probability == nil }
                let own = certain.isEmpty ? all : certain
                let reaching = own.map(\.finestNode).filter { $0 > 0 && $0 <= finest }.max()
                guard let reaching else { return own }
                return own.filter { $0.finestNode == 0 || $0.finestNode >= reaching }
            }
            .sorted { $0.name < $1.name }
    }

    /// What tools cost by the plan's contracts; tools that share one without saying how, equally.
    private static func prices(_ plan: Plan) -> [String: Double] {
        var prices: [String: Double] = [:]
        for tool in plan.tools {
            prices[tool.name] = tool.shareOfContract?.distribution.moments.mean
        }
        for contract in plan.contracts {
            let tools = plan.tools.filter { $0.contract == contract.name }
            let open = tools.filter { $0.shareOfContract == nil }
            let told = tools.reduce(0) { $0 + (prices[$1.name] ?? 0) }
            let rest = contract.value.distribution.moments.mean - told
            guard rest > 0 else { continue }
            for tool in open { prices[tool.name] = rest / Double(open.count) }
        }
        return prices.filter { $0.value > 0 }
    }
}

extension Tool {
    /// The first day of its first promise or delivery.
    var firstPromise: Day {
        (promised + delivered).map(\.first).min() ?? Day(number: 0)
    }
}
