internal import CKernels
internal import Dispatch
internal import Foundation
public import MonteCarlo

/// The kernels compiled for this processor, on as many threads as asked for.
///
/// - Parity: exact, whatever the vector width and the number of threads.
public struct CPUEngine: Engine {
    /// Threads that work at a time.
    public let threadCount: Int
    /// The processor, as results name it.
    public let identity: EngineIdentity

    /// Makes an engine.
    ///
    /// - Parameter threadCount: threads; nil for one per processor.
    public init(threadCount: Int? = nil) {
        self.threadCount = max(1, threadCount ?? ProcessInfo.processInfo.activeProcessorCount)
        identity = EngineIdentity(
            kind: "cpu",
            device: Self.processorName(),
            driver: "built-in, \(Int(mr_cpu_ramp_lanes)) lanes",
            kernelSHA256: KernelText.sha256
        )
    }

    /// Prepares a ramp run.
    public func ramp(_ tables: RampTables) throws -> any RampSession {
        CPURampSession(tables: tables, threadCount: threadCount)
    }

    /// Prepares flow simulations of a fab.
    public func flow(_ tables: FlowTables) throws -> any FlowSession {
        CPUFlowSession(tables: tables, threadCount: threadCount)
    }

    /// Samples write times of one layer class on one writer.
    public func sample(
        _ exposure: ExposureCase,
        seed: UInt64,
        first: UInt64,
        count: UInt64
    ) throws -> ExposureTally {
        let pieces = WorkPieces(count: count, size: 1 << 16)
        let workers = (0..<threadCount).map { _ in ExposureWorker(exposure: exposure) }
        DispatchQueue.concurrentPerform(iterations: threadCount) { thread in
            while let piece = pieces.next() {
                workers[thread].advance(seed: seed, first: first + piece.first, count: piece.count)
            }
        }
        var tally = ExposureTally(
            counts: [UInt64](repeating: 0, count: exposure.binCount),
            sums: [UInt64](repeating: 0, count: Int(MR_EXPOSURE_SUMS.rawValue)),
            samples: 0
        )
        for worker in workers { tally.merge(worker.finish()) }
        return tally
    }

    private static func processorName() -> String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
        return name ?? "processor"
    }
}

/// Consecutive pieces of a range, handed out to whichever thread is free.
final class WorkPieces: @unchecked Sendable {
    private let lock = NSLock()
    private var before: UInt64 = 0
    private let count: UInt64
    private let size: UInt64

    /// - Parameters:
    ///   - count: length of the range.
    ///   - size: length of a piece; the last may be shorter.
    init(count: UInt64, size: UInt64) {
        self.count = count
        self.size = size
    }

    /// The next piece; nil when none is left.
    func next() -> (first: UInt64, count: UInt32)? {
        lock.withLock {
            guard before < count else { return nil }
            let piece = (before, UInt32(min(size, count - before)))
            before += UInt64(piece.1)
            return piece
        }
    }
}

/// One thread's samples, used by one thread at a time.
private final class ExposureWorker: @unchecked Sendable {
    private let exposure: ExposureCase
    private var counts: [UInt32]
    /// Samples in `counts` that are not yet in `tally`.
    private var undrained: UInt64 = 0
    private var tally: ExposureTally

    init(exposure: ExposureCase) {
        self.exposure = exposure
        counts = [UInt32](repeating: 0, count: exposure.binCount)
        tally = ExposureTally(
            counts: [UInt64](repeating: 0, count: exposure.binCount),
            sums: [UInt64](repeating: 0, count: Int(MR_EXPOSURE_SUMS.rawValue)),
            samples: 0
        )
    }

    func advance(seed: UInt64, first: UInt64, count: UInt32) {
        if undrained + UInt64(count) > UInt64(UInt32.max) { drain() }
        mr_cpu_sample_exposure(
            exposure.integers,
            exposure.floats,
            &counts,
            &tally.sums,
            seed,
            first,
            count
        )
        tally.samples += UInt64(count)
        undrained += UInt64(count)
    }

    func finish() -> ExposureTally {
        drain()
        return tally
    }

    private func drain() {
        for bin in counts.indices where counts[bin] > 0 {
            tally.counts[bin] += UInt64(counts[bin])
            counts[bin] = 0
        }
        undrained = 0
    }
}
