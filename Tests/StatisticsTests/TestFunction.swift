import Foundation

@testable import Statistics

/// A function of uniform inputs whose indices are known.
struct TestFunction: Sendable {
    var name: String
    /// Results are rounded to 1/scale and counted in that unit.
    var scale: Double
    var value: @Sendable ([Double]) -> Double
    var first: [Double]
    var total: [Double]

    var inputs: Int { first.count }

    /// Results of the runs A, B and one for each input.
    func runs(seed: UInt64, count: Int) -> [[Int32]] {
        let draws = CounterDraws(seed: seed)
        var runs = [[Int32]](repeating: [], count: inputs + 2)
        for replication in 0..<count {
            let base = 2 * inputs * replication
            let a = (0..<inputs).map { draws.uniform(base + $0) }
            let b = (0..<inputs).map { draws.uniform(base + inputs + $0) }
            runs[0].append(Int32((value(a) * scale).rounded()))
            runs[1].append(Int32((value(b) * scale).rounded()))
            for input in 0..<inputs {
                var mixed = a
                mixed[input] = b[input]
                runs[input + 2].append(Int32((value(mixed) * scale).rounded()))
            }
        }
        return runs
    }

    func indices(seed: UInt64, count: Int) -> [SobolIndices] {
        let runs = runs(seed: seed, count: count)
        var accumulator = SobolAccumulator(groups: inputs)
        accumulator.add(a: runs[0][...], b: runs[1][...], mixed: runs[2...].map { $0[...] })
        return (0..<inputs).compactMap { accumulator.indices(group: $0) }
    }

    /// Ishigami, Homma 1990, doi:10.1109/ISUMA.1990.151285, with a = 7 and b = 0.1.
    static let ishigami: TestFunction = {
        let (a, b) = (7.0, 0.1)
        let one = pow(1 + b * pow(.pi, 4) / 5, 2) / 2
        let two = a * a / 8
        let oneThree = 8 * b * b * pow(.pi, 8) / 225
        let all = one + two + oneThree
        return TestFunction(
            name: "Ishigami",
            scale: 65_536,
            value: { u in
                let x = u.map { (2 * $0 - 1) * .pi }
                let (s, square) = (sin(x[1]), x[2] * x[2])
                return sin(x[0]) * (1 + b * square * square) + a * s * s
            },
            first: [one / all, two / all, 0],
            total: [(one + oneThree) / all, two / all, oneThree / all]
        )
    }()

    /// Sobol's g-function; Saltelli, Sobol' 1995, doi:10.1016/0951-8320(95)00099-2.
    static let g: TestFunction = {
        let a = [0, 1, 4.5, 9, 99]
        let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
        let product = parts.reduce(1) { $0 * (1 + $1) }
        return TestFunction(
            name: "g",
            scale: 1_000_000,
            value: { u in zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) } },
            first: parts.map { $0 / (product - 1) },
            total: parts.map { $0 * product / (1 + $0) / (product - 1) }
        )
    }()
}
