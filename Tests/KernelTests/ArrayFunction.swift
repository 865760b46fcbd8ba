// The elementary functions of the kernels as their CPU build offers them to tests.

import CKernels
import Foundation
import Testing

/// A function of one float, with what it should be and how far it may be off.
struct ArrayFunction: Sendable, CustomTestStringConvertible {
    typealias Evaluate =
        @Sendable (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void

    let name: String
    let evaluate: Evaluate
    let evaluateBaseline: Evaluate
    let exact: @Sendable (Double) -> Double
    /// Positive arguments, by their bits: those of a smaller magnitude first.
    let positive: ClosedRange<Float>
    /// The magnitudes of negative arguments.
    let negative: ClosedRange<Float>?
    /// The worst error over every argument, rounded up [ULP].
    ///
    /// Cause: the rounding of a few operations and the error of a polynomial.
    let bound: Double

    var testDescription: String { name }

    static let all = [
        ArrayFunction(
            name: "exp",
            evaluate: { mr_cpu_exp($0, $1, $2) },
            evaluateBaseline: { mr_cpu_exp_baseline($0, $1, $2) },
            exact: { exp($0) },
            positive: 0x1p-126...88,
            negative: 0x1p-126...87,
            bound: 1.0
        ),
        ArrayFunction(
            name: "log",
            evaluate: { mr_cpu_log($0, $1, $2) },
            evaluateBaseline: { mr_cpu_log_baseline($0, $1, $2) },
            exact: { log($0) },
            positive: 0x1p-126...Float.greatestFiniteMagnitude,
            negative: nil,
            bound: 0.85
        ),
        ArrayFunction(
            name: "sqrt",
            evaluate: { mr_cpu_sqrt($0, $1, $2) },
            evaluateBaseline: { mr_cpu_sqrt_baseline($0, $1, $2) },
            exact: { $0.squareRoot() },
            positive: 0x1p-126...Float.greatestFiniteMagnitude,
            negative: nil,
            bound: 1.0
        ),
        ArrayFunction(
            name: "reciprocal",
            evaluate: { mr_cpu_reciprocal($0, $1, $2) },
            evaluateBaseline: { mr_cpu_reciprocal_baseline($0, $1, $2) },
            exact: { 1 / $0 },
            positive: 0x1p-100...0x1p100,
            negative: 0x1p-100...0x1p100,
            bound: 1.14
        ),
    ]

    func callAsFunction(_ x: [Float], baseline: Bool = false) -> [Float] {
        [Float](unsafeUninitializedCapacity: x.count) { y, count in
            (baseline ? evaluateBaseline : evaluate)(x, y.baseAddress, x.count)
            count = x.count
        }
    }

    func callAsFunction(_ x: Float) -> Float {
        self([x])[0]
    }
}

/// The quantile of the standard normal distribution for each word.
func inverseNormal(_ words: [UInt32], baseline: Bool = false) -> [Float] {
    [Float](unsafeUninitializedCapacity: words.count) { z, count in
        let evaluate = baseline ? mr_cpu_inverse_normal_baseline : mr_cpu_inverse_normal
        evaluate(words, z.baseAddress, words.count)
        count = words.count
    }
}

/// The words of one Philox block.
struct PhiloxBlock: Equatable {
    var counter: [UInt32]
    var key: [UInt32]
}

/// The words of each block, four for one.
func philox(_ blocks: [PhiloxBlock], baseline: Bool = false) -> [UInt32] {
    let counters = blocks.flatMap(\.counter)
    let keys = blocks.flatMap(\.key)
    return [UInt32](unsafeUninitializedCapacity: 4 * blocks.count) { words, count in
        let evaluate = baseline ? mr_cpu_philox_baseline : mr_cpu_philox
        evaluate(counters, keys, words.baseAddress, blocks.count)
        count = 4 * blocks.count
    }
}
