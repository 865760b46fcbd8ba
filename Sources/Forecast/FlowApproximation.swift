internal import Foundation
internal import MonteCarlo

/// The mean wait of each group by the approximation of Factory Physics, of one replication.
///
/// Numbers of plates and the times on tools are those that the replication came to; how orders and
/// plates come is worked out along the route.
struct FlowApproximation {
    let tables: FlowTables
    /// Plates of each node that come from one group to another, for each that is ordered:
    /// `[node][from][to]`, orders as one more group that they come from.
    private let flows: [[[Double]]]
    /// Plates that are ordered together, by node.
    private let setSizes: [Double]
    /// Variability of the gaps between a node's plates as they are ordered.
    private let orderVariability: [Double]
    /// Groups whose plates may wait too long, and then leave without being started.
    private let isLimited: [Bool]

    /// What a group's queue comes to.
    struct Queue {
        /// Mean wait of a plate [s].
        var wait: Double
        /// Plates started, and seconds that they waited in the replication.
        var starts, waited: UInt64
    }

    /// Passes over the groups in which variability settles: a plate meets a group a few times only.
    private static let passes = 20
    /// A queue is in balance that never holds more plates, or no more of those started in the year.
    private static let (fewPlates, smallShare) = (20.0, 0.01)

    init(_ tables: FlowTables) {
        self.tables = tables
        let fab = tables.fab
        var flows = [[[Double]]](
            repeating: .init(
                repeating: .init(repeating: 0, count: fab.groups.count),
                count: fab.groups.count + 1
            ),
            count: fab.nodeCount
        )
        var sizes = [Double](repeating: 1, count: fab.nodeCount)
        var (random, all) = (sizes.map { _ in 0.0 }, sizes.map { _ in 1e-12 })
        var isLimited = [Bool](repeating: false, count: fab.groups.count)
        var isSeen = Set<Int>()
        // All sources of a node have its products, in the same shares.
        for source in fab.sources where isSeen.insert(source.firstProduct).inserted {
            for (number, share) in source.shares.enumerated() {
                let product = fab.products[source.firstProduct + number]
                sizes[product.node] = Double(source.setSize)
                Self.add(product, share, to: &flows[product.node])
            }
        }
        for step in fab.products.flatMap(\.steps) where step.limit != nil {
            isLimited[step.group] = true
        }
        for source in fab.sources {
            let node = fab.products[source.firstProduct].node
            let plates = source.meanPlates
            all[node] += plates
            random[node] += source.gaps == nil ? 0 : plates
        }
        // Sets of random orders are as variable as they are large; regular ones do not vary.
        orderVariability = sizes.indices.map { sizes[$0] * random[$0] / all[$0] }
        (self.flows, setSizes, self.isLimited) = (flows, sizes, isLimited)
    }

    /// Adds the plates of a product by where they come from; rework leaves these shares as they are.
    private static func add(
        _ product: FlowFab.Product,
        _ share: Double,
        to flows: inout [[Double]]
    ) {
        var places = [Double](repeating: 0, count: flows.count)
        places[flows.count - 1] = share
        for step in product.steps {
            let part = min(1, max(0, step.share ?? 1))
            var moved = 0.0
            for from in places.indices {
                flows[from][step.group] += part * places[from]
                moved += part * places[from]
                places[from] *= 1 - part
            }
            places[step.group] += moved
        }
    }

    /// The queues of some months.
    ///
    /// - Parameters:
    ///   - periods: the months.
    ///   - sumOver: a sum of the replication in some months.
    /// - Returns: by group; nil where the approximation does not hold: batches, limits of waiting,
    ///   a group without plates, a queue that is not in balance or never gets there in that time.
    func queues(
        _ periods: Range<Int>,
        _ sumOver: (_ row: Int, _ periods: Range<Int>) -> UInt64
    ) -> [Queue?] {
        let seconds = tables.seconds(of: periods)
        func sum(_ row: Int) -> UInt64 { sumOver(row, periods) }
        let stations = tables.fab.groups.indices.map { station($0, seconds, sum) }
        let orders =
            tables.fab.sources.isEmpty
            ? []
            : (0..<tables.fab.nodeCount)
                .map { Double(sum(tables.row(.released, node: $0))) }
        let arrivals = variabilities(stations, orders)
        return stations.enumerated()
            .map { group, station in
                let starts = sum(tables.row(.starts, group: group))
                guard let station, tables.fab.groups[group].batch.most == 1, !isLimited[group],
                    isBalanced(group, periods, sumOver),
                    station.settling(arrivals: arrivals[group].all) <= seconds,
                    let wait = station.wait(arrivals: arrivals[group].all)
                else { return nil }
                let ahead = max(0, arrivals[group].set - station.servers * arrivals[group].ordered)
                return Queue(
                    wait: wait + ahead / (2 * station.servers) * station.time,
                    starts: starts,
                    waited: sum(tables.row(.wait, group: group))
                )
            }
    }

