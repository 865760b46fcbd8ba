import Testing

@testable import Statistics

struct SobolAccumulatorTests {
    private static let functions = [TestFunction.ishigami, .g]

    /// Four standard errors: with fixed seeds, and 16 figures, a right estimator passes but for bad
    /// luck of one in a thousand.
    @Test(arguments: functions) func indicesAreThoseOfTheClosedForm(_ function: TestFunction) {
        let indices = function.indices(seed: 7, count: 8192)
        #expect(indices.count == function.inputs)
        for (input, index) in indices.enumerated() {
            let cases = [
                ("first", index.first, function.first[input]),
                ("total", index.total, function.total[input]),
            ]
            for (name, estimate, exact) in cases {
                #expect(
                    abs(estimate.value - exact) <= 4 * estimate.standardError,
                    "\(function.name), input \(input), \(name): \(estimate) against \(exact)"
                )
                // What 8192 replications are good for on these functions.
                #expect(estimate.standardError < 0.02, "\(function.name), input \(input)")
            }
        }
    }

    /// 100 seeds for each of 16 figures.
    ///
    /// A coverage of 0.95 gives 86 or fewer with a chance of
    /// 1/2000; the mean over the figures, which are not independent, moves by less than 0.02.
    @Test func intervalsHoldTheIndexInNineteenOfTwentyCases() {
        var overall = 0.0
        var figures = 0.0
        for function in Self.functions {
            var held = [Int](repeating: 0, count: 2 * function.inputs)
            for seed in 0..<UInt64(100) {
                let indices = function.indices(seed: 1000 + seed, count: 256)
                for (input, index) in indices.enumerated() {
                    if index.first.interval.contains(function.first[input]) { held[2 * input] += 1 }
                    if index.total.interval.contains(function.total[input]) {
                        held[2 * input + 1] += 1
                    }
                }
            }
            for (figure, count) in held.enumerated() {
                #expect(count > 86, "\(function.name), figure \(figure): \(count) of 100")
                overall += Double(count) / 100
                figures += 1
            }
        }
        #expect(abs(overall / figures - 0.95) < 0.02, "\(overall / figures)")
    }

    /// Mean square errors over 100 seeds, against Janon's first order and Saltelli's (2010, formula
    /// b) written plainly in floating point.
    ///
    /// A tenth more is left to chance and to the slope, which is estimated.
    @Test func theControlIsNeverWorseThanEitherPlainEstimator() {
        for function in Self.functions {
            var errors = [Double](repeating: 0, count: 3)
            for seed in 0..<UInt64(100) {
                let runs = function.runs(seed: 5000 + seed, count: 256).map { $0.map(Double.init) }
                let ours = function.indices(seed: 5000 + seed, count: 256)
                for input in 0..<function.inputs {
                    let estimates = [
                        ours[input].first.value,
                        plainJanon(runs[1], runs[input + 2]),
                        plainSaltelli(runs[0], runs[1], runs[input + 2]),
                    ]
                    for (kind, estimate) in estimates.enumerated() {
                        let error = estimate - function.first[input]
                        errors[kind] += error * error
                    }
                }
            }
            #expect(errors[0] < 1.1 * errors[1], "\(function.name): \(errors)")
            #expect(errors[0] < 1.1 * errors[2], "\(function.name): \(errors)")
        }
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    private func plainJanon(_ x: [Double], _ y: [Double]) -> Double {
        let center = (mean(x) + mean(y)) / 2
        let product = mean(zip(x, y).map { ($0 - center) * ($1 - center) })
        return product / mean((x + y).map { ($0 - center) * ($0 - center) })
    }

    private func plainSaltelli(_ a: [Double], _ b: [Double], _ mixed: [Double]) -> Double {
        let center = mean(a + b)
        let part = mean(b.indices.map { (b[$0] - center) * (mixed[$0] - a[$0]) })
        return part / mean((a + b).map { ($0 - center) * ($0 - center) })
    }
}
