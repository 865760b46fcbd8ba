// What is known about a device before anything is created on it.

internal import COpenCL

/// A device that an OpenCL driver offers.
///
/// A device is a description and a handle that stays valid as long as the
/// process runs. It can be shared between threads freely (`@unchecked` because
/// a C handle carries no such mark). Two values are equal when they are the same
/// device.
public struct Device: @unchecked Sendable {
    /// The sort of processor behind a device.
    public enum Kind: String, Sendable {
        /// The host's own processor.
        case cpu
        /// A graphics processor.
        case gpu
        /// Anything else: an accelerator card, or a type of its own.
        case other
    }

    /// The name of the driver's platform.
    public let platformName: String
    /// The OpenCL version of the platform, as `OpenCL 3.0 PoCL 3.1`.
    public let platformVersion: String
    /// The maker of the device.
    public let vendor: String
    /// The name of the device.
    public let name: String
    /// The OpenCL version of the device, as `OpenCL 3.0 PoCL HSTR: …`.
    public let version: String
    /// The version of the driver, in the driver's own form.
    public let driverVersion: String
    /// CPU, GPU or other.
    public let kind: Kind
    /// The number of parallel compute units [1].
    public let computeUnits: Int
    /// The size of global memory [bytes].
    public let globalMemory: Int
    /// The largest single buffer [bytes].
    public let maximumAllocation: Int
    /// The largest work group [work items]; a kernel's own limit may be lower.
    public let maximumWorkGroupSize: Int
    /// Whether the device stores the lowest byte of a number first, as every host
    /// that Swift runs on does.
    public let isLittleEndian: Bool

    let library: OpenCLLibrary
    let platform: cl_platform_id
    let handle: cl_device_id
}

extension Device: Hashable {
    /// Whether both values are the same device.
    public static func == (first: Device, second: Device) -> Bool {
        first.handle == second.handle
    }

    /// Hashes the handle.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(handle)
    }
}

extension Device: CustomStringConvertible {
    /// The device's name and its platform.
    public var description: String { "\(name) (\(platformName))" }
}

extension Device {
    /// Asks the driver for every property of a device.
    init(library: OpenCLLibrary, platform: Platform, handle: cl_device_id) throws(OpenCLError) {
        let query = DeviceQuery(library: library, handle: handle)
        self.library = library
        self.platform = platform.handle
        self.handle = handle
        platformName = platform.name
        platformVersion = platform.version
        vendor = try query.string(CL_DEVICE_VENDOR)
        name = try query.string(CL_DEVICE_NAME)
        version = try query.string(CL_DEVICE_VERSION)
        driverVersion = try query.string(CL_DRIVER_VERSION)
        kind = Kind(try query.value(CL_DEVICE_TYPE, initially: cl_device_type(0)))
        computeUnits = Int(try query.value(CL_DEVICE_MAX_COMPUTE_UNITS, initially: cl_uint(0)))
        globalMemory = Int(
            clamping: try query.value(CL_DEVICE_GLOBAL_MEM_SIZE, initially: cl_ulong(0))
        )
        maximumAllocation = Int(
            clamping: try query.value(CL_DEVICE_MAX_MEM_ALLOC_SIZE, initially: cl_ulong(0))
        )
        maximumWorkGroupSize = try query.value(CL_DEVICE_MAX_WORK_GROUP_SIZE, initially: 0)
        isLittleEndian = try query.value(CL_DEVICE_ENDIAN_LITTLE, initially: cl_bool(0)) != 0
    }
}

extension Device.Kind {
    init(_ type: cl_device_type) {
        if type & cl_device_type(CL_DEVICE_TYPE_GPU) != 0 {
            self = .gpu
        } else if type & cl_device_type(CL_DEVICE_TYPE_CPU) != 0 {
            self = .cpu
        } else {
            self = .other
        }
    }
}
