// The opened OpenCL library: its table of functions, and the one way a status becomes an error.

internal import COpenCL

/// The functions of an OpenCL library that was found at run time.
///
/// The table never changes after the load and OpenCL's functions may be called
/// from any thread, hence `@unchecked Sendable`: C function pointers carry no
/// such mark.
final class OpenCLLibrary: @unchecked Sendable {
    let api: mr_opencl_api

    private init(api: mr_opencl_api) {
        self.api = api
    }

    /// The library under its usual names, looked for once in a process.
    private static let usual = Result { () throws(OpenCLUnavailable) -> OpenCLLibrary in
        try open(names: OpenCLDevices.libraryNames)
    }

    /// Returns the library that opens under the first possible of `names`.
    static func load(names: [String]) throws(OpenCLUnavailable) -> OpenCLLibrary {
        guard names != OpenCLDevices.libraryNames else { return try usual.get() }
        return try open(names: names)
    }

    private static func open(names: [String]) throws(OpenCLUnavailable) -> OpenCLLibrary {
        let table = UnsafeMutablePointer<mr_opencl_api>.allocate(capacity: 1)
        defer { table.deallocate() }
        var message = [CChar](repeating: 0, count: 4096)
        guard fill(table, names: names, message: &message) else {
            let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw OpenCLUnavailable(loaderMessage: String(decoding: bytes, as: UTF8.self))
        }
        return OpenCLLibrary(api: table.move())
    }

    private static func fill(
        _ table: UnsafeMutablePointer<mr_opencl_api>,
        names: [String],
        message: inout [CChar]
    ) -> Bool {
        // The names as C strings in one block, each at its offset.
        var text: [CChar] = []
        let offsets = names.map { name in
            defer { text += name.utf8CString }
            return text.count
        }
        return text.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return false }
            return offsets.map { base + $0 }
                .withUnsafeBufferPointer { pointers in
                    guard let first = pointers.baseAddress else { return false }
                    return mr_opencl_load(first, pointers.count, table, &message, message.count)
                }
        }
    }
}

/// Throws unless `status` is success.
///
/// - Parameters:
///   - status: What the C call returned.
///   - operation: The C call's name.
///   - device: The name of the device that it was for.
///   - kernel: The kernel that it was for.
///   - detail: What was asked for; computed only on failure.
/// - Throws: ``OpenCLError`` made of all that.
func check(
    _ status: Int32,
    _ operation: String,
    device: String? = nil,
    kernel: String? = nil,
    detail: @autoclosure () -> String? = nil
) throws(OpenCLError) {
    guard status != CL_SUCCESS else { return }
    throw OpenCLError(
        status: OpenCLStatus(rawValue: status),
        operation: operation,
        device: device,
        kernel: kernel,
        detail: detail()
    )
}
