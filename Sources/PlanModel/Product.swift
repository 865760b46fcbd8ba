/// What a plan makes where it makes something other than photomasks.
///
/// A product stands where a technology node stands: it has a mix, a yield, lags and milestones.
/// Its capacity is rated, not made of hours.
public struct Product: Sendable, Equatable {
    /// How capacity and time go together.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// Made over time: a year is the sum of its months, a rate is per year.
        case flow
        /// Stands at a time: a year has an average and an end.
        case level
    }

    /// Hours of a year of products: twelve equal months, so that a rate of a year comes out whole.
    public static let hoursOfYear = 8_766.0

    /// Name.
    public var name: String
    /// Unit of its amounts, as reports print it: `GW`, `P`, `km`.
    public var unit: String
    /// Flow or level.
    public var kind: Kind

    /// Makes a product.
    public init(name: String, unit: String, kind: Kind) {
        (self.name, self.unit, self.kind) = (name, unit, kind)
    }
}

extension TechnologyNode {
    /// What reports call it: `28 nm`, or the product's name.
    public var label: String { product?.name ?? "\(node) nm" }
    /// Its address in the plan, which names its draws.
    public var path: String { product.map { "products.\($0.name)" } ?? "nodes.\(node)" }
}

extension Plan {
    /// Whether it makes products in units of their own instead of plates.
    public var hasProducts: Bool { nodes.contains { $0.product != nil } }
}
