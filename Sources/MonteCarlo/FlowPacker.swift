internal import CKernels
internal import Foundation

/// Turns a fab into the tables of `Kernels/flow_layout.h`.
///
/// The course is written in one order by `packCourse`, and records take their indices from it.
struct FlowPacker {
    var integers = [Int32](repeating: 0, count: Int(MR_FLOW_HEADER.rawValue))
    var floats: [Float] = []
    var course: [Float] = []
    /// Records take what a course of this layout has where they ask for it.
    private var tables: [FlowFab.Spread: Int32] = [:]
    /// Course indices by part, in the order of `packCourse`.
    private var places = FlowPlaces()
    private static let none = Int32(MR_FLOW_NONE)

    mutating func set(_ entry: mr_flow_header, _ value: Int) {
        integers[Int(entry.rawValue)] = Int32(value)
    }
    private mutating func put(_ entry: mr_flow_header, _ records: [Int32]) {
        set(entry, integers.count)
        integers += records
    }

    mutating func pack(_ fab: FlowFab) throws(PackError) {
        places = packCourse(fab)
        packSources(fab)
        packGroups(fab)
        packProducts(fab)
        set(MR_FH_PERIOD_COUNT, fab.periods.count)
        put(
            MR_FH_PERIODS,
            fab.periods.enumerated()
                .flatMap { index, end in
                    let histogram = fab.histograms.isEmpty ? 0 : fab.histograms[index]
                    return [Int32(end), histogram.map { Int32($0) } ?? Self.none]
                }
        )
        packLayout(fab)
    }

    // --- Course -----------------------------------------------------------------------------------

    private mutating func number(_ value: Double) -> Int32 {
        course.append(Float(value))
        return Int32(course.count - 1)
    }
    private mutating func numbers(_ values: [Double]) -> Int32 {
        course += values.map { Float($0) }
        return Int32(course.count - values.count)
    }

    /// Writes the course of a fab.
    ///
    /// - Returns: where everything lies in it.
    @discardableResult
    mutating func packCourse(_ fab: FlowFab) -> FlowPlaces {
        var places = FlowPlaces()
        for source in fab.sources {
            var sum = 0.0
            let cumulative = source.shares.map { share in
                sum += share
                return sum
            }
            places.sources.append(
                .init(
                    shares: numbers(cumulative),
                    lead: number(source.lead),
                    opens: number(source.opens),
                    rates: numbers(
                        source.rates.flatMap { $0.gap.isFinite ? [$0.gap, 1 / $0.gap] : [0, 0] }
                    )
                )
            )
        }
        for group in fab.groups {
            let learning = group.learning.map { [$0.start, $0.seconds > 0 ? 1 / $0.seconds : 1] }
            places.groups.append(
                .init(
                    up: numbers(group.failures.map { [$0.up.mean, $0.down.mean] } ?? []),
                    every: numbers(group.maintenance.map { [$0.every, $0.seconds] } ?? []),
                    skill: numbers(learning ?? []),
                    setup: numbers(group.setup.map { [$0] } ?? [])
                )
            )
            for tool in group.tools { places.tools.append(numbers([tool.ready, tool.factor])) }
        }
        for product in fab.products {
            for step in product.steps { places.steps.append(packTimes(of: step)) }
        }
        return places
    }

    private mutating func packTimes(of step: FlowFab.Step) -> FlowPlaces.Step {
        var place = FlowPlaces.Step(time: 0, median: 0, share: 0, rework: 0, scrap: 0, limit: 0)
        switch step.time {
        case .stated(let seconds): place.time = number(seconds)
        case .sampled(let mean, _): place.time = number(mean)
        case .write(let writes, let median, let sigma):
            place.time = Int32(course.count)
            for write in writes { course += [write.fixed, write.base, write.slope, write.stage] }
            place.median = numbers([median, sigma])
        }
        place.share = number(step.share ?? 1)
        place.rework = number(step.rework ?? 0)
        if let scrap = step.scrap {
            let inverse = scrap.over > 0 ? 1 / scrap.over : 1
            place.scrap = numbers([scrap.start, scrap.end - scrap.start, scrap.from, inverse])
        }
        place.limit = numbers(step.limit.map { [$0] } ?? [])
        return place
    }

    // --- Records ----------------------------------------------------------------------------------

