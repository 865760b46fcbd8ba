internal import PlanModel

extension PlanFlow {
    /// Orders of a node that are drawn for themselves.
    struct Orders {
        /// Names their draws.
        var name: String
        /// Who orders; nil where the plan tells nobody apart.
        var customer: String?
        /// Whether they go first everywhere.
        var isHot = false
        /// Part of the node's orders [1].
        var part = 1.0
        /// From an order to when it is due [days].
        var lead: Double
        /// How they follow one another.
        var pattern: OrderPattern
    }

    /// Days of a month of the plan's durations.
    private static let monthDays = 30.4375

    /// Who orders plates of a node, hot orders apart.
    func orders(of node: TechnologyNode, _ course: Course) -> [Orders] {
        guard !plan.customers.isEmpty else {
            let name = "nodes.\(node.node).orders"
            return [Orders(name: name, lead: terms.lead, pattern: node.orders ?? .poisson)]
        }
        func days(_ figure: NodeFigure?) -> Double? {
            figure?.figure(for: node.node).map { course.value($0) * Self.monthDays }
        }
        var orders: [Orders] = []
        for customer in plan.customers {
            guard let share = customer.share.figure(for: node.node).map(course.value) else {
                continue
            }
            let hot = customer.hot.map { course.value($0.share) }
            var own = Orders(
                name: "customers.\(customer.name).\(node.node).orders",
                customer: customer.name,
                part: share * (1 - (hot ?? 0)),
                lead: days(customer.due) ?? terms.lead,
                pattern: customer.orders ?? node.orders ?? .poisson
            )
            orders.append(own)
            guard let hot else { continue }
            own.name = "customers.\(customer.name).\(node.node).hot"
            own.isHot = true
            own.part = share * hot
            own.lead = days(customer.hot?.due) ?? own.lead
            orders.append(own)
        }
        let sum = orders.reduce(0) { $0 + $1.part }
        for index in orders.indices { orders[index].part /= max(sum, 1e-9) }
        return orders
    }
}
