/// Something that advances replications: the CPU, or an OpenCL device.
///
/// Engines differ in speed alone. The same tables, seed and replication numbers give the same
/// counters on every engine, thread count and launch size.
///
/// - Parity: exact.
public protocol Engine: Sendable {
    /// What it is, for results and reports.
    var identity: EngineIdentity { get }

    /// Prepares a ramp run; the session keeps what launches share.
    ///
    /// - Throws: the engine's own error when the device refuses.
    func ramp(_ tables: RampTables) throws -> any RampSession

    /// Prepares flow simulations of a fab; the session keeps what launches share.
    ///
    /// - Throws: the engine's own error when the device refuses.
    func flow(_ tables: FlowTables) throws -> any FlowSession

    /// Samples write times of one layer class on one writer.
    ///
    /// - Parameters:
    ///   - exposure: the packed case.
    ///   - seed: key of all draws.
    ///   - first: number of the first sample.
    ///   - count: how many.
    /// - Returns: histogram and sums.
    /// - Throws: the engine's own error when the device refuses.
    func sample(
        _ exposure: ExposureCase,
        seed: UInt64,
        first: UInt64,
        count: UInt64
    ) throws -> ExposureTally
}

/// What an engine is.
public struct EngineIdentity: Sendable, Equatable, Codable {
    /// `cpu` or `opencl`.
    public var kind: String
    /// The processor or device.
    public var device: String
    /// The driver and its version; for the CPU the vector widths it was built for.
    public var driver: String
    /// SHA-256 of the kernels' text.
    public var kernelSHA256: String
    /// The build of the program (``Version/build``).
    public var build: String?

    /// Makes an identity, of this program.
    public init(kind: String, device: String, driver: String, kernelSHA256: String) {
        self.kind = kind
        self.device = device
        self.driver = driver
        self.kernelSHA256 = kernelSHA256
        build = Version.build
    }

    /// A version of the program, with the build.
    public func program(version: String) -> String {
        build.map { "\(version) (build \($0))" } ?? version
    }

    enum CodingKeys: String, CodingKey {
        case kind, device, driver, build
        case kernelSHA256 = "kernel_sha256"
    }
}

/// A ramp run on one engine.
public protocol RampSession: AnyObject {
    /// Replications that one launch should have: about a second's work at most, and no more than
    /// `RampLaunch.largest`.
    var launchSize: UInt32 { get }

    /// Advances some replications and adds them to the session's counters.
    ///
    /// - Parameter launch: which replications.
    /// - Returns: when `launch.wantsOutcomes`, `[row][replication]` as `RampTables.outcomes` lays
    ///   them out, rows × count elements, else nothing.
    /// - Throws: the engine's own error when the device fails.
    func advance(_ launch: RampLaunch) throws -> [Int32]

    /// The counters of all launches so far.
    ///
    /// - Throws: the engine's own error when the device fails.
    func tally() throws -> RampTally
}

/// Some consecutive replications.
public struct RampLaunch: Sendable, Equatable {
    /// Most replications of one launch: 32-bit sums of utilisation hold that many.
    public static let largest: UInt32 = 1 << 19

    /// Key of all draws.
    public var seed: UInt64
    /// Number of the first replication.
    public var first: UInt64
    /// How many, at most `largest`.
    public var count: UInt32
    /// Returns what each replication came to.
    public var wantsOutcomes: Bool

    /// Makes a launch.
    public init(
        seed: UInt64,
        first: UInt64,
        count: UInt32,
        wantsOutcomes: Bool = false
    ) {
        precondition(count <= Self.largest, "a launch has at most \(Self.largest) replications")
        self.seed = seed
        self.first = first
        self.count = count
        self.wantsOutcomes = wantsOutcomes
    }
}
