import PlanModel

/// How large a plan may be: what a file names, it could otherwise name a million times.
///
/// Every list and map is bounded by `PlanChecker.entryLimit`, a value list of a distribution by
/// `DistributionForm.listLimit`, whole numbers by their shapes; these are less.
enum PlanLimits {
    /// Most entries by path, `*` for any key or item, and what they are called.
    static let entries: [(path: String, most: Int, noun: String)] = [
        ("groups", 64, "groups"), ("nodes", 64, "nodes"), ("products", 64, "products"),
        ("route", 200, "steps"), ("writers", 200, "writers"), ("risks", 200, "risks"),
        ("demand", 200, "lines of demand"), ("targets", 200, "targets"),
        ("customers", 50, "customers"),
        ("nodes.*.layer_classes", 16, "layer classes"), ("risks.*.outcomes", 50, "outcomes"),
        ("economics.loans", 200, "loans"), ("economics.assets", 200, "classes of assets"),
        ("economics.deposits", 200, "deposits"),
        ("economics.construction_in_progress", 200, "lines"),
        ("economics.impairment.quotes", 200, "quotes"),
        ("economics.impairment.disposal", 200, "costs"),
    ]
    /// Most tools, those of every `count` together.
    static let tools = 4_000
    /// Most milestones, one for each node of a range.
    static let milestones = 1_000

    /// Checks the sizes of a plan, before anything that would take long on a large one.
    ///
    /// - Returns: whether all are within their limits; what is not has been reported.
    static func check(_ root: CheckedValue, _ problems: Problems) -> Bool {
        var isWithin = true
        func limit(_ value: CheckedValue?, _ count: Int, _ most: Int, _ noun: String) {
            guard count > most, let value else { return }
            isWithin = false
            problems.add(
                .meaning,
                at: value.location,
                path: value.path,
                "\(count) \(noun); at most \(most) are modelled"
            )
        }
        for (path, most, noun) in entries {
            for value in values(path.split(separator: ".")[...], in: root) {
                limit(value, max(value.entries.count, value.items.count), most, noun)
            }
        }
        let units = (root["tools"]?.entries ?? [])
            .reduce(0) { $0 + ($1.value["count"]?.integer ?? 1) }
        limit(root["tools"], units, tools, "tools, count included")
        let nodes = (root["nodes"]?.entries ?? []).compactMap { Int($0.key) }
        let milestones = (root["milestones"]?.entries ?? [])
            .reduce(0) { count, entry in
                let range = entry.value["node"]?.text.flatMap(NodeRange.init)
                return count + (range.map { max(1, nodes.count(where: $0.contains)) } ?? 1)
            }
        limit(root["milestones"], milestones, Self.milestones, "milestones, one for each node")
        return isWithin
    }

    private static func values(
        _ path: ArraySlice<Substring>,
        in value: CheckedValue
    )
        -> [CheckedValue]
    {
        guard let step = path.first else { return [value] }
        let below =
            step == "*"
            ? value.entries.map(\.value) + value.items : [value[String(step)]].compactMap { $0 }
        return below.flatMap { values(path.dropFirst(), in: $0) }
    }
}
