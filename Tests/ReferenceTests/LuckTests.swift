import CPUEngine
import Foundation
import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// The luck of single plates: by mean and variance, and plate by plate.
struct LuckTests {
    /// One node whose plates of 2 h fail with probability 0.2, in a group that makes 60 to 75
    /// starts a month; demand takes all.
    private func stated(hours: Double = 10, yield: Double = 0.8, demand: Double = 400) -> Plan {
        var node = TechnologyNode.plain(90)
        node.yieldMature = .value(yield, path: "nodes.90.yield.mature")
        node.yieldStart = node.yieldMature
        return .plain(
            nodes: [node],
            groups: [.plain("etch")],
            tools: [.plain("etch-1", group: "etch")],
            route: [.hours("etch", hours)],
            demand: [.steady(demand)],
            monthCount: 12
        )
    }

    /// Two layer classes on one vsb writer: 3 h and 13 h, shots of the second lognormal, 10 h of
    /// them; and an etcher that takes `etch` hours a plate.
    private func written(etch: Double) -> Plan {
        let (sigma, share) = (0.7, 0.3)
        func layerClass(_ name: String, _ share: Double, _ shots: Figure) -> LayerClass {
            LayerClass(
                name: name,
                share: .value(share, path: "\(name).share"),
                writerClass: .vsb,
                shotsPerPass: shots,
                dose: .value(1, path: "\(name).dose"),
                passes: .value(1, path: "\(name).passes"),
                density: nil
            )
        }
        // Shots of 1 µC/cm² at 10⁻⁵ A/cm² take 0.1 s each: 360,000 take 10 h.
        let median = 360_000 / exp(sigma * sigma / 2)
        let classes = [
            layerClass("plain", 1 - share, .value(0, path: "plain.shots")),
            layerClass(
                "dense",
                share,
                .random(.lognormal(median: median, sigma: sigma), path: "dense.shots")
            ),
        ]
        var node = TechnologyNode.plain(90, classes: classes)
        node.yieldMature = .value(0.9, path: "nodes.90.yield.mature")
        node.yieldStart = node.yieldMature
        var plan = Plan.plain(
            nodes: [node],
            groups: [.plain("etch"), .plain("write", writes: [.vsb])],
            tools: [
                .plain("etch-1", group: "etch"),
                .plain("writer", group: "write", model: "model"),
            ],
            route: [.write, .hours("etch", etch)],
            demand: [.steady(400)],
            monthCount: 12
        )
        let values: [WriterField: Double] = [
            .currentDensity: 1e-5, .stripeWidth: 1e9, .stageSpeed: 1e9, .overhead: 3,
        ]
        plan.writers = [
            Writer(
                name: "model",
                writerClass: .vsb,
                figures: values.reduce(into: [:]) {
                    $0[$1.key] = .value($1.value, path: "writers.model.\($1.key.rawValue)")
                },
                finestNode: 28
            )
        ]
        return plan
    }

    /// Mean, variance and skewness of the year's plates.
    private func moments(
        _ plan: Plan,
        _ fidelity: Fidelity,
        count: Int = 2000,
        of measure: KeyPath<(output: [Int], capacity: [Int]), [Int]> = \.output
    ) throws -> (mean: Double, variance: Double, skewness: Double) {
        var plan = plan
        plan.fidelity = fidelity
        let years = try KernelRun(plan).outcomes(count: count)
            .map { Double($0[keyPath: measure][0]) / 256 }
        let mean = years.reduce(0, +) / Double(count)
        func moment(_ order: Double) -> Double {
            years.reduce(0) { $0 + pow($1 - mean, order) } / Double(count)
        }
        let variance = moment(2)
        return (mean, variance, variance > 0 ? moment(3) / pow(variance, 1.5) : 0)
    }

