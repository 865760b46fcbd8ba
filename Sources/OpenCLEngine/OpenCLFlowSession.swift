internal import CKernels
internal import MonteCarlo
internal import OpenCLRuntime

/// Flow simulations on a device: each work item has one replication, which stays there from launch
/// to launch.
final class OpenCLFlowSession: FlowSession {
    let launchSize: Int
    private let tables: FlowTables
    private let work: DeviceWork
    private let kernel: Kernel
    private let integers: Buffer<Int32>
    private let floats: Buffer<Float>
    private let counts: Buffer<UInt32>
    private let groupSize: Int
    private var total: [UInt64]

    init(tables: FlowTables, work: DeviceWork) throws {
        self.tables = tables
        self.work = work
        let context = work.context
        (kernel, groupSize, integers, floats, counts) = try work.inTurn {
            let kernel = try work.kernel("advance_flow", of: "flow.cl", lanes: 1)
            let counts = try Buffer<UInt32>(
                context: context,
                count: tables.counterCount * FlowTables.sectionCount,
                canaryCount: canaryCount
            )
            try counts.clear()
            return (
                kernel, work.groupSize(of: kernel),
                try Buffer(context: context, copying: tables.integers, access: .readOnly),
                // Not every driver takes an empty buffer.
                try Buffer(context: context, copying: tables.floats + [0], access: .readOnly),
                counts
            )
        }
        total = [UInt64](
            repeating: 0,
            count: tables.counterCount * FlowTables.sectionCount
        )
        let bytes = 4 * tables.stateSize + 8 * tables.sumCount + 4 * tables.courseSize
        launchSize = max(1, min(Int(work.tuning.mostReplications), 4096, work.bufferLimit / bytes))
    }

    func advance(
        _ launch: FlowLaunch,
        course: @Sendable (Int) -> [Float]
    ) throws -> FlowOutcomes {
        let courses = (0..<launch.count).flatMap(course)
        precondition(courses.count == launch.count * tables.courseSize, "a course for each")
        return try work.inTurn { try advanceInTurn(launch, courses: courses) }
    }

    func histograms() throws -> [UInt64] { total }

    /// Runs a launch, in halves when the device lacks memory for it.
    private func advanceInTurn(_ launch: FlowLaunch, courses: [Float]) throws -> FlowOutcomes {
        let ended: Ended
        do {
            ended = try run(launch, courses: courses)
        } catch let error as OpenCLError where error.isLackOfMemory && launch.count > 1 {
            try release()
            try counts.clear()
            let half = launch.count / 2
            let cut = half * tables.courseSize
            var (first, rest) = (launch, launch)
            (first.count, rest.count) = (half, launch.count - half)
            rest.first += UInt32(half)
            let before = try advanceInTurn(first, courses: Array(courses[..<cut]))
            let after = try advanceInTurn(rest, courses: Array(courses[cut...]))
            return FlowOutcomes(
                sums: before.sums + after.sums,
                events: before.events + after.events,
                peak: max(before.peak, after.peak)
            )
        }
        try release()
        return try outcomes(of: launch, ended)
    }

    /// Gives the memory of a launch back to the device once nothing else holds it; the kernel does
    /// otherwise.
    private func release() throws {
        for index in 2...4 { try kernel.setArgument(index, to: .nullBuffer) }
    }

    /// Memory of a launch whose replications have all come to their end.
    private struct Ended {
        var state: Buffer<Int32>
        var sums: Buffer<UInt64>
        var statuses: [Int32]
    }

    private func run(_ launch: FlowLaunch, courses: [Float]) throws -> Ended {
        let (context, count, size) = (work.context, launch.count, tables.sumCount)
        let course = try Buffer<Float>(
            context: context,
            copying: Self.transposed(courses, rows: count),
            access: .readOnly
        )
        let state = try Buffer<Int32>(
            context: context,
            count: tables.stateSize * count,
            canaryCount: canaryCount
        )
        let sums = try Buffer<UInt64>(
            context: context,
            count: size * count,
            canaryCount: canaryCount
        )
        var events = LaunchSize(first: work.tuning.firstEvents, most: 1 << 24)
        var begins: UInt32 = 1
        var statuses: [Int32] = []
        repeat {
            try kernel.setArguments(
                .buffer(integers),
                .buffer(floats),
                .buffer(course),
                .buffer(state),
                .buffer(sums),
                .buffer(counts),
                .uint32(UInt32(truncatingIfNeeded: launch.seed)),
                .uint32(UInt32(launch.seed >> 32)),
                .uint32(launch.first),
                .uint32(0),
                .uint32(UInt32(count)),
                .uint32(begins),
                .uint32(events.size)
            )
            let clock = ContinuousClock()
            let start = clock.now
            let items = (count + groupSize - 1) / groupSize * groupSize
            try kernel.run(globalSize: items, localSize: groupSize)
            events.learn(count: events.size, duration: clock.now - start)
            begins = 0
            statuses = try word(MR_FC_STATUS, of: state, count)
        } while statuses.contains(Int32(MR_FLOW_RUNNING.rawValue))
        return Ended(state: state, sums: sums, statuses: statuses)
    }

    private func outcomes(of launch: FlowLaunch, _ ended: Ended) throws -> FlowOutcomes {
        let (count, size) = (launch.count, tables.sumCount)
        let (state, sums) = (ended.state, ended.sums)
        try state.checkCanary("state")
        try sums.checkCanary("sums")
        try drain()
        for (index, status) in ended.statuses.enumerated() {
            let replication = UInt64(launch.first) + UInt64(index)
            if let failure = FlowFailure(status: status, replication: replication) { throw failure }
        }
        let low = try word(MR_FC_EVENTS, of: state, count)
        let high = try word(MR_FC_EVENTS_HIGH, of: state, count)
        return FlowOutcomes(
            sums: Self.transposed(try sums.read(), rows: size),
            events: zip(low, high)
                .reduce(0) {
                    $0 + (UInt64(UInt32(bitPattern: $1.0)) | UInt64(UInt32(bitPattern: $1.1)) << 32)
                },
            peak: Int(try word(MR_FC_PEAK, of: state, count).max() ?? 0)
        )
    }

    /// A word of every replication's state.
    private func word(
        _ word: mr_flow_word,
        of state: Buffer<Int32>,
        _ count: Int
    ) throws -> [Int32] {
        let first = Int(word.rawValue) * count
        return try state.read(first..<first + count)
    }

    /// Adds the device's histograms to the total and clears them.
    private func drain() throws {
        try counts.checkCanary("histograms")
        for (bin, count) in try counts.read().enumerated() { total[bin] += UInt64(count) }
        try counts.clear()
    }

    /// `[row][column]` as `[column][row]`.
    private static func transposed<Element>(_ cells: [Element], rows: Int) -> [Element] {
        let columns = rows == 0 ? 0 : cells.count / rows
        var turned: [Element] = []
        turned.reserveCapacity(cells.count)
        for column in 0..<columns {
            for row in 0..<rows { turned.append(cells[row * columns + column]) }
        }
        return turned
    }
}
