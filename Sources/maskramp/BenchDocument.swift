internal import Forecast
internal import MonteCarlo
internal import Reporting

/// `bench --format json`.
struct BenchDocument: Encodable {
    /// What one kernel did on one engine.
    struct Rate: Encodable {
        var engine: String
        var kernel: String
        /// Replications of the ramp, or samples of exposure.
        var perSecond: Double
        var digest: String

        enum CodingKeys: String, CodingKey {
            case engine, kernel, digest
            case perSecond = "per_second"
        }
    }

    /// An engine under its name in `rates`.
    struct NamedEngine: Encodable {
        var name: String
        var identity: EngineIdentity
    }

    var maskramp = Version.text
    var plan: RunResult.PlanIdentity
    var scenario: [String]
    var seed: String
    var replications: UInt64
    var samples: UInt64
    var engines: [NamedEngine]
    var rates: [Rate]
    var agree: Bool
    /// SHA-256 of the kernels' digests; absent when engines disagree.
    var digest: String?

    init(
        plan: RunResult.PlanIdentity,
        scenario: [String],
        seed: UInt64,
        replications: UInt64,
        samples: UInt64,
        engines: [NamedEngine],
        rates: [Rate]
    ) {
        self.plan = plan
        self.scenario = scenario
        self.seed = "0x" + String(seed, radix: 16)
        self.replications = replications
        self.samples = samples
        self.engines = engines
        self.rates = rates
        let digests = Dictionary(grouping: rates, by: \.kernel).mapValues { Set($0.map(\.digest)) }
        agree = digests.values.allSatisfy { $0.count == 1 }
        guard agree else { return }
        let lines = digests.sorted { $0.key < $1.key }
            .flatMap { kernel, values in values.map { "\(kernel) \($0)\n" } }
        digest = SHA256.hexadecimal(of: lines.joined())
    }

    func lines() -> [String] {
        var table = TextTable(columns: [
            ("engine", .left), ("kernel", .left), ("a second", .right), ("digest", .left),
        ])
        for rate in rates {
            table.add([
                rate.engine, rate.kernel,
                NumberText.whole(Int(rate.perSecond.rounded())), String(rate.digest.prefix(16)),
            ])
        }
        var heading = TextTable.fold("\(plan.name): replications of the ramp, samples of exposure")
        heading.append(
            "\(NumberText.whole(Int(replications))) replications, "
                + "\(NumberText.whole(Int(samples))) plates a row, seed \(seed)"
        )
        if !scenario.isEmpty {
            heading += TextTable.fold("scenario: " + scenario.joined(separator: "; "), indent: 2)
        }
        return heading + [""] + table.lines() + [""]
            + [digest.map { "All digests agree.\nDigest \($0)" } ?? "Digests differ."]
    }
}
