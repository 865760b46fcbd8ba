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
                hot: hot(entry["hot"])
            )
        }
    }

    private func hot(_ entry: CheckedValue?) -> HotOrders? {
        guard let share = entry?["share"]?.figure else { return nil }
        return HotOrders(share: share, due: entry?["due"]?.nodeFigure)
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
