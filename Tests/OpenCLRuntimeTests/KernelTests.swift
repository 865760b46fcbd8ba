import OpenCLRuntime
import Testing

@Suite(.enabled(if: !TestDevices.available.isEmpty))
struct KernelTests {
    @Test(arguments: TestDevices.available, [1, 7, 1023])
    func sumsOddSizesAndNothingBeyond(device: Device, count: Int) throws {
        let program = try makeProgram(on: device)
        let context = program.context
        let first = (0..<count).map { Float($0) }
        let second = (0..<count).map { Float($0) * 0.5 }
        let sum = try Buffer<Float>(context: context, count: count, canaryCount: 16)
        let kernel = try Kernel(program: program, name: "add")
        try kernel.setArguments(
            .buffer(try Buffer(context: context, copying: first, access: .readOnly)),
            .buffer(try Buffer(context: context, copying: second, access: .readOnly)),
            .buffer(sum),
            .uint32(UInt32(count))
        )
        let rounded = (count + 15) / 16 * 16
        for localSize in [nil, 1, min(16, kernel.maximumWorkGroupSize)] {
            try sum.fillZero()
            try kernel.enqueue(globalSize: rounded, localSize: localSize)
            #expect(try sum.read() == zip(first, second).map { $0 + $1 })
            #expect(try sum.firstDamagedCanaryByte() == nil)
        }
    }

    @Test(arguments: TestDevices.available)
    func canaryShowsAWriteBeyondTheEnd(device: Device) throws {
        let program = try makeProgram(on: device)
        let values = try Buffer<Float>(context: program.context, count: 3, canaryCount: 2)
        let kernel = try Kernel(program: program, name: "write_one_too_many")
        try kernel.setArguments(.buffer(values), .uint32(3))
        try kernel.run(globalSize: 1)
        #expect(try values.firstDamagedCanaryByte() == 0)
    }

    @Test(arguments: TestDevices.available)
    func everyKindOfArgumentArrives(device: Device) throws {
        let program = try makeProgram(on: device)
        let words = try Buffer<UInt64>(context: program.context, count: 6)
        let kernel = try Kernel(program: program, name: "echo")
        #expect(kernel.argumentCount == 6)
        #expect(kernel.maximumWorkGroupSize >= 1)
        #expect(kernel.preferredWorkGroupMultiple >= 1)
        try kernel.setArguments(
            .buffer(words),
            .nullBuffer,
            .uint32(.max),
            .int32(-2),
            .uint64(.max - 1),
            .float(1.5)
        )
        try kernel.run(globalSize: 1, globalOffset: 9)
        let expected: [UInt64] = [
            0xFFFF_FFFF, .max - 1, .max - 1, UInt64(Float(1.5).bitPattern), 1, 9,
        ]
        #expect(try words.read() == expected)
    }

    @Test(arguments: TestDevices.available)
    func wrongNumberOfArgumentsIsAnError(device: Device) throws {
        let kernel = try Kernel(program: makeProgram(on: device), name: "add")
        let error = #expect(throws: OpenCLError.self) { try kernel.setArguments(.uint32(1)) }
        #expect(
            error?.description == """
                clSetKernelArg gave CL_INVALID_KERNEL_ARGS (-52) for kernel add \
                on \(device.name): 1 arguments, expected 4
                """
        )
        let beyond = #expect(throws: OpenCLError.self) {
            try kernel.setArgument(4, to: .uint32(1))
        }
        #expect(beyond?.status == .CL_INVALID_ARG_INDEX)
    }

    @Test(arguments: TestDevices.available)
    func argumentOfAnotherSizeIsAnError(device: Device) throws {
        let kernel = try Kernel(program: makeProgram(on: device), name: "add")
        let error = #expect(throws: OpenCLError.self) {
            try kernel.setArgument(3, to: .uint64(1))
        }
        #expect(error?.status == .CL_INVALID_ARG_SIZE)
        #expect(error?.detail == "argument 3 of 8 bytes")
    }

    @Test(arguments: TestDevices.available)
    func launchWithoutAllArgumentsIsAnError(device: Device) throws {
        let kernel = try Kernel(program: makeProgram(on: device), name: "add")
        let error = #expect(throws: OpenCLError.self) { try kernel.run(globalSize: 1) }
        #expect(error?.status == .CL_INVALID_KERNEL_ARGS)
        #expect(error?.operation == "clEnqueueNDRangeKernel")
        #expect(error?.detail == "argument 0 has not been set")
    }

    @Test(arguments: TestDevices.available)
    func groupThatDoesNotDivideTheRangeIsAnError(device: Device) throws {
        let program = try makeProgram(on: device)
        let values = try Buffer<Float>(context: program.context, count: 1, canaryCount: 1)
        let kernel = try Kernel(program: program, name: "write_one_too_many")
        try kernel.setArguments(.buffer(values), .uint32(0))
        let error = #expect(throws: OpenCLError.self) {
            try kernel.enqueue(globalSize: 3, localSize: 2)
        }
        #expect(error?.status == .CL_INVALID_WORK_GROUP_SIZE)
        #expect(error?.detail == "3 work items from 0 in groups of 2")
    }

    /// A queued launch still has its buffers when the host has let go of them.
    @Test(arguments: TestDevices.available)
    func kernelKeepsItsBuffersAlive(device: Device) throws {
        let program = try makeProgram(on: device)
        let sum = try Buffer<Float>(context: program.context, count: 1)
        let kernel = try Kernel(program: program, name: "add")
        func setArguments() throws {
            let one = try Buffer<Float>(context: program.context, copying: [1])
            try kernel.setArguments(.buffer(one), .buffer(one), .buffer(sum), .uint32(1))
        }
        try setArguments()
        try kernel.enqueue(globalSize: 1)
        #expect(try sum.read() == [2])
    }
}
