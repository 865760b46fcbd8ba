import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Draws of every kind of distribution, through the packer and the kernel, seen in plates: a fab
/// that can make anything sells the sample plates that its node's figure says.
struct DistributionTests {
    static let cases: [(Distribution, tolerance: Double)] = [
        // Largest error of a value: 1/512 plate from counting, and that of a line between knots.
        (.uniform(low: 100, high: 300), 0.003),
        (.triangular(low: 100, mode: 140, high: 300), 0.02),
        (.triangular(low: 100, mode: 300, high: 300), 0.03),
        (.pert(low: 100, mode: 140, high: 300), 0.05),
        (.pert(low: 100, mode: 100, high: 300), 0.05),
        (.normal(mean: 200, standardDeviation: 40, low: nil, high: nil), 0.02),
        (.normal(mean: 200, standardDeviation: 80, low: 150, high: 260), 0.02),
        (.lognormal(median: 200, sigma: 0.4), 0.05),
        (
            .discrete([
                .init(value: 100, probability: 0.2), .init(value: 250, probability: 0.5),
                .init(value: 180, probability: 0.3),
            ]), 0.003
        ),
        (.empirical([120, 300, 120, 180, 240]), 0.003),
    ]

    private func plan(_ distribution: Distribution) -> Plan {
        var node = TechnologyNode.plain(90)
        node.verification = .value(1000, path: "nodes.90.verification")
        node.samplePlates = .random(distribution, path: "nodes.90.sample_plates")
        return .plain(
            nodes: [node],
            groups: [.plain("etch")],
            tools: [.plain("etch-1", group: "etch")],
            route: [.hours("etch", 0.05)],
            demand: [.steady(500)],
            monthCount: 1
        )
    }

    @Test(arguments: 0..<10)
    func valuesMeansAndQuantilesAreRight(index: Int) throws {
        let (distribution, tolerance) = Self.cases[index]
        let count = 32_768
        let outcomes = try KernelRun(plan(distribution)).outcomes(count: count)
        let plates = outcomes.map { Double($0.output[0]) / 256 }
        let exact = ClosedForm(distribution)
        for number in 0..<500 {
            let draws = Draws(seed: KernelRun.seed, replication: UInt64(number))
            let value = exact.value(word: draws.word(.figure, "nodes.90.sample_plates"))
            #expect(abs(plates[number] - value) <= tolerance, "replication \(number)")
        }
        // Four standard errors, one chance in 16,000 each; the seed is fixed.
        let (mean, variance) = distribution.moments
        let error = (variance / Double(count)).squareRoot()
        #expect(abs(plates.reduce(0, +) / Double(count) - mean) < 4 * error + tolerance)
        for p in [0.01, 0.1, 0.5, 0.9, 0.99] {
            let bound = exact.quantile(above: 1 - p)
            let below = exact.survival(bound + tolerance)
            let expected = 1 - below
            let found = Double(plates.count { $0 <= bound + tolerance }) / Double(count)
            let spread = (expected * (1 - expected) / Double(count)).squareRoot()
            // Within the tolerance around the bound a value may fall on either side.
            let side = exact.survival(bound - tolerance) - exact.survival(bound + 3 * tolerance)
            #expect(abs(found - expected) <= 4 * spread + side, "p \(p)")
        }
    }

    @Test func closedFormsInvertThemselves() {
        for (distribution, _) in Self.cases.prefix(8) {
            let form = ClosedForm(distribution)
            for above in [1e-9, 1e-4, 0.02, 0.3, 0.5, 0.8, 0.999] {
                let back = form.survival(form.quantile(above: above))
                #expect(abs(back - above) <= 1e-9 * above + 1e-12)
            }
        }
    }

    @Test func philoxGivesTheKnownAnswer() {
        // Random123, kat_vectors: philox4x32 10, counter and key all ones; and the digits of π.
        #expect(
            Philox.words(counter: [.max, .max, .max, .max], key: [.max, .max])
                == [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
        )
        #expect(
            Philox.words(
                counter: [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344],
                key: [0xA409_3822, 0x299F_31D0]
            ) == [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
        )
    }
}
