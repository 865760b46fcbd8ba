// One entry point of a program, with its arguments.

internal import COpenCL

/// An entry point of a program.
///
/// Arguments stay set between launches, and the kernel keeps the buffers among
/// them alive.
public final class Kernel {
    /// The program that holds the kernel.
    public let program: Program

    /// The name of the `__kernel` function.
    public let name: String

    /// The number of arguments that the function declares.
    public let argumentCount: Int

    /// The largest work group that the device can run this kernel with [work items].
    public let maximumWorkGroupSize: Int

    /// The work-group size, and its multiples, that suit the device [work items].
    public let preferredWorkGroupMultiple: Int

    private let handle: cl_kernel
    private var arguments: [KernelArgument?]

    /// Looks a kernel up.
    ///
    /// - Parameters:
    ///   - program: A program.
    ///   - name: The name of a `__kernel` function in it.
    /// - Throws: ``OpenCLError`` of `clCreateKernel`, with `CL_INVALID_KERNEL_NAME` if
    ///   the program has no such function.
    public init(program: Program, name: String) throws(OpenCLError) {
        let context = program.context
        let device = context.device.name
        var status: Int32 = 0
        let handle = context.api.clCreateKernel(program.handle, name, &status)
        try check(status, "clCreateKernel", device: device, kernel: name)
        guard let handle else { throw .missingHandle("clCreateKernel", device: device) }
        do {
            let query = KernelQuery(context: context, handle: handle, name: name)
            argumentCount = try query.argumentCount()
            maximumWorkGroupSize = try query.workGroupValue(CL_KERNEL_WORK_GROUP_SIZE)
            preferredWorkGroupMultiple =
                try query.workGroupValue(CL_KERNEL_PREFERRED_WORK_GROUP_SIZE_MULTIPLE)
        } catch {
            context.released(context.api.clReleaseKernel(handle), "clReleaseKernel")
            throw error
        }
        self.program = program
        self.name = name
        self.handle = handle
        arguments = Array(repeating: nil, count: argumentCount)
    }

    deinit {
        context.released(context.api.clReleaseKernel(handle), "clReleaseKernel")
    }

    private var context: Context { program.context }
}

extension Kernel {
    /// Sets all arguments, in the order of the kernel's declaration.
    ///
    /// - Parameter values: One value for each argument.
    /// - Throws: ``OpenCLError`` of `clSetKernelArg`, with `CL_INVALID_KERNEL_ARGS` if
    ///   there are too few or too many; then none is set.
    public func setArguments(_ values: KernelArgument...) throws(OpenCLError) {
        try setArguments(values)
    }

    /// Sets all arguments, in the order of the kernel's declaration.
    ///
    /// - Parameter values: One value for each argument.
    /// - Throws: ``OpenCLError`` of `clSetKernelArg`, with `CL_INVALID_KERNEL_ARGS` if
    ///   there are too few or too many; then none is set.
    public func setArguments(_ values: [KernelArgument]) throws(OpenCLError) {
        guard values.count == argumentCount else {
            throw failure(
                .CL_INVALID_KERNEL_ARGS,
                "clSetKernelArg",
                "\(values.count) arguments, expected \(argumentCount)"
            )
        }
        for (index, value) in values.enumerated() {
            try setArgument(index, to: value)
        }
    }

    /// Sets one argument.
    ///
    /// - Parameters:
    ///   - index: The place in the kernel's declaration, from 0.
    ///   - value: The value.
    /// - Throws: ``OpenCLError`` of `clSetKernelArg`, with `CL_INVALID_ARG_INDEX` for an
    ///   index that the kernel does not have, and `CL_INVALID_ARG_SIZE` from most
    ///   drivers for a value of another size.
    public func setArgument(_ index: Int, to value: KernelArgument) throws(OpenCLError) {
        guard arguments.indices.contains(index) else {
            throw failure(
                .CL_INVALID_ARG_INDEX,
                "clSetKernelArg",
                "argument \(index), expected 0 to \(argumentCount - 1)"
            )
        }
        let status = value.withBytes { size, bytes in
            context.api.clSetKernelArg(handle, cl_uint(index), size, bytes)
        }
        guard status == CL_SUCCESS else {
            throw failure(
                OpenCLStatus(rawValue: status),
                "clSetKernelArg",
                "argument \(index) of \(value.size) bytes"
            )
        }
        arguments[index] = value
    }

    /// Puts a launch into the queue and returns.
    ///
    /// - Parameters:
    ///   - globalSize: The number of work items [1], at least 1.
    ///   - localSize: The work items in a group [1]; `globalSize` is a multiple of it.
    ///     `nil` leaves it to the driver.
    ///   - globalOffset: The first `get_global_id(0)`.
    /// - Precondition: No number is negative.
    /// - Throws: ``OpenCLError`` of `clEnqueueNDRangeKernel`, with
    ///   `CL_INVALID_KERNEL_ARGS` if an argument has not been set and
    ///   `CL_INVALID_WORK_GROUP_SIZE` if the local size does not suit.
    public func enqueue(
        globalSize: Int,
        localSize: Int? = nil,
        globalOffset: Int = 0
    ) throws(OpenCLError) {
        precondition(
            globalSize >= 0 && localSize ?? 1 >= 0 && globalOffset >= 0,
            "a range has no negative number"
        )
        let call = "clEnqueueNDRangeKernel"
        if let index = arguments.firstIndex(where: { $0 == nil }) {
            throw failure(.CL_INVALID_KERNEL_ARGS, call, "argument \(index) has not been set")
        }
        var (offset, global) = (globalOffset, globalSize)
        let status = withUnsafePointer(to: localSize ?? 0) { local in
            context.api.clEnqueueNDRangeKernel(
                context.queue,
                handle,
                1,
                &offset,
                &global,
                localSize == nil ? nil : local,
                0,
                nil,
                nil
            )
        }
        guard status == CL_SUCCESS else {
            let group = localSize.map { "groups of \($0)" } ?? "groups that the driver chooses"
            let range = "\(globalSize) work items from \(globalOffset) in \(group)"
            throw failure(OpenCLStatus(rawValue: status), call, range)
        }
    }

    /// Launches the kernel and waits for it, and for all that was queued before.
    ///
    /// - Parameters:
    ///   - globalSize: The number of work items [1], at least 1.
    ///   - localSize: The work items in a group [1]; `nil` leaves it to the driver.
    ///   - globalOffset: The first `get_global_id(0)`.
    /// - Throws: ``OpenCLError`` of `clEnqueueNDRangeKernel` or `clFinish`.
    public func run(
        globalSize: Int,
        localSize: Int? = nil,
        globalOffset: Int = 0
    ) throws(OpenCLError) {
        try enqueue(globalSize: globalSize, localSize: localSize, globalOffset: globalOffset)
        try context.finish()
    }

    private func failure(
        _ status: OpenCLStatus,
        _ operation: String,
        _ detail: String
    ) -> OpenCLError {
        OpenCLError(
            status: status,
            operation: operation,
            device: context.device.name,
            kernel: name,
            detail: detail
        )
    }
}
