// Kernels compiled for a device.

internal import COpenCL

/// Kernels compiled for a context's device.
///
/// The build options are fixed: `-cl-std=CL1.2 -Werror` and the caller's
/// definitions. There is no way to relax floating point, because engines must
/// agree bit for bit.
public final class Program {
    /// Where the program was built.
    public let context: Context

    /// The options that the driver was given.
    public let options: String

    /// What the compiler said about a program that did build; often empty.
    public let buildLog: String

    let handle: cl_program

    /// Compiles sources, joined in their order.
    ///
    /// - Parameters:
    ///   - context: Where the kernels will run.
    ///   - sources: Texts in OpenCL C 1.2; an `#include` of one by another finds
    ///     nothing.
    ///   - defines: Names and values of macros, given to the compiler in the order of
    ///     the names.
    /// - Precondition: Each name is a C identifier; no value has a space, quotation
    ///   mark or backslash, which drivers read in different ways.
    /// - Throws: ``OpenCLError``; a source that does not compile gives
    ///   `CL_BUILD_PROGRAM_FAILURE` of `clBuildProgram`, with the build log.
    public init(
        context: Context,
        sources: [KernelSource],
        defines: [String: String] = [:]
    ) throws(OpenCLError) {
        let handle = try Self.create(context, sources.map(\.numbered).joined())
        let options = Self.options(defines)
        let device = context.device
        var devices: [cl_device_id?] = [device.handle]
        let status = context.api.clBuildProgram(handle, 1, &devices, options, nil, nil)
        let log = try? Self.log(of: handle, context)
        guard status == CL_SUCCESS else {
            context.released(context.api.clReleaseProgram(handle), "clReleaseProgram")
            throw OpenCLError(
                status: OpenCLStatus(rawValue: status),
                operation: "clBuildProgram",
                device: device.name,
                detail: "options \(options)",
                buildLog: log
            )
        }
        self.context = context
        self.options = options
        self.handle = handle
        buildLog = log ?? ""
    }

    deinit {
        context.released(context.api.clReleaseProgram(handle), "clReleaseProgram")
    }
}

extension Program {
    private static func create(_ context: Context, _ text: String) throws(OpenCLError) -> cl_program
    {
        var status: Int32 = 0
        var length = text.utf8.count
        let program = text.withCString { characters in
            var strings: [UnsafePointer<CChar>?] = [characters]
            return context.api.clCreateProgramWithSource(
                context.handle,
                1,
                &strings,
                &length,
                &status
            )
        }
        let device = context.device.name
        try check(status, "clCreateProgramWithSource", device: device)
        guard let program else {
            throw .missingHandle("clCreateProgramWithSource", device: device)
        }
        return program
    }

    private static func options(_ defines: [String: String]) -> String {
        var options = ["-cl-std=CL1.2", "-Werror"]
        for (name, value) in defines.sorted(by: { $0.key < $1.key }) {
            precondition(isIdentifier(name), "\(name) is no name of a macro")
            precondition(
                !value.contains { $0.isWhitespace || "\"'\\".contains($0) },
                "the value of \(name) has a character that drivers read in different ways: \(value)"
            )
            options.append("-D \(name)=\(value)")
        }
        return options.joined(separator: " ")
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.first, !first.isNumber else { return false }
        return name.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    private static func log(
        of program: cl_program,
        _ context: Context
    ) throws(OpenCLError) -> String {
        try text("clGetProgramBuildInfo", device: context.device.name) { size, bytes, needed in
            context.api.clGetProgramBuildInfo(
                program,
                context.device.handle,
                cl_program_build_info(CL_PROGRAM_BUILD_LOG),
                size,
                bytes,
                needed
            )
        }
    }
}
