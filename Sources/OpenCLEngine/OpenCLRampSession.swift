internal import MonteCarlo
internal import OpenCLRuntime

/// A ramp run on a device.
///
/// Counters stay there until their 32 bits could overflow.
final class OpenCLRampSession: RampSession {
    private let tables: RampTables
    private let work: DeviceWork
    private let kernel: Kernel
    private let integers: Buffer<Int32>
    private let floats: Buffer<Float>
    private let counts: Buffer<UInt32>
    private var scratch: RampScratch
    private var size: LaunchSize
    private var total: [UInt64]
    private var replications: UInt64 = 0
    private var undrained: UInt64 = 0

    init(tables: RampTables, work: DeviceWork) throws {
        self.tables = tables
        self.work = work
        (kernel, integers, floats, counts) = try work.inTurn {
            let context = work.context
            let counts = try Buffer<UInt32>(
                context: context,
                count: tables.counterCount,
                canaryCount: canaryCount
            )
            try counts.clear()
            return (
                try work.kernel("advance_ramp", of: "ramp.cl", lanes: work.tuning.rampLanes),
                try Buffer(context: context, copying: tables.integers, access: .readOnly),
                try Buffer(context: context, copying: tables.floats, access: .readOnly), counts
            )
        }
        scratch = RampScratch(tables: tables, work: work, kernel: kernel)
        size = LaunchSize(
            first: work.tuning.firstReplications,
            most: min(work.tuning.mostReplications, RampLaunch.largest, scratch.mostReplications)
        )
        total = [UInt64](repeating: 0, count: tables.counterCount)
    }

    /// What the device does in a fraction of a second, as far as the launches so far have shown.
    var launchSize: UInt32 { size.size }

    func advance(_ launch: RampLaunch) throws -> [Int32] {
        try work.inTurn {
            let rows = launch.wantsOutcomes ? tables.outcomes.rowCount : 0
            var outcomes = [Int32](repeating: 0, count: rows * Int(launch.count))
            var done: UInt32 = 0
            while done < launch.count {
                let count = min(launch.count - done, size.size)
                guard let part = try advance(launch, after: done, count: count) else { continue }
                for row in 0..<rows {
                    let (from, to) = (row * Int(count), row * Int(launch.count) + Int(done))
                    outcomes.replaceSubrange(
                        to..<to + Int(count),
                        with: part[from..<from + Int(count)]
                    )
                }
                done += count
            }
            return outcomes
        }
    }

    func tally() throws -> RampTally {
        try work.inTurn {
            try drain()
            return RampTally(counts: total, replications: replications)
        }
    }
}

extension OpenCLRampSession {
    /// Runs the kernel once.
    ///
    /// - Returns: outcomes by row and replication, if wanted; nil when the device lacked memory and
    ///   the next launch shall be smaller.
    private func advance(
        _ launch: RampLaunch,
        after done: UInt32,
        count: UInt32
    ) throws -> [Int32]? {
        if undrained + UInt64(count) > UInt64(RampLaunch.largest) { try drain() }
        let clock = ContinuousClock()
        let start: ContinuousClock.Instant
        do {
            try scratch.hold(Int(count), wantsOutcomes: launch.wantsOutcomes)
            try setArguments(launch, first: launch.first + UInt64(done), count: count)
            start = clock.now
            try kernel.enqueue(
                globalSize: scratch.globalSize(Int(count)),
                localSize: scratch.groupSize
            )
        } catch let error as OpenCLError where error.isLackOfMemory && size.halve() {
            try scratch.release()
            return nil
        }
        try work.context.finish()
        size.learn(count: count, duration: clock.now - start)
        replications += UInt64(count)
        undrained += UInt64(count)
        return launch.wantsOutcomes ? try scratch.readOutcomes(Int(count)) : []
    }

    /// All arguments but the scratch's own.
    private func setArguments(_ launch: RampLaunch, first: UInt64, count: UInt32) throws {
        let buffers: [KernelArgument] = [.buffer(integers), .buffer(floats), .buffer(counts)]
        let numbers = [
            UInt32(truncatingIfNeeded: launch.seed), UInt32(launch.seed >> 32),
            UInt32(truncatingIfNeeded: first), UInt32(first >> 32), count,
            launch.wantsOutcomes ? count : 0,
        ]
        for (index, buffer) in buffers.enumerated() { try kernel.setArgument(index, to: buffer) }
        for (index, number) in numbers.enumerated() {
            try kernel.setArgument(6 + index, to: .uint32(number))
        }
    }

    /// Adds the device's counters to the total and clears them.
    private func drain() throws {
        guard undrained > 0 else { return }
        try scratch.checkCanaries()
        try counts.checkCanary("counters")
        for (index, count) in try counts.read().enumerated() where count > 0 {
            total[index] += UInt64(count)
        }
        try counts.clear()
        undrained = 0
    }
}
