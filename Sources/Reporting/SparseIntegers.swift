package import Foundation

/// Integers of which many are zero, in few bytes.
///
/// Each that is not zero is written as the number of zeros before it and its value, and the zeros at
/// the end as their number: seven bits a byte, the least significant first, and the eighth bit set
/// in all bytes of a number but its last (unsigned LEB128).
package enum SparseIntegers {
    /// The bytes of some integers.
    package static func data<Value: FixedWidthInteger & UnsignedInteger>(_ values: [Value]) -> Data
    {
        var bytes: [UInt8] = []
        var zeros: UInt64 = 0
        for value in values {
            guard value != 0 else {
                zeros += 1
                continue
            }
            append(zeros, to: &bytes)
            append(value, to: &bytes)
            zeros = 0
        }
        if zeros > 0 { append(zeros, to: &bytes) }
        return Data(bytes)
    }

    /// Reads integers from the front of bytes.
    ///
    /// - Parameters:
    ///   - bytes: what is read is taken away.
    ///   - count: how many.
    /// - Returns: the integers; nil when the bytes are no such integers.
    static func values<Value: FixedWidthInteger & UnsignedInteger>(
        _ bytes: inout ArraySlice<UInt8>,
        count: Int
    ) -> [Value]? {
        var values: [Value] = []
        values.reserveCapacity(count)
        while values.count < count {
            guard let zeros: UInt64 = number(&bytes), zeros <= UInt64(count - values.count) else {
                return nil
            }
            values.append(contentsOf: repeatElement(0, count: Int(zeros)))
            guard values.count < count else { break }
            guard let value: Value = number(&bytes) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func append<Value: FixedWidthInteger & UnsignedInteger>(
        _ value: Value,
        to bytes: inout [UInt8]
    ) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func number<Value: FixedWidthInteger & UnsignedInteger>(
        _ bytes: inout ArraySlice<UInt8>
    ) -> Value? {
        var (value, shift): (Value, Int) = (0, 0)
        while let byte = bytes.popFirst() {
            let part = Value(byte & 0x7F)
            guard shift < Value.bitWidth, (part << shift) >> shift == part else { return nil }
            value |= part << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
