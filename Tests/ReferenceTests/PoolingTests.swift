import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Shares of a group's hours against a solver of another kind.
struct PoolingTests {
    /// Lines of one group that differ in reach and speed, and nodes with work for it.
    struct Case {
        var hours: [Double]
        var speeds: [Double]
        var reach: [Int]
        var loads: [Double]

        init(seed: UInt64) {
            func draw(_ index: UInt32) -> Double {
                let words = Philox.words(
                    counter: [index, UInt32(truncatingIfNeeded: seed), 0, 0],
                    key: [77, 0]
                )
                return Double(words[0] >> 8) / 16_777_216
            }
            let nodeCount = 1 + Int(draw(0) * 6)
            let lineCount = 1 + Int(draw(1) * 5)
            loads = (0..<nodeCount).map { 0.5 + 4 * draw(UInt32(10 + $0)) }
            speeds = (0..<lineCount).map { 0.5 + 2 * draw(UInt32(20 + $0)) }
            // Some lines are not there yet.
            hours = (0..<lineCount)
                .map { draw(UInt32(30 + $0)) < 0.25 ? 0 : 700 * draw(UInt32(40 + $0)) }
            reach = (0..<lineCount).map { 1 + Int(draw(UInt32(50 + $0)) * Double(nodeCount)) }
            reach[lineCount - 1] = nodeCount
            reach.sort()
        }

        /// Whether every node can have its multiple: lines take the work that they can do, least
        /// capable line first, and the rest goes on to the next.
        func isFeasible(_ multiples: [Double]) -> Bool {
            var left = 0.0
            for line in hours.indices {
                let before = line > 0 ? reach[line - 1] : 0
                for node in before..<max(before, reach[line]) {
                    left += multiples[node] * loads[node]
                }
                left = max(0, left - hours[line] * speeds[line])
            }
            return left <= 1e-9
        }

        /// The max-min fair multiples: all rise together until a node cannot any more.
        func maxMin() -> [Double] {
            var multiples = [Double](repeating: 0, count: loads.count)
            var rising = Set(loads.indices)
            func raised(to value: Double, _ nodes: Set<Int>) -> [Double] {
                multiples.indices.map { nodes.contains($0) ? value : multiples[$0] }
            }
            while !rising.isEmpty {
                var (low, high) = (0.0, 1e6)
                for _ in 0..<80 {
                    let middle = (low + high) / 2
                    if isFeasible(raised(to: middle, rising)) {
                        low = middle
                    } else {
                        high = middle
                    }
                }
                multiples = raised(to: low, rising)
                let stuck = rising.filter { !isFeasible(raised(to: low + 1e-5, [$0])) }
                if stuck.isEmpty { break }
                rising.subtract(stuck)
            }
            return multiples
        }
    }

    @Test func waterFillingIsMaxMinFair() {
        for seed in UInt64(0)..<300 {
            let entry = Case(seed: seed)
            let shares = GroupShares(
                openHours: entry.hours,
                reach: entry.reach,
                hasWork: entry.loads.map { _ in true },
                loads: entry.speeds.map { speed in entry.loads.map { [$0 / speed] } }
            )
            for (found, wanted) in zip(shares.multiples, entry.maxMin()) {
                #expect(abs((found ?? -1) - wanted) <= 1e-4 + 1e-6 * wanted, "case \(seed)")
            }
        }
    }

    /// Capacity of one month in which every line's tools are there for a share of it.
    @Test func kernelIsMaxMinFair() throws {
        for seed in UInt64(0)..<200 {
            let entry = Case(seed: seed)
            let sizes = Array([350, 250, 180, 130, 90, 65].prefix(entry.loads.count))
            var plan = Plan.plain(
                nodes: sizes.map { .plain($0) },
                groups: [.plain("etch")],
                tools: entry.hours.indices.map { line in
                    // Speed carries the hours too, so that one tool stands for any number.
                    var tool = Tool.plain("etch-\(line)", group: "etch")
                    tool.finestNode = sizes[entry.reach[line] - 1]
                    tool.speed = .value(
                        entry.hours[line] * entry.speeds[line] / 744,
                        path: "tools.\(tool.name).speed"
                    )
                    if entry.hours[line] == 0 {
                        tool.delivered = []
                        tool.promised = [.at("2030")]
                        tool.speed = .value(1, path: "tools.\(tool.name).speed")
                    }
                    return tool
                },
                route: [],
                demand: [],
                monthCount: 1
            )
            var step = RouteStep.hours("etch", 1)
            step.hoursPerPlate = NodeFigure(
                entries: zip(sizes, entry.loads)
                    .map { size, load in
                        let figure = Figure.value(load, path: "route.etch.\(size)")
                        return NodeFigure.Entry(finest: size, coarsest: size, figure: figure)
                    }
            )
            plan.route = [step]
            let capacity = try KernelRun(plan).outcomes(count: 1)[0].capacity[0]
            let wanted = entry.maxMin().reduce(0, +)
            // Each node's plates are rounded to float32, the sum to 1/256 plate.
            #expect(abs(Double(capacity) / 256 - wanted) <= 0.01 + 1e-5 * wanted, "case \(seed)")
        }
    }

    @Test func lineWithoutNodesOfItsOwnDoesNotKeepOthersApart() {
        // Two lines of one reach, the second not there yet, and a finer line with hours to spare.
        let shares = GroupShares(
            openHours: [100, 0, 300],
            reach: [1, 1, 2],
            hasWork: [true, true],
            loads: [[[1], [1]], [[1], [1]], [[1], [1]]]
        )
        #expect(shares.multiples == [200, 200])
    }
}
