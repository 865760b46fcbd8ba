/// Somebody who orders plates, as the flow simulation knows them.
public struct Customer: Sendable {
    /// Name.
    public var name: String
    /// Part of each node's orders, against the other customers'; a node without one has none [1].
    public var share: NodeFigure
    /// From an order to when it is due [months]; nil where the question says.
    public var due: NodeFigure?
    /// Orders that go first everywhere; nil for none.
    public var hot: HotOrders?
    /// How orders follow one another; nil as the node says.
    public var orders: OrderPattern?

    /// Makes a customer.
    public init(
        name: String,
        share: NodeFigure,
        due: NodeFigure? = nil,
        hot: HotOrders? = nil,
        orders: OrderPattern? = nil
    ) {
        self.name = name
        self.share = share
        self.due = due
        self.hot = hot
        self.orders = orders
    }
}

/// How orders of a month follow one another, as the flow simulation knows them.
public enum OrderPattern: String, Sendable, CaseIterable {
    /// At random, each without regard to the others.
    case poisson
    /// At equal distances.
    case regular
}

/// Orders that go before all others that wait.
public struct HotOrders: Sendable {
    /// Part of the customer's orders [1].
    public var share: Figure
    /// From such an order to when it is due [months]; nil for as long as the others.
    public var due: NodeFigure?

    /// Makes hot orders.
    public init(share: Figure, due: NodeFigure? = nil) {
        self.share = share
        self.due = due
    }
}
