import OpenCLRuntime
import Testing

@Suite(.enabled(if: !TestDevices.available.isEmpty))
struct BufferTests {
    @Test(arguments: TestDevices.available, [1, 7, 1023])
    func whatIsWrittenIsRead(device: Device, count: Int) throws {
        let context = try Context(device: device)
        let values = (0..<count).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
        let buffer = try Buffer(context: context, copying: values, canaryCount: 3)
        #expect(buffer.count == count)
        #expect(buffer.byteCount == 8 * count)
        #expect(try buffer.read() == values)
        #expect(try buffer.firstDamagedCanaryByte() == nil)
    }

    @Test(arguments: TestDevices.available)
    func partsAreWrittenAndRead(device: Device) throws {
        let context = try Context(device: device)
        let buffer = try Buffer<Int32>(context: context, count: 7)
        try buffer.fillZero()
        try buffer.write([5, 6], at: 3)
        try buffer.write([], at: 7)
        #expect(try buffer.read() == [0, 0, 0, 5, 6, 0, 0])
        #expect(try buffer.read(4..<6) == [6, 0])
        #expect(try buffer.read(7..<7) == [])
        var tail: [Int32] = [1, 1, 1, 1]
        try tail.withUnsafeMutableBufferPointer { try buffer.read(into: $0, from: 3) }
        #expect(tail == [5, 6, 0, 0])
    }

    @Test(arguments: TestDevices.available)
    func fillLeavesTheCanary(device: Device) throws {
        let context = try Context(device: device)
        let buffer = try Buffer(context: context, copying: [1.5, 2.5], canaryCount: 1)
        try buffer.fillZero()
        #expect(try buffer.read() == [0.0, 0.0])
        #expect(try buffer.firstDamagedCanaryByte() == nil)
    }

    @Test(arguments: TestDevices.available)
    func impossibleSizesAreErrors(device: Device) throws {
        let context = try Context(device: device)
        for count in [0, device.maximumAllocation, Int.max] {
            let error = #expect(throws: OpenCLError.self) {
                try Buffer<UInt64>(context: context, count: count)
            }
            #expect(error?.status == .CL_INVALID_BUFFER_SIZE)
            #expect(error?.operation == "clCreateBuffer")
            #expect(error?.device == device.name)
        }
    }
}
