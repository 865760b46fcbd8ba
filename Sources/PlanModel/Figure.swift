/// Where a figure comes from.
public enum Basis: String, Sendable, CaseIterable, Codable {
    /// Printed in a published document that the plan names.
    case disclosed
    /// Arithmetic on disclosed figures.
    case derived
    /// Somebody's judgement. A figure that says nothing counts as assumed.
    case assumed
}

/// Whether a figure is certain, varies, or is unknown.
public enum FigureKind: String, Sendable, CaseIterable {
    /// One known value.
    case value
    /// Differs from plate to plate or tool to tool: chance.
    case random
    /// One true value that nobody outside knows: ignorance. Drawn once per replication.
    case uncertain
}

/// One number of a plan, with its spread, its origin and its address.
///
/// The unit is the canonical one of the field that holds the figure; the reader has converted what
/// the planner wrote.
public struct Figure: Sendable, Equatable {
    /// Certain, random or uncertain.
    public var kind: FigureKind
    /// The spread; `.fixed` exactly when `kind` is `.value`.
    public var distribution: Distribution
    /// Origin; nil counts as assumed.
    public var basis: Basis?
    /// Identifier in the plan's `sources`.
    public var source: String?
    /// Dotted path in the plan, such as `tools.writer-1.installation`.
    ///
    /// It names the figure's random draws, so it must not depend on the order of anything.
    public var path: String

    /// Makes a figure.
    public init(
        kind: FigureKind,
        distribution: Distribution,
        basis: Basis? = nil,
        source: String? = nil,
        path: String
    ) {
        self.kind = kind
        self.distribution = distribution
        self.basis = basis
        self.source = source
        self.path = path
    }

    /// A figure that is simply a number.
    public static func value(_ number: Double, path: String) -> Figure {
        Figure(kind: .value, distribution: .fixed(number), path: path)
    }
}

/// A figure for every node, or one for each of some ranges of nodes.
public struct NodeFigure: Sendable, Equatable {
    /// One range of nodes and its figure.
    public struct Entry: Sendable, Equatable {
        /// Finest node that the figure covers [nm].
        public var finest: Int
        /// Coarsest node that it covers [nm]; `Int.max` for no bound.
        public var coarsest: Int
        /// The figure.
        public var figure: Figure

        /// Makes an entry.
        public init(finest: Int, coarsest: Int, figure: Figure) {
            self.finest = finest
            self.coarsest = coarsest
            self.figure = figure
        }
    }

    /// Ranges that do not overlap.
    public var entries: [Entry]

    /// Makes a figure by node.
    public init(entries: [Entry]) {
        self.entries = entries
    }

    /// The figure for a node, nil where no range covers it.
    ///
    /// - Parameter node: the node [nm].
    /// - Returns: the figure of the range that holds the node.
    public func figure(for node: Int) -> Figure? {
        entries.first { ($0.finest...$0.coarsest).contains(node) }?.figure
    }
}
