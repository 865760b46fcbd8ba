// A device in use: its OpenCL context and one command queue.

internal import COpenCL

/// A device in use, with one queue that runs commands in the order they are given.
///
/// Buffers, programs and kernels are made from a context and keep it alive; each
/// releases its OpenCL object when the last reference to it goes. One thread at a
/// time uses a context and what was made from it.
public final class Context {
    /// The device that the context is for.
    public let device: Device

    let handle: cl_context
    let queue: cl_command_queue
    private let onReleaseFailure: (OpenCLError) -> Void

    /// Creates a context and its queue.
    ///
    /// - Parameters:
    ///   - device: A device of ``OpenCLDevices/list(libraryNames:)``.
    ///   - onReleaseFailure: Told when an object of this context could not be
    ///     released. That happens in a `deinit`, which cannot throw.
    /// - Throws: ``OpenCLError`` of `clCreateContext` or `clCreateCommandQueue`.
    public init(
        device: Device,
        onReleaseFailure: @escaping (OpenCLError) -> Void = { _ in }
    ) throws(OpenCLError) {
        let properties = [
            cl_context_properties(CL_CONTEXT_PLATFORM),
            cl_context_properties(bitPattern: device.platform),
            0,
        ]
        let api = device.library.api
        var devices: [cl_device_id?] = [device.handle]
        var status: Int32 = 0
        let context = api.clCreateContext(properties, 1, &devices, nil, nil, &status)
        try check(status, "clCreateContext", device: device.name)
        guard let context else {
            throw .missingHandle("clCreateContext", device: device.name)
        }
        let queue = api.clCreateCommandQueue(context, device.handle, 0, &status)
        guard status == CL_SUCCESS, let queue else {
            _ = api.clReleaseContext(context)
            try check(status, "clCreateCommandQueue", device: device.name)
            throw .missingHandle("clCreateCommandQueue", device: device.name)
        }
        self.device = device
        self.handle = context
        self.queue = queue
        self.onReleaseFailure = onReleaseFailure
    }

    deinit {
        released(api.clReleaseCommandQueue(queue), "clReleaseCommandQueue")
        released(api.clReleaseContext(handle), "clReleaseContext")
    }

    /// Hands all commands to the device without waiting for them.
    ///
    /// - Throws: ``OpenCLError`` of `clFlush`.
    public func flush() throws(OpenCLError) {
        try check(api.clFlush(queue), "clFlush", device: device.name)
    }

    /// Waits until all commands have run.
    ///
    /// - Throws: ``OpenCLError`` of `clFinish`; a kernel that failed on the device may
    ///   show here or at the next read.
    public func finish() throws(OpenCLError) {
        try check(api.clFinish(queue), "clFinish", device: device.name)
    }

    var api: mr_opencl_api { device.library.api }

    /// Passes a failure to release on to whoever asked to know.
    func released(_ status: Int32, _ operation: String) {
        do {
            try check(status, operation, device: device.name)
        } catch {
            onReleaseFailure(error)
        }
    }
}

extension OpenCLError {
    /// A driver that reports success and returns nothing.
    static func missingHandle(_ operation: String, device: String) -> OpenCLError {
        OpenCLError(
            status: .CL_INVALID_VALUE,
            operation: operation,
            device: device,
            detail: "the driver reported success and returned nothing"
        )
    }
}
