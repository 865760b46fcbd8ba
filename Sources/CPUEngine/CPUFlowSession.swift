internal import CKernels
internal import Dispatch
internal import Foundation
internal import MonteCarlo

/// Flow simulations on the CPU: each thread has the state of one replication and histograms of its
/// own.
final class CPUFlowSession: FlowSession {
    let launchSize: Int
    private let tables: FlowTables
    private let workers: [FlowWorker]
    private let sections: FlowSections

    /// Most bytes of sums that a launch returns.
    private static let sumBytes = 1 << 26

    init(tables: FlowTables, threadCount: Int) {
        self.tables = tables
        let sections = FlowSections(counterCount: tables.counterCount)
        self.sections = sections
        workers = (0..<threadCount).map { _ in FlowWorker(tables: tables, sections: sections) }
        launchSize = max(1, min(256, Self.sumBytes / (8 * tables.sumCount)))
    }

    func advance(
        _ launch: FlowLaunch,
        course: @Sendable (Int) -> [Float]
    ) throws -> FlowOutcomes {
        var sums = [UInt64](repeating: 0, count: launch.count * tables.sumCount)
        let pieces = WorkPieces(count: UInt64(launch.count), size: 1)
        let workers = workers
        let size = tables.sumCount
        sums.withUnsafeMutableBufferPointer { sums in
            // Each replication has sums of its own.
            nonisolated(unsafe) let sums = sums.baseAddress
            DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
                let worker = workers[thread]
                while let piece = pieces.next() {
                    let index = Int(piece.first)
                    worker.simulate(launch, index, course: course(index))
                    sums?.advanced(by: index * size).update(from: worker.sums, count: size)
                }
            }
        }
        var outcomes = FlowOutcomes(sums: sums, events: 0, peak: 0)
        var failures: [FlowFailure] = []
        for worker in workers { worker.drain(into: &outcomes, &failures) }
        if let first = failures.min(by: { $0.replication < $1.replication }) { throw first }
        return outcomes
    }

    func histograms() throws -> [UInt64] { sections.counts }
}

/// Histograms of all threads, by section.
private final class FlowSections: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var counts: [UInt64]
    private let size: Int

    init(counterCount: Int) {
        size = counterCount
        counts = [UInt64](repeating: 0, count: counterCount * FlowTables.sectionCount)
    }

    /// Adds what a replication has counted, and clears it.
    func take(_ own: inout [UInt32], replication: UInt32) {
        let first = Int(replication) % FlowTables.sectionCount * size
        lock.withLock {
            counts.withUnsafeMutableBufferPointer { counts in
                own.withUnsafeMutableBufferPointer { own in
                    for index in own.indices where own[index] > 0 {
                        counts[first + index] += UInt64(own[index])
                        own[index] = 0
                    }
                }
            }
        }
    }
}

/// One thread's share, used by one thread at a time.
private final class FlowWorker: @unchecked Sendable {
    private let tables: FlowTables
    /// A plate fills a line of the processor's cache, if it begins where a line does.
    private let state: UnsafeMutablePointer<Int32>
    /// Of the replication that was simulated last.
    ///
    /// Threads that wrote to sums side by side would take the lines at their borders from each other
    /// at every event.
    let sums: UnsafeMutablePointer<UInt64>
    private var counts: [UInt32]
    private let sections: FlowSections
    private var events: UInt64 = 0
    private var peak = 0
    private var failures: [FlowFailure] = []

    init(tables: FlowTables, sections: FlowSections) {
        (self.tables, self.sections) = (tables, sections)
        state = Self.lines(of: Int32.self, tables.stateSize)
        sums = Self.lines(of: UInt64.self, tables.sumCount)
        counts = [UInt32](repeating: 0, count: tables.counterCount)
    }

    deinit {
        state.deallocate()
        sums.deallocate()
    }

    /// Zeros in lines of the cache that hold nothing else.
    private static func lines<Number: FixedWidthInteger>(
        of: Number.Type,
        _ count: Int
    ) -> UnsafeMutablePointer<Number> {
        let size = (count * MemoryLayout<Number>.stride + 63) / 64 * 64
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
            .bindMemory(to: Number.self, capacity: count)
        memory.initialize(repeating: 0, count: count)
        return memory
    }

    func simulate(_ launch: FlowLaunch, _ index: Int, course: [Float]) {
        precondition(course.count == tables.courseSize, "the course of these tables")
        let replication = launch.first + UInt32(index)
        var begins: UInt32 = 1
        while true {
            let status = mr_cpu_advance_flow(
                tables.integers,
                tables.floats,
                course,
                state,
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
        sections.take(&counts, replication: replication)
        events += FlowState.events(low: state[FlowState.low], high: state[FlowState.high])
        peak = max(peak, Int(state[FlowState.peak]))
    }

    func drain(
        into outcomes: inout FlowOutcomes,
        _ failed: inout [FlowFailure]
    ) {
        outcomes.events += events
        outcomes.peak = max(outcomes.peak, peak)
        failed += failures
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
