/// A status code of the OpenCL C API.
///
/// The constants keep the Khronos spelling, so that a name in a message can be
/// searched for in the specification and in a driver's documentation. A driver
/// may return a code that is not among them.
///
/// ```swift
/// do {
///     let program = try Program(context: context, sources: [source])
/// } catch OpenCLStatus.CL_BUILD_PROGRAM_FAILURE {
///     // any OpenCLError with this status
/// }
/// ```
///
/// - Source: Khronos OpenCL 1.2 specification and headers `cl.h`, `cl_gl.h` and
///   `cl_ext.h`; OpenCL 2.x codes because a newer driver may return them.
public struct OpenCLStatus: RawRepresentable, Hashable, Sendable {
    /// The code, as the C call returned it.
    public let rawValue: Int32

    /// Wraps a code, known or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The Khronos spelling; `nil` for a code that is not in the table.
    public var name: String? { Self.names[rawValue] }

    /// Lets `catch OpenCLStatus.CL_…` match an ``OpenCLError`` by its status.
    public static func ~= (pattern: OpenCLStatus, error: any Error) -> Bool {
        (error as? OpenCLError)?.status == pattern
    }
}

extension OpenCLStatus: CustomStringConvertible {
    /// The Khronos spelling and the number, as in `CL_INVALID_VALUE (-30)`.
    public var description: String {
        guard let name else { return "status \(rawValue), which Khronos does not define" }
        return "\(name) (\(rawValue))"
    }
}
