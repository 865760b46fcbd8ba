internal import Foundation
internal import MonteCarlo
internal import OpenCLRuntime

/// A device that an engine's sessions take turns on, with the programs built so far.
///
/// `@unchecked Sendable` because a context belongs to one thread at a time, which `inTurn` sees to.
final class DeviceWork: @unchecked Sendable {
    let context: Context
    let tuning: LaunchTuning
    private let lock = NSLock()
    private var programs: [String: Program] = [:]

    init(device: Device, tuning: LaunchTuning) throws {
        context = try Context(device: device)
        self.tuning = tuning
    }

    /// Does something on the device while nobody else does.
    func inTurn<Result>(_ body: () throws -> Result) rethrows -> Result {
        try lock.withLock(body)
    }

    /// A kernel of a file of Kernels/, which is built once.
    ///
    /// Call it in turn.
    ///
    /// - Parameters:
    ///   - name: the entry point.
    ///   - file: such as `ramp.cl`.
    ///   - lanes: `MR_LANES` of the build.
    /// - Returns: a kernel with arguments of its own.
    /// - Throws: `OpenCLError`; when the file does not build, it carries the driver's log.
    func kernel(_ name: String, of file: String, lanes: Int) throws -> Kernel {
        if let program = programs[file] { return try Kernel(program: program, name: name) }
        let program = try Program(
            context: context,
            sources: KernelText.sources(of: file)
                .map { KernelSource(name: $0.name, text: $0.text) },
            defines: ["MR_LANES": "\(lanes)"]
        )
        programs[file] = program
        return try Kernel(program: program, name: name)
    }

    /// Work items of a group of a kernel.
    func groupSize(of kernel: Kernel) -> Int {
        max(1, min(tuning.groupSize, kernel.maximumWorkGroupSize))
    }

    /// Memory that one buffer may take without crowding out what else is on the device [bytes].
    var bufferLimit: Int {
        min(context.device.maximumAllocation / 2, context.device.globalMemory / 8)
    }
}

extension OpenCLError {
    /// Whether less memory might have done; what was called has not run then.
    ///
    /// Many drivers take memory when a buffer is first used, not when it is made.
    var isLackOfMemory: Bool {
        let statuses: [OpenCLStatus] = [
            .CL_MEM_OBJECT_ALLOCATION_FAILURE, .CL_OUT_OF_RESOURCES, .CL_OUT_OF_HOST_MEMORY,
            .CL_INVALID_BUFFER_SIZE,
        ]
        let operations = [
            "clCreateBuffer", "clEnqueueFillBuffer", "clEnqueueWriteBuffer",
            "clEnqueueNDRangeKernel",
        ]
        return operations.contains(operation) && statuses.contains(status)
    }
}