    /// Where the quantiles of a spread lie.
    private mutating func quantiles(_ spread: FlowFab.Spread) -> Int32 {
        if let table = tables[spread] { return table }
        let table = Int32(floats.count)
        floats += TableBuilder.knots(Quantiles(spread))
        tables[spread] = table
        return table
    }

    private mutating func packSources(_ fab: FlowFab) {
        var records: [Int32] = []
        var rows: Int32 = 0
        for (source, place) in zip(fab.sources, places.sources) {
            let ends = Int32(integers.count)
            integers += source.rates.map { Int32($0.until) }
            let entity = EntityNames.hash(source.name) & 0x7FFF_FFFF
            records += [
                Int32(entity), source.gaps.map { quantiles($0) } ?? Self.none,
                Int32(source.setSize), Int32(source.firstProduct), Int32(source.shares.count),
                place.shares, place.lead, Int32(source.priority), place.opens,
                Int32(source.rates.count), ends, place.rates,
                source.customer == nil ? Self.none : rows,
            ]
            if source.customer != nil { rows += Int32(MR_FLOW_ORDER_ROWS.rawValue) }
        }
        set(MR_FH_NODE_COUNT, fab.nodeCount)
        set(MR_FH_SOURCE_COUNT, fab.sources.count)
        put(MR_FH_SOURCES, records)
    }

    private mutating func packGroups(_ fab: FlowFab) {
        var records: [Int32] = []
        var tools: [Int32] = []
        var queue = 0
        var tool = 0
        let queues = fab.queues
        let limited = Set(fab.products.flatMap(\.steps).filter { $0.limit != nil }.map(\.group))
        for (index, group) in fab.groups.enumerated() {
            let place = places.groups[index]
            let closings = Int32(integers.count)
            for closing in group.closings {
                integers += [Int32(closing.lowerBound), Int32(closing.upperBound)]
            }
            integers += [Int32(MR_FLOW_NEVER), Int32(MR_FLOW_NEVER)]
            let failing: mr_flow_failing =
                group.failures.map { $0.byCalendar ? MR_FAIL_CALENDAR : MR_FAIL_OPERATING }
                ?? MR_FAIL_NOT
            records += [
                Int32(tool), Int32(group.tools.count), Int32(queue), Int32(queues[index].count),
                Int32(group.rule.number.rawValue), Int32(group.batch.least),
                Int32(group.batch.most),
                Int32(group.batch.wait), Int32(failing.rawValue),
                group.failures.map { quantiles($0.up.spread) } ?? 0, place.up,
                group.failures.map { quantiles($0.down.spread) } ?? 0, place.up + 1,
                group.maintenance == nil ? Self.none : place.every, place.every + 1,
                closings, group.closings.isEmpty ? 0 : 1,
                group.setup == nil ? Self.none : place.setup,
                group.learning == nil ? Self.none : place.skill,
                limited.contains(index) ? 1 : 0,
            ]
            for (number, each) in group.tools.enumerated() {
                let entity = Int32(bitPattern: EntityNames.hash(each.name))
                let place = places.tools[tool + number]
                tools += [Int32(index), Int32(number), entity, place, place + 1]
            }
            queue += queues[index].count
            tool += group.tools.count
        }
        set(MR_FH_GROUP_COUNT, fab.groups.count)
        put(MR_FH_GROUPS, records)
        set(MR_FH_QUEUE_COUNT, queue)
        let masks = zip(fab.groups, queues)
            .flatMap { group, queues in
                queues.map { queue in
                    let all = group.tools.count == 32 ? UInt32.max : 1 << group.tools.count - 1
                    return Int32(bitPattern: all & ~(UInt32(1) << queue.firstTool &- 1))
                }
            }
        put(MR_FH_QUEUES, masks)
        set(MR_FH_TOOL_COUNT, tool)
        put(MR_FH_TOOLS, tools)
    }

    private mutating func packProducts(_ fab: FlowFab) {
        var products: [Int32] = []
        var steps: [Int32] = []
        let queues = fab.queues
        var number = 0
        for product in fab.products {
            let first = number
            products += [
                Int32(product.node), Int32(first), Int32(first + product.steps.count),
                Int32(first + product.restart), Int32(product.restartPriority),
            ]
            var remaining = product.steps.reduce(0) { $0 + $1.expected }
            for step in product.steps {
                let before = queues.prefix(step.group).reduce(0) { $0 + $1.count }
                let own = queues[step.group].firstIndex(of: step.queue(in: fab)) ?? 0
                steps += record(step, places.steps[number], first, before + own, remaining)
                remaining -= step.expected
                number += 1
            }
        }
        put(MR_FH_PRODUCTS, products)
        put(MR_FH_STEPS, steps)
    }

