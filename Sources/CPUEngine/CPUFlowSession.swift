internal import CKernels
internal import Dispatch
internal import MonteCarlo

/// Flow simulations on the CPU: each thread has the state of one replication and histograms of its
/// own.
final class CPUFlowSession: FlowSession {
    let launchSize: Int
    private let tables: FlowTables
    private let workers: [FlowWorker]
    private var total: [UInt64]

    /// Most bytes of sums that a launch returns.
    private static let sumBytes = 1 << 26

    init(tables: FlowTables, threadCount: Int) {
        self.tables = tables
        workers = (0..<threadCount).map { _ in FlowWorker(tables: tables) }
        total = [UInt64](repeating: 0, count: tables.counterCount)
        launchSize = max(1, min(256, Self.sumBytes / (8 * tables.sumCount)))
    }

    func advance(_ launch: FlowLaunch, courses: [Float]) throws -> FlowOutcomes {
        precondition(courses.count == launch.count * tables.courseSize, "a course for each")
        var sums = [UInt64](repeating: 0, count: launch.count * tables.sumCount)
        let pieces = WorkPieces(count: UInt64(launch.count), size: 1)
        let workers = workers
        let (size, course) = (tables.sumCount, tables.courseSize)
        sums.withUnsafeMutableBufferPointer { sums in
            courses.withUnsafeBufferPointer { courses in
                // Each replication has sums and a course of its own.
                nonisolated(unsafe) let (sums, courses) = (sums.baseAddress, courses.baseAddress)
                DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
                    while let piece = pieces.next() {
                        let index = Int(piece.first)
                        workers[thread]
                            .simulate(
                                launch,
                                index,
                                course: courses.map { $0 + index * course },
                                sums: sums.map { $0 + index * size }
                            )
                    }
                }
            }
        }
        var outcomes = FlowOutcomes(sums: sums, events: 0, peak: 0)
        var failures: [FlowFailure] = []
        for worker in workers { worker.drain(into: &outcomes, &failures, &total) }
        if let first = failures.min(by: { $0.replication < $1.replication }) { throw first }
        return outcomes
    }

    func histograms() throws -> [UInt64] { total }
}

/// One thread's share, used by one thread at a time.
private final class FlowWorker: @unchecked Sendable {
    private let tables: FlowTables
    private var state: [Int32]
    private var counts: [UInt32]
    private var events: UInt64 = 0
    private var peak = 0
    private var failures: [FlowFailure] = []

    init(tables: FlowTables) {
        self.tables = tables
        state = [Int32](repeating: 0, count: tables.stateSize)
        counts = [UInt32](repeating: 0, count: tables.counterCount)
    }

    func simulate(
        _ launch: FlowLaunch,
        _ index: Int,
        course: UnsafePointer<Float>?,
        sums: UnsafeMutablePointer<UInt64>?
    ) {
        let replication = launch.first + UInt32(index)
        var begins: UInt32 = 1
        while true {
            let status = mr_cpu_advance_flow(
                tables.integers,
                tables.floats,
                course,
                &state,
                sums,
                &counts,
                launch.seed,
                replication,
                begins,
                UInt32.max
            )
            begins = 0
            if status == Int32(MR_FLOW_RUNNING.rawValue) { continue }
            if let failure = FlowFailure(status: status, replication: UInt64(replication)) {
                failures.append(failure)
            }
            break
        }
        events += FlowState.events(low: state[FlowState.low], high: state[FlowState.high])
        peak = max(peak, Int(state[FlowState.peak]))
    }

    func drain(
        into outcomes: inout FlowOutcomes,
        _ failed: inout [FlowFailure],
        _ total: inout [UInt64]
    ) {
        outcomes.events += events
        outcomes.peak = max(outcomes.peak, peak)
        failed += failures
        for index in counts.indices where counts[index] > 0 {
            total[index] += UInt64(counts[index])
            counts[index] = 0
        }
        (events, peak, failures) = (0, 0, [])
    }
}

/// What a state tells of its replication.
enum FlowState {
    static let low = Int(MR_FC_EVENTS.rawValue)
    static let high = Int(MR_FC_EVENTS_HIGH.rawValue)
    static let peak = Int(MR_FC_PEAK.rawValue)

    static func events(low: Int32, high: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: low)) | UInt64(UInt32(bitPattern: high)) << 32
    }
}
