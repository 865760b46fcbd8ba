internal import MonteCarlo

extension FlowResult {
    /// Orders of a customer for plates of a node in a year; means over the replications.
    public struct CustomerRow: Sendable, Codable {
        /// Calendar year.
        public var year: Int
        /// Who orders.
        public var customer: String
        /// The node, or `all`.
        public var node: String
        /// Whether these are the orders that go first everywhere.
        public var isHot: Bool
        /// Plates ordered.
        public var ordered: Double
        /// Plates finished.
        public var finished: Double
        /// Share of the finished that came by their due date [1]; nil where none was finished.
        public var onTime: Double?
        /// From order to end of the finished [days].
        public var cycleDays: Double?
        /// Mask sets finished.
        public var sets: Double
        /// Share of these that came by their due date [1].
        public var setsOnTime: Double?
        /// From order to their last plate [days].
        public var setDays: Double?

        enum CodingKeys: String, CodingKey {
            case year, customer, node, ordered, finished, sets
            case isHot = "is_hot"
            case onTime = "on_time"
            case cycleDays = "cycle_days"
            case setsOnTime = "sets_on_time"
            case setDays = "set_days"
        }
    }
}

/// Orders by year, customer and node, hot ones apart, and all nodes of a customer together.
struct FlowCustomers {
    let tables: FlowTables
    let tally: FlowTally
    /// Names of the nodes.
    let nodes: [String]

    /// The rows; nil for a plan without customers.
    func rows(years: [(year: Int, months: Range<Int>)]) -> [FlowResult.CustomerRow]? {
        let sources = tables.fab.sources.indices.filter {
            tables.fab.sources[$0].customer != nil
        }
        guard !sources.isEmpty else { return nil }
        return years.flatMap { year, months in
            kinds(of: sources)
                .map { kind in
                    row(kind.customer, kind.isHot, "all", kind.sources, year, months)
                }
                + sources.map { number in
                    let source = tables.fab.sources[number]
                    let node = tables.fab.products[source.firstProduct].node
                    let name = source.customer ?? ""
                    let isHot = source.priority == 0
                    return row(name, isHot, nodes[node], [number], year, months)
                }
        }
    }

    /// Customers, and their hot orders, with their sources.
    private func kinds(
        of sources: [Int]
    ) -> [(customer: String, isHot: Bool, sources: [Int])] {
        var kinds: [(customer: String, isHot: Bool, sources: [Int])] = []
        for number in sources {
            let source = tables.fab.sources[number]
            let (name, isHot) = (source.customer ?? "", source.priority == 0)
            if let known = kinds.firstIndex(where: { $0.customer == name && $0.isHot == isHot }) {
                kinds[known].sources.append(number)
            } else {
                kinds.append((name, isHot, [number]))
            }
        }
        return kinds.sorted { ($0.customer, $0.isHot ? 1 : 0) < ($1.customer, $1.isHot ? 1 : 0) }
    }

    private func row(
        _ customer: String,
        _ isHot: Bool,
        _ node: String,
        _ sources: [Int],
        _ year: Int,
        _ months: Range<Int>
    ) -> FlowResult.CustomerRow {
        func sum(_ row: FlowTables.OrderRow) -> Double {
            sources.reduce(0) { $0 + tally.sum(tables.row(row, source: $1), months) }
        }
        let (finished, sets, count) = (sum(.finished), sum(.sets), Double(tally.count))
        func part(_ row: FlowTables.OrderRow, of whole: Double, _ unit: Double = 1) -> Double? {
            whole > 0 ? rounded(sum(row) / whole / unit, 4) : nil
        }
        return .init(
            year: year,
            customer: customer,
            node: node,
            isHot: isHot,
            ordered: rounded(sum(.released) / count, 2),
            finished: rounded(finished / count, 2),
            onTime: part(.onTime, of: finished),
            cycleDays: part(.cycle, of: finished, 86_400),
            sets: rounded(sets / count, 2),
            setsOnTime: part(.setsOnTime, of: sets),
            setDays: part(.setCycle, of: sets, 86_400)
        )
    }
}