    private mutating func record(
        _ step: FlowFab.Step,
        _ place: FlowPlaces.Step,
        _ first: Int,
        _ queue: Int,
        _ remaining: Double
    ) -> [Int32] {
        var kind = MR_FLOW_STATED
        var table: Int32 = 0
        var draws = step.share != nil || step.rework != nil || step.scrap != nil
        switch step.time {
        case .stated: break
        case .sampled(_, let spread):
            (kind, table, draws) = (MR_FLOW_SAMPLED, quantiles(spread), true)
        case .write: kind = MR_FLOW_WRITE
        }
        return [
            Int32(step.number), Int32(step.group), Int32(queue), Int32(kind.rawValue), place.time,
            table, place.median, place.median + 1,
            step.share == nil ? Self.none : place.share,
            step.rework == nil ? Self.none : place.rework, Int32(first + step.back),
            step.scrap == nil ? Self.none : place.scrap, draws ? 1 : 0, Int32(step.family),
            Int32(min(step.expected, 1e9)), Int32(min(remaining, 1e9)), Int32(step.firstTool),
            step.limit == nil ? Self.none : place.limit, Int32(first + step.limitBack),
            step.isLost ? 1 : 0,
            Int32(step.row) * Int32(MR_FLOW_STEP_ROWS.rawValue),
        ]
    }

    private mutating func packLayout(_ fab: FlowFab) {
        var rows = fab.nodeCount * Int(MR_FLOW_NODE_ROWS.rawValue)
        set(MR_FH_GROUP_ROWS, rows)
        rows += fab.groups.count * Int(MR_FLOW_GROUP_ROWS.rawValue)
        set(MR_FH_STEP_ROWS, rows)
        rows += fab.stepRowCount * Int(MR_FLOW_STEP_ROWS.rawValue)
        set(MR_FH_SOURCE_ROWS, rows)
        let counted = fab.sources.count { $0.customer != nil }
        set(MR_FH_ROW_COUNT, rows + counted * Int(MR_FLOW_ORDER_ROWS.rawValue))
        set(MR_FH_COUNTER_COUNT, fab.histogramCount * 2 * fab.nodeCount * FlowTables.binCount)
        let tools = fab.groups.reduce(0) { $0 + $1.tools.count }
        let queues = fab.queues.reduce(0) { $0 + $1.count }
        let block = Int(MR_FLOW_SLOT_BLOCK)
        func whole(_ count: Int) -> Int { (count + block - 1) / block * block }
        let slots = whole(1 + tools + fab.groups.count + fab.sources.count)
        set(MR_FH_SLOT_COUNT, slots)
        set(MR_FH_PLATE_BOUND, fab.plateBound)
        set(MR_FH_SET_BOUND, fab.setBound)
        var word = Int(MR_FLOW_NEXT.rawValue) + slots
        for (entry, size) in [
            (MR_FH_STATE_TOOLS, tools * Int(MR_FLOW_TOOL_WORDS.rawValue)),
            (MR_FH_STATE_GROUPS, fab.groups.count * Int(MR_FLOW_GROUP_WORDS.rawValue)),
            (MR_FH_STATE_QUEUES, queues * Int(MR_FLOW_QUEUE_WORDS.rawValue)),
            (MR_FH_STATE_SOURCES, fab.sources.count * Int(MR_FLOW_SOURCE_WORDS.rawValue)),
            (MR_FH_STATE_NODES, fab.nodeCount * Int(MR_FLOW_NODE_WORDS.rawValue)),
            (MR_FH_STATE_SETS, fab.setBound * Int(MR_FLOW_SET_WORDS.rawValue)),
        ] {
            set(entry, word)
            word += size
        }
        word = whole(word)
        set(MR_FH_STATE_PLATES, word)
        set(MR_FH_STATE_SIZE, word + fab.plateBound * Int(MR_FLOW_PLATE_WORDS.rawValue))
    }
}
