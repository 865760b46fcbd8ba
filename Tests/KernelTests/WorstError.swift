// How far a function is off, and over which arguments that is looked for.

import Foundation

/// The worst error seen so far, and where it was.
struct WorstError: CustomStringConvertible {
    let name: String
    private(set) var ulps = 0.0
    private(set) var relative = 0.0
    private(set) var place = "nowhere"

    init(name: String) {
        self.name = name
    }

    var description: String {
        String(format: "%@: worst %.3f ULP at %@, %.2e relative", name, ulps, place, relative)
    }

    /// One ULP is the spacing of floats at the exact value.
    mutating func note(_ error: Double, exact: Double, at place: @autoclosure () -> String) {
        // A NaN must not pass as no error.
        let magnitude = error.isNaN ? .infinity : abs(error)
        let spacing = exact == 0 ? 0x1p-149 : scalbn(1.0, max(Int(exact.exponent), -126) - 23)
        relative = exact == 0 ? relative : max(relative, magnitude / abs(exact))
        if magnitude / spacing > ulps {
            ulps = magnitude / spacing
            self.place = place()
        }
    }
}

/// Which arguments a test looks at.
enum Walk {
    /// With MASKRAMP_SWEEP=1 every argument: minutes, in a release build.
    static let isFull = ProcessInfo.processInfo.environment["MASKRAMP_SWEEP"] == "1"
    /// A prime, so that no bit pattern is favoured.
    static let stride: UInt64 = isFull ? 1 : 4099
    static let chunk: UInt64 = 4096

    /// Calls `body` with the bits of floats in `range`: strided over all of it, and all of those
    /// within 64 steps of a power of two or of an end.
    static func floats(_ range: ClosedRange<Float>, body: ([UInt32]) -> Void) {
        let low = UInt64(range.lowerBound.bitPattern)
        let high = UInt64(range.upperBound.bitPattern)
        integers(low...high, by: stride, body: body)
        if isFull { return }
        let powers = (low >> 23...high >> 23).map { $0 << 23 }
        for edge in [low, high] + powers {
            let near = max(low, edge - min(64, edge))...min(high, edge + 64)
            integers(near, by: 1, body: body)
        }
    }

    /// Calls `body` with every `step`-th number of `range`, in chunks.
    static func integers(_ range: ClosedRange<UInt64>, by step: UInt64, body: ([UInt32]) -> Void) {
        var next = range.lowerBound
        while next <= range.upperBound {
            let last = min(range.upperBound, next + (chunk - 1) * step)
            let part = numbers(from: next, through: last, by: step)
            body(part)
            next += UInt64(part.count) * step
        }
    }

    private static func numbers(from low: UInt64, through high: UInt64, by step: UInt64) -> [UInt32]
    {
        (0...(high - low) / step).map { UInt32(low + $0 * step) }
    }
}

/// The first place where two results differ in a bit; nil where they are equal.
func firstDifference(_ first: [Float], _ second: [Float]) -> String? {
    guard first.count == second.count else { return "\(first.count) and \(second.count) values" }
    guard let index = first.indices.first(where: { first[$0].bitPattern != second[$0].bitPattern })
    else { return nil }
    return "at \(index): \(first[index]) and \(second[index])"
}
