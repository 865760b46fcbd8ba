import CPUEngine
import MonteCarlo
import PlanModel
import Testing

@testable import PlanFiles

/// Write times at the corners of what the reader allows.
struct ExposureRangeTests {
    private static let plateKeys = ["shots_per_pass", "dose", "passes", "density"]

    private static func range(_ shape: Shape) throws -> NumericRange {
        guard case .figure(let figure) = shape else { throw NotAFigure() }
        return figure.range
    }

    private struct NotAFigure: Error {}

    /// Least and largest number of every figure that a write takes, by key.
    private static func limits(_ writerClass: WriterClass) throws -> [(key: String, ends: [Double])]
    {
        var found: [(key: String, ends: [Double])] = []
        for field in WriterField.allCases
        where PlanShape.isRequired(field, of: writerClass) != nil {
            let range = try range(PlanShape.constant(field).shape)
            found.append((field.rawValue, [range.low, range.high]))
        }
        let fields = PlanShape.layerClass.cases.first { $0.word == writerClass.rawValue }
        for key in plateKeys {
            guard let field = fields?.object.field(key) else { continue }
            let range = try range(field.shape)
            found.append((key, [range.low, range.high]))
        }
        return found
    }

    /// Every pair of figures at all four corners, the others low or high; and mixed corners.
    private static func corners(_ count: Int) -> [[Int]] {
        var corners: [[Int]] = []
        for others in 0...1 {
            for first in 0..<count {
                for second in first..<count {
                    for ends in 0..<4 {
                        var corner = [Int](repeating: others, count: count)
                        (corner[first], corner[second]) = (ends & 1, ends >> 1)
                        corners.append(corner)
                    }
                }
            }
        }
        var state: UInt64 = 1
        for _ in 0..<800 {
            corners.append(
                (0..<count)
                    .map { _ in
                        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return Int(state >> 63)
                    }
            )
        }
        return corners
    }

    private func exposure(
        _ writerClass: WriterClass,
        _ values: [String: Double],
        stage: StageMotion,
        sigma: Double
    ) throws -> ExposureCase {
        func figure(_ key: String) -> Figure? { values[key].map { .value($0, path: key) } }
        var writer: [WriterField: Figure] = [:]
        for field in WriterField.allCases { writer[field] = figure(field.rawValue) }
        var shots = figure("shots_per_pass")
        if let most = values["shots_per_pass"], most > 0 {
            shots = Figure(
                kind: .random,
                distribution: .lognormal(median: most, sigma: sigma),
                path: "shots"
            )
        }
        let layerClass = LayerClass(
            name: "critical",
            share: .value(1, path: "share"),
            writerClass: writerClass,
            shotsPerPass: shots,
            dose: figure("dose"),
            passes: figure("passes") ?? .value(1, path: "passes"),
            density: figure("density")
        )
        var exposure = try ExposureCase(
            node: 28,
            layerClass: layerClass.name,
            plate: PlateConstants(means: layerClass),
            writer: WriterConstants(means: writer),
            writerClass: writerClass,
            stage: stage,
            meanTimeBetweenFailures: Quantity(1e-3)
        )
        exposure.integers[3] = 64  // bins: a short histogram is quick to add up
        exposure.setRange(12_000)
        return exposure
    }

    @Test(arguments: WriterClass.allCases, [(StageMotion.sum, 5.0), (.floor, 1e-9)])
    func everyCornerIsFinite(
        writerClass: WriterClass,
        form: (stage: StageMotion, sigma: Double)
    ) throws {
        let limits = try Self.limits(writerClass)
        let engine = CPUEngine(threadCount: 1)
        let count: UInt64 = 3
        let longest = 10_000.0 * 57_600 * Double(count) * 1.000_001
        for corner in Self.corners(limits.count) {
            let values = Dictionary(
                uniqueKeysWithValues: zip(limits, corner).map { ($0.key, $0.ends[$1]) }
            )
            let entry = try exposure(writerClass, values, stage: form.stage, sigma: form.sigma)
            let tally = try engine.sample(entry, seed: 5, first: 0, count: count)
            let parts = tally.sums[0..<5].reduce(0.0) { $0 + Double($1) }
            let total = Double(tally.sums[5])
            // Each part is rounded to 1/16 s, and float32 adds a few ULP.
            let isRight =
                total <= longest && abs(parts - total) <= 3 * Double(count) + 1e-6 * total
                && tally.sums[0..<5].allSatisfy { Double($0) <= longest }
                && tally.counts.reduce(0, +) == count && tally.sums[7] <= count
            if !isRight {
                Issue.record("\(values): \(tally.sums)")
                return
            }
        }
    }
}
