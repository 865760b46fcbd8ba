// What a kernel can be given.

internal import COpenCL

/// A value for one argument of a kernel.
///
/// The type has to be the one that the kernel declares. A driver only notices a
/// wrong size: an `Int32` for a `float` passes.
public struct KernelArgument {
    /// A case with memory keeps that memory alive.
    enum Value {
        case memory(DeviceMemory)
        case nullMemory
        case uint32(UInt32)
        case int32(Int32)
        case uint64(UInt64)
        case float(Float)
    }

    let value: Value

    /// A buffer, for a `__global` or `__constant` pointer.
    public static func buffer<Element>(_ buffer: Buffer<Element>) -> KernelArgument {
        KernelArgument(value: .memory(buffer.memory))
    }

    /// A null pointer, for a `__global` or `__constant` pointer that is not used.
    public static var nullBuffer: KernelArgument { KernelArgument(value: .nullMemory) }

    /// A number, for `uint`.
    public static func uint32(_ number: UInt32) -> KernelArgument {
        KernelArgument(value: .uint32(number))
    }

    /// A number, for `int`.
    public static func int32(_ number: Int32) -> KernelArgument {
        KernelArgument(value: .int32(number))
    }

    /// A number, for `ulong`.
    public static func uint64(_ number: UInt64) -> KernelArgument {
        KernelArgument(value: .uint64(number))
    }

    /// A number, for `float`.
    public static func float(_ number: Float) -> KernelArgument {
        KernelArgument(value: .float(number))
    }
}

extension KernelArgument {
    /// The number of bytes that the driver is given.
    var size: Int {
        switch value {
        case .memory, .nullMemory: MemoryLayout<cl_mem>.size
        case .uint32, .int32, .float: 4
        case .uint64: 8
        }
    }

    /// Calls `body` with the size and the bytes of the argument.
    func withBytes(_ body: (Int, UnsafeRawPointer?) -> Int32) -> Int32 {
        switch value {
        case .memory(let memory): withUnsafeBytes(of: memory.handle) { body(size, $0.baseAddress) }
        case .nullMemory: body(size, nil)
        case .uint32(let number): withUnsafeBytes(of: number) { body(size, $0.baseAddress) }
        case .int32(let number): withUnsafeBytes(of: number) { body(size, $0.baseAddress) }
        case .uint64(let number): withUnsafeBytes(of: number) { body(size, $0.baseAddress) }
        case .float(let number): withUnsafeBytes(of: number) { body(size, $0.baseAddress) }
        }
    }
}