    /// Whether the plates that came and those that were started keep pace from the first order on: what
    /// piled up before waits, too, and no steady queue knows of it.
    private func isBalanced(
        _ group: Int,
        _ periods: Range<Int>,
        _ sum: (_ row: Int, _ periods: Range<Int>) -> UInt64
    ) -> Bool {
        func value(_ row: FlowTables.GroupRow, _ periods: Range<Int>) -> Double {
            Double(sum(tables.row(row, group: group), periods))
        }
        let limit = max(Self.fewPlates, Self.smallShare * value(.starts, periods))
        func growth(_ periods: Range<Int>) -> Double {
            value(.arrivals, periods) - value(.starts, periods)
        }
        var queue = growth(0..<periods.lowerBound)
        return periods.allSatisfy { period in
            queue += growth(period..<period + 1)
            return queue <= limit
        }
    }

    /// A group's tools; nil where nothing was started.
    private func station(
        _ group: Int,
        _ seconds: Double,
        _ sum: (Int) -> UInt64
    ) -> ServerStation? {
        func value(_ row: FlowTables.GroupRow) -> Double {
            Double(sum(tables.row(row, group: group)))
        }
        let own = tables.fab.groups[group]
        let starts = value(.starts)
        let work = value(.productive) + value(.setup)
        let open = FlowTables.GroupRow.states.reduce(0) { $0 + value($1) } - value(.closed)
        guard starts > 0, work > 0, open > 0 else { return nil }
        let time = work / starts
        let square = value(.squares) * FlowTables.squareUnit / starts
        // Plates that come while a group is closed wait for it: time runs in its open hours.
        let tools = max(1, open / seconds)
        var station = ServerStation(
            servers: tools,
            time: time,
            variability: max(0, square / (time * time) - 1),
            rate: value(.arrivals) * tools / open
        )
        if let failures = own.failures, value(.failures) > 0 {
            let down = value(.down)
            let up = failures.byCalendar ? open - value(.maintenance) - down : work
            station.fail(
                availability: up / (up + down),
                repair: down / value(.failures),
                repairVariability: failures.down.spread.variability
            )
        }
        if let maintenance = own.maintenance {
            station.fail(
                availability: 1 - value(.maintenance) / open,
                repair: maintenance.seconds,
                repairVariability: 0
            )
        }
        return station
    }

    /// How variable the gaps between plates are.
    private struct Arrivals {
        /// Of all that come to a group.
        var all = 1.0
        /// Share of these that are new orders; plates of their sets and variability, on average over
        /// all.
        var ordered = 0.0
        var set = 0.0
        var own = 0.0
    }

    /// Passes variability on from group to group.
    private func variabilities(_ stations: [ServerStation?], _ orders: [Double]) -> [Arrivals] {
        let count = stations.count
        var result = [Arrivals](repeating: Arrivals(), count: count)
        var flow = [[Double]](repeating: .init(repeating: 0, count: count), count: count)
        var (came, ordered) = ([Double](repeating: 0, count: count), 0.0)
        for (node, plates) in orders.enumerated() where plates > 0 {
            ordered += plates
            for to in 0..<count {
                for from in 0..<count { flow[from][to] += plates * flows[node][from][to] }
                let new = plates * flows[node][count][to]
                result[to].ordered += new
                result[to].set += new * setSizes[node]
                result[to].own += new * orderVariability[node]
            }
        }
        guard ordered > 0 else { return result }
        let left = flow.map { $0.reduce(0, +) }
        for to in 0..<count {
            came[to] = result[to].ordered + flow.reduce(0) { $0 + $1[to] }
            result[to].ordered /= max(came[to], 1e-9)
            result[to].set /= max(came[to], 1e-9)
            result[to].own /= max(came[to], 1e-9)
        }
        for _ in 0..<Self.passes {
            for to in 0..<count where came[to] > 0 {
                var sum = result[to].own * came[to]
                for from in 0..<count where flow[from][to] > 0 {
                    // Batches let variability through as it is.
                    let isBatch = tables.fab.groups[from].batch.most > 1
                    let own = result[from].all
                    let leaves = isBatch ? own : stations[from]?.departures(arrivals: own) ?? own
                    // Not all that leave a group go the same way.
                    let part = flow[from][to] / max(left[from], 1e-9)
                    sum += flow[from][to] * (part * leaves + 1 - part)
                }
                result[to].all = sum / came[to]
            }
        }
        return result
    }
}

extension FlowFab.Source {
    /// Plates ordered through the whole simulation.
    fileprivate var meanPlates: Double {
        var (plates, from) = (0.0, 0)
        for rate in rates {
            plates += Double(rate.until - from) / rate.gap * Double(setSize)
            from = rate.until
        }
        return plates
    }
}

extension FlowFab.Spread {
    /// Squared coefficient of variation.
    var variability: Double {
        switch self {
        case .exponential: 1
        case .uniform(let width): width * width / 3
        case .lognormal(let sigma): exp(sigma * sigma) - 1
        }
    }
}
