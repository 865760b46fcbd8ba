// The questions that OpenCL answers in the form "how many bytes, then the bytes".

internal import COpenCL

/// A driver's platform: what its devices have in common.
struct Platform {
    let handle: cl_platform_id
    let name: String
    let version: String

    init(library: OpenCLLibrary, handle: cl_platform_id) throws(OpenCLError) {
        self.handle = handle
        name = try Self.string(CL_PLATFORM_NAME, of: handle, library)
        version = try Self.string(CL_PLATFORM_VERSION, of: handle, library)
    }

    private static func string(
        _ property: Int32,
        of handle: cl_platform_id,
        _ library: OpenCLLibrary
    ) throws(OpenCLError) -> String {
        try text("clGetPlatformInfo") { size, bytes, needed in
            library.api.clGetPlatformInfo(
                handle,
                cl_platform_info(property),
                size,
                bytes,
                needed
            )
        }
    }
}

/// Properties of one device.
struct DeviceQuery {
    let library: OpenCLLibrary
    let handle: cl_device_id

    func string(_ property: Int32) throws(OpenCLError) -> String {
        try text("clGetDeviceInfo") { size, bytes, needed in
            library.api.clGetDeviceInfo(handle, cl_device_info(property), size, bytes, needed)
        }
    }

    func value<Value: BitwiseCopyable>(
        _ property: Int32,
        initially value: Value
    ) throws(OpenCLError) -> Value {
        var value = value
        let status = library.api.clGetDeviceInfo(
            handle,
            cl_device_info(property),
            MemoryLayout<Value>.size,
            &value,
            nil
        )
        try check(status, "clGetDeviceInfo", detail: "property \(property)")
        return value
    }
}

/// Reads a text of a length that the driver has to be asked for first.
///
/// - Parameters:
///   - operation: The C call's name, for the error.
///   - device: The device's name, for the error.
///   - ask: Makes the call with a size, a place for the bytes and a place for the
///     size that is needed.
/// - Returns: The text up to its first zero byte.
/// - Throws: ``OpenCLError`` of the call.
func text(
    _ operation: String,
    device: String? = nil,
    ask: (Int, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int>?) -> Int32
) throws(OpenCLError) -> String {
    var size = 0
    try check(ask(0, nil, &size), operation, device: device)
    guard size > 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: size)
    try check(ask(size, &bytes, nil), operation, device: device)
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
}

/// Properties of one kernel on its context's device.
struct KernelQuery {
    let context: Context
    let handle: cl_kernel
    let name: String

    func argumentCount() throws(OpenCLError) -> Int {
        var count: cl_uint = 0
        let status = context.api.clGetKernelInfo(
            handle,
            cl_kernel_info(CL_KERNEL_NUM_ARGS),
            MemoryLayout<cl_uint>.size,
            &count,
            nil
        )
        try check(status, "clGetKernelInfo", device: context.device.name, kernel: name)
        return Int(count)
    }

    func workGroupValue(_ property: Int32) throws(OpenCLError) -> Int {
        var value = 0
        let status = context.api.clGetKernelWorkGroupInfo(
            handle,
            context.device.handle,
            cl_kernel_work_group_info(property),
            MemoryLayout<Int>.size,
            &value,
            nil
        )
        try check(status, "clGetKernelWorkGroupInfo", device: context.device.name, kernel: name)
        return value
    }
}
