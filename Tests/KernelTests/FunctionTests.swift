import Foundation
import Testing

struct FunctionTests {
    @Test(arguments: ArrayFunction.all)
    func errorIsWithinItsBound(function: ArrayFunction) {
        var worst = WorstError(name: function.name)
        for (range, sign) in [(function.positive, Float(1)), (function.negative, -1)] {
            guard let range else { continue }
            Walk.floats(range) { bits in
                let x = bits.map { sign * Float(bitPattern: $0) }
                let y = function(x)
                for index in x.indices {
                    let exact = function.exact(Double(x[index]))
                    worst.note(Double(y[index]) - exact, exact: exact, at: "\(x[index])")
                }
            }
        }
        print(worst)
        #expect(worst.ulps <= function.bound)
    }

    @Test(arguments: ArrayFunction.all)
    func vectorWidthChangesNoBit(function: ArrayFunction) {
        var difference: String?
        for (range, sign) in [(function.positive, Float(1)), (function.negative, -1)] {
            guard let range else { continue }
            Walk.floats(range) { bits in
                // One short of the chunk: the end of the loop is not a whole vector.
                let x = bits.dropLast().map { sign * Float(bitPattern: $0) }
                let found = firstDifference(function(x), function(x, baseline: true))
                difference = difference ?? found.map { "chunk from \(x[0]), \($0)" }
            }
        }
        #expect(difference == nil)
    }

    @Test(arguments: ArrayFunction.all, [0, 1, 7, 31, 33])
    func nothingIsWrittenBeyondTheEnd(function: ArrayFunction, count: Int) {
        let x = [Float](repeating: 1.5, count: count + 16)
        var y = [Float](repeating: -7, count: count + 16)
        function.evaluate(x, &y, count)
        #expect(y.dropFirst(count).allSatisfy { $0 == -7 })
        #expect(y.prefix(count).allSatisfy { $0 == function(1.5) })
    }

    @Test func exactWhereThereIsNoDoubt() {
        let (exp, log, sqrt) = (ArrayFunction.all[0], ArrayFunction.all[1], ArrayFunction.all[2])
        #expect(exp([0, -0.0, 0x1p-149, -0x1p-149]) == [1, 1, 1, 1])
        #expect(log([1]) == [0])
        #expect(sqrt([0, 1, 4, 0x1p-126, 0x1p100]) == [0, 1, 2, 0x1p-63, 0x1p50])
    }

    @Test func exponentialIsHeldOutsideItsRange() {
        let exp = ArrayFunction.all[0]
        #expect(exp([-87.5, -1e30, -.infinity]) == [Float](repeating: exp(-87), count: 3))
        #expect(exp([88.5, 1e30, .infinity]) == [Float](repeating: exp(88), count: 3))
        #expect(exp(-87) >= Float.leastNormalMagnitude)
        #expect(exp(88).isFinite)
    }

    @Test func reciprocalKeepsTheSign() {
        let reciprocal = ArrayFunction.all[3]
        let x = (1...1000).map { Float($0) * 0.37 }
        #expect(reciprocal(x.map { -$0 }) == reciprocal(x).map { -$0 })
    }
}
