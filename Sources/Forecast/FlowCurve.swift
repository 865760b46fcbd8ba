public import MonteCarlo

/// The characteristic curve of a plan's fab: cycle times against its orders.
///
/// Every load has the same luck plate by plate, so that loads differ by their orders alone.
public struct FlowCurve: Sendable {
    private let request: PlanRequest
    private let terms: FlowTerms
    private let loads: [Double]
    private let engine: any Engine
    /// One for each load.
    private let studies: [FlowStudy]

    /// Behind the integers of each load: 1 where its plates found no room.
    private static let fullness = PartCounts.Shape(peaks: 1)

    /// Loads where none are asked for.
    public static let usualLoads = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

    /// Takes up a plan.
    ///
    /// - Parameters:
    ///   - request: what to ask; each load has its replications.
    ///   - terms: what the plan does not say; its load is not used.
    ///   - loads: factors on all orders.
    ///   - warmUp: whether the months after a warm-up count; else the last year does.
    ///   - engine: where plates flow.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold, or not longer than the
    ///   warm-up.
    public init(
        _ request: PlanRequest,
        terms: FlowTerms,
        loads: [Double],
        warmUp: FlowWarmUp = .none,
        engine: any Engine
    ) throws(PackError) {
        (self.request, self.terms, self.engine) = (request, terms, engine)
        self.loads = loads.sorted()
        var studies: [FlowStudy] = []
        for load in self.loads {
            var terms = terms
            terms.load = load
            studies.append(try FlowStudy(request, terms: terms, warmUp: warmUp, engine: engine))
        }
        self.studies = studies
    }

    /// Simulates every load.
    ///
    /// - Parameter progress: called after every launch with the replications done, mean of the
    ///   loads, and those to do; false stops.
    /// - Returns: the curve; a load whose plates find no room has no times.
    /// - Throws: `FlowRefusal` when a plate meets another bound, or no load has room;
    ///   `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> FlowCurveResult {
        try result(of: try whole(progress: progress))
    }

    /// The result of all replications.
    ///
    /// - Parameter whole: put together from parts.
    /// - Returns: the curve.
    /// - Throws: `FlowRefusal` when no load has room for its plates.
    public func result(of whole: RunPart) throws -> FlowCurveResult {
        var rest = whole.counts
        var points: [FlowCurveResult.Point] = []
        var last: FlowResult?
        for (load, study) in zip(loads, studies) {
            var own = whole
            own.counts = rest.take(study.shape)
            guard rest.take(Self.fullness).peaks == [0] else {
                points.append(.init(full: load))
                continue
            }
            let result = study.result(of: own)
            points.append(.init(load: load, result))
            last = result
        }
        guard let last else { throw FlowRefusal(noLoadOf: loads, terms) }
        return FlowCurveResult(
            last,
            points: points,
            digest: digest(points),
            timing: .init(
                seconds: whole.seconds,
                replications: Double(whole.replications) * Double(points.count)
            )
        )
    }

    private func digest(_ points: [FlowCurveResult.Point]) -> String {
        let lines = points.map { "\($0.load) \($0.digest ?? "full")\n" }
        return SHA256.hexadecimal(of: "maskramp flow curve 1\n" + lines.joined())
    }
}

extension FlowCurve: CountedStudy {
    /// What its parts have in common.
    public var identity: RunIdentity {
        RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
    }

    /// Integers of each part.
    public var shape: PartCounts.Shape {
        studies.reduce(.init()) { $0 + $1.shape + Self.fullness }
    }

    /// Counts some of the replications, as `CountedStudy` says.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        let clock = PartClock(first: range.lowerBound, engine: engine.identity)
        var counts = PartCounts()
        for (index, study) in studies.enumerated() {
            let before = UInt64(index) * UInt64(range.count)
            var fullness = PartCounts(Self.fullness)
            do {
                let own = try study.part(range) { done, _ in
                    try goesOn(progress, (before + done) / UInt64(studies.count))
                }
                counts.append(own.counts)
            } catch let refusal as FlowRefusal where refusal.isOfPlates {
                counts.append(PartCounts(study.shape))
                fullness.peaks = [1]
            }
            counts.append(fullness)
        }
        return clock.part(UInt64(range.count), counts)
    }
}

extension FlowRefusal {
    /// No load of a curve had room for its plates.
    init(noLoadOf loads: [Double], _ terms: FlowTerms) {
        isOfPlates = true
        message =
            "at every load from \(loads.first ?? 0) on more plates are in process at once than there "
            + "is room for, \(terms.mostPlates): give more room with --most-plates, or lower loads "
            + "with --load"
    }
}
