/// An OpenCL call that failed, or one that was stopped before the driver saw it.
///
/// ``operation`` is always the name of the C function, so that the status can be
/// looked up in its page of the specification. A check that this module makes
/// before a call uses the status that OpenCL defines for the same fault.
public struct OpenCLError: Error, Hashable, Sendable {
    /// The status that the call returned.
    public let status: OpenCLStatus

    /// The name of the C function, as `clBuildProgram`.
    public let operation: String

    /// The name of the device, where one was involved.
    public let device: String?

    /// The name of the kernel, where one was involved.
    public let kernel: String?

    /// What was asked for and what would have been right, where it is known.
    public let detail: String?

    /// The compiler's output, when a program did not build.
    public let buildLog: String?

    /// Creates an error; everything but the status and the call is optional.
    ///
    /// - Parameters:
    ///   - status: The status that the call returned.
    ///   - operation: The name of the C function.
    ///   - device: The name of the device.
    ///   - kernel: The name of the kernel.
    ///   - detail: What was asked for and what would have been right.
    ///   - buildLog: The compiler's output.
    public init(
        status: OpenCLStatus,
        operation: String,
        device: String? = nil,
        kernel: String? = nil,
        detail: String? = nil,
        buildLog: String? = nil
    ) {
        self.status = status
        self.operation = operation
        self.device = device
        self.kernel = kernel
        self.detail = detail
        self.buildLog = buildLog
    }
}

extension OpenCLError: CustomStringConvertible {
    /// The call, status, kernel, device and detail on one line; then the build log.
    public var description: String {
        var text = "\(operation) gave \(status)"
        if let kernel { text += " for kernel \(kernel)" }
        if let device { text += " on \(device)" }
        if let detail { text += ": \(detail)" }
        if let buildLog { text += "\nbuild log:\n\(buildLog)" }
        return text
    }
}
