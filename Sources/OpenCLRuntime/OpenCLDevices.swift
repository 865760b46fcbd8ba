// Room OpenCLRuntime: OpenCL 1.2 for Swift, found at run time. It knows devices, buffers and
// kernels, and nothing of what the kernels compute.
//
//     let devices = try OpenCLDevices.list()
//     let context = try Context(device: devices[0])
//     let program = try Program(context: context, sources: [KernelSource(name: "a.cl", text: …)])
//     let kernel = try Kernel(program: program, name: "add")
//     let sums = try Buffer<Float>(context: context, count: n)
//     try kernel.setArguments(.buffer(sums), .uint32(UInt32(n)))
//     try kernel.enqueue(globalSize: n)
//     let result = try sums.read()
//
// A context and all that is made from it belong to one thread at a time. The classes are not
// Sendable, so the compiler sees to that: a whole context may be sent to another thread, or sit
// behind a Mutex, but not be shared.

internal import COpenCL

/// Where devices come from.
public enum OpenCLDevices {
    /// The names under which the OpenCL library is looked for, in order.
    ///
    /// The first is what the packages of drivers install; the second comes with
    /// development files.
    public static let libraryNames = ["libOpenCL.so.1", "libOpenCL.so"]

    /// Lists the devices that can run kernels, in the drivers' order.
    ///
    /// No driver, no device and a device that is switched off are not errors: the
    /// list is shorter, or empty. ``survey(libraryNames:)`` also says what was left
    /// out.
    ///
    /// - Parameter libraryNames: Names as `dlopen` takes them.
    /// - Returns: The usable devices of all drivers.
    /// - Throws: ``OpenCLUnavailable`` without an OpenCL library; ``OpenCLError`` if
    ///   the library itself fails.
    public static func list(libraryNames: [String] = libraryNames) throws -> [Device] {
        try survey(libraryNames: libraryNames).devices
    }

    /// Lists the devices that can run kernels and those that cannot.
    ///
    /// - Parameter libraryNames: Names as `dlopen` takes them.
    /// - Returns: What was found. One driver's failure does not hide another's
    ///   devices.
    /// - Throws: ``OpenCLUnavailable`` without an OpenCL library; ``OpenCLError`` if
    ///   the library itself fails.
    public static func survey(libraryNames: [String] = libraryNames) throws -> DeviceSurvey {
        let library = try OpenCLLibrary.load(names: libraryNames)
        var survey = DeviceSurvey()
        for handle in try platforms(library) {
            do {
                let platform = try Platform(library: library, handle: handle)
                survey.add(platform, library)
            } catch {
                survey.skipped.append(.init(name: "a platform", reason: error.description))
            }
        }
        return survey
    }

    private static func platforms(_ library: OpenCLLibrary) throws(OpenCLError) -> [cl_platform_id]
    {
        var count: cl_uint = 0
        let status = library.api.clGetPlatformIDs(0, nil, &count)
        if status == OpenCLStatus.CL_PLATFORM_NOT_FOUND_KHR.rawValue { return [] }
        try check(status, "clGetPlatformIDs")
        guard count > 0 else { return [] }
        var handles = [cl_platform_id?](repeating: nil, count: Int(count))
        try check(library.api.clGetPlatformIDs(count, &handles, nil), "clGetPlatformIDs")
        return handles.compactMap(\.self)
    }
}
