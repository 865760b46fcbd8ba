import CKernels
import MonteCarlo
import OpenCLRuntime
import Testing

/// A function of Kernels/functions.h, on the CPU and as an entry point of functions.cl.
struct FunctionCase<Argument: BitwiseCopyable & Sendable>: Sendable {
    let name: String
    let onCPU: @Sendable (UnsafePointer<Argument>?, UnsafeMutablePointer<Float>?, Int) -> Void
    /// The argument for a number that runs through all 32 bits.
    let argument: @Sendable (UInt32) -> Argument
}

/// A float whose bits lie in a range, all of which come up.
private func positiveFloat(_ word: UInt32, _ range: ClosedRange<UInt32>) -> Float {
    Float(bitPattern: range.lowerBound + word % (range.upperBound - range.lowerBound + 1))
}

/// The same with either sign.
private func signedFloat(_ word: UInt32, _ range: ClosedRange<UInt32>) -> Float {
    word & 1 == 0 ? positiveFloat(word >> 1, range) : -positiveFloat(word >> 1, range)
}

@DeviceThread struct FunctionParityTests {
    private static let count = TestEngines.isSmall ? 2000 : 1_048_583

    @Test(arguments: TestEngines.devices)
    func elementaryFunctions(device: Device) throws {
        let program = try makeProgram(device)
        let normal: ClosedRange<UInt32> = 0x0080_0000...0x7F7F_FFFF
        try compare(
            program,
            [
                FunctionCase(name: "exp", onCPU: { mr_cpu_exp($0, $1, $2) }) {
                    signedFloat($0, 0x3000_0000...0x42C8_0000)  // up to 100: beyond both ends
                },
                FunctionCase(name: "log", onCPU: { mr_cpu_log($0, $1, $2) }) {
                    positiveFloat($0, normal)
                },
                FunctionCase(name: "sqrt", onCPU: { mr_cpu_sqrt($0, $1, $2) }) {
                    positiveFloat($0, normal)
                },
                FunctionCase(name: "reciprocal", onCPU: { mr_cpu_reciprocal($0, $1, $2) }) {
                    signedFloat($0, Float(0x1p-100).bitPattern...Float(0x1p100).bitPattern)
                },
            ]
        )
        try compare(
            program,
            [
                FunctionCase(
                    name: "inverse_normal",
                    onCPU: { mr_cpu_inverse_normal($0, $1, $2) },
                    argument: { $0 }
                )
            ]
        )
    }

    @Test(arguments: TestEngines.devices)
    func philox(device: Device) throws {
        let count = Self.count
        let words = (0..<UInt32(6 * count)).map { $0 &* 0x9E37_79B9 ^ $0 >> 7 }
        let (counters, keys) = (Array(words[..<(4 * count)]), Array(words[(4 * count)...]))
        var expected = [UInt32](repeating: 0, count: 4 * count)
        mr_cpu_philox(counters, keys, &expected, count)
        let found = try philox(try makeProgram(device), counters, keys)
        expectEqual(found, expected, "Philox on \(device)")
    }

    /// Source: Random123, tests/kat_vectors, philox4x32 with 10 rounds.
    @Test(arguments: TestEngines.devices)
    func philoxKnownAnswers(device: Device) throws {
        let counters: [UInt32] = [
            0, 0, 0, 0, .max, .max, .max, .max, 0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344,
        ]
        let keys: [UInt32] = [0, 0, .max, .max, 0xa409_3822, 0x299f_31d0]
        let expected: [UInt32] = [
            0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8, 0x408f_276d, 0x41c8_3b0e,
            0xa20b_c7c6, 0x6d54_51fd, 0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1,
        ]
        #expect(try philox(try makeProgram(device), counters, keys) == expected)
    }

    private func makeProgram(_ device: Device) throws -> Program {
        try Program(
            context: Context(device: device),
            sources: KernelText.sources(of: "functions.cl")
                .map { KernelSource(name: $0.name, text: $0.text) }
        )
    }

    private func compare<Argument>(
        _ program: Program,
        _ functions: [FunctionCase<Argument>]
    ) throws {
        let (context, count) = (program.context, Self.count)
        for function in functions {
            // An odd factor reaches 32-bit numbers all over, each once.
            let x = (0..<UInt32(count)).map { function.argument($0 &* 0x9E37_79B9) }
            var expected = [Float](repeating: 0, count: count)
            function.onCPU(x, &expected, count)
            let results = try Buffer<Float>(context: context, count: count, canaryCount: 16)
            let kernel = try Kernel(program: program, name: "evaluate_\(function.name)")
            try kernel.setArguments(
                .buffer(try Buffer(context: context, copying: x, access: .readOnly)),
                .buffer(results),
                .uint32(UInt32(count))
            )
            let group = min(16, kernel.maximumWorkGroupSize)
            try kernel.run(globalSize: (count + group - 1) / group * group, localSize: group)
            expectEqual(
                try results.read().map(\.bitPattern),
                expected.map(\.bitPattern),
                "\(function.name) on \(context.device)"
            )
            #expect(try results.firstDamagedCanaryByte() == nil)
        }
    }

    private func philox(
        _ program: Program,
        _ counters: [UInt32],
        _ keys: [UInt32]
    ) throws -> [UInt32] {
        let count = keys.count / 2
        let context = program.context
        let words = try Buffer<UInt32>(context: context, count: 4 * count, canaryCount: 16)
        let kernel = try Kernel(program: program, name: "evaluate_philox")
        try kernel.setArguments(
            .buffer(try Buffer(context: context, copying: counters, access: .readOnly)),
            .buffer(try Buffer(context: context, copying: keys, access: .readOnly)),
            .buffer(words),
            .uint32(UInt32(count))
        )
        try kernel.run(globalSize: count + 3)
        #expect(try words.firstDamagedCanaryByte() == nil)
        return try words.read()
    }
}
