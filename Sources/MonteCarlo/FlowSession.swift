internal import CKernels

/// Flow simulations of one fab on one engine.
public protocol FlowSession: AnyObject {
    /// Replications that one launch should have.
    var launchSize: Int { get }

    /// Simulates some replications from begin to end, and adds their times to the histograms.
    ///
    /// - Parameters:
    ///   - launch: which replications.
    ///   - course: `FlowTables.courseSize` numbers of a replication, counted from the launch's first;
    ///     asked for once each, by all threads of the engine.
    /// - Returns: what each came to.
    /// - Throws: `FlowFailure` for the first replication that meets a bound, or the engine's own
    ///   error.
    func advance(
        _ launch: FlowLaunch,
        course: @Sendable (Int) -> [Float]
    ) throws -> FlowOutcomes

    /// Histograms of all launches so far, `[FlowTables.sectionCount][FlowTables.counterCount]`;
    /// replications belong to sections in turn.
    ///
    /// - Throws: the engine's own error when the device fails.
    func histograms() throws -> [UInt64]
}

/// Some consecutive replications of a flow simulation.
public struct FlowLaunch: Sendable, Equatable {
    /// Key of all draws.
    public var seed: UInt64
    /// Number of the first replication.
    public var first: UInt32
    /// How many.
    public var count: Int

    /// Makes a launch.
    public init(seed: UInt64, first: UInt32, count: Int) {
        (self.seed, self.first, self.count) = (seed, first, count)
    }
}

/// What replications came to.
public struct FlowOutcomes: Sendable, Equatable {
    /// `[replication][period][FlowTables.rowCount]`.
    public var sums: [UInt64]
    /// Events of all of them.
    public var events: UInt64
    /// Most plates in process at once in any.
    public var peak: Int

    /// Makes outcomes.
    public init(sums: [UInt64], events: UInt64, peak: Int) {
        (self.sums, self.events, self.peak) = (sums, events, peak)
    }
}

/// A replication that met a bound of its memory.
public struct FlowFailure: Error, Sendable, Equatable {
    /// What is full.
    public enum Bound: Int32, Sendable {
        /// Plates in process: `FlowFab.plateBound`.
        case plates = 2
        /// Sets in process: `FlowFab.setBound`.
        case sets
        /// Times that one plate was sent back or lost: 65,536.
        case rounds
    }
    /// What is full.
    public var bound: Bound
    /// Number of the replication.
    public var replication: UInt64

    /// Makes a failure from what a kernel says of a replication; nil when all is well.
    public init?(status: Int32, replication: UInt64) {
        guard let bound = Bound(rawValue: status) else { return nil }
        (self.bound, self.replication) = (bound, replication)
    }
}
