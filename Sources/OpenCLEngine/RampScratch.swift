internal import MonteCarlo
internal import OpenCLRuntime

/// Memory of the replications that one launch advances: scratch cells and outcomes.
struct RampScratch {
    /// Work items of a group.
    let groupSize: Int
    private let tables: RampTables
    private let work: DeviceWork
    private let kernel: Kernel
    private let lanes: Int
    private var cells: Buffer<Float>?
    private var whole: Buffer<Int32>?
    private var outcomes: Buffer<Int32>?
    private var items = 0

    /// Arguments of the kernel that hold its memory.
    private static let arguments = 3...5

    init(tables: RampTables, work: DeviceWork, kernel: Kernel) {
        self.tables = tables
        self.work = work
        self.kernel = kernel
        lanes = work.tuning.rampLanes
        groupSize = work.groupSize(of: kernel)
    }

    /// Replications that fit into the device's memory, and into the kernel's 32-bit indices.
    var mostReplications: UInt32 {
        let slots = max(tables.floatSlots, tables.integerSlots, tables.outcomes.rowCount)
        let most = min(work.bufferLimit / 4, Int(Int32.max)) / slots
        // The last group may be padded.
        return UInt32(clamping: max(1, most - groupSize * lanes))
    }

    /// Work items of a launch: whole groups.
    func globalSize(_ replications: Int) -> Int {
        let items = (replications + lanes - 1) / lanes
        return (items + groupSize - 1) / groupSize * groupSize
    }

    /// Makes room for a launch and gives the kernel its memory.
    mutating func hold(_ replications: Int, wantsOutcomes: Bool) throws {
        let needed = globalSize(replications)
        if needed > items {
            try release()
            cells = try makeBuffer(tables.floatSlots * needed * lanes)
            whole = try makeBuffer(tables.integerSlots * needed * lanes)
            items = needed
            if work.tuning.poisonsScratch { try poison() }
        }
        // Without a use the kernel still gets a buffer: not every driver takes a null.
        let outcomeCount = wantsOutcomes ? tables.outcomes.rowCount * replications : 1
        if (outcomes?.count ?? 0) < outcomeCount { outcomes = try makeBuffer(outcomeCount) }
        guard let cells, let whole, let outcomes else { return }
        let buffers: [KernelArgument] = [.buffer(cells), .buffer(whole), .buffer(outcomes)]
        for (index, buffer) in zip(Self.arguments, buffers) {
            try kernel.setArgument(index, to: buffer)
        }
    }

    /// Outcomes of the launch before.
    func readOutcomes(_ replications: Int) throws -> [Int32] {
        try outcomes?.read(0..<tables.outcomes.rowCount * replications) ?? []
    }

    /// Gives the memory back to the device; the kernel holds on to it otherwise.
    mutating func release() throws {
        (cells, whole, outcomes, items) = (nil, nil, nil, 0)
        for index in Self.arguments { try kernel.setArgument(index, to: .nullBuffer) }
    }

    /// Stops the program when the kernel has written beyond its memory.
    func checkCanaries() throws {
        try cells?.checkCanary("scratch numbers")
        try whole?.checkCanary("scratch integers")
        try outcomes?.checkCanary("outcomes")
    }

    private func poison() throws {
        if let cells { try cells.write([Float](repeating: .nan, count: cells.count)) }
        if let whole { try whole.write([Int32](repeating: .min + 1, count: whole.count)) }
    }

    private func makeBuffer<Element>(_ count: Int) throws -> Buffer<Element> {
        try Buffer(context: work.context, count: count, canaryCount: canaryCount)
    }
}

extension Buffer<UInt32> {
    /// Sets all elements to zero.
    ///
    /// They are written, not filled: oclgrind takes a filled buffer for an uninitialized one.
    func clear() throws {
        try write([UInt32](repeating: 0, count: count))
    }
}

/// Elements after the end of a buffer that no kernel may touch.
let canaryCount = 64

extension Buffer {
    /// Stops the program when a kernel has written beyond the end: its counters are worth nothing.
    func checkCanary(_ contents: String) throws {
        let damaged = try firstDamagedCanaryByte()
        precondition(damaged == nil, "a kernel wrote beyond the end of its \(contents)")
    }
}
