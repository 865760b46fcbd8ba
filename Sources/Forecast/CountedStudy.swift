internal import MonteCarlo

/// A study whose replications come to integers that add up, so that it can be counted in parts:
/// here and there, or now and later.
public protocol CountedStudy: Sendable {
    /// What its parts have in common.
    var identity: RunIdentity { get }
    /// Integers of each part.
    var shape: PartCounts.Shape { get }

    /// Whether the study could have counted a part that a file holds.
    func couldCount(_ part: RunPart) -> Bool

    /// Counts some of the replications.
    ///
    /// - Parameters:
    ///   - range: their numbers, some of the study's.
    ///   - progress: called after every launch with how many of them are done and with what gives
    ///     those as a part, nil while some of the work on them is left; false stops.
    /// - Returns: the part, shorter than the range when it was stopped.
    /// - Throws: `RampForecast.Cancelled` when it is stopped while some of the work is left; what
    ///   `progress` throws, or the engine's own error.
    func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart
}

extension CountedStudy {
    /// Parts whose sums stay below their share of what 64 bits hold in the end.
    public func couldCount(_ part: RunPart) -> Bool {
        let all = max(1, identity.replications)
        guard part.replications <= all else { return false }
        let most = UInt64.max / all * part.replications
        return part.counts.sums.allSatisfy { $0 <= most }
    }

    /// Counts all replications.
    ///
    /// - Parameter progress: called after every launch with the replications done and those to do;
    ///   false stops.
    /// - Returns: all of them.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func whole(progress: (UInt64, UInt64) -> Bool) throws -> RunPart {
        let all = identity.replications
        let part = try part(0..<all) { done, _ in progress(done, all) }
        guard part.replications == all else {
            throw RampForecast.Cancelled(done: part.replications, noun: identity.noun)
        }
        return part
    }
}

extension CountedStudy {
    /// Tells of work on replications of which none is whole yet.
    ///
    /// - Parameters:
    ///   - progress: as `part` takes it.
    ///   - done: how many replications the work comes to.
    /// - Returns: true.
    /// - Throws: `RampForecast.Cancelled` when it should stop, or what `progress` throws.
    func goesOn(
        _ progress: (UInt64, (() throws -> RunPart)?) throws -> Bool,
        _ done: UInt64
    ) throws -> Bool {
        guard try progress(done, nil) else {
            throw RampForecast.Cancelled(done: done, noun: identity.noun)
        }
        return true
    }
}

/// Measures a part while it is counted.
struct PartClock {
    private let start = ContinuousClock().now
    let first: UInt64
    let engine: EngineIdentity

    /// Since the start [s].
    var seconds: Double { (ContinuousClock().now - start) / .seconds(1) }

    /// The part up to now.
    func part(_ replications: UInt64, _ counts: PartCounts) -> RunPart {
        RunPart(
            first: first,
            replications: replications,
            counts: counts,
            engine: engine,
            seconds: seconds
        )
    }
}
