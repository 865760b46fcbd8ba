internal import CKernels

/// What each tool does through a stretch of one replication of a flow simulation.
///
/// The kernel itself advances the replication, one event at a time, and its state is read between
/// events: nothing is worked out a second time.
public struct FlowTrace {
    /// A plate on a tool.
    public struct Plate: Sendable, Equatable {
        /// Number of the source among the fab's.
        public var source: Int
        /// Its number among the source's plates, from 0.
        public var number: Int
        /// Number of the product among the fab's, and of the step in it.
        public var product, step: Int
        /// How often it was sent back or begun again before.
        public var round: Int
    }

    /// A tool in one state, with the same plates.
    public struct Bar: Sendable, Equatable {
        /// Number of the tool: those of the first group first.
        public var tool: Int
        /// State of SEMI E10.
        public var state: FlowTables.GroupRow
        /// Plates in process, whatever the state.
        public var plates: [Plate]
        /// Seconds of the simulation.
        public var seconds: Range<Int>
    }

    private let tables: FlowTables
    private var state: [Int32]
    private var running: [(state: FlowTables.GroupRow, plates: [Plate], since: Int)?]
    private var bars: [Bar] = []
    /// First step of each product among those of all.
    private let firstSteps: [Int]
    private let groups: [Int]

    private init(_ tables: FlowTables) {
        self.tables = tables
        state = [Int32](repeating: 0, count: tables.stateSize)
        var first = 0
        firstSteps = tables.fab.products.map { product in
            defer { first += product.steps.count }
            return first
        }
        groups = tables.fab.groups.enumerated()
            .flatMap { [Int](repeating: $0.offset, count: $0.element.tools.count) }
        running = groups.map { _ in nil }
    }

    /// Advances a replication to the end of a stretch.
    ///
    /// - Parameters:
    ///   - tables: the fab.
    ///   - course: what the replication draws.
    ///   - launch: its seed and number; its count is not used.
    ///   - seconds: the stretch; what lies beyond the simulation has no bars.
    ///   - isWanted: asked now and then with the second that is reached; false stops.
    /// - Returns: bars by tool, and of a tool in their order, cut at the ends of the stretch; nil when
    ///   it was stopped.
    /// - Throws: `FlowFailure` when the replication meets a bound before.
    public static func bars(
        _ tables: FlowTables,
        course: [Float],
        _ launch: FlowLaunch,
        seconds: Range<Int>,
        isWanted: (Int) -> Bool = { _ in true }
    ) throws(FlowFailure) -> [Bar]? {
        precondition(course.count == tables.courseSize, "a course of the fab")
        var trace = FlowTrace(tables)
        var sums = [UInt64](repeating: 0, count: tables.sumCount)
        var counts = [UInt32](repeating: 0, count: tables.counterCount)
        var (begins, status) = (UInt32(1), Int32(MR_FLOW_RUNNING.rawValue))
        var events = 0
        func advance(by events: UInt32) -> Int32 {
            mr_cpu_advance_flow(
                tables.integers,
                tables.floats,
                course,
                &trace.state,
                &sums,
                &counts,
                launch.seed,
                launch.first,
                begins,
                events
            )
        }
        status = advance(by: 0)
        begins = 0
        while status == Int32(MR_FLOW_RUNNING.rawValue) {
            let next = trace.nextEvent
            if next > seconds.lowerBound {
                trace.look(at: max(trace.now, seconds.lowerBound))
                if next >= seconds.upperBound { break }
            }
            status = advance(by: 1)
            events += 1
            if events % 65_536 == 0, !isWanted(trace.now) { return nil }
        }
        if let failure = FlowFailure(status: status, replication: UInt64(launch.first)) {
            throw failure
        }
        trace.close(at: min(seconds.upperBound, tables.fab.periods.last ?? 0))
        return trace.bars.sorted {
            ($0.tool, $0.seconds.lowerBound) < ($1.tool, $1.seconds.lowerBound)
        }
    }

    private var now: Int { Int(state[Int(MR_FC_NOW.rawValue)]) }

    /// Second of the next event.
    private var nextEvent: Int {
        let first = Int(MR_FLOW_NEXT.rawValue)
        let slots = tables.header(MR_FH_SLOT_COUNT)
        return state.withUnsafeBufferPointer { words in
            var least = Int32.max
            for slot in first..<first + slots { least = min(least, words[slot]) }
            return Int(least)
        }
    }

    /// Ends the bars of tools that have changed, and begins others.
    private mutating func look(at second: Int) {
        for tool in groups.indices {
            let (state, plates) = (state(of: tool), plates(on: tool))
            if let own = running[tool], own.state == state, own.plates == plates { continue }
            end(tool, at: second)
            running[tool] = state.map { ($0, plates, second) }
        }
    }

    private mutating func end(_ tool: Int, at second: Int) {
        guard let own = running[tool], own.since < second else { return }
        bars.append(
            Bar(tool: tool, state: own.state, plates: own.plates, seconds: own.since..<second)
        )
    }

    private mutating func close(at second: Int) {
        for tool in groups.indices { end(tool, at: second) }
    }

    /// Its state as it is counted: closed hours count as such, whatever else; nil before it is there.
    private func state(of tool: Int) -> FlowTables.GroupRow? {
        let state = word(of: tool, MR_FTW_STATE)
        guard state != Int(MR_TOOL_ABSENT.rawValue) else { return nil }
        let group =
            tables.header(MR_FH_STATE_GROUPS)
            + groups[tool] * Int(MR_FLOW_GROUP_WORDS.rawValue)
        let isClosed = self.state[group + Int(MR_FGW_CLOSED.rawValue)] != 0
        return isClosed ? .closed : FlowTables.GroupRow(rawValue: state)
    }

    private func plates(on tool: Int) -> [Plate] {
        var plates: [Plate] = []
        var plate = word(of: tool, MR_FTW_PLATE)
        while plate != Int(MR_FLOW_NONE) {
            let first =
                tables.header(MR_FH_STATE_PLATES)
                + plate * Int(MR_FLOW_PLATE_WORDS.rawValue)
            func own(_ word: mr_flow_plate_word) -> Int { Int(state[first + Int(word.rawValue)]) }
            let product = own(MR_FP_PRODUCT)
            plates.append(
                Plate(
                    source: own(MR_FP_SOURCE),
                    number: own(MR_FP_NUMBER),
                    product: product,
                    step: own(MR_FP_STEP) - firstSteps[product],
                    round: own(MR_FP_ROUND)
                )
            )
            plate = own(MR_FP_NEXT)
        }
        return plates
    }

    private func word(of tool: Int, _ word: mr_flow_tool_word) -> Int {
        let first = tables.header(MR_FH_STATE_TOOLS) + tool * Int(MR_FLOW_TOOL_WORDS.rawValue)
        return Int(state[first + Int(word.rawValue)])
    }
}
