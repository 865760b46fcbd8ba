// Every device that a driver names ends either among the usable ones or, with a reason, among those
// left out.

internal import COpenCL

/// The devices of a machine, and what could not be used.
public struct DeviceSurvey: Sendable {
    /// A device, or a whole driver, that was left out of the list.
    public struct Skipped: Hashable, Sendable {
        /// The device's or the platform's name.
        public let name: String
        /// Why it cannot be used.
        public let reason: String
    }

    /// The devices that can run kernels, in the drivers' order.
    public internal(set) var devices: [Device] = []

    /// What was left out, and why.
    public internal(set) var skipped: [Skipped] = []
}

extension DeviceSurvey {
    /// Adds the devices of one platform.
    mutating func add(_ platform: Platform, _ library: OpenCLLibrary) {
        let handles: [cl_device_id]
        do {
            handles = try Self.devices(of: platform, library)
        } catch {
            skipped.append(Skipped(name: platform.name, reason: error.description))
            return
        }
        for handle in handles {
            do {
                let device = try Device(library: library, platform: platform, handle: handle)
                if let reason = try device.reasonAgainstUse() {
                    skipped.append(Skipped(name: device.description, reason: reason))
                } else {
                    devices.append(device)
                }
            } catch {
                let name = "a device of \(platform.name)"
                skipped.append(Skipped(name: name, reason: error.description))
            }
        }
    }

    private static func devices(
        of platform: Platform,
        _ library: OpenCLLibrary
    ) throws(OpenCLError) -> [cl_device_id] {
        let all = cl_device_type(CL_DEVICE_TYPE_ALL)
        var count: cl_uint = 0
        let status = library.api.clGetDeviceIDs(platform.handle, all, 0, nil, &count)
        if status == CL_DEVICE_NOT_FOUND { return [] }
        try check(status, "clGetDeviceIDs")
        guard count > 0 else { return [] }
        var handles = [cl_device_id?](repeating: nil, count: Int(count))
        try check(
            library.api.clGetDeviceIDs(platform.handle, all, count, &handles, nil),
            "clGetDeviceIDs"
        )
        return handles.compactMap(\.self)
    }
}

extension Device {
    /// Why kernels cannot run on the device; `nil` if they can.
    fileprivate func reasonAgainstUse() throws(OpenCLError) -> String? {
        let query = DeviceQuery(library: library, handle: handle)
        if try query.value(CL_DEVICE_AVAILABLE, initially: cl_bool(0)) == 0 {
            return "the driver says that it is not available"
        }
        if try query.value(CL_DEVICE_COMPILER_AVAILABLE, initially: cl_bool(0)) == 0 {
            return "the driver has no compiler for kernels"
        }
        // The library may hand a call that is new in 1.2 to a driver that lacks it.
        if version.hasPrefix("OpenCL 1.0") || version.hasPrefix("OpenCL 1.1") {
            return "OpenCL 1.2 is needed, and it has \(version)"
        }
        return nil
    }
}
