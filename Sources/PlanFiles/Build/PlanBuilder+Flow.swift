import PlanModel

/// What only flow simulations read.
extension PlanBuilder {
    /// All customers.
    func customers() -> [Customer] {
        all("customers") { name, entry in
            guard let share = entry["share"]?.nodeFigure else { return nil }
            return Customer(
                name: name,
                share: share,
                due: entry["due"]?.nodeFigure,
                hot: hot(entry["hot"]),
                orders: orders(entry)
            )
        }
    }

    private func hot(_ entry: CheckedValue?) -> HotOrders? {
        guard let share = entry?["share"]?.figure else { return nil }
        return HotOrders(share: share, due: entry?["due"]?.nodeFigure)
    }

    /// `orders` of a node or customer.
    func orders(_ entry: CheckedValue) -> OrderPattern? {
        entry["orders"]?.text.flatMap(OrderPattern.init(rawValue:))
    }

    /// `failures` of a group.
    func failures(_ entry: CheckedValue?) -> FailurePattern? {
        guard let up = entry?["variation"]?.figure?.distribution.fixedValue,
            let repair = entry?["repair_variation"]?.figure?.distribution.fixedValue
        else { return nil }
        let clock = entry?["by"]?.text.flatMap(FailurePattern.Clock.init(rawValue:))
        return FailurePattern(clock: clock ?? .operation, variation: up, repairVariation: repair)
    }

    /// `batch` of a group.
    func batch(_ entry: CheckedValue?) -> Batch? {
        guard let most = entry?["most"]?.integer, let least = entry?["least"]?.integer,
            let wait = entry?["wait"]?.figure?.distribution.fixedValue
        else { return nil }
        return Batch(least: least, most: most, wait: wait)
    }

    /// `setup` of a group.
    func setup(_ entry: CheckedValue?) -> Setup? {
        guard let hours = entry?["hours"]?.figure,
            let between = entry?["between"]?.text.flatMap(Setup.Difference.init(rawValue:))
        else { return nil }
        return Setup(hours: hours, between: between)
    }
}
