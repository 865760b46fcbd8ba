import Foundation

/// One thread that all work on devices is done on.
///
/// oclgrind's check for uninitialized memory breaks when its callers change; to other drivers it
/// makes no difference.
@globalActor actor DeviceThread {
    static let shared = DeviceThread()
    private static let executor = ThreadExecutor()

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        Self.executor.asUnownedSerialExecutor()
    }
}

/// Runs jobs on a thread of its own, one after the other.
///
/// `@unchecked Sendable` because a condition guards what is waiting.
private final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [UnownedJob] = []

    init() {
        let thread = Thread { [self] in
            while true { next().runSynchronously(on: asUnownedSerialExecutor()) }
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            waiting.append(job)
            condition.signal()
        }
    }

    private func next() -> UnownedJob {
        condition.withLock {
            while waiting.isEmpty { condition.wait() }
            return waiting.removeFirst()
        }
    }
}
