/// Exact sums of a run's results and of their squares, in batches to which replications are dealt
/// in turn.
struct ColumnSums: Sendable {
    /// Number of the replication of the first result.
    private let first: UInt64
    /// Number of results.
    private(set) var count = 0
    /// Sum of each batch.
    private(set) var sums = [Int128](repeating: 0, count: SobolAccumulator.batches)
    /// Sum of squares of each batch.
    private(set) var squares = [Int128](repeating: 0, count: SobolAccumulator.batches)

    /// Of nothing yet.
    ///
    /// - Parameter first: number of the replication of the first result.
    init(first: UInt64 = 0) { self.first = first }

    /// From sums over replications from number 0 on.
    ///
    /// - Parameters:
    ///   - rest: as `words` gives them; what is read is taken away.
    ///   - count: number of results.
    init(_ rest: inout ArraySlice<UInt128>, count: Int) {
        self.init()
        self.count = count
        sums = rest.takeBatches()
        squares = rest.takeBatches()
    }

    /// All that it holds, to be added to that of other replications.
    var words: [UInt128] { (sums + squares).map { UInt128(bitPattern: $0) } }

    /// Number of the next replication.
    var next: Int { Int(first) + count }
    /// Sums of all batches.
    var total: Int128 { sums.reduce(0, +) }
    /// Sums of squares of all batches.
    var totalSquares: Int128 { squares.reduce(0, +) }

    /// Adds the next results.
    mutating func add(_ values: ArraySlice<Int32>) {
        squares.addProducts(values, values, after: next)
        let next = next
        values.withUnsafeBufferPointer { values in
            for offset in 0..<min(values.count, SobolAccumulator.batches) {
                var sum: Int64 = 0
                for index in stride(from: offset, to: values.count, by: SobolAccumulator.batches) {
                    sum += Int64(values[index])
                }
                sums[(next + offset) % SobolAccumulator.batches] += Int128(sum)
            }
        }
        count += values.count
    }

    /// Number of results in a batch.
    func count(batch: Int) -> Int {
        let batches = SobolAccumulator.batches
        return count / batches + (batch < count % batches ? 1 : 0)
    }
}

extension [Int128] {
    /// Adds products of results to the batch of each.
    ///
    /// - Parameters:
    ///   - x: results.
    ///   - y: as many.
    ///   - after: number of the replication of the first.
    mutating func addProducts(_ x: ArraySlice<Int32>, _ y: ArraySlice<Int32>, after: Int) {
        let batches = SobolAccumulator.batches
        x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in
                for offset in 0..<Swift.min(x.count, batches) {
                    var sum: Int128 = 0
                    for index in stride(from: offset, to: x.count, by: batches) {
                        // At most 2^62: no overflow of 64 bits.
                        sum &+= Int128(Int64(x[index]) &* Int64(y[index]))
                    }
                    self[(after + offset) % batches] += sum
                }
            }
        }
    }
}

extension ArraySlice<UInt128> {
    /// Takes one sum of each batch away.
    mutating func takeBatches() -> [Int128] {
        defer { self = dropFirst(SobolAccumulator.batches) }
        return prefix(SobolAccumulator.batches).map { Int128(bitPattern: $0) }
    }
}
