import Foundation

/// Uniform draws that are a function of seed and number, so that a test may ask in any order.
///
/// - Source: SplitMix64; Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195.
struct CounterDraws {
    var seed: UInt64

    func word(_ number: Int) -> UInt64 {
        // The seed goes through the function once, so that streams of neighbouring seeds lie apart.
        Self.mix(Self.mix(seed &+ 1) &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// Between 0 and 1, never either.
    func uniform(_ number: Int) -> Double {
        (Double(word(number) >> 12) + 0.5) * 0x1p-52
    }

    /// Standard normal (Box, Muller 1958), from the numbers 2n and 2n + 1.
    func normal(_ number: Int) -> Double {
        (-2 * log(uniform(2 * number))).squareRoot() * cos(2 * .pi * uniform(2 * number + 1))
    }

    private static func mix(_ x: UInt64) -> UInt64 {
        var z = x
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
