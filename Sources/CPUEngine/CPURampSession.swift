internal import CKernels
internal import Dispatch
internal import Foundation
internal import MonteCarlo

/// A ramp run on the CPU: each thread has counters and scratch of its own.
final class CPURampSession: RampSession {
    let launchSize: UInt32 = 1 << 15
    private let tables: RampTables
    private let workers: [RampWorker]
    /// Empty until counters are wanted: whoever reads outcomes alone never asks.
    private var total: [UInt64] = []
    private var replications: UInt64 = 0
    private var undrained: UInt64 = 0

    init(tables: RampTables, threadCount: Int) {
        self.tables = tables
        workers = (0..<threadCount).map { _ in RampWorker(tables: tables) }
    }

    func advance(_ launch: RampLaunch) throws -> [Int32] {
        // The 32-bit sums of a thread hold what one largest launch can add.
        if undrained + UInt64(launch.count) > UInt64(RampLaunch.largest) { drain() }
        let rows = launch.wantsOutcomes ? tables.outcomes.rowCount : 0
        var outcomes = [Int32](repeating: 0, count: rows * Int(launch.count))
        let pieces = WorkPieces(count: UInt64(launch.count), size: 512)
        let workers = workers
        outcomes.withUnsafeMutableBufferPointer { buffer in
            // Each piece writes cells of its own.
            nonisolated(unsafe) let base = buffer.baseAddress
            DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
                while let piece = pieces.next() {
                    workers[thread]
                        .advance(
                            launch,
                            before: piece.first,
                            count: piece.count,
                            outcomes: launch.wantsOutcomes ? base : nil
                        )
                }
            }
        }
        replications += UInt64(launch.count)
        undrained += UInt64(launch.count)
        return outcomes
    }

    func tally() throws -> RampTally {
        drain()
        return RampTally(counts: total, replications: replications)
    }

    private func drain() {
        if total.isEmpty { total = [UInt64](repeating: 0, count: tables.counterCount) }
        for worker in workers { worker.drain(into: &total) }
        undrained = 0
    }
}

/// One thread's share, used by one thread at a time.
private final class RampWorker: @unchecked Sendable {
    private let tables: RampTables
    private let counts: UnsafeMutableBufferPointer<UInt32>
    private var cells: [Float]
    private var whole: [Int32]

    init(tables: RampTables) {
        self.tables = tables
        let lanes = Int(mr_cpu_ramp_lanes)
        // Zeroed pages of the system cost nothing until they are counted in, and most never are.
        let bytes = calloc(tables.counterCount, MemoryLayout<UInt32>.stride)
        guard let bytes else { preconditionFailure("there is no memory for the counters") }
        counts = .init(
            start: bytes.bindMemory(to: UInt32.self, capacity: tables.counterCount),
            count: tables.counterCount
        )
        cells = [Float](repeating: 0, count: tables.floatSlots * lanes)
        whole = [Int32](repeating: 0, count: tables.integerSlots * lanes)
    }

    deinit { free(counts.baseAddress) }

    func advance(
        _ launch: RampLaunch,
        before: UInt64,
        count: UInt32,
        outcomes: UnsafeMutablePointer<Int32>?
    ) {
        mr_cpu_advance_ramp(
            tables.integers,
            tables.floats,
            counts.baseAddress,
            &cells,
            &whole,
            outcomes.map { $0 + Int(before) },
            launch.seed,
            launch.first + before,
            count,
            outcomes == nil ? 0 : launch.count
        )
    }

    func drain(into total: inout [UInt64]) {
        for index in counts.indices where counts[index] > 0 {
            total[index] += UInt64(counts[index])
            counts[index] = 0
        }
    }
}
