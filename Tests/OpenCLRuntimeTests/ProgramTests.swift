import OpenCLRuntime
import Testing

@Suite(.enabled(if: !TestDevices.available.isEmpty))
struct ProgramTests {
    @Test(arguments: TestDevices.available)
    func sourceThatDoesNotCompileNamesItsFileAndLine(device: Device) throws {
        let context = try Context(device: device)
        let good = KernelSource(name: "good.cl", text: "__kernel void good(void) {}")
        let bad = KernelSource(name: "bad.cl", text: "\n__kernel void bad(void) { unknown = 1; }")
        let error = #expect(throws: OpenCLError.self) {
            try Program(context: context, sources: [good, bad])
        }
        #expect(error?.status == .CL_BUILD_PROGRAM_FAILURE)
        #expect(error?.operation == "clBuildProgram")
        #expect(error?.device == device.name)
        let log = error?.buildLog ?? "no log"
        #expect(log.contains("unknown"))
        withKnownIssue {
            #expect(log.contains("bad.cl:2:"), "\(log)")
        } when: {
            device.isOclgrind
        }
    }

    @Test(arguments: TestDevices.available)
    func warningsAreErrors(device: Device) throws {
        let context = try Context(device: device)
        let source = KernelSource(name: "warn.cl", text: "#warning too old\n" + addKernels)
        withKnownIssue {
            let error = #expect(throws: OpenCLError.self) {
                try Program(context: context, sources: [source])
            }
            #expect(error?.status == .CL_BUILD_PROGRAM_FAILURE)
        } when: {
            device.isOclgrind
        }
    }

    @Test(arguments: TestDevices.available)
    func definesReachTheKernel(device: Device) throws {
        let context = try Context(device: device)
        let text = "__kernel void give(__global uint *g_word) { g_word[0] = FIRST + LAST; }"
        let program = try Program(
            context: context,
            sources: [KernelSource(name: "give.cl", text: text)],
            defines: ["LAST": "40u", "FIRST": "2u"]
        )
        #expect(program.options == "-cl-std=CL1.2 -Werror -D FIRST=2u -D LAST=40u")
        let kernel = try Kernel(program: program, name: "give")
        let word = try Buffer<UInt32>(context: context, count: 1)
        try kernel.setArguments(.buffer(word))
        try kernel.run(globalSize: 1)
        #expect(try word.read() == [42])
    }

    @Test(arguments: TestDevices.available)
    func unknownKernelIsNamed(device: Device) throws {
        let program = try makeProgram(on: device)
        let error = #expect(throws: OpenCLError.self) {
            try Kernel(program: program, name: "subtract")
        }
        #expect(error?.status == .CL_INVALID_KERNEL_NAME)
        #expect(error?.operation == "clCreateKernel")
        #expect(error?.kernel == "subtract")
    }
}
