// Runs the estimators of Statistics on results that Benchmarks/sensitivity.py has made.
//
// Standard input is 32-bit integers in the machine's order. Standard output has one line for each
// estimate; the last line is the mean time of an experiment in seconds, without reading and
// printing.
//
//     StatisticsBenchmark indices  in: groups, replications, experiments; then for each experiment
//                                  the results of run A, of run B and of each group's run
//                                  out: first-order index, its interval, total index, its interval
//     StatisticsBenchmark range    in: lowest value, values to a bin, bins, replications,
//                                  experiments; then for each experiment words and results
//                                  out: reduction, its interval, its standard error
import Dispatch
import Foundation
import Statistics

func indices(_ runs: ArraySlice<Int32>, groups: Int, count: Int) -> [SobolIndices?] {
    let chunk = 4096
    func part(_ run: Int, _ range: Range<Int>) -> ArraySlice<Int32> {
        let start = runs.startIndex + run * count
        return runs[start + range.lowerBound..<start + range.upperBound]
    }
    var accumulator = SobolAccumulator(groups: groups)
    for start in stride(from: 0, to: count, by: chunk) {
        let range = start..<min(count, start + chunk)
        accumulator.add(
            a: part(0, range),
            b: part(1, range),
            mixed: (0..<groups).map { part($0 + 2, range) }
        )
    }
    return (0..<groups).map { accumulator.indices(group: $0) }
}

func text(_ estimate: Estimate) -> String {
    "\(estimate.value) \(estimate.interval.lowerBound) \(estimate.interval.upperBound)"
}

var seconds = 0.0
@MainActor func timed<Result>(_ work: () -> Result) -> Result {
    let begun = DispatchTime.now().uptimeNanoseconds
    let result = work()
    seconds += Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9
    return result
}

let input = FileHandle.standardInput.readDataToEndOfFile()
let numbers = input.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
let experiments: Int
switch CommandLine.arguments.dropFirst().first {
case "indices":
    let (groups, count) = (Int(numbers[0]), Int(numbers[1]))
    experiments = Int(numbers[2])
    let size = (groups + 2) * count
    for experiment in 0..<experiments {
        let start = 3 + experiment * size
        let found = timed {
            indices(numbers[start..<start + size], groups: groups, count: count)
        }
        for index in found {
            print(index.map { "\(text($0.first)) \(text($0.total))" } ?? "nan nan nan nan nan nan")
        }
    }
case "range":
    let count = Int(numbers[3])
    experiments = Int(numbers[4])
    for experiment in 0..<experiments {
        let start = 5 + experiment * 2 * count
        let words = numbers[start..<start + count].map { UInt32(bitPattern: $0) }
        let found = timed {
            var accumulator = RangeReductionAccumulator(
                lowest: numbers[0],
                width: numbers[1],
                bins: Int(numbers[2])
            )
            accumulator.add(words: words[...], values: numbers[start + count..<start + 2 * count])
            return accumulator.result
        }
        print(
            found.map { "\(text($0.reduction)) \($0.reduction.standardError)" }
                ?? "nan nan nan nan"
        )
    }
default:
    FileHandle.standardError.write(Data("usage: StatisticsBenchmark indices|range\n".utf8))
    exit(64)
}
print(seconds / Double(experiments))
