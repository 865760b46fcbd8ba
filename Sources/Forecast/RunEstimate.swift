internal import Foundation
public import MonteCarlo
internal import PlanModel

/// What a run is expected to take, from a small launch of it.
public struct RunEstimate: Sendable, Codable, Equatable {
    /// The plan.
    public var plan: RunResult.PlanIdentity
    /// Replications of the run, or of its shard.
    public var replications: UInt64
    /// Replications that stand beside its counters: chance and ignorance, a look back, capacity by
    /// node, products.
    public var beside: UInt64
    /// Who would run it.
    public var engine: EngineIdentity
    /// How many replications were measured.
    public var measured: UInt64
    /// Replications a second, of those.
    public var replicationsPerSecond: Double
    /// All launches of the run [s].
    public var seconds: Double
    /// The most that this process has held in memory, which does not grow with the replications
    /// [bytes].
    public var memoryBytes: Int
    /// Counters of the run, of which each kept part is a copy [bytes].
    public var counterBytes: Int

    enum CodingKeys: String, CodingKey {
        case plan, replications, beside, engine, measured, seconds
        case replicationsPerSecond = "replications_per_second"
        case memoryBytes = "memory_bytes"
        case counterBytes = "counter_bytes"
    }
}

extension RampForecast {
    /// Measures launches that double until one takes a third of a second, or is as large as the
    /// run's.
    ///
    /// - Parameter replications: of the run, or of its shard.
    /// - Returns: what they would take.
    /// - Throws: the engine's own error.
    public func estimate(_ replications: UInt64) throws -> RunEstimate {
        let session = try engine.ramp(tables)
        var count = UInt32(64)
        var seconds = 0.0
        while true {
            let most = UInt32(min(UInt64(session.launchSize), replications))
            count = min(count, most)
            let start = ContinuousClock().now
            _ = try session.advance(
                RampLaunch(
                    seed: request.seed,
                    first: 0,
                    count: count,
                    wantsOutcomes: UInt64(count) <= Self.spreadPairs
                )
            )
            seconds = max((ContinuousClock().now - start) / .seconds(1), 1e-9)
            if seconds >= 0.3 || count == most { break }
            count *= 2
        }
        _ = try session.tally()
        let rate = Double(count) / seconds
        let beside = besideCount(replications)
        return RunEstimate(
            plan: request.identity,
            replications: replications,
            beside: beside,
            engine: engine.identity,
            measured: UInt64(count),
            replicationsPerSecond: rounded(rate, 0),
            seconds: rounded((Double(replications) + Double(beside)) / rate, 3),
            memoryBytes: Self.memoryBytes,
            counterBytes: 8 * tables.counterCount
        )
    }

    /// The most memory that the process has held so far [bytes].
    private static var memoryBytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }

    /// Replications that the run takes beside those that its counters hold, at most.
    private func besideCount(_ replications: UInt64) -> UInt64 {
        let most = [
            Self.spreadPairs, Backtest(request.plan) == nil ? 0 : Backtest.most,
            NodeCapacity(request.plan) == nil ? 0 : NodeCapacity.most,
            request.plan.hasProducts ? ProductForecast.most : 0,
        ]
        return most.reduce(0) { $0 + min($1, replications) }
    }
}
