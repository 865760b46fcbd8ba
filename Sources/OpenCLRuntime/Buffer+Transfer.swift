// Copies between host and device. Each waits for the commands before it, and returns when the host's
// memory may be used again.

internal import COpenCL

extension Buffer {
    /// Copies an array to the device and waits.
    ///
    /// - Parameters:
    ///   - values: The elements to write.
    ///   - start: The index of the first element that is overwritten.
    /// - Precondition: The elements fit between `start` and ``count``.
    /// - Throws: ``OpenCLError`` of `clEnqueueWriteBuffer`.
    public func write(_ values: [Element], at start: Int = 0) throws(OpenCLError) {
        let status = values.withUnsafeBufferPointer { writeStatus($0, at: start) }
        try check(status, "clEnqueueWriteBuffer", device: memory.context.device.name)
    }

    /// Copies host memory to the device and waits.
    ///
    /// - Parameters:
    ///   - values: The elements to write.
    ///   - start: The index of the first element that is overwritten.
    /// - Precondition: The elements fit between `start` and ``count``.
    /// - Throws: ``OpenCLError`` of `clEnqueueWriteBuffer`.
    public func write(
        _ values: UnsafeBufferPointer<Element>,
        at start: Int = 0
    ) throws(OpenCLError) {
        let status = writeStatus(values, at: start)
        try check(status, "clEnqueueWriteBuffer", device: memory.context.device.name)
    }

    /// Copies all elements to a new array, after the commands given so far.
    ///
    /// - Returns: ``count`` elements.
    /// - Throws: ``OpenCLError`` of `clEnqueueReadBuffer`.
    public func read() throws(OpenCLError) -> [Element] {
        try read(0..<count)
    }

    /// Copies some elements to a new array, after the commands given so far.
    ///
    /// - Parameter range: The indices of the elements.
    /// - Returns: As many elements as the range has.
    /// - Precondition: The range lies within `0..<count`.
    /// - Throws: ``OpenCLError`` of `clEnqueueReadBuffer`.
    public func read(_ range: Range<Int>) throws(OpenCLError) -> [Element] {
        var status: Int32 = 0
        let values = [Element](unsafeUninitializedCapacity: range.count) { values, filled in
            status = readStatus(UnsafeMutableBufferPointer(rebasing: values[..<range.count]), range)
            filled = status == CL_SUCCESS ? range.count : 0
        }
        try check(status, "clEnqueueReadBuffer", device: memory.context.device.name)
        return values
    }

    /// Copies elements to host memory, after the commands given so far.
    ///
    /// - Parameters:
    ///   - values: Where the elements go; as many as it has room for are read.
    ///   - start: The index of the first element that is read.
    /// - Precondition: The elements lie within `0..<count`.
    /// - Throws: ``OpenCLError`` of `clEnqueueReadBuffer`.
    public func read(
        into values: UnsafeMutableBufferPointer<Element>,
        from start: Int = 0
    ) throws(OpenCLError) {
        let status = readStatus(values, start..<start + values.count)
        try check(status, "clEnqueueReadBuffer", device: memory.context.device.name)
    }

    /// Sets every byte of the elements to zero, in the order of the queue.
    ///
    /// - Throws: ``OpenCLError`` of `clEnqueueFillBuffer`.
    public func fillZero() throws(OpenCLError) {
        try fill(0, from: 0, byteCount: byteCount)
    }
}

extension Buffer {
    func fill(_ byte: UInt8, from start: Int, byteCount: Int) throws(OpenCLError) {
        var byte = byte
        let context = memory.context
        let status = context.api.clEnqueueFillBuffer(
            context.queue,
            memory.handle,
            &byte,
            1,
            start,
            byteCount,
            0,
            nil,
            nil
        )
        try check(status, "clEnqueueFillBuffer", device: context.device.name)
    }

    func read(_ bytes: UnsafeMutableRawBufferPointer, fromByte start: Int) -> Int32 {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return CL_SUCCESS }
        let context = memory.context
        return context.api.clEnqueueReadBuffer(
            context.queue,
            memory.handle,
            cl_bool(CL_TRUE),
            start,
            bytes.count,
            base,
            0,
            nil,
            nil
        )
    }

    private func readStatus(
        _ values: UnsafeMutableBufferPointer<Element>,
        _ range: Range<Int>
    ) -> Int32 {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= count,
            "elements \(range) are read from a buffer of \(count)"
        )
        return read(
            UnsafeMutableRawBufferPointer(values),
            fromByte: range.lowerBound * MemoryLayout<Element>.stride
        )
    }

    private func writeStatus(_ values: UnsafeBufferPointer<Element>, at start: Int) -> Int32 {
        precondition(
            start >= 0 && start <= count && values.count <= count - start,
            "\(values.count) elements are written at \(start) to a buffer of \(count)"
        )
        guard let base = values.baseAddress, !values.isEmpty else { return CL_SUCCESS }
        let stride = MemoryLayout<Element>.stride
        let context = memory.context
        return context.api.clEnqueueWriteBuffer(
            context.queue,
            memory.handle,
            cl_bool(CL_TRUE),
            start * stride,
            values.count * stride,
            base,
            0,
            nil,
            nil
        )
    }
}