    /// A mean of `count` years lies within four standard errors, and a variance within four of its
    /// own, √(2/n) for a normal one, which are 13 % of it; `edge`: of the plate in process.
    private func expectMoments(
        _ found: (mean: Double, variance: Double, skewness: Double),
        mean: Double,
        variance: Double,
        edge: Double = 0,
        _ name: String,
        count: Double = 2000
    ) {
        let error = 4 * (variance / count).squareRoot() + edge + 12 / 512
        #expect(abs(found.mean - mean) <= error, "\(name): mean \(found.mean), \(mean)")
        let relative = 4 * (2 / count).squareRoot()
        #expect(
            abs(found.variance - variance) <= relative * variance + edge,
            "\(name): variance \(found.variance), \(variance)"
        )
    }

    @Test func yieldAloneIsBinomial() throws {
        // 878.4 starts of 10 h in 2024, each good with 0.8.
        let mean = 878.4 * 0.8
        let plan = stated()
        let byMoments = try moments(plan, .moments)
        expectMoments(byMoments, mean: mean, variance: mean * 0.2, "moments")
        // The last plate stays in process: half a plate on average, good or not.
        let byPlates = try moments(plan, .plates)
        expectMoments(byPlates, mean: mean - 0.4, variance: mean * 0.2, edge: 0.5, "plates")
        let luckless = try moments(plan, .means)
        #expect(abs(luckless.mean - mean) < 12 / 512 && luckless.variance == 0)
    }

    @Test func writingVariesAsItsClassesAndShotsDo() throws {
        // 0.7·3 h + 0.3·13 h = 6 h a start. E[T²] = 0.7·9 + 0.3·(169 + 100·(e^0.49 − 1)).
        let square = 0.7 * 9 + 0.3 * (169 + 100 * expm1(0.49))
        let variation = square / 36 - 1
        let mean = 8784 / 6.0 * 0.9
        let variance = mean * (0.1 + 0.9 * variation)
        let plan = written(etch: 1)
        let byMoments = try moments(plan, .moments)
        expectMoments(byMoments, mean: mean, variance: variance, "moments")
        // Renewals begun fresh in January: (C² − 1)/2 plates more than hours over mean hours, and
        // the plate in process (Cox 1962, section 4.2).
        let early = 0.9 * (variation - 1) / 2
        let byPlates = try moments(plan, .plates)
        expectMoments(byPlates, mean: mean + early, variance: variance, edge: 1, "plates")
    }

    @Test func whereStatedHoursBindOnlyYieldHasLuck() throws {
        // The etcher's 12 h bind, all alike.
        let mean = 8784 / 12.0 * 0.9
        let plan = written(etch: 12)
        let byPlates = try moments(plan, .plates)
        expectMoments(byPlates, mean: mean - 0.45, variance: mean * 0.1, edge: 0.5, "plates")
        let byMoments = try moments(plan, .moments)
        expectMoments(byMoments, mean: mean, variance: mean * 0.1, "moments")
    }

    /// Where two groups are scarce alike, moments count the less lucky one of each month; plates
    /// are drawn at one of them.
    @Test func groupsThatAreScarceAlikeMakeFewer() throws {
        let mean = 8784 / 6.0 * 0.9
        let plan = written(etch: 6)
        let byMoments = try moments(plan, .moments)
        #expect(byMoments.mean < 0.99 * mean && byMoments.mean > 0.9 * mean)
        let byPlates = try moments(plan, .plates)
        #expect(abs(byPlates.mean - mean) < 0.01 * mean)
    }

    /// A few plates a year are whole and skewed when drawn; moments keep mean and variance.
    @Test func fewPlatesAreSkewed() throws {
        // 6 starts a year, each good with 0.3.
        let plan = stated(hours: 1464, yield: 0.3)
        let (byMoments, byPlates) = (try moments(plan, .moments), try moments(plan, .plates))
        expectMoments(byMoments, mean: 1.8, variance: 1.8 * 0.7, edge: 0.1, "moments")
        // Binomial: the sixth plate is finished with the year, or just not.
        #expect(byPlates.mean > 1.4 && byPlates.mean < 1.9)
        #expect(byPlates.skewness > 0.3)
        var drawn = plan
        drawn.fidelity = .plates
        let years = try KernelRun(drawn).outcomes(count: 200).map { $0.output[0] }
        #expect(years.allSatisfy { $0 % 256 == 0 })
        var counted = plan
        counted.fidelity = .moments
        #expect(try KernelRun(counted).outcomes(count: 200).contains { $0.output[0] % 256 != 0 })
    }

    /// Customers take what they take: hours to spare leave no luck.
    @Test(arguments: [Fidelity.moments, .plates])
    func demandLimitsLuck(fidelity: Fidelity) throws {
        // 20.25 of 58 good plates a month; 5.4 standard deviations are never reached.
        var plan = stated(demand: 20.25)
        plan.fidelity = fidelity
        for outcome in try KernelRun(plan).outcomes(count: 300) {
            #expect(outcome.output[0] == 243 * 256)
            #expect(outcome.capacity[0] > 600 * 256)
        }
    }

    @Test func luckOfMonthsKeepsMeanAndVarianceAndOrder() {
        let places = (0..<1024).map { (Double($0) + 0.5) / 1024 }
        for spread in [0.02, 0.3, 1, 4] {
            var before = [Double](repeating: 0, count: places.count)
            for step in 1...120 {
                let mean = spread * pow(1.1, Double(step) - 60)
                let plates = places.map {
                    RampReference.luckyMonth(mean: mean, spread: spread, place: $0)
                }
                let found = plates.reduce(0, +) / 1024
                let square = plates.reduce(0) { $0 + $1 * $1 } / 1024
                let never = zip(before, plates).contains { $0 > $1 + 1e-12 }
                #expect(!never && plates[0] >= 0, "mean \(mean), spread \(spread)")
                before = plates
                // 1024 places for an area: exact but for the cell in which plates begin.
                #expect(abs(found - mean) <= 6e-4 * spread)
                if mean < 0.01 * spread { continue }
                #expect(abs(found - mean) <= 2e-3 * mean, "mean \(mean), spread \(spread)")
                #expect(abs(square - found * found - spread * mean) <= 0.01 * spread * mean)
            }
        }
    }

    // MARK: Starts

    /// Plates begun, good, scrapped and in process by year and node of one replication.
    private func starts(_ run: KernelRun, replication: UInt64) throws -> [[[Int]]] {
        let counts = try run.counters(count: 1, first: replication).counts
        let first = try #require(run.tables.layout.starts)
        let nodes = run.tables.nodes.count
        return run.tables.years.indices.map { year in
            (0..<nodes)
                .map { node in
                    (0..<4)
                        .map { kind in
                            let cell = first + 2 * (4 * (year * nodes + node) + kind)
                            return Int(counts[cell] + 1024 * counts[cell + 1])
                        }
                }
        }
    }

    /// Random plans that make no more plates than can be drawn in a test.
    static let drawnPlans: [UInt64] = (600..<640)
        .filter { seed in
            let run = try? KernelRun(RandomPlans.plan(seed: seed))
            let most = try? run?.outcomes(count: 3).flatMap(\.capacity).max()
            return (most ?? nil).map { $0 < 2000 * 256 } ?? false
        }

    @Test func thereAreDrawnPlans() { #expect(Self.drawnPlans.count >= 10) }

    @Test(arguments: drawnPlans)
    func platesInAreGoodScrappedOrInProcess(seed: UInt64) throws {
        var plan = RandomPlans.plan(seed: seed)
        plan.fidelity = .plates
        let run = try KernelRun(plan)
        let outcomes = try run.outcomes(count: 3)
        for replication in 0..<3 {
            let years = try starts(run, replication: UInt64(replication))
            for node in plan.nodes.indices {
                var before = 0
                for year in years {
                    let (started, good, scrapped, after) =
                        (year[node][0], year[node][1], year[node][2], year[node][3])
                    #expect(before + started == good + scrapped + after, "plan \(seed)")
                    #expect(after == 0 || after == 1)
                    before = after
                }
            }
            for (year, output) in outcomes[replication].output.enumerated() {
                #expect(output == 256 * years[year].reduce(0) { $0 + $1[1] })
            }
        }
    }

    /// Float32 against double moves a plate over the end of a month, or past the yield, at times.
    @Test(arguments: drawnPlans)
    func drawnPlatesAreThoseOfTheReference(seed: UInt64) throws {
        var plan = RandomPlans.plan(seed: seed)
        plan.fidelity = .plates
        let run = try KernelRun(plan)
        let model = RampReference(plan: plan)
        let outcomes = try run.outcomes(count: 2)
        for (number, outcome) in outcomes.enumerated() {
            let draws = Draws(seed: KernelRun.seed, replication: UInt64(number))
            let exact = model.replication(draws)
            for year in exact.capacity.indices {
                for (found, wanted) in [
                    (outcome.output[year], exact.output(ofYear: year)),
                    (outcome.capacity[year], exact.capacity[year]),
                ] {
                    let plates = Double(wanted) / 256
                    let allowed = Double(plan.nodes.count) + 0.01 * plates
                    #expect(
                        abs(Double(found) / 256 - plates) <= allowed,
                        "plan \(seed), replication \(number), year \(year): \(found), \(wanted)"
                    )
                }
            }
        }
    }
}
