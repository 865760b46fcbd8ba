import CPUEngine
import Forecast
import MonteCarlo
import PlanModel
import Testing

/// Studies that are counted in parts.
struct PartTests {
    private static let engine = CPUEngine(threadCount: 2)

    private static func studies(_ replications: UInt64) throws -> [any CountedStudy] {
        let plan = try Plans.small()
        let request = Plans.request(plan, replications)
        var terms = FlowTerms()
        terms.load = 0.1
        var later = plan
        later.tools.removeLast()
        return [
            try RampForecast(request, engine: engine),
            try Sensitivity(request, metrics: [], grouping: .kind, engine: engine),
            try ExposureForecast(request, ExposureStudy(plan), engine: engine),
            try FlowStudy(request, terms: terms, warmUp: .found, engine: engine),
            try FlowCurve(request, terms: terms, loads: [0.05, 0.1], engine: engine),
            try FlowComparison(
                request,
                terms: terms,
                scenarios: [
                    .init(plan: later, planSHA256: "", name: "later", file: "", changes: [])
                ],
                engine: engine
            ),
        ]
    }

    /// Cut anywhere, counted in any order and put together, parts come to the whole, bit by bit.
    @Test(arguments: [UInt64](1...4)) func anySplitAddsUp(seed: UInt64) throws {
        var draws = Draws(state: seed)
        let replications = UInt64.random(in: 2...9, using: &draws)
        for study in try Self.studies(replications) {
            let whole = try study.whole { _, _ in true }
            let shape = study.shape
            #expect(whole.counts.sums.count == shape.sums && whole.counts.wide.count == shape.wide)
            #expect(whole.counts.peaks.count == shape.peaks)
            let cuts = (0..<Int.random(in: 1...4, using: &draws))
                .map { _ in UInt64.random(in: 0...replications, using: &draws) }
            let ends = ([0, replications] + cuts).sorted()
            let parts = try zip(ends, ends.dropFirst()).filter { $0.0 < $0.1 }
                .shuffled(using: &draws).map { try study.part($0.0..<$0.1) { _, _ in true } }
            let sum = try #require(try RunPart.sum(parts + [parts[0]]))
            #expect(sum.range == whole.range, "\(type(of: study)), cuts \(ends)")
            #expect(sum.counts == whole.counts, "\(type(of: study)), cuts \(ends)")
        }
    }

    /// A part that is taken down before its end, and the rest, are the whole.
    @Test func aStoppedPartGoesOn() throws {
        let study = try FlowStudy(
            Plans.request(try Plans.fab(demand: "2025-01: 20"), 300),
            terms: FlowTerms(),
            engine: Self.engine
        )
        let whole = try study.whole { _, _ in true }
        let first = try study.part(0..<300) { _, _ in false }
        #expect(first.replications > 0 && first.replications < 300)
        let rest = try study.part(first.replications..<300) { _, _ in true }
        #expect(try RunPart.sum([rest, first])?.counts == whole.counts)
    }

    @Test func overlapsAreFound() throws {
        let study = try FlowStudy(
            Plans.request(try Plans.fab(demand: "2025-01: 20"), 4),
            terms: FlowTerms(),
            engine: Self.engine
        )
        let parts = try [0..<3, 2..<4]
            .map { (range: Range<UInt64>) in
                try study.part(range) { _, _ in true }
            }
        let overlap = #expect(throws: RunPart.Overlap.self) { try RunPart.sum(parts) }
        #expect(overlap?.range == 2..<3)
        #expect(RunPart.missing(0..<5, [2..<3]) == [0..<2, 3..<5])
    }

    /// SplitMix64, so that cuts repeat.
    private struct Draws: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }
}
