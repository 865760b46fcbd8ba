internal import CKernels
public import MonteCarlo
public import OpenCLRuntime

/// The kernels on one OpenCL device.
///
/// Sessions of one engine share the device and take turns on it.
///
/// - Parity: exact, whatever the device, the size of its launches and how a launch is split.
public struct OpenCLEngine: Engine {
    /// Names the device, its driver and the kernels.
    public let identity: EngineIdentity
    private let work: DeviceWork

    /// Makes an engine.
    ///
    /// Kernels are built when they are first used.
    ///
    /// - Parameter device: a usable device, as in `OpenCLListing`.
    /// - Throws: `OpenCLError` when the driver gives no context.
    public init(device: Device) throws {
        try self.init(device: device, tuning: LaunchTuning(device))
    }

    /// Makes an engine whose launches have another form than the device's own, for tests.
    package init(device: Device, tuning: LaunchTuning) throws {
        identity = EngineIdentity(
            kind: "opencl",
            device: device.name,
            driver: "\(device.platformVersion) / \(device.driverVersion)",
            kernelSHA256: KernelText.sha256
        )
        work = try DeviceWork(device: device, tuning: tuning)
    }

    /// Prepares a ramp run.
    ///
    /// - Throws: `OpenCLError`; when the kernel does not build, it carries the driver's log.
    public func ramp(_ tables: RampTables) throws -> any RampSession {
        try OpenCLRampSession(tables: tables, work: work)
    }

    /// Prepares flow simulations of a fab.
    ///
    /// - Throws: `OpenCLError`; when the kernel does not build, it carries the driver's log.
    public func flow(_ tables: FlowTables) throws -> any FlowSession {
        try OpenCLFlowSession(tables: tables, work: work)
    }

    /// Samples write times.
    ///
    /// - Throws: `OpenCLError`; when the kernel does not build, it carries the driver's log.
    public func sample(
        _ exposure: ExposureCase,
        seed: UInt64,
        first: UInt64,
        count: UInt64
    ) throws -> ExposureTally {
        try work.inTurn {
            var run = try ExposureRun(exposure, seed: seed, work: work)
            return try run.sample(first: first, count: count)
        }
    }
}
