internal import CKernels
internal import MonteCarlo
internal import OpenCLRuntime

/// Sampling of one case on a device.
///
/// It is used within one turn.
struct ExposureRun {
    private let seed: UInt64
    private let work: DeviceWork
    private let kernel: Kernel
    private let integers: Buffer<Int32>
    private let floats: Buffer<Float>
    private let counts: Buffer<UInt32>
    private var sums: Buffer<UInt64>?
    private let groupSize: Int
    private var mostItems: Int
    private var size: LaunchSize
    private var undrained: UInt64 = 0
    private var tally: ExposureTally

    /// Work items for each compute unit: enough to hide a GPU's latencies.
    private static let itemsPerUnit = (cpu: 4, other: 1024)
    private static let sumCount = Int(MR_EXPOSURE_SUMS.rawValue)

    init(_ exposure: ExposureCase, seed: UInt64, work: DeviceWork) throws {
        self.seed = seed
        self.work = work
        let (context, tuning) = (work.context, work.tuning)
        let (device, sumCount) = (context.device, Self.sumCount)
        kernel = try work.kernel(
            "sample_exposure",
            of: "exposure.cl",
            lanes: tuning.exposureLanes
        )
        groupSize = work.groupSize(of: kernel)
        let perUnit = device.kind == .cpu ? Self.itemsPerUnit.cpu : Self.itemsPerUnit.other
        let groups = max(1, device.computeUnits * perUnit / groupSize)
        mostItems = min(groups, (1 << 20) / groupSize) * groupSize
        integers = try Buffer(context: context, copying: exposure.integers, access: .readOnly)
        floats = try Buffer(context: context, copying: exposure.floats, access: .readOnly)
        counts = try Buffer(context: context, count: exposure.binCount, canaryCount: canaryCount)
        size = LaunchSize(first: tuning.firstSamples, most: tuning.mostSamples)
        tally = ExposureTally(
            counts: [UInt64](repeating: 0, count: exposure.binCount),
            sums: [UInt64](repeating: 0, count: sumCount),
            samples: 0
        )
        try counts.clear()
    }

    /// Samples all plates, in as many launches as it takes.
    mutating func sample(first: UInt64, count: UInt64) throws -> ExposureTally {
        var done: UInt64 = 0
        while done < count {
            let part = UInt32(min(count - done, UInt64(size.size)))
            try launch(first: first + done, count: part)
            done += UInt64(part)
        }
        try drain()
        tally.carrySquares()
        return tally
    }

    private mutating func launch(first: UInt64, count: UInt32) throws {
        if undrained + UInt64(count) > UInt64(UInt32.max) { try drain() }
        // The first block begins with the plate whose number is a multiple of the rows.
        let rows = Int(MR_ROWS)
        let block = rows * work.tuning.exposureLanes
        let blocks = (Int(first % UInt64(rows)) + Int(count) + block - 1) / block
        for (index, sum) in try run(first: first, count: count, blocks: blocks).enumerated() {
            tally.sums[index % Self.sumCount] += sum
        }
        tally.samples += UInt64(count)
        undrained += UInt64(count)
    }

    /// Runs the kernel once, on fewer work items when the device lacks memory.
    ///
    /// - Returns: the sums of every work item.
    private mutating func run(first: UInt64, count: UInt32, blocks: Int) throws -> [UInt64] {
        while true {
            let items = min(mostItems, (blocks + groupSize - 1) / groupSize * groupSize)
            do {
                let sums = try sums ?? makeSums()
                self.sums = sums
                try setArguments(sums, first: first, count: count)
                let clock = ContinuousClock()
                let start = clock.now
                try kernel.run(globalSize: items, localSize: groupSize)
                size.learn(count: count, duration: clock.now - start)
                return try sums.read(0..<items * Self.sumCount)
            } catch let error as OpenCLError where error.isLackOfMemory && mostItems > groupSize {
                mostItems = max(groupSize, mostItems / 2 / groupSize * groupSize)
                sums = nil
                // The kernel holds on to the memory otherwise.
                try kernel.setArgument(3, to: .nullBuffer)
            }
        }
    }

    private func makeSums() throws -> Buffer<UInt64> {
        try Buffer(
            context: work.context,
            count: mostItems * Self.sumCount,
            canaryCount: canaryCount
        )
    }

    private func setArguments(_ sums: Buffer<UInt64>, first: UInt64, count: UInt32) throws {
        try kernel.setArguments(
            .buffer(integers),
            .buffer(floats),
            .buffer(counts),
            .buffer(sums),
            .uint32(UInt32(truncatingIfNeeded: seed)),
            .uint32(UInt32(seed >> 32)),
            .uint32(UInt32(truncatingIfNeeded: first)),
            .uint32(UInt32(first >> 32)),
            .uint32(count)
        )
    }

    /// Adds the device's histogram to the tally and clears it.
    private mutating func drain() throws {
        try counts.checkCanary("histogram")
        try sums?.checkCanary("sums")
        for (bin, count) in try counts.read().enumerated() { tally.counts[bin] += UInt64(count) }
        try counts.clear()
        undrained = 0
    }
}
