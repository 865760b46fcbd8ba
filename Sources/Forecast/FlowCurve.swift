public import MonteCarlo

/// The characteristic curve of a plan's fab: cycle times against its orders.
///
/// Every load has the same luck plate by plate, so that loads differ by their orders alone.
public struct FlowCurve: Sendable {
    private let request: PlanRequest
    private let terms: FlowTerms
    private let loads: [Double]
    private let warmUp: FlowWarmUp
    private let engine: any Engine

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
    public init(
        _ request: PlanRequest,
        terms: FlowTerms,
        loads: [Double],
        warmUp: FlowWarmUp = .none,
        engine: any Engine
    ) {
        (self.request, self.terms, self.engine) = (request, terms, engine)
        (self.loads, self.warmUp) = (loads.sorted(), warmUp)
    }

    /// Simulates every load.
    ///
    /// - Parameter progress: called after every launch with the replications done and those to do,
    ///   of all loads; false stops.
    /// - Returns: the curve; a load whose plates find no room has no times.
    /// - Throws: `PackError`, `FlowRefusal` when a plate meets another bound,
    ///   `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> FlowCurveResult {
        let clock = ContinuousClock()
        let start = clock.now
        var points: [FlowCurveResult.Point] = []
        var last: FlowResult?
        for load in loads {
            var terms = terms
            terms.load = load
            let done = UInt64(points.count) * request.replications
            let study = try FlowStudy(request, terms: terms, warmUp: warmUp, engine: engine)
            do {
                let result = try study.run { own, _ in
                    progress(done + own, UInt64(loads.count) * request.replications)
                }
                points.append(.init(load: load, result))
                last = result
            } catch let refusal as FlowRefusal where refusal.isOfPlates {
                points.append(.init(full: load))
            }
        }
        guard let last else { throw FlowRefusal(noLoadOf: loads, terms) }
        let seconds = (clock.now - start) / .seconds(1)
        return FlowCurveResult(
            last,
            points: points,
            digest: digest(points),
            timing: .init(
                seconds: rounded(seconds, 3),
                replicationsPerSecond: rounded(
                    Double(request.replications) * Double(points.count) / max(seconds, 1e-9),
                    1
                )
            )
        )
    }

    private func digest(_ points: [FlowCurveResult.Point]) -> String {
        let lines = points.map { "\($0.load) \($0.digest ?? "full")\n" }
        return SHA256.hexadecimal(of: "maskramp flow curve 1\n" + lines.joined())
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
