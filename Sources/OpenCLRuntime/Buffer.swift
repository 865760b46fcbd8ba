// Memory on a device.

internal import COpenCL

/// Memory of a device, without the type of what it holds.
final class DeviceMemory {
    let context: Context
    let handle: cl_mem

    init(context: Context, byteCount: Int, access: BufferAccess) throws(OpenCLError) {
        let limit = context.device.maximumAllocation
        guard byteCount > 0, byteCount <= limit else {
            throw .bufferSize("\(byteCount) bytes, expected 1 to \(limit)", context)
        }
        var status: Int32 = 0
        let handle = context.api.clCreateBuffer(
            context.handle,
            access.flags,
            byteCount,
            nil,
            &status
        )
        let device = context.device.name
        try check(status, "clCreateBuffer", device: device, detail: "\(byteCount) bytes")
        guard let handle else { throw .missingHandle("clCreateBuffer", device: device) }
        self.context = context
        self.handle = handle
    }

    deinit {
        context.released(context.api.clReleaseMemObject(handle), "clReleaseMemObject")
    }
}

extension OpenCLError {
    fileprivate static func bufferSize(_ detail: String, _ context: Context) -> OpenCLError {
        OpenCLError(
            status: .CL_INVALID_BUFFER_SIZE,
            operation: "clCreateBuffer",
            device: context.device.name,
            detail: detail
        )
    }
}

/// What kernels do with a buffer; the host may always write and read it.
public enum BufferAccess: Sendable {
    /// Kernels read and write it.
    case readWrite
    /// Kernels only read it.
    case readOnly
    /// Kernels only write it.
    case writeOnly

    var flags: cl_mem_flags {
        switch self {
        case .readWrite: cl_mem_flags(CL_MEM_READ_WRITE)
        case .readOnly: cl_mem_flags(CL_MEM_READ_ONLY)
        case .writeOnly: cl_mem_flags(CL_MEM_WRITE_ONLY)
        }
    }
}

/// A row of elements in a device's memory.
///
/// `Element` is a number, or a struct imported from C that host and device lay
/// out alike; every pattern of bits must be a value of it, because that is what
/// ``read()`` returns. A new buffer holds undefined values until it is written,
/// filled or initialized by a kernel.
///
/// A buffer may carry a canary: bytes of a known pattern after the last element.
/// ``firstDamagedCanaryByte()`` then tells whether a kernel wrote past the end.
public final class Buffer<Element: BitwiseCopyable> {
    /// The number of elements, without the canary.
    public let count: Int

    let memory: DeviceMemory
    private let canaryBytes: Int

    /// Creates a buffer of undefined values.
    ///
    /// - Parameters:
    ///   - context: Where the buffer lives.
    ///   - count: The number of elements [1], at least 1.
    ///   - access: What kernels do with it.
    ///   - canaryCount: The number of further elements [1] that hold the canary.
    /// - Throws: ``OpenCLError`` of `clCreateBuffer`, with `CL_INVALID_BUFFER_SIZE` if
    ///   the size is zero or above the device's limit.
    public init(
        context: Context,
        count: Int,
        access: BufferAccess = .readWrite,
        canaryCount: Int = 0
    ) throws(OpenCLError) {
        precondition(count >= 0 && canaryCount >= 0, "a buffer has no negative count")
        let (total, tooMany) = count.addingReportingOverflow(canaryCount)
        let (size, tooLarge) = total.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard count > 0, !tooMany, !tooLarge else {
            throw .bufferSize("\(count) elements and \(canaryCount) in the canary", context)
        }
        memory = try DeviceMemory(context: context, byteCount: size, access: access)
        canaryBytes = canaryCount * MemoryLayout<Element>.stride
        self.count = count
        if canaryBytes > 0 {
            try fill(Self.canaryPattern, from: byteCount, byteCount: canaryBytes)
        }
    }

    /// Creates a buffer with the values of an array.
    ///
    /// - Parameters:
    ///   - context: Where the buffer lives.
    ///   - values: The elements, at least one.
    ///   - access: What kernels do with it.
    ///   - canaryCount: The number of further elements [1] that hold the canary.
    /// - Throws: ``OpenCLError`` of `clCreateBuffer` or `clEnqueueWriteBuffer`.
    public convenience init(
        context: Context,
        copying values: [Element],
        access: BufferAccess = .readWrite,
        canaryCount: Int = 0
    ) throws(OpenCLError) {
        try self.init(
            context: context,
            count: values.count,
            access: access,
            canaryCount: canaryCount
        )
        try write(values)
    }

    /// The size of the elements [bytes], without the canary.
    public var byteCount: Int { count * MemoryLayout<Element>.stride }
}

extension Buffer {
    /// No number that a kernel is likely to write.
    private static var canaryPattern: UInt8 { 0xA5 }

    /// Finds the first byte of the canary that a kernel changed.
    ///
    /// - Returns: Its distance from the end of the elements [bytes]; `nil` if the
    ///   canary is whole, or there is none.
    /// - Throws: ``OpenCLError`` of `clEnqueueReadBuffer`.
    public func firstDamagedCanaryByte() throws(OpenCLError) -> Int? {
        guard canaryBytes > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: canaryBytes)
        let status = bytes.withUnsafeMutableBytes { read($0, fromByte: byteCount) }
        try check(status, "clEnqueueReadBuffer", device: memory.context.device.name)
        return bytes.firstIndex { $0 != Self.canaryPattern }
    }
}
