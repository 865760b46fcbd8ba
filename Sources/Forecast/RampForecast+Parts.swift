internal import MonteCarlo

/// A run in parts: counted here and there, or now and later, and put together.
extension RampForecast {
    /// What the parts of the run have in common.
    public var identity: RunIdentity {
        RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
    }

    /// Counters of each part.
    public var counterCount: Int { tables.counterCount }

    /// Whether a run of the plan could have counted a part.
    ///
    /// - Parameter part: from a file.
    /// - Returns: false for counters that no replications of the plan come to.
    public func couldCount(_ part: RunPart) -> Bool { tables.couldCount(part.tally) }

    /// Counts some of the replications.
    ///
    /// - Parameters:
    ///   - range: their numbers, some of the run's.
    ///   - progress: called after every launch with how many of them are done and with what gives
    ///     those as a part; false stops.
    /// - Returns: the part, shorter than the range when it was stopped.
    /// - Throws: what `progress` throws, or the engine's own error.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, () throws -> RunPart) throws -> Bool
    ) throws -> RunPart {
        let start = ContinuousClock().now
        let session = try engine.ramp(tables)
        var chief: [Int32] = []
        var next = range.lowerBound
        func counted() throws -> RunPart {
            RunPart(
                first: range.lowerBound,
                tally: try session.tally(),
                chief: chief,
                engine: engine.identity,
                seconds: (ContinuousClock().now - start) / .seconds(1)
            )
        }
        while next < range.upperBound {
            chief += try advance(session, &next, to: range.upperBound)
            guard try progress(next - range.lowerBound, counted) else { break }
        }
        return try counted()
    }

    /// The result of all replications of the run.
    ///
    /// What stands beside the counters is run here. It takes a bounded number of replications, so
    /// that this takes the same time after any number of them.
    ///
    /// - Parameters:
    ///   - whole: all replications, put together from parts.
    ///   - isWanted: asked after every launch; false stops.
    /// - Returns: the result, as if all had run at once.
    /// - Throws: `Cancelled`, or the engine's own error.
    public func result(of whole: RunPart, isWanted: () -> Bool) throws -> RunResult {
        try result(of: whole, precision: nil, isWanted)
    }
}
