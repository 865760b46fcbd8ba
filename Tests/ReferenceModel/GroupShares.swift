/// How one group's hours of a month go to the nodes: max-min fair.
///
/// Lines stand from the least capable to the most. Neighbouring lines form blocks, whose nodes get
/// the same multiple: the largest that a linear programme finds, in which each task of a node goes
/// to the lines that suit it. A block takes in the coarser one before it as long as that one's nodes
/// get less.
public struct GroupShares: Sendable {
    /// Multiple of the mix that each node can have; nil where the group has no work for it,
    /// infinite where the work takes no hours.
    public var multiples: [Double?]
    private var blocks: [Block] = []
    let openHours: [Double]
    let loads: [[[Double]]]

    /// Neighbouring lines that share nodes.
    private struct Block {
        var lines: ClosedRange<Int>
        var multiple: Double
        /// Part of a multiple's cost that each node is; their sum is 1.
        var prices: [Int: Double]
    }

    /// Shares the hours out.
    ///
    /// - Parameters:
    ///   - openHours: of each line [h], least capable first.
    ///   - reach: of each line: it can work on so many of the nodes, from the coarsest.
    ///   - hasWork: whether the group has any for a node.
    ///   - loads: `[line][node][task]` hours for one multiple of the mix.
    public init(openHours: [Double], reach: [Int], hasWork: [Bool], loads: [[[Double]]]) {
        self.openHours = openHours
        self.loads = loads
        multiples = hasWork.map { $0 ? 0 : nil }
        // The least capable line that can work on each node.
        let own = hasWork.indices.map { node in reach.firstIndex { $0 > node } }
        func block(_ lines: ClosedRange<Int>) -> Block {
            let nodes = own.indices.filter { node in
                hasWork[node] && own[node].map(lines.contains) ?? false
                    && loads[lines.upperBound][node].contains { $0 > 0 }
            }
            return Self.block(lines, nodes: nodes, reach: reach, hours: openHours, loads: loads)
        }
        for line in openHours.indices {
            var last = block(line...line)
            while let before = blocks.last {
                let helps =
                    last.prices.isEmpty ? !before.prices.isEmpty : before.multiple < last.multiple
                if !helps { break }
                blocks.removeLast()
                last = block(before.lines.lowerBound...line)
            }
            blocks.append(last)
        }
        for block in blocks {
            for node in own.indices where hasWork[node] {
                guard let line = own[node], block.lines.contains(line) else { continue }
                multiples[node] = block.prices[node] == nil ? .infinity : block.multiple
            }
        }
    }

    /// The largest multiple that all of some nodes can have of some lines together.
    private static func block(
        _ lines: ClosedRange<Int>,
        nodes: [Int],
        reach: [Int],
        hours: [Double],
        loads: [[[Double]]]
    ) -> Block {
        if nodes.isEmpty { return Block(lines: lines, multiple: .infinity, prices: [:]) }
        let tasks = nodes.flatMap { node in
            loads[lines.upperBound][node].indices
                .filter { loads[lines.upperBound][node][$0] > 0 }
                .map { (node: node, task: $0) }
        }
        let pairs = lines.filter { hours[$0] > 0 }
            .flatMap { line in
                tasks.indices.filter { tasks[$0].node < reach[line] }.map { (line: line, row: $0) }
            }
        // The last variable is the multiple.
        let ofLines = lines.map { line in pairs.map { $0.line == line ? 1.0 : 0 } + [0] }
        let ofTasks = tasks.enumerated()
            .map { row, task in
                pairs.map { $0.row == row ? -1 / loads[$0.line][task.node][task.task] : 0 } + [1]
            }
        let solution = LinearProgramme(
            objective: pairs.map { _ in 0 } + [1],
            rows: ofLines + ofTasks,
            limits: lines.map { hours[$0] } + tasks.map { _ in 0 }
        )
        .solve()
        let prices = solution?.prices.suffix(tasks.count) ?? []
        return Block(
            lines: lines,
            multiple: solution?.value ?? .infinity,
            prices: Dictionary(zip(tasks.map(\.node), prices), uniquingKeysWith: +)
        )
    }

    /// Share of the open hours that plates take; nil when there are no open hours.
    ///
    /// - Parameter made: multiple of the mix that is made of each node.
    /// - Returns: the share [1].
    public func use(made: [Double]) -> Double? {
        let open = openHours.reduce(0, +)
        guard open > 0 else { return nil }
        var used = 0.0
        for block in blocks where block.multiple > 0 && !block.prices.isEmpty {
            let hours = block.lines.reduce(0) { $0 + openHours[$1] }
            let work = block.prices.reduce(0) { $0 + $1.value * made[$1.key] }
            used += hours * work / block.multiple
        }
        return min(1, used / open)
    }
}
