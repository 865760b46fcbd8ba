/// How one group's hours of a month go to the nodes: as water that each line of tools pours.
///
/// Lines take their turn from the least capable to the most. Each gives its hours to those of the
/// nodes it can work on that have the least so far, until they draw level with the next, then to
/// all of these together.
public struct GroupShares: Sendable {
    /// Multiple of the mix that each node can have; nil where the group has no work for it,
    /// infinite where the work takes no hours.
    public var multiples: [Double?]
    private var blocks: [Block] = []
    private let openHours: [Double]

    /// Neighbouring lines that share nodes.
    private struct Block {
        var lines: ClosedRange<Int>
        var hours: Double
        /// Load of each node for one multiple at the speed of the last line [h].
        var loads: [Int: Double]
        var multiple: Double
    }

    /// Pours the hours.
    ///
    /// - Parameters:
    ///   - openHours: of each line [h], least capable first.
    ///   - reach: of each line: it can work on so many of the nodes, from the coarsest.
    ///   - hasWork: whether the group has any for a node.
    ///   - loads: `[line][node]` hours for one multiple of the mix.
    public init(openHours: [Double], reach: [Int], hasWork: [Bool], loads: [[Double]]) {
        self.openHours = openHours
        let nodeCount = hasWork.count
        // The least capable line that can work on each node.
        let own = (0..<nodeCount).map { node in reach.firstIndex { $0 > node } }
        multiples = hasWork.map { $0 ? 0 : nil }
        var firstLine = Array(openHours.indices)  // of the nodes that a line has poured on
        for line in openHours.indices {
            var hours = openHours[line]
            let able = (0..<nodeCount)
                .filter { node in
                    multiples[node] != nil && (own[node].map { $0 <= line } ?? false)
                }
            for node in able where own[node] == line && loads[line][node] <= 0 {
                multiples[node] = .infinity
            }
            // A line without nodes of its own belongs to those that have the least, even idle.
            if !own.contains(line), let least = able.compactMap({ multiples[$0] }).min() {
                firstLine[line] =
                    able.filter { multiples[$0] == least }.compactMap { own[$0] }.min() ?? line
            }
            while hours > 0 {
                let level = able.compactMap { multiples[$0] }.min() ?? .infinity
                guard level < .infinity else { break }
                let lowest = able.filter { multiples[$0] == level }
                let next =
                    able.compactMap { multiples[$0] }.filter { $0 > level }.min() ?? .infinity
                let load = lowest.reduce(0) { $0 + loads[line][$1] }
                let needed = (next - level) * load
                let reached = needed <= hours ? next : level + hours / load
                for node in lowest {
                    multiples[node] = reached
                    firstLine[line] = min(firstLine[line], own[node] ?? line)
                }
                hours = needed <= hours ? hours - needed : 0
            }
        }
        findBlocks(own: own, firstLine: firstLine, loads: loads)
    }

    /// Lines that share nodes, whose hours count as one.
    private mutating func findBlocks(own: [Int?], firstLine: [Int], loads: [[Double]]) {
        var last = openHours.count - 1
        while last >= 0 {
            var first = firstLine[last]
            var line = last
            while line > first {
                line -= 1
                first = min(first, firstLine[line])
            }
            let lines = first...last
            let nodes = own.indices.filter { node in
                multiples[node] != nil && multiples[node] != .infinity
                    && (own[node].map { lines.contains($0) } ?? false)
            }
            blocks.append(
                Block(
                    lines: lines,
                    hours: lines.reduce(0) { $0 + openHours[$1] },
                    loads: Dictionary(uniqueKeysWithValues: nodes.map { ($0, loads[last][$0]) }),
                    multiple: nodes.first.flatMap { multiples[$0] } ?? 0
                )
            )
            last = first - 1
        }
    }

    /// Share of the open hours that plates take; nil when there are no open hours.
    ///
    /// - Parameter made: multiple of the mix that is made of each node.
    /// - Returns: the share [1].
    public func use(made: [Double]) -> Double? {
        let open = openHours.reduce(0, +)
        guard open > 0 else { return nil }
        var used = 0.0
        for block in blocks where block.hours > 0 {
            let load = block.loads.reduce(0) { $0 + $1.value }
            if load <= 0 || block.multiple <= 0 { continue }
            let work = block.loads.reduce(0) { $0 + $1.value * made[$1.key] }
            used += block.hours * work / (load * block.multiple)
        }
        return min(1, used / open)
    }
}
