import CPUEngine
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// The split into chance and ignorance against runs within runs.
struct NestedLoopTests {
    /// Holds what is uncertain at the draws of 400 outer replications, and draws chance 64 times each.
    ///
    /// The variance of the means, less what 64 draws leave in it, is ignorance.
    @Test(arguments: ["output.2027", "milestone.first-65nm-delivery"])
    func nestedLoopsAgreeWithPairs(name: String) throws {
        let plan = try Plans.small()
        let tables = try RampTables(plan: plan)
        let metric = try PlanMetric(name, in: tables)
        let (outer, inner) = (400, 64)
        let engine = CPUEngine(threadCount: nil)
        var means: [Double] = []
        var within = 0.0
        for replication in 0..<outer {
            var held = tables
            for input in tables.inputs where input.isUncertain {
                let words = tables.words(of: input, seed: 77, first: UInt64(replication), count: 1)
                held = held.holding(input, atWord: words[0])
            }
            let launch = RampLaunch(
                seed: 5,
                first: UInt64(replication * inner),
                count: UInt32(inner),
                wantsOutcomes: true
            )
            let values = metric.values(outcomes: try engine.ramp(held).advance(launch), of: inner)
            let mean = values.reduce(0, +) / Double(inner)
            means.append(mean)
            within += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(inner - 1)
        }
        within /= Double(outer)
        let mean = means.reduce(0, +) / Double(outer)
        let between = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(outer - 1)
        let ignorance = between - within / Double(inner)
        let share = ignorance / (ignorance + within)
        let row = try Plans.sensitivity(plan, name).metrics[0]
        let pairs = try #require(row.ignorance)
        // The variance of 400 means has a relative error of √(2/399) = 7 % if they are normal; taken
        // as 10 %. It moves the share by that times share · (1 − share).
        let nestedError = 0.1 * share * (1 - share)
        let error = (nestedError * nestedError + pairs.standardError * pairs.standardError)
            .squareRoot()
        #expect(abs(share - pairs.value) < 4 * error, "\(share), \(pairs)")
        #expect(share > 0.05 && share < 0.95, "both are there")
    }
}
