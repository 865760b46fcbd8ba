internal import MonteCarlo

/// A run in parts: counted here and there, or now and later, and put together.
extension RampForecast: CountedStudy {
    /// What the parts of the run have in common.
    public var identity: RunIdentity {
        RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
    }

    /// A counter each, and the chief result of the replications that the split into chance and
    /// ignorance takes.
    public var shape: PartCounts.Shape {
        .init(sums: tables.counterCount, rows: Self.spreadPairs)
    }

    /// Whether a run of the plan could have counted a part.
    public func couldCount(_ part: RunPart) -> Bool {
        tables.couldCount(
            RampTally(counts: part.counts.sums, replications: part.replications)
        )
    }

    /// Counts some of the replications, as `CountedStudy` says.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        let clock = PartClock(first: range.lowerBound, engine: engine.identity)
        let session = try engine.ramp(tables)
        var chief: [Int32] = []
        var next = range.lowerBound
        func counted() throws -> RunPart {
            clock.part(next - range.lowerBound, PartCounts(try session.tally(), chief: chief))
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

extension PartCounts {
    /// Of a run.
    ///
    /// - Parameters:
    ///   - tally: its counters.
    ///   - chief: the chief result of its first replications.
    init(_ tally: RampTally, chief: [Int32]) {
        (sums, rows) = (tally.counts, chief)
    }
}
